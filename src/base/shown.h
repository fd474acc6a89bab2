// What of a text may be shown. Anything may stand in a dispatch, an id or a file name: characters that steer a terminal
// (escape sequences begin with them), that turn the direction of writing, or that break a line which is ours to break.
#pragma once

#include <string>
#include <string_view>

namespace casus {

// Controls (C0, DEL, C1), marks, overrides and isolates of direction, separators of lines and paragraphs.
constexpr bool steers(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// Appends `text` as one line of valid UTF-8 for people: tabs and line breaks become blanks, what steers and what is no
// UTF-8 becomes U+FFFD. What was shown once stays as it is.
void show(std::string_view text, std::string& out);
std::string shown(std::string_view text);

}  // namespace casus
