// The words of time expressions (lexicons/time_words.tsv, months.tsv), looked up by their lower-cased form.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/word_filter.h"
#include "lexicon/rows.h"
#include "syntax/tree.h"

namespace casus::time {

enum class Sense : uint8_t {
  kNone,
  kWeekday,
  kWeekdayShort,
  kDay,
  kUnit,
  kPart,
  kWhich,
  kEdge,
  kNumber,
  kOrdinal,
  kSeason,
  kDeadline,
  kSince,
  kAgo,
  kEvent,
  kHalf,
  kMonth
};

struct TimeWord {
  Sense sense = Sense::kNone;
  int value = 0;
};

struct Holiday {
  std::vector<std::string_view> words;
  int month = 0, day = 0;
};

class Words {
 public:
  static Result<Words> open(const lexicon::Tables& tables);
  [[nodiscard]] TimeWord of(std::string_view form) const;
  [[nodiscard]] bool may_start_holiday(std::string_view form) const {
    return !form.empty() && holiday_starts_[static_cast<unsigned char>(form[0])];
  }
  [[nodiscard]] const std::vector<Holiday>& holidays() const { return holidays_; }

 private:
  struct Slot {
    std::string_view word;
    TimeWord meaning;
  };
  void put(std::string_view word, TimeWord meaning);
  void put_holiday(lexicon::Cell name, lexicon::Cell value);
  WordFilter known_;  // each word with and without a full stop
  bool holiday_starts_[256] = {};
  std::vector<Slot> slots_;
  std::vector<Holiday> holidays_;
};

}  // namespace casus::time
