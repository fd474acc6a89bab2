// Days of the proleptic Gregorian calendar. A Date is always a real day; text that names none gives nullopt.
//
//   Date::parse("2023-07-12")->plus_days(-1).iso() == "2023-07-11"
//   Date::parse("2023-02-30") == nullopt
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace casus {

class Date {
 public:
  static std::optional<Date> of(int year, int month, int day);
  // Reads YYYY-MM-DD; what follows the tenth character (a time, a zone) is ignored when it starts with 'T' or a space.
  static std::optional<Date> parse(std::string_view iso);

  [[nodiscard]] int year() const { return int(ymd().year()); }
  [[nodiscard]] int month() const { return int(unsigned(ymd().month())); }
  [[nodiscard]] int day() const { return int(unsigned(ymd().day())); }
  [[nodiscard]] int weekday() const;  // 0 Monday … 6 Sunday
  [[nodiscard]] Date plus_days(int n) const { return Date(days_ + std::chrono::days(n)); }
  [[nodiscard]] Date plus_months(int n) const;  // 31 January plus one month is the last day of February
  [[nodiscard]] Date month_start() const;
  [[nodiscard]] Date month_end() const;
  [[nodiscard]] int days_until(Date other) const { return int((other.days_ - days_).count()); }
  [[nodiscard]] std::string iso() const;

  friend bool operator==(Date, Date) = default;
  friend auto operator<=>(Date, Date) = default;

 private:
  explicit Date(std::chrono::sys_days days) : days_(days) {}
  [[nodiscard]] std::chrono::year_month_day ymd() const { return {days_}; }

  std::chrono::sys_days days_;
};

}  // namespace casus
