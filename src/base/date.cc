#include "casus/date.h"

#include <cstdio>

namespace casus {
namespace {

// Two or four ASCII digits as a number, -1 where one is no digit.
int digits(std::string_view text) {
  int n = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

}  // namespace

std::optional<Date> Date::of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(unsigned(month)),
                                        std::chrono::day(unsigned(day))};
  if (!ymd.ok()) return std::nullopt;
  return Date(std::chrono::sys_days(ymd));
}

std::optional<Date> Date::parse(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  if (iso.size() > 10 && iso[10] != 'T' && iso[10] != ' ') return std::nullopt;
  return of(digits(iso.substr(0, 4)), digits(iso.substr(5, 2)), digits(iso.substr(8, 2)));
}

int Date::weekday() const {
  return int(std::chrono::weekday(days_).iso_encoding()) - 1;
}

Date Date::plus_months(int n) const {
  const auto month = std::chrono::year_month(ymd().year(), ymd().month()) + std::chrono::months(n);
  const std::chrono::year_month_day same = month / ymd().day();
  return Date(same.ok() ? std::chrono::sys_days(same) : std::chrono::sys_days(month / std::chrono::last));
}

Date Date::month_start() const {
  return Date(std::chrono::sys_days(ymd().year() / ymd().month() / std::chrono::day(1)));
}
Date Date::month_end() const {
  return Date(std::chrono::sys_days(ymd().year() / ymd().month() / std::chrono::last));
}

std::string Date::iso() const {
  char out[40];  // what a day far outside the calendar takes, which is written as it is and parsed by nobody
  std::snprintf(out, sizeof out, "%04d-%02d-%02d", year(), month(), day());
  return out;
}

}  // namespace casus
