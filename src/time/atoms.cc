// What single words of a time expression are: years, days of a month, counts, months, weekdays.
#include <algorithm>

#include "time/points.h"

namespace casus::time {

using syntax::Upos;

int leading_number(std::string_view form, std::string_view& rest) {
  int n = 0;
  std::size_t i = 0;
  while (i < form.size() && i < 6 && form[i] >= '0' && form[i] <= '9') n = n * 10 + (form[i++] - '0');
  rest = form.substr(i);
  return i == 0 ? -1 : n;
}

bool Points::is(int w, std::string_view lower) const {
  if (!in(w) || tree_[w].form.size() != lower.size()) return false;
  return std::equal(lower.begin(), lower.end(), tree_[w].form.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? char(b + 32) : b); });
}

int Points::year_at(int w) const {
  if (!in(w) || tree_[w].form.size() != 4) return 0;
  std::string_view rest;
  const int n = leading_number(tree_[w].form, rest);
  return rest.empty() && n >= kFirstYear && n <= kLastYear ? n : 0;
}

int Points::day_at(int w) const {
  if (!in(w)) return 0;
  std::string_view rest;
  const int n = leading_number(tree_[w].form, rest);
  const bool ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  return n >= 1 && n <= 31 && (rest.empty() || ordinal) ? n : 0;
}

int Points::count_at(int w) const {
  if (!in(w)) return -1;
  std::string_view rest;
  const int n = leading_number(tree_[w].form, rest);
  if (n >= 0) return rest.empty() ? n : -1;
  const TimeWord t = word(w);
  return t.sense == Sense::kNumber ? t.value : -1;
}

int Points::month_at(int w) const {
  if (!in(w) || tree_[w].upos != Upos::PROPN || tree_[w].form[0] < 'A' || tree_[w].form[0] > 'Z') return 0;
  const TimeWord t = word(w);
  return t.sense == Sense::kMonth ? t.value : 0;
}

int Points::weekday_at(int w) const {
  const TimeWord t = word(w);
  if (t.sense == Sense::kWeekday) return t.value;
  return t.sense == Sense::kWeekdayShort && tree_[w].upos == Upos::PROPN &&
                 (is(w + 1, ".") || tree_[w].form.ends_with('.') || month_at(w + 1) > 0)
             ? t.value
             : -1;
}

}  // namespace casus::time
