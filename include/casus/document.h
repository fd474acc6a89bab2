// A dispatch as it comes in: its text and what is known about it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

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
  // A text too long for one reading comes in parts, documents "ID#1", "ID#2" … of the dispatch "ID": which part, and of
  // how many. Both are 0 where the text came whole, whatever its id looks like.
  int part = 0, parts = 0;
};

// The id the dispatch was given: "ID" of "ID#2" where that is a part, otherwise the document's own.
[[nodiscard]] inline std::string_view whole_id(const Document& document) {
  const std::string_view id = document.id;
  return document.part == 0 ? id : id.substr(0, id.rfind('#'));
}

}  // namespace casus
