// One pass over the words of a sentence. At a word that may start an expression a small grammar reads as far as it
// goes:
//
//   point  = date | weekday [part] [date] | day [part] | month [year] | edge point | "end of" point | which [number]
//   (unit | weekday | …)
//          | number unit "ago" | part ["on"] point | ordinal ("quarter" | "half") ["of" year] | season year | year
//   whole  = [preposition] point [("to" | "-" | "and") point]
//
// Trees are asked only for tags and for the head of what was read: time expressions are fixed in form, and parsers err
// on them.
#include "time/time.h"

#include <algorithm>

#include "time/words.h"

namespace casus::time {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Word;
using syntax::WordRange;
using syntax::Xpos;

struct Finder::Index {
  Words words;
};

Finder::Finder(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Finder::Finder(Finder&&) noexcept = default;
Finder& Finder::operator=(Finder&&) noexcept = default;
Finder::~Finder() = default;

Result<Finder> Finder::open(const lexicon::Tables& tables) {
  auto words = Words::open(tables);
  if (!words) return words.error();
  return Finder(std::make_unique<Index>(Index{std::move(*words)}));
}

namespace {

constexpr int kFirstYear = 1500, kLastYear = 2199;

// The number that a form starts with, -1 where it starts with none; `rest` is what follows ("10th" gives 10 and "th").
int leading_number(std::string_view form, std::string_view& rest) {
  int n = 0;
  std::size_t i = 0;
  while (i < form.size() && i < 6 && form[i] >= '0' && form[i] <= '9') n = n * 10 + (form[i++] - '0');
  rest = form.substr(i);
  return i == 0 ? -1 : n;
}

struct Read {
  Point point;
  int last = -1;  // -1: nothing was read
  [[nodiscard]] explicit operator bool() const { return last >= 0; }
};

class Scan {
 public:
  Scan(const Tree& tree, int sentence, const Words& words, std::vector<Expression>& out)
      : tree_(tree), sentence_(sentence), words_(words), out_(out) {}

  void run() {
    for (int w = 0; w < tree_.size();) w = std::max(w + 1, at(w));
  }

 private:
  [[nodiscard]] bool in(int w) const { return w >= 0 && w < tree_.size(); }
  [[nodiscard]] TimeWord word(int w) const { return in(w) ? words_.of(tree_[w].form) : TimeWord{}; }
  [[nodiscard]] bool is(int w, std::string_view lower) const {
    if (!in(w) || tree_[w].form.size() != lower.size()) return false;
    return std::equal(lower.begin(), lower.end(), tree_[w].form.begin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? char(b + 32) : b); });
  }
  [[nodiscard]] bool dash(int w) const { return is(w, "-") || is(w, "–") || is(w, "—"); }

  // ---- numbers
  // ---------------------------------------------------------------------------------------------------------

  [[nodiscard]] int year_at(int w) const {
    if (!in(w) || tree_[w].form.size() != 4) return 0;
    std::string_view rest;
    const int n = leading_number(tree_[w].form, rest);
    return rest.empty() && n >= kFirstYear && n <= kLastYear ? n : 0;
  }
  [[nodiscard]] int day_at(int w) const {
    if (!in(w)) return 0;
    std::string_view rest;
    const int n = leading_number(tree_[w].form, rest);
    const bool ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
    return n >= 1 && n <= 31 && (rest.empty() || ordinal) ? n : 0;
  }
  // A count: digits or a number word; 0 for "several". -1 where there is none.
  [[nodiscard]] int count_at(int w) const {
    if (!in(w)) return -1;
    std::string_view rest;
    const int n = leading_number(tree_[w].form, rest);
    if (n >= 0) return rest.empty() ? n : -1;
    const TimeWord t = word(w);
    return t.sense == Sense::kNumber ? t.value : -1;
  }
  [[nodiscard]] int month_at(int w) const {
    if (!in(w) || tree_[w].upos != Upos::PROPN || tree_[w].form[0] < 'A' || tree_[w].form[0] > 'Z') return 0;
    const TimeWord t = word(w);
    return t.sense == Sense::kMonth ? t.value : 0;
  }
  [[nodiscard]] int weekday_at(int w) const {
    const TimeWord t = word(w);
    if (t.sense == Sense::kWeekday) return t.value;
    return t.sense == Sense::kWeekdayShort && tree_[w].upos == Upos::PROPN &&
                   (is(w + 1, ".") || tree_[w].form.ends_with('.') || month_at(w + 1) > 0)
               ? t.value
               : -1;
  }

  // ---- points
  // ----------------------------------------------------------------------------------------------------------

  [[nodiscard]] static Point of(Rule rule) {
    Point p;
    p.rule = rule;
    return p;
  }

  // [","] year, after a day or month.
  void year_after(Read& r, bool comma) const {
    int w = r.last + 1;
    if (comma && is(w, ",")) ++w;
    if (is(w, "of") && year_at(w + 1) > 0) ++w;
    if (const int y = year_at(w); y > 0) r.point.year = y, r.last = w;
  }

  [[nodiscard]] Read date(int w) const {
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

  [[nodiscard]] Read iso(int w) const {
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

  [[nodiscard]] Read day(int w) const {  // weekday, "today", with what may follow
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

  [[nodiscard]] Read which(int w) const {
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

  [[nodiscard]] Read part_of_year(int w) const {  // "second quarter of 2024", "summer of 2024", "1990s", "2024"
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
        if (const Read other = which(det);
            other && other.point.rule == Rule::kUnit && other.point.unit == Unit::kYear) {
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

  [[nodiscard]] Read holiday(int w) const {
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

  // "early 2024", "mid-July", "late next week", "the end of the year".
  [[nodiscard]] Read edged(int w) const {
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

  [[nodiscard]] Read simple(int w) const {
    if (Read r = which(w)) return r;
    if (Read r = day(w)) return r;
    if (Read r = date(w)) return r;
    if (Read r = holiday(w)) return r;
    return part_of_year(w);
  }

  // "noon on Saturday", "5 p.m. on Friday", "10:30 GMT on Monday".
  [[nodiscard]] Read clock(int w) const {
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

  [[nodiscard]] Read counted(int w) const {  // "two years ago", "three days later"
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

  // ---- whole expressions
  // -------------------------------------------------------------------------------------------------

  // Reads what starts at `w`; returns the word to go on with.
  int at(int w) {
    const Word& here = tree_[w];
    switch (here.upos) {
      case Upos::NOUN:
      case Upos::PROPN:
      case Upos::NUM:
      case Upos::ADJ:
      case Upos::ADV:
      case Upos::DET:
      case Upos::X:
        break;
      case Upos::VERB:
        if (here.relation != Deprel::amod) return w;
        break;
      case Upos::ADP:
      case Upos::SCONJ:
        return named(w);
      default:
        return w;
    }
    const TimeWord t = word(w);
    const bool digit = here.form[0] >= '0' && here.form[0] <= '9';
    if (t.sense == Sense::kNone && !digit && here.upos != Upos::PROPN) return w;
    if (t.sense == Sense::kNone && !digit) {
      const Read r = holiday(w);
      return r ? record(w, r) : w;
    }
    if (Read r = clock(w)) return record(w, r);
    if (Read r = edged(w)) return record(w, r);
    if (Read r = counted(w)) return record_count(w, r);
    if (t.sense == Sense::kMonth && here.upos != Upos::PROPN) return w;
    Read r = simple(w);
    if (!r) return bare_part(w, t);
    if (r.point.rule == Rule::kYear && !year_stands(w)) return w;
    return record(w, r);
  }

  // A bare number is a year where a preposition of time, a bracket or a range says so.
  [[nodiscard]] bool year_stands(int w) const {
    if (w == 0) return false;
    if (tree_[w].relation == Deprel::compound || tree_[w].relation == Deprel::nummod) return false;
    const Word& before = tree_[w - 1];
    if (before.form == "(" || dash(w - 1)) return true;
    if (before.upos == Upos::ADP || before.upos == Upos::SCONJ) {
      return is(w - 1, "in") || is(w - 1, "since") || is(w - 1, "by") || is(w - 1, "until") || is(w - 1, "till") ||
             is(w - 1, "before") || is(w - 1, "after") || is(w - 1, "from") || is(w - 1, "during") || is(w - 1, "to") ||
             is(w - 1, "of") || is(w - 1, "between") || is(w - 1, "through") || is(w - 1, "for");
    }
    return is(w - 1, "and") && in(w - 3) && is(w - 3, "between");
  }

  // "by noon", "until midnight": today's, and only as a deadline.
  int bare_part(int w, TimeWord t) {
    if (t.sense != Sense::kPart || w == 0 || word(w - 1).sense != Sense::kDeadline) return w;
    Read r;
    r.point = of(Rule::kOffsetDay);
    r.last = w;
    return record(w, r);
  }

  int record(int first, Read read) {
    Expression e;
    e.point = read.point;
    int last = read.last, start = first;
    int before = first - 1;
    if (is(before, "the") || is(before, "this")) --before;
    const bool from = is(before, "from"), between = is(before, "between");
    const int joint = last + 1;
    const bool joined =
        is(joint, "to") || is(joint, "through") || is(joint, "until") || dash(joint) || (between && is(joint, "and"));
    if (joined && range_end(joint, e, last)) {
      e.shape = Shape::kRange;
      if (from || between) start = before;
    } else if (const TimeWord p = word(before); p.sense == Sense::kDeadline) {
      e.shape = Shape::kDeadline;
      start = before;
    } else if (p.sense == Sense::kSince) {
      e.shape = Shape::kRange;
      e.open = true;
      start = before;
    } else if (is(before, "than") && is(before - 1, "later")) {
      e.shape = Shape::kDeadline;
      start = is(before - 2, "no") || is(before - 2, "not") ? before - 2 : before - 1;
    } else if (e.point.rule == Rule::kStretch) {
      e.shape = Shape::kRange;
    }
    return push(start, last, e);
  }

  // The second half of a range: a point, or a day that takes its month from the first or gives it ("July 3-5", "3 to 5
  // May").
  bool range_end(int joint, Expression& e, int& last) const {
    if (const int day = day_at(joint + 1); day > 0 && e.point.rule == Rule::kDate && month_at(joint + 2) == 0) {
      e.until = e.point;
      e.until.day = day;
      last = joint + 1;
      Read tail;
      tail.point = e.until;
      tail.last = last;
      year_after(tail, true);
      if (tail.point.year > 0) e.point.year = e.until.year = tail.point.year;
      last = tail.last;
      return true;
    }
    const Read end = simple(joint + 1);
    if (!end) return false;
    const Rule a = e.point.rule, b = end.point.rule;
    if (dash(joint) && (a != b || (a != Rule::kYear && a != Rule::kDate && a != Rule::kMonth && a != Rule::kWeekday)))
      return false;
    e.until = end.point;
    if (e.point.year == 0) e.point.year = e.until.year;
    last = end.last;
    return true;
  }

  // A count of units: what it is depends on the word before it.
  int record_count(int first, Read read) {
    Expression e;
    e.point = read.point;
    int start = first;
    const int before = first - 1;
    if (read.point.shift != 0) {  // ago
      return push(first, read.last, e);
    }
    if (is(before, "within")) {
      e.shape = Shape::kDeadline;
      e.point.rule = Rule::kStretch;
      e.point.shift = 1;
      start = before;
    } else if (is(before, "in")) {
      e.point.shift = 1;
      start = before;
      if (is(read.last + 1, "'") || is(read.last + 1, "’")) return push(start, read.last, e);
    } else if (is(before, "for")) {
      e.shape = Shape::kDuration;
      e.point.rule = Rule::kNone;
      start = before;
    } else if (is(before, "after")) {
      e.point.rule = Rule::kNone;
      start = before;
    } else if (const int day = first; tree_[first].upos == Upos::NUM && (day_at(day) > 0 && month_at(day + 1) > 0)) {
      return first;
    } else {
      return first;
    }
    return push(start, read.last, e);
  }

  // "ahead of the summit": a named event dates by its name alone.
  int named(int w) {
    int n = w;
    if (is(w, "ahead") && is(w + 1, "of"))
      n = w + 1;
    else if (is(w, "prior") && is(w + 1, "to"))
      n = w + 1;
    else if (!is(w, "before") && !is(w, "after") && !is(w, "during") && !is(w, "until"))
      return w;
    const int noun = tree_.head(w);
    if (noun <= n || noun > n + 8 || tree_[noun].upos == Upos::VERB || word(noun).sense != Sense::kEvent) return w;
    Expression e;
    e.point = of(Rule::kNamed);
    e.shape = is(w, "until") ? Shape::kDeadline : Shape::kDay;
    int last = noun;
    for (int c = tree_.first_child(noun); c >= 0; c = tree_.next_sibling(c)) {
      const Deprel r = tree_[c].relation;
      if (c > noun && r == Deprel::nmod && tree_.yield(c).first == last + 1) last = tree_.yield(c).last;
    }
    push(w, last, e);
    return w;  // what stands inside may be a date of its own
  }

  int push(int first, int last, Expression& e) {
    e.range = {sentence_, first, last};
    e.head = last;
    for (int w = last; w >= first; --w) {
      if (!e.range.holds(tree_.head(w)) && tree_[w].upos != Upos::ADP && tree_[w].upos != Upos::PUNCT) e.head = w;
    }
    out_.push_back(e);
    return last + 1;
  }

  const Tree& tree_;
  int sentence_;
  const Words& words_;
  std::vector<Expression>& out_;
};

}  // namespace

std::vector<Expression> Finder::find(const syntax::Parsed& parsed) const {
  std::vector<Expression> out;
  for (int s = 0; s < parsed.sentences(); ++s) {
    const Tree tree = parsed.tree(s);
    Scan(tree, s, index_->words, out).run();
  }
  return out;
}

Resolved Finder::resolve(const Expression& e, std::optional<Date> dateline, Direction direction) const {
  if (e.shape == Shape::kDeadline) direction = Direction::kFuture;
  Resolved out = reckon(e.point, dateline, direction);
  if (e.until.rule != Rule::kNone) {
    const Resolved end = reckon(e.until, dateline, direction);
    if (!out.from || !end.to) return {};
    out.to = end.to;
    if (*out.to < *out.from) {  // "from Friday to Monday": the end is the next one after the start
      const Resolved later = reckon(e.until, out.from, Direction::kFuture);
      if (!later.to || *later.to < *out.from) return {};
      out.to = later.to;
    }
    return out;
  }
  if (e.open) out.to = dateline;
  return out;
}

TimeReference reference(const syntax::Parsed& parsed, const Expression& expression, const Resolved& resolved) {
  Quote quote = parsed.quote(expression.range);
  return {resolved.from, resolved.to, std::move(quote.text), quote.span};
}

}  // namespace casus::time
