#include "time/words.h"

#include <array>
#include <charconv>
#include <string>

#include "base/hash.h"

namespace casus::time {
namespace {

constexpr std::size_t kLongest = 16;  // bytes of a time word; longer forms are none
constexpr std::size_t kSlots = 1024;

int number_in(std::string_view cell) {
  int out = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return out;
}

Sense sense_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Sense>, 15> kNames{{{"weekday", Sense::kWeekday},
                                                                       {"weekday-short", Sense::kWeekdayShort},
                                                                       {"day", Sense::kDay},
                                                                       {"unit", Sense::kUnit},
                                                                       {"part", Sense::kPart},
                                                                       {"which", Sense::kWhich},
                                                                       {"edge", Sense::kEdge},
                                                                       {"number", Sense::kNumber},
                                                                       {"ordinal", Sense::kOrdinal},
                                                                       {"season", Sense::kSeason},
                                                                       {"deadline", Sense::kDeadline},
                                                                       {"since", Sense::kSince},
                                                                       {"ago", Sense::kAgo},
                                                                       {"event", Sense::kEvent},
                                                                       {"half", Sense::kHalf}}};
  for (const auto& [text, sense] : kNames) {
    if (text == name) return sense;
  }
  return Sense::kNone;
}

}  // namespace

void Words::put(std::string_view word, TimeWord meaning) {
  std::size_t at = hash_bytes(word) & (kSlots - 1);
  while (!slots_[at].word.empty()) at = (at + 1) & (kSlots - 1);
  slots_[at] = {word, meaning};
  known_.put(word);
  known_.put(std::string(word) + '.');
}

Result<Words> Words::open(const lexicon::Tables& tables) {
  Words out;
  out.slots_.resize(kSlots);
  const auto months = tables.table("months"), words = tables.table("time_words");
  if (!months) return months.error();
  if (!words) return words.error();
  const auto name = (*months)->column("name"), number = (*months)->column("number");
  const auto word = (*words)->column("word"), sense = (*words)->column("sense"), value = (*words)->column("value");
  for (const auto* column : {&name, &number, &word, &sense, &value}) {
    if (!*column) return column->error();
  }
  if ((*months)->rows() + (*words)->rows() > kSlots / 2)
    return Error{Cause::kMalformed, "has too many rows", "time_words.tsv"};
  for (std::size_t r = 0; r < (*months)->rows(); ++r) {
    out.put((*months)->cell(r, *name), {Sense::kMonth, number_in((*months)->cell(r, *number))});
  }
  for (std::size_t r = 0; r < (*words)->rows(); ++r) {
    const std::string_view kind = (*words)->cell(r, *sense);
    const int n = number_in((*words)->cell(r, *value));
    if (kind == "holiday") {
      Holiday day{{}, n / 100, n % 100};
      for (std::string_view rest = (*words)->cell(r, *word); !rest.empty();) {
        const std::size_t gap = rest.find(' ');
        day.words.push_back(rest.substr(0, gap));
        rest = gap == std::string_view::npos ? std::string_view() : rest.substr(gap + 1);
      }
      const auto first = static_cast<unsigned char>(day.words.front()[0]);
      out.holiday_starts_[first] = out.holiday_starts_[first >= 'a' ? first - 32 : first] = true;
      out.holidays_.push_back(std::move(day));
      continue;
    }
    const Sense meaning = sense_of(kind);
    if (meaning == Sense::kNone)
      return Error{Cause::kMalformed, "unknown sense '" + std::string(kind) + "'", (*words)->place(r)};
    out.put((*words)->cell(r, *word), {meaning, n});
  }
  return out;
}

TimeWord Words::of(std::string_view form) const {
  if (form.empty() || form.size() > kLongest || !known_.may_hold(form)) return {};
  char lower[kLongest];
  std::size_t n = 0;
  for (char c : form) lower[n++] = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  if (n > 3 && lower[n - 1] == '.') --n;  // "Sept."
  const std::string_view key(lower, n);
  for (std::size_t at = hash_bytes(key) & (kSlots - 1); !slots_[at].word.empty(); at = (at + 1) & (kSlots - 1)) {
    if (slots_[at].word == key) return slots_[at].meaning;
  }
  return {};
}

}  // namespace casus::time
