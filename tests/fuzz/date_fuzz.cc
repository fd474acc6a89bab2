// Any bytes as a day: none, or one that says itself again and can be reckoned with.
#include "casus/date.h"
#include "small.h"

using namespace casus;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto day = Date::parse(text);
  if (!day) return 0;
  fuzz::hold(day->iso() == text.substr(0, 10), "a day says itself again");
  fuzz::hold(Date::of(day->year(), day->month(), day->day()) == day, "a day is made of its parts");
  fuzz::hold(day->weekday() >= 0 && day->weekday() < 7, "a week has seven days");
  fuzz::hold(day->plus_days(31).days_until(*day) == -31, "days add up");
  fuzz::hold(day->month_start() <= *day && *day <= day->month_end(), "a day lies in its month");
  fuzz::hold(day->plus_months(1).plus_months(-1) <= *day, "a month and back is never later");
  return 0;
}
