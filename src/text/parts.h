// A text too long for one reading, taken in parts: memory follows the longest part, not the longest text. A dispatch is
// never that long; a book, a month of a feed in one file, or a line of a hundred megabytes is.
#pragma once

#include <string_view>

namespace casus::text {

inline constexpr std::size_t kLongestPart = std::size_t{1} << 20;  // bytes, some 170,000 words

// Bytes of the first part: all of `text` where that is short enough, else up to the last blank line, line break, end of
// a sentence or blank (the first of these that there is) in the second half of what fits; never inside a character.
std::size_t first_part(std::string_view text);

// How many parts `text` comes in.
int number_of_parts(std::string_view text);

}  // namespace casus::text
