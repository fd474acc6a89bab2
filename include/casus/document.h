// A dispatch as it comes in: its text and what is known about it.
#pragma once

#include <optional>
#include <string>

#include "casus/date.h"

namespace casus {

// `text` is valid UTF-8 (the input layer replaces each maximal invalid part by U+FFFD and says so). All spans of a
// reading count code points of `text`. The date is the day the dispatch was written on; without it no relative date
// resolves.
struct Document {
  std::string id;
  std::optional<Date> date;
  std::optional<std::string> title;
  std::optional<std::string> source;
  std::optional<std::string> url;
  std::string text;
};

}  // namespace casus
