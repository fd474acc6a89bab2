// Points of time read off the words of one sentence: "12 July 2023", "last Friday", "early 2024", "noon on Saturday".
// The grammar stands at the head of time.cc; a reading gives the point and the last word that belongs to it.
#pragma once

#include <string_view>

#include "syntax/tree.h"
#include "time/time.h"
#include "time/words.h"

namespace casus::time {

// The number that a form starts with, -1 where it starts with none; `rest` is what follows ("10th" gives 10 and "th").
int leading_number(std::string_view form, std::string_view& rest);

constexpr int kFirstYear = 1500, kLastYear = 2199;

struct Read {
  Point point;
  int last = -1;  // -1: nothing was read
  [[nodiscard]] explicit operator bool() const { return last >= 0; }
};

class Points {
 public:
  Points(const syntax::Tree& tree, const Words& words) : tree_(tree), words_(words) {}

  [[nodiscard]] bool in(int w) const { return w >= 0 && w < tree_.size(); }
  [[nodiscard]] TimeWord word(int w) const { return in(w) ? words_.of(tree_[w].form) : TimeWord{}; }
  [[nodiscard]] bool is(int w, std::string_view lower) const;
  [[nodiscard]] bool dash(int w) const { return is(w, "-") || is(w, "–") || is(w, "—"); }
  [[nodiscard]] bool is_deadline(int w) const { return word(w).sense == Sense::kEvent && word(w).value == 1; }
  [[nodiscard]] int year_at(int w) const;
  [[nodiscard]] int day_at(int w) const;
  // A count: digits or a number word; 0 for "several". -1 where there is none.
  [[nodiscard]] int count_at(int w) const;
  [[nodiscard]] int month_at(int w) const;
  [[nodiscard]] int weekday_at(int w) const;
  [[nodiscard]] static Point of(Rule rule) {
    Point p;
    p.rule = rule;
    return p;
  }
  // [","] year, after a day or month.
  void year_after(Read& r, bool comma) const;
  [[nodiscard]] Read date(int w) const;
  [[nodiscard]] Read iso(int w) const;
  // weekday, "today", with what may follow
  [[nodiscard]] Read day(int w) const;
  [[nodiscard]] Read which(int w) const;
  // "second quarter of 2024", "summer of 2024", "1990s", "2024"
  [[nodiscard]] Read part_of_year(int w) const;
  [[nodiscard]] Read holiday(int w) const;
  [[nodiscard]] Read glued(int w) const;  // "mid-July", "mid-2014" as one word
  // "early 2024", "mid-July", "late next week", "the end of the year".
  [[nodiscard]] Read edged(int w) const;
  [[nodiscard]] Read simple(int w) const;
  // "noon on Saturday", "5 p.m. on Friday", "10:30 GMT on Monday".
  [[nodiscard]] Read clock(int w) const;
  // "two years ago", "three days later"
  [[nodiscard]] Read counted(int w) const;

 protected:
  const syntax::Tree& tree_;
  const Words& words_;
};

}  // namespace casus::time
