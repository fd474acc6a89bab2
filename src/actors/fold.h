// One spelling for all: a word is folded to lower-case ASCII without accents, apostrophes and full stops, so that
// Erdoğan meets Erdogan, N'Djamena meets Ndjamena and U.S. meets US. Only the hash of the folded word is kept; nothing
// is allocated.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace casus::actors {

struct Folded {
  uint64_t hash = 0;
  uint8_t letters = 0;   // letters and digits, at most 255
  bool capital = false;  // the first letter is upper case or a digit
  bool caps = false;     // no lower-case letter, and an upper-case one
};

// Time: one pass over the bytes. Words without letters hash their bytes.
[[nodiscard]] Folded fold(std::string_view word);

// The folded word itself, for ids: letters and digits, everything else left out.
void append_folded(std::string& out, std::string_view word);

// "Jean-Yves Le Drian" is "jean-yves-le-drian": folded words with hyphens between them.
[[nodiscard]] std::string slug(std::string_view text);

}  // namespace casus::actors
