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

#include "time/points.h"

namespace casus::time {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Word;

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

class Scan : Points {
 public:
  Scan(const Tree& tree, int sentence, const Words& words, std::vector<Expression>& out)
      : Points(tree, words), sentence_(sentence), out_(out) {}

  void run() {
    for (int w = 0; w < tree_.size();) w = std::max(w + 1, at(w));
  }

 private:
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
    const bool hyphened = t.sense == Sense::kNone && here.form.find('-') != std::string_view::npos;
    if (t.sense == Sense::kNone && !digit && !hyphened && here.upos != Upos::PROPN) return w;
    if (digit) {
      if (const int next = ultimatum(w); next > w) return next;
    }
    if (t.sense == Sense::kNone && !digit) {
      Read r = glued(w);
      if (!r) r = holiday(w);
      return r ? record(w, r) : w;
    }
    if (t.sense == Sense::kOrdinal) {
      if (const int next = nth_weekday(w); next > w) return next;
    }
    if (digit) {
      if (const int next = days_of_month(w); next > w) return next;
    }
    if (Read r = glued(w)) return record(w, r);
    if (t.sense == Sense::kUnit && Unit(t.value) == Unit::kWeekend && is(w - 1, "the") &&
        word(w + 1).sense != Sense::kAgo)
      return weekend(w);
    if (Read r = clock(w)) return record(w, r);
    if (Read r = edged(w)) return record(w, r);
    if (Read r = counted(w)) return record_count(w, r);
    if (t.sense == Sense::kMonth && here.upos != Upos::PROPN) return w;
    Read r = simple(w);
    if (!r) return bare_part(w, t);
    if (r.point.rule == Rule::kYear && !year_stands(w)) return w;
    return record(w, r);
  }

  // "3 to 5 May", "between 10 and 12 May 1999": the first day takes its month from the second.
  int days_of_month(int w) {
    const int joint = w + 1;
    const bool between = is(w - 1, "between") && is(joint, "and");
    if (day_at(w) == 0 || !(between || is(joint, "to") || is(joint, "through") || dash(joint))) return w;
    const Read end = date(joint + 1);
    if (!end || end.point.rule != Rule::kDate || end.point.day < day_at(w)) return w;
    Expression e;
    e.shape = Shape::kRange;
    e.point = e.until = end.point;
    e.point.day = day_at(w);
    return push(between || is(w - 1, "from") ? w - 1 : w, end.last, e);
  }

  // "A 48-hour ultimatum" counts from now.
  int ultimatum(int w) {
    std::string_view rest;
    const int number = leading_number(tree_[w].form, rest);
    const bool parted = rest.empty() && is(w + 1, "-");  // as three words
    const int noun = parted ? w + 3 : w + 1;
    if (number <= 0 || !is_deadline(noun) || !(parted || (rest.size() > 1 && rest[0] == '-'))) return w;
    const TimeWord unit = parted ? word(w + 2) : words_.of(rest.substr(1));
    if (unit.sense != Sense::kUnit) return w;
    Expression e;
    e.shape = Shape::kDeadline;
    e.point = of(Rule::kStretch);
    e.point.unit = Unit(unit.value);
    e.point.number = number;
    e.point.shift = 1;
    return push(w, noun, e);
  }

  // "The first Monday of May" is no Monday of this week.
  int nth_weekday(int w) {
    if (!is(w + 2, "of") || weekday_at(w + 1) < 0) return w;
    const Read month = simple(is(w + 3, "the") ? w + 4 : w + 3);
    if (!month) return w;
    Expression e;
    return push(w, month.last, e);
  }

  // "Over the weekend": the last one, or the next.
  int weekend(int w) {
    if (w < 2 || tree_[w - 2].upos != Upos::ADP) return w;
    Read r;
    r.point = of(Rule::kUnit);
    r.point.unit = Unit::kWeekend;
    r.point.number = kBare;
    r.last = w;
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
    } else if (tree_[read.last].relation != Deprel::compound && in(read.last + 1) &&
               tree_[read.last + 1].xpos == syntax::Xpos::TO && granted(read.last)) {
      e.shape = Shape::kDeadline;
      e.point.rule = Rule::kStretch;
      e.point.shift = 1;
    } else if (const int day = first; tree_[first].upos == Upos::NUM && (day_at(day) > 0 && month_at(day + 1) > 0)) {
      return first;
    } else {
      return first;
    }
    return push(start, read.last, e);
  }

  // "Gave them three days to leave": a stretch that somebody has for something.
  [[nodiscard]] bool granted(int unit) const {
    const int verb = tree_.head(unit);
    if (verb < 0 || verb > unit) return false;
    const std::string_view v = tree_[verb].lemma;
    return v == "have" || v == "give" || v == "grant" || v == "allow";
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

  int sentence_;
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
