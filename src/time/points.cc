// One method for each rule of the grammar at the head of time.cc.
#include "time/points.h"

#include <algorithm>

namespace casus::time {

using syntax::Upos;
using syntax::Xpos;

void Points::year_after(Read& r, bool comma) const {
  int w = r.last + 1;
  if (comma && is(w, ",")) ++w;
  if (is(w, "of") && year_at(w + 1) > 0) ++w;
  if (const int y = year_at(w); y > 0) r.point.year = y, r.last = w;
}

Read Points::date(int w) const {
  Read r;
  if (const int month = month_at(w); month > 0) {  // July 12[, 2023], July 2023, July
    r.point = of(Rule::kMonth);
    r.point.month = month;
    r.last = w;
    if (is(w + 1, ".")) ++w, r.last = w;
    if (const int day = day_at(w + 1); day > 0) {
      r.point.rule = Rule::kDate;
      r.point.day = day;
      r.last = w + 1;
      year_after(r, true);
    } else {
      year_after(r, false);
    }
    return r;
  }
  if (const int day = day_at(w); day > 0) {  // 12 July [2023], 12th of July
    int m = w + 1;
    if (is(m, "of")) ++m;
    if (const int month = month_at(m); month > 0) {
      r.point = of(Rule::kDate);
      r.point.day = day;
      r.point.month = month;
      r.last = m;
      year_after(r, true);
      return r;
    }
  }
  return iso(w);
}

Read Points::iso(int w) const {
  Read r;
  if (!in(w)) return r;
  if (tree_[w].form.size() == 10) {
    if (const auto day = Date::parse(tree_[w].form)) {
      r.point = of(Rule::kDate);
      r.point.year = day->year(), r.point.month = day->month(), r.point.day = day->day();
      r.last = w;
    }
    return r;
  }
  if (year_at(w) > 0 && is(w + 1, "-") && is(w + 3, "-") && !tree_[w].space_after && in(w + 4)) {
    std::string_view rest;
    const int month = leading_number(tree_[w + 2].form, rest), day = day_at(w + 4);
    if (rest.empty() && Date::of(year_at(w), month, day)) {
      r.point = of(Rule::kDate);
      r.point.year = year_at(w), r.point.month = month, r.point.day = day;
      r.last = w + 4;
    }
  }
  return r;
}

Read Points::day(int w) const {
  Read r;
  const TimeWord t = word(w);
  if (t.sense == Sense::kDay) {
    r.point = of(Rule::kOffsetDay);
    r.point.number = t.value;
    r.last = w;
  } else if (const int weekday = weekday_at(w); weekday >= 0) {
    r.point = of(Rule::kWeekday);
    r.point.weekday = weekday;
    r.last = w;
    if (word(w).sense == Sense::kWeekdayShort && is(w + 1, ".")) r.last = w + 1;
    const int next = is(r.last + 1, ",") ? r.last + 2 : r.last + 1;
    if (const Read exact = date(next); exact && exact.point.rule == Rule::kDate) {
      Read whole = exact;
      whole.point.weekday = weekday;
      return whole;
    }
  } else {
    return r;
  }
  if (word(r.last + 1).sense == Sense::kPart) ++r.last;
  return r;
}

Read Points::which(int w) const {
  Read r;
  const TimeWord t = word(w);
  if (t.sense != Sense::kWhich) return r;
  const int step = t.value;
  const bool now = step >= -1 && step <= 1;
  int n = w + 1, number = 1;
  bool counted = false;
  if (const int count = count_at(n); count >= 0 && word(n).sense != Sense::kUnit) {
    number = count, counted = true, ++n;
    if (is(n, "of")) ++n;
  }
  const TimeWord x = word(n);
  if (x.sense == Sense::kUnit) {
    const bool plural = tree_[n].xpos == Xpos::NNS;
    if (Unit(x.value) < Unit::kDay && !counted) return {};  // "last minute"
    const bool stretch = counted || plural || is(w, "past") || is(w, "coming");
    r.point = of(!now ? Rule::kNone : stretch ? Rule::kStretch : Rule::kUnit);
    r.point.unit = Unit(x.value);
    r.point.shift = step;
    r.point.number = plural && !counted ? 0 : number;
    if (Unit(x.value) == Unit::kDay && r.point.rule == Rule::kUnit) {  // "the next day" is told from another day
      if (step == 0) return {};
      r.point.rule = Rule::kNone;
    }
    r.last = n;
    return r;
  }
  if (counted) return {};
  if (x.sense == Sense::kPart) {
    r.point = of(now && step < 1 ? Rule::kOffsetDay : Rule::kNone);
    r.point.number = step;
    r.last = n;
  } else if (const int weekday = weekday_at(n); weekday >= 0) {
    r.point = of(now ? Rule::kWeekday : Rule::kNone);
    r.point.weekday = weekday;
    r.point.shift = step;
    r.last = word(n + 1).sense == Sense::kPart ? n + 1 : n;
  } else if (const int month = month_at(n); month > 0) {
    r.point = of(now ? Rule::kMonth : Rule::kNone);
    r.point.month = month;
    r.point.shift = step;
    r.last = n;
    year_after(r, false);
  } else if (x.sense == Sense::kSeason) {
    r.point = of(now ? Rule::kSeason : Rule::kNone);
    r.point.month = x.value;
    r.point.shift = step;
    r.last = n;
  }
  return r;
}

Read Points::part_of_year(int w) const {
  Read r;
  const TimeWord t = word(w);
  if (t.sense == Sense::kOrdinal) {
    const TimeWord next = word(w + 1);
    const bool quarter = next.sense == Sense::kUnit && Unit(next.value) == Unit::kQuarter;
    if (!quarter && next.sense != Sense::kHalf) return r;
    int last = w + 1;
    int year = 0, shift = 0;
    bool of_year = false;
    if (is(w + 2, "of")) {
      if ((year = year_at(w + 3)) > 0) last = w + 3, of_year = true;
      const int det = is(w + 3, "the") ? w + 4 : w + 3;
      if (const Read other = which(det); other && other.point.rule == Rule::kUnit && other.point.unit == Unit::kYear) {
        shift = other.point.shift, last = other.last, of_year = true;
      }
    }
    if (!quarter && !of_year) return r;
    r.point = of(quarter ? Rule::kQuarter : Rule::kHalf);
    r.point.number = t.value;
    r.point.year = year;
    r.point.shift = shift;
    r.last = last;
    return r;
  }
  if (t.sense == Sense::kSeason) {
    const int y = is(w + 1, "of") ? w + 2 : w + 1;
    if (year_at(y) > 0) {
      r.point = of(Rule::kSeason);
      r.point.month = t.value;
      r.point.year = year_at(y);
      r.last = y;
    }
    return r;
  }
  if (const int year = year_at(w); year > 0) {
    r.point = of(Rule::kYear);
    r.point.year = year;
    r.last = w;
    return r;
  }
  std::string_view rest;
  const int n = in(w) ? leading_number(tree_[w].form, rest) : -1;
  if (n >= kFirstYear && n <= kLastYear && n % 10 == 0 && rest == "s") {
    r.point = of(Rule::kDecade);
    r.point.year = n;
    r.last = w;
  }
  return r;
}

Read Points::holiday(int w) const {
  Read r;
  if (!in(w) || tree_[w].upos != Upos::PROPN || !words_.may_start_holiday(tree_[w].form)) return r;
  for (const Holiday& h : words_.holidays()) {
    int n = w;
    std::size_t i = 0;
    while (i < h.words.size() && in(n)) {
      std::string_view want = h.words[i];
      if (const std::size_t clitic = want.find('\'');
          clitic != std::string_view::npos && is(n, want.substr(0, clitic))) {
        ++n;
        if (!is(n, want.substr(clitic)) && !is(n, "’s")) break;
      } else if (!is(n, want)) {
        break;
      }
      ++n, ++i;
    }
    if (i < h.words.size() || n - 1 <= r.last) continue;
    r.point = of(Rule::kDate);
    r.point.month = h.month;
    r.point.day = h.day;
    r.last = n - 1;
  }
  if (r && is(r.last + 1, "day")) ++r.last;
  if (r) year_after(r, false);
  return r;
}

Read Points::glued(int w) const {
  Read r;
  if (!in(w)) return r;
  const std::string_view form = tree_[w].form;
  const std::size_t hyphen = form.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 4 >= form.size()) return r;
  const TimeWord edge = words_.of(form.substr(0, hyphen));
  if (edge.sense != Sense::kEdge) return r;
  const std::string_view rest = form.substr(hyphen + 1);
  std::string_view behind;
  const int number = leading_number(rest, behind);
  const TimeWord month = words_.of(rest);
  if (month.sense == Sense::kMonth && rest[0] >= 'A' && rest[0] <= 'Z') {
    r.point = of(Rule::kMonth);
    r.point.month = month.value;
    r.last = w;
    year_after(r, false);
  } else if (behind.empty() && number >= kFirstYear && number <= kLastYear) {
    r.point = of(Rule::kYear);
    r.point.year = number;
    r.last = w;
  } else {
    return r;
  }
  r.point.edge = Edge(edge.value);
  return r;
}

Read Points::edged(int w) const {
  const TimeWord t = word(w);
  if (t.sense != Sense::kEdge) return {};
  int n = w + 1;
  const bool noun = tree_[w].upos == Upos::NOUN && is(n, "of");
  if (noun) {
    ++n;
  } else if (t.value == int(Edge::kEnd)) {
    return {};
  } else if (dash(n) || is(n, "on") || is(n, "in")) {
    ++n;
  }
  const bool determined = is(n, "the");
  if (determined) ++n;
  Read r = simple(n);
  if (!r && noun) {
    if (const TimeWord unit = word(n); unit.sense == Sense::kUnit && Unit(unit.value) > Unit::kHour) {
      r.point = of(determined ? Rule::kUnit : Rule::kNone);
      r.point.unit = Unit(unit.value);
      r.last = n;
    }
  }
  if (!r) return {};
  r.point.edge = Edge(t.value);
  return r;
}

Read Points::simple(int w) const {
  if (Read r = which(w)) return r;
  if (Read r = day(w)) return r;
  if (Read r = date(w)) return r;
  if (Read r = holiday(w)) return r;
  return part_of_year(w);
}

Read Points::clock(int w) const {
  int n = w;
  if (word(w).sense == Sense::kPart) {
    n = w + 1;
  } else if (tree_[w].upos == Upos::NUM) {
    n = w + 1;
    if (is(n, ":") && in(n + 1) && tree_[n + 1].upos == Upos::NUM) n += 2;
    const int before = n;
    while (is(n, "p.m.") || is(n, "a.m.") || is(n, "pm") || is(n, "am") || is(n, "gmt") || is(n, "utc") ||
           is(n, "local") || (n > w + 1 && is(n, "time")) || is(n, "o'clock")) {
      ++n;
    }
    if (n == before && n == w + 1) return {};
  } else {
    return {};
  }
  if (is(n, "on") || is(n, ",")) ++n;
  Read r = day(n);
  if (!r) r = date(n);
  return r && r.point.rule != Rule::kMonth ? r : Read{};
}

Read Points::counted(int w) const {
  int n = w;
  const int number = count_at(w);
  if (number < 0) return {};
  ++n;
  if (is(n, "of")) ++n;                      // a couple of
  if (number == 1 && count_at(n) == 0) ++n;  // a few
  if (is(n, "more")) ++n;
  const TimeWord unit = word(n);
  if (unit.sense != Sense::kUnit) return {};
  Read r;
  r.point = of(Rule::kAway);
  r.point.unit = Unit(unit.value);
  r.point.number = number == 1 && n > w + 1 && !is(n - 1, "more") ? (is(w + 1, "of") ? 2 : 0) : number;
  r.last = n;
  if (const TimeWord t = word(n + 1); t.sense == Sense::kAgo) {
    r.point.shift = t.value;
    if (!is(n + 1, "ago") && !is(n + 1, "hence"))
      r.point.rule = Rule::kNone;  // reckoned from what was told, not from today
    r.last = n + 1;
  } else if (is(n + 1, "from") && is(n + 2, "now")) {
    r.point.shift = 1;
    r.last = n + 2;
  }
  return r;
}

}  // namespace casus::time
