// From a point as the words give it to days of the calendar.
#include <cstdlib>

#include "time/time.h"

namespace casus::time {
namespace {

constexpr int kNear = 60;  // days: "July 20" in a dispatch of July 12 is a week ahead, not a year ago

// A day that can be written, as YYYY-MM-DD.
bool in_calendar(Date day) {
  return day.year() >= 1 && day.year() <= 9999;
}

// Open where an end is no day, or lies before year 1 or after 9999.
Resolved span(std::optional<Date> from, std::optional<Date> to) {
  if (!from || !to || !in_calendar(*from) || !in_calendar(*to)) return {};
  return {from, to};
}

Resolved month_of(int year, int month) {
  const auto first = Date::of(year, month, 1);
  if (!first) return {};
  return span(first, first->month_end());
}

Resolved months(int year, int month, int count) {
  const auto first = Date::of(year, month, 1);
  if (!first) return {};
  return span(first, first->plus_months(count - 1).month_end());
}

Resolved years(int first, int count) {
  return span(Date::of(first, 1, 1), Date::of(first + count - 1, 12, 31));
}

Date monday(Date day) {
  return day.plus_days(-day.weekday());
}

// The calendar unit that holds `day`, moved by `shift` units.
Resolved unit_around(Unit unit, Date day, int shift) {
  switch (unit) {
    case Unit::kMinute:
    case Unit::kHour:
      return span(day, day);
    case Unit::kDay:
      return span(day.plus_days(shift), day.plus_days(shift));
    case Unit::kWeek:
      return span(monday(day).plus_days(7 * shift), monday(day).plus_days(7 * shift + 6));
    case Unit::kWeekend:
      return span(monday(day).plus_days(7 * shift + 5), monday(day).plus_days(7 * shift + 6));
    case Unit::kFortnight:
      return span(monday(day).plus_days(14 * shift), monday(day).plus_days(14 * shift + 13));
    case Unit::kMonth: {
      const Date moved = day.month_start().plus_months(shift);
      return span(moved, moved.month_end());
    }
    case Unit::kQuarter: {
      const Date start = day.month_start().plus_months(-((day.month() - 1) % 3));
      return span(start.plus_months(3 * shift), start.plus_months(3 * shift + 2).month_end());
    }
    case Unit::kYear:
      return years(day.year() + shift, 1);
    case Unit::kDecade:
      return years(day.year() / 10 * 10 + 10 * shift, 10);
    case Unit::kCentury:
      return years((day.year() - 1) / 100 * 100 + 1 + 100 * shift, 100);
  }
  return {};
}

// So many units away; absent where no calendar reaches.
std::optional<Date> moved(Date day, Unit unit, int n) {
  constexpr int kMostDays = 4'000'000, kMostMonths = 120'000;
  const auto days = [&](int64_t of_unit) {
    const int64_t all = of_unit * n;
    return std::abs(all) > kMostDays ? std::nullopt : std::optional(day.plus_days(int(all)));
  };
  const auto months = [&](int64_t of_unit) {
    const int64_t all = of_unit * n;
    return std::abs(all) > kMostMonths ? std::nullopt : std::optional(day.plus_months(int(all)));
  };
  switch (unit) {
    case Unit::kMinute:
      return day;
    case Unit::kHour:
      return day.plus_days(n / 24 + (n % 24 > 0 && n > 24 ? 1 : 0));
    case Unit::kDay:
      return days(1);
    case Unit::kWeek:
    case Unit::kWeekend:
      return days(7);
    case Unit::kFortnight:
      return days(14);
    case Unit::kMonth:
      return months(1);
    case Unit::kQuarter:
      return months(3);
    case Unit::kYear:
      return months(12);
    case Unit::kDecade:
      return months(120);
    case Unit::kCentury:
      return months(1200);
  }
  return day;
}

// The year that a month (and day) without one means.
int year_for(int month, int day, Date dateline, Direction direction) {
  const bool whole_month = day == 0;
  const int key = month * 100 + (whole_month ? 0 : day),
            now = dateline.month() * 100 + (whole_month ? 0 : dateline.day());
  if (direction == Direction::kFuture) return key >= now ? dateline.year() : dateline.year() + 1;
  if (key <= now) return dateline.year();
  const auto ahead = Date::of(dateline.year(), month, whole_month ? 1 : day);
  return !whole_month && ahead && dateline.days_until(*ahead) <= kNear ? dateline.year() : dateline.year() - 1;
}

Resolved weekday(const Point& p, Date day, Direction direction) {
  const int back = (day.weekday() - p.weekday + 7) % 7;
  if (p.shift < 0) return span(day.plus_days(back == 0 ? -7 : -back), day.plus_days(back == 0 ? -7 : -back));
  if (p.shift > 0 || direction == Direction::kFuture) return span(day.plus_days(7 - back), day.plus_days(7 - back));
  return span(day.plus_days(-back), day.plus_days(-back));
}

Resolved absolute(const Point& p, std::optional<Date> dateline, Direction direction) {
  int year = p.year;
  switch (p.rule) {
    case Rule::kDate:
      if (year == 0 && !dateline) return {};
      if (year == 0) year = year_for(p.month, p.day, *dateline, direction);
      return span(Date::of(year, p.month, p.day), Date::of(year, p.month, p.day));
    case Rule::kMonth:
      if (year == 0 && !dateline) return {};
      if (year == 0 && p.shift != 0) {  // "last May", "next May"
        year = year_for(p.month, 0, *dateline, p.shift < 0 ? Direction::kPast : Direction::kFuture);
        if (p.month == dateline->month()) year += p.shift;
      }
      if (year == 0) year = year_for(p.month, 0, *dateline, direction);
      return month_of(year, p.month);
    case Rule::kYear:
      return years(p.year, 1);
    case Rule::kDecade:
      return years(p.year, 10);
    case Rule::kQuarter:
    case Rule::kHalf: {
      if (year == 0 && !dateline) return {};
      if (year == 0) year = dateline->year();
      const int size = p.rule == Rule::kQuarter ? 3 : 6;
      return months(year + p.shift, (p.number - 1) * size + 1, size);
    }
    case Rule::kSeason:
      if (year == 0 && !dateline) return {};
      if (year == 0) {
        year = year_for(p.month, 0, *dateline,
                        p.shift > 0   ? Direction::kFuture
                        : p.shift < 0 ? Direction::kPast
                                      : direction);
      }
      return months(year, p.month, 3);
    default:
      return {};
  }
}

// "Early", "mid" and "late" narrow a point to its first, middle or last third, "end" to its last day.
Resolved narrowed(Resolved whole, Edge edge) {
  if (edge == Edge::kNone || !whole.from || !whole.to) return whole;
  const int days = whole.from->days_until(*whole.to) + 1;
  if (edge == Edge::kEnd) return span(whole.to, whole.to);
  if (days < 3) return whole;
  const int third = days / 3;
  switch (edge) {
    case Edge::kEarly:
      return span(whole.from, whole.from->plus_days(third - 1));
    case Edge::kMiddle:
      return span(whole.from->plus_days(third), whole.to->plus_days(-third));
    default:
      return span(whole.to->plus_days(1 - third), whole.to);
  }
}

Resolved plain(const Point& p, std::optional<Date> dateline, Direction direction) {
  switch (p.rule) {
    case Rule::kNone:
    case Rule::kNamed:
      return {};
    case Rule::kDate:
    case Rule::kMonth:
    case Rule::kYear:
    case Rule::kDecade:
    case Rule::kQuarter:
    case Rule::kHalf:
    case Rule::kSeason:
      return absolute(p, dateline, direction);
    default:
      break;
  }
  if (!dateline) return {};
  switch (p.rule) {
    case Rule::kOffsetDay:
      return span(dateline->plus_days(p.number), dateline->plus_days(p.number));
    case Rule::kWeekday:
      return weekday(p, *dateline, direction);
    case Rule::kUnit:
      if (p.number == kBare && p.unit == Unit::kWeekend) {  // turns where a weekday does: on its Saturday
        Point saturday;
        saturday.rule = Rule::kWeekday;
        saturday.weekday = 5;
        const Resolved day = plain(saturday, dateline, direction);
        if (day.from) return span(day.from, day.from->plus_days(1));
      }
      return unit_around(p.unit, *dateline, p.shift);
    case Rule::kStretch:
      if (p.number <= 0) return {};
      if (p.shift < 0) return span(moved(*dateline, p.unit, -p.number), dateline);
      return span(dateline, moved(*dateline, p.unit, p.number));
    case Rule::kAway: {
      if (p.number <= 0) return {};
      const auto there = moved(*dateline, p.unit, p.shift * p.number);
      if (!there) return {};
      const bool exact = p.unit <= Unit::kDay;
      return unit_around(exact                                                    ? Unit::kDay
                         : p.unit == Unit::kFortnight || p.unit == Unit::kWeekend ? Unit::kWeek
                                                                                  : p.unit,
                         *there, 0);
    }
    default:
      return {};
  }
}

}  // namespace

Resolved reckon(const Point& point, std::optional<Date> dateline, Direction direction) {
  return narrowed(plain(point, dateline, direction), point.edge);
}

}  // namespace casus::time
