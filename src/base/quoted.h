// Text out of a file as a message shows it: between quotation marks, cut at 60 bytes between two characters.
#pragma once

#include <string>
#include <string_view>

#include "base/utf8.h"

namespace casus {

inline std::string quoted(std::string_view text) {
  const std::string_view head = utf8::beginning(text, 60);
  return "'" + std::string(head) + (head.size() < text.size() ? "…'" : "'");
}

}  // namespace casus
