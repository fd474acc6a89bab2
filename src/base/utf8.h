// UTF-8 as it comes in from outside: length of what is valid, repair of what is not, and code point offsets.
//
// A maximal invalid part (Unicode 15, section 3.9, "U+FFFD substitution of maximal subparts") becomes one U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casus/span.h"

namespace casus::utf8 {

// One code point decoded at `at` (< text.size()). An invalid part has value 0xFFFD, valid false, and the length of that
// part.
struct Decoded {
  char32_t value;
  uint32_t length;
  bool valid;
};
Decoded decode(std::string_view text, std::size_t at);

void append(std::string& out, char32_t value);

// Offset of the first invalid byte, or npos where all is valid.
std::size_t first_invalid(std::string_view text);

// `text` with each maximal invalid part replaced by one U+FFFD.
std::string repaired(std::string_view text);

// The longest beginning of valid UTF-8 that has at most so many bytes and cuts no code point.
std::string_view beginning(std::string_view text, std::size_t most);

// Code points of valid UTF-8.
uint32_t count(std::string_view text);

// Byte offsets <-> code points of one valid UTF-8 text, in constant time and one pass of preparation: text that is all
// ASCII needs no table; other text keeps a running count for every 64 bytes.
class Offsets {
 public:
  explicit Offsets(std::string_view text);

  [[nodiscard]] uint32_t code_point(uint32_t byte) const;  // byte <= text.size(), on a character boundary
  [[nodiscard]] uint32_t byte(uint32_t code_point) const;  // code_point <= characters()
  [[nodiscard]] Span span(uint32_t begin, uint32_t end) const { return {code_point(begin), code_point(end)}; }
  [[nodiscard]] uint32_t characters() const { return characters_; }

 private:
  static constexpr uint32_t kBlock = 64;
  std::string_view text_;
  std::vector<uint32_t> before_;  // code points before each block; empty for ASCII
  uint32_t characters_ = 0;
};

}  // namespace casus::utf8
