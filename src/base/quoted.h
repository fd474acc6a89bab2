// Text out of a file as a message shows it: between quotation marks, cut at 60 bytes between two characters.
#pragma once

#include <string>
#include <string_view>

namespace casus {

inline std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 60;
  if (text.size() <= kMost) return "'" + std::string(text) + "'";
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "'" + std::string(text.substr(0, end)) + "…'";
}

}  // namespace casus
