// Text for a terminal or a page: wrapped at blanks to a width, indented, with marked spans in colour.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casus/span.h"

namespace casus::formats {

enum class Style : uint8_t { kPlain, kStrong, kSpeaker, kCue, kContent, kCondition, kFaint };

struct Mark {
  Span span;  // code points of the text that is laid out
  Style style;
};

struct Layout {
  int width = 100;  // columns; a longer word stands alone on its line
  bool colours = false;
};

// Appends `text` in lines that begin with `indent` blanks. Line breaks of the text count as blanks; what steers a
// terminal (base/shown.h) becomes U+FFFD. The first mark that covers a character decides its style.
void lay_out(std::string_view text, const std::vector<Mark>& marks, int indent, const Layout& layout, std::string& out);

// `text` in one style, or as it is without colours.
std::string styled(std::string_view text, Style style, const Layout& layout);

}  // namespace casus::formats
