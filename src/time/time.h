// Time expressions found in trees and resolved against the dateline by newswire habit: a bare weekday is the latest
// such day up to and including the dateline's, or the next one where something future governs it. Granularity is kept
// ("July 2014" is a month: from the 1st to the 31st). Without a dateline, only absolute expressions resolve; named
// events stay text.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "lexicon/table.h"
#include "syntax/tree.h"

namespace casus::time {

enum class Shape {
  kDay,
  kRange,
  kDuration,
  kDeadline
};  // "Tuesday"; "from 3 to 5 May"; "for two weeks"; "within 48 hours", "by noon"

// What a point in time is reckoned from. The comments name the fields of Point that matter.
enum class Rule : uint8_t {
  kNone,
  kOffsetDay,  // number: "today" 0, "yesterday" -1
  kWeekday,    // weekday, shift: "Tuesday" 0, "last Tuesday" -1, "next Tuesday" 1
  kDate,       // day, month, year or 0: "12 July", "July 12, 2023"
  kMonth,      // month, year or 0
  kYear,       // year
  kDecade,     // year: its first
  kQuarter,    // number 1-4, year or 0
  kHalf,       // number 1-2, year or 0
  kSeason,     // month: its first, year or 0, shift
  kUnit,       // unit, shift: "last week" -1, "this month" 0, "next year" 1
  kStretch,    // number of units ending (shift -1) or starting (shift 1) now: "the past three days", "within 48 hours"
  kAway,       // number of units before (shift -1) or after (shift 1) now: "two years ago", "in ten days"
  kNamed,      // an event: text only
};

enum class Unit : uint8_t {
  kMinute,
  kHour,
  kDay,
  kWeek,
  kWeekend,
  kFortnight,
  kMonth,
  kQuarter,
  kYear,
  kDecade,
  kCentury
};
enum class Edge : uint8_t { kNone, kEarly, kMiddle, kLate, kEnd };

constexpr int kBare = -1;  // number of a kUnit that nothing tells from others: "at the weekend"

struct Point {
  Rule rule = Rule::kNone;
  Unit unit = Unit::kDay;
  Edge edge = Edge::kNone;
  int number = 0, year = 0, month = 0, day = 0, weekday = -1, shift = 0;
};

struct Expression {
  syntax::WordRange range;  // with its preposition where that is part of the meaning ("within 48 hours", "by Friday")
  int head = 0;
  Shape shape = Shape::kDay;
  Point point;        // the expression, or where it starts
  Point until;        // where a range ends; kNone where it has one point
  bool open = false;  // "since May": up to now
};

enum class Direction { kPast, kFuture };  // which way a bare weekday or month looks

struct Resolved {
  std::optional<Date> from, to;
};

class Finder {
 public:
  // Reads the tables time_words and months of `tables`. kMalformed names the row.
  static Result<Finder> open(const lexicon::Tables& tables);
  Finder(Finder&&) noexcept;
  Finder& operator=(Finder&&) noexcept;
  ~Finder();

  [[nodiscard]] std::vector<Expression> find(const syntax::Parsed& parsed) const;  // by sentence, then first word
  [[nodiscard]] Resolved resolve(const Expression& expression, std::optional<Date> dateline, Direction direction) const;

 private:
  struct Index;
  explicit Finder(std::unique_ptr<const Index> index);
  std::unique_ptr<const Index> index_;
};

// The days of one point, reckoned from the dateline. Empty where it needs one and there is none, or names no real day.
Resolved reckon(const Point& point, std::optional<Date> dateline, Direction direction);

// The record of an expression. `parsed` gives its words.
TimeReference reference(const syntax::Parsed& parsed, const Expression& expression, const Resolved& resolved);

}  // namespace casus::time
