#include "base/utf8.h"

#include <algorithm>

namespace casus::utf8 {
namespace {

constexpr bool is_continuation(unsigned char c) {
  return (c & 0xC0) == 0x80;
}

}  // namespace

// Table 3-7 of the Unicode standard: the second byte's range depends on the first, which is what makes overlong forms,
// surrogates and values above U+10FFFF invalid at the earliest byte.
Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1, true};
  int more = 0;
  char32_t value = 0;
  unsigned char low = 0x80, high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    more = 1, value = first & 0x1FU;
  } else if (first >= 0xE0 && first <= 0xEF) {
    more = 2, value = first & 0x0FU;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    more = 3, value = first & 0x07U;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return {0xFFFD, 1, false};
  }
  for (int i = 1; i <= more; ++i) {
    if (at + i >= text.size()) return {0xFFFD, uint32_t(i), false};
    const unsigned char c = byte(at + i);
    if (c < low || c > high) return {0xFFFD, uint32_t(i), false};
    low = 0x80, high = 0xBF;
    value = (value << 6) | (c & 0x3FU);
  }
  return {value, uint32_t(more + 1), true};
}

void append(std::string& out, char32_t value) {
  const auto put = [&](char32_t bits) { out.push_back(static_cast<char>(bits)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6)), put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12)), put(0x80 | ((value >> 6) & 0x3F)), put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | (value >> 18)), put(0x80 | ((value >> 12) & 0x3F)), put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

std::size_t first_invalid(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const Decoded d = decode(text, i);
    if (!d.valid) return i;
    i += d.length;
  }
  return std::string_view::npos;
}

std::string repaired(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    if (d.valid) {
      out.append(text.substr(i, d.length));
    } else {
      out.append("\xEF\xBF\xBD");
    }
    i += d.length;
  }
  return out;
}

std::string_view beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && is_continuation(static_cast<unsigned char>(text[most]))) --most;
  return text.substr(0, most);
}

uint32_t count(std::string_view text) {
  return uint32_t(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(static_cast<unsigned char>(c)); }));
}

Offsets::Offsets(std::string_view text) : text_(text), characters_(count(text)) {
  if (characters_ == text.size()) return;
  before_.reserve(text.size() / kBlock + 2);
  uint32_t seen = 0;
  for (std::size_t i = 0; i < text.size(); i += kBlock) {
    before_.push_back(seen);
    seen += count(text.substr(i, kBlock));
  }
  before_.push_back(seen);
}

uint32_t Offsets::code_point(uint32_t byte) const {
  if (before_.empty()) return byte;
  const uint32_t block = byte / kBlock;
  return before_[block] + count(text_.substr(block * kBlock, byte % kBlock));
}

uint32_t Offsets::byte(uint32_t code_point) const {
  if (before_.empty()) return code_point;
  const auto after = std::upper_bound(before_.begin(), before_.end(), code_point);
  const auto block = std::min(uint32_t(after - before_.begin()) - 1, uint32_t(before_.size()) - 2);
  uint32_t at = block * kBlock;
  // A block may open inside a character counted in the block before: walk to the first boundary, then count on.
  uint32_t seen = before_[block];
  while (at < text_.size() && is_continuation(static_cast<unsigned char>(text_[at]))) ++at;
  while (seen < code_point && at < text_.size()) {
    at += decode(text_, at).length;
    ++seen;
  }
  return at;
}

}  // namespace casus::utf8
