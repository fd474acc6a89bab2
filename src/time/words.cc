#include "time/words.h"

#include <string>

#include "base/hash.h"

namespace casus::time {
namespace {

constexpr std::size_t kLongest = 16;  // bytes of a time word; longer forms are none
constexpr std::size_t kSlots = 1024;

constexpr lexicon::Columns kMonths{"months", "name", "number"};
constexpr lexicon::Columns kWords{"time_words", "word", "sense", "value"};

// What a word is and the values that it may have (the head of the table tells what they mean).
struct Kind {
  Sense sense = Sense::kNone;
  int least = 0, most = 0;
  bool holiday = false;
};
constexpr std::pair<std::string_view, Kind> kKinds[] = {
    {"weekday", {Sense::kWeekday, 0, 6}},   {"weekday-short", {Sense::kWeekdayShort, 0, 6}},
    {"day", {Sense::kDay, -1, 1}},          {"unit", {Sense::kUnit, 0, 10}},
    {"part", {Sense::kPart, 0, 0}},         {"which", {Sense::kWhich, -2, 3}},
    {"edge", {Sense::kEdge, 1, 4}},         {"number", {Sense::kNumber, 0, 100}},
    {"ordinal", {Sense::kOrdinal, 1, 4}},   {"season", {Sense::kSeason, 1, 12}},
    {"deadline", {Sense::kDeadline, 0, 1}}, {"since", {Sense::kSince, 0, 0}},
    {"ago", {Sense::kAgo, -1, 1}},          {"event", {Sense::kEvent, 0, 1}},
    {"half", {Sense::kHalf, 0, 0}},         {"holiday", {Sense::kNone, 101, 1231, true}}};

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
  lexicon::RowReader read(tables);
  std::size_t held = 0;
  const auto put = [&](lexicon::Cell word, TimeWord meaning) {
    if (++held > kSlots / 2) return word.fail("one word more than the tables of time words may have");
    out.put(word, meaning);
  };
  read.each<kMonths>([&](const auto& row) { put(row["name"], {Sense::kMonth, row["number"].number(1, 12)}); });
  read.each<kWords>([&](const auto& row) {
    const Kind kind = row["sense"].one_of(kKinds);
    const int value = row["value"].number(kind.least, kind.most);
    if (kind.holiday)
      out.put_holiday(row["word"], row["value"]);
    else
      put(row["word"], {kind.sense, value});
  });
  if (read.failure()) return *read.failure();
  return out;
}

// Month and day as MMDD, of any year.
void Words::put_holiday(lexicon::Cell name, lexicon::Cell value) {
  const int day = value.number(101, 1231);
  if (!Date::of(2000, day / 100, day % 100)) return value.fail("which is no day of the year as MMDD");
  Holiday out{{}, day / 100, day % 100};
  for (std::string_view rest = name; !rest.empty();) {
    const std::size_t gap = rest.find(' ');
    if (gap != 0) out.words.push_back(rest.substr(0, gap));
    rest = gap == std::string_view::npos ? std::string_view() : rest.substr(gap + 1);
  }
  if (out.words.empty()) return name.fail("which has no word");
  const auto first = static_cast<unsigned char>(out.words.front()[0]);
  holiday_starts_[first] = holiday_starts_[first >= 'a' ? first - 32 : first] = true;
  holidays_.push_back(std::move(out));
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
