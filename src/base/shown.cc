#include "base/shown.h"

#include "base/utf8.h"

namespace casus {

void show(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded c = utf8::decode(text, at);
    if (c.value == '\t' || c.value == '\n' || c.value == '\r')
      out += ' ';
    else if (steers(c.value) || !c.valid)
      out += "\uFFFD";
    else
      out += text.substr(at, c.length);
    at += c.length;
  }
}

std::string shown(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  show(text, out);
  return out;
}

}  // namespace casus
