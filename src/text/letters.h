// Bytes as letters, digits and marks: what the segmenter's files share.
#pragma once

#include "base/hash.h"
#include "text/segment_features.h"

namespace casus::text {

inline constexpr uint64_t kPrime = 0x100000001b3ULL, kStart = 0xcbf29ce484222325ULL;

inline bool upper(unsigned char c) {
  return c >= 'A' && c <= 'Z';
}
inline bool lower(unsigned char c) {
  return c >= 'a' && c <= 'z';
}
inline bool digit(unsigned char c) {
  return c >= '0' && c <= '9';
}

// General punctuation (U+2010 … U+205E), the signs of Latin-1 (U+00A1 … U+00BF) and multiplication signs are marks;
// every other character beyond ASCII counts as a letter. Gives the bytes of the mark, 0 for a letter.
std::size_t mark_at(std::string_view text, std::size_t at);

// Curly and straight quotation marks meet, dashes meet.
uint64_t mark_hash(std::string_view mark);

AtomKind kind_of_letters(std::string_view run);

}  // namespace casus::text
