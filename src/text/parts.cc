#include "text/parts.h"

namespace casus::text {

std::size_t first_part(std::string_view text) {
  if (text.size() <= kLongestPart) return text.size();
  const std::string_view fits = text.substr(0, kLongestPart);
  for (const std::string_view end : {"\n\n", "\n", ". ", " "}) {
    const std::size_t at = fits.rfind(end);
    if (at != std::string_view::npos && at >= kLongestPart / 2) return at + end.size();
  }
  std::size_t at = kLongestPart;
  while ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

int number_of_parts(std::string_view text) {
  int out = 1;
  for (std::size_t at = first_part(text); at < text.size(); at += first_part(text.substr(at))) ++out;
  return out;
}

}  // namespace casus::text
