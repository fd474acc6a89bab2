// Any bytes have a language of two or three letters.
#include <cstdlib>

#include "text/language.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  static const auto tables = casus::lexicon::Tables::compiled_in();
  if (!tables) std::abort();
  static const auto languages = casus::text::Languages::open(*tables);
  if (!languages) std::abort();
  const auto code = languages->of({reinterpret_cast<const char*>(data), size});
  if (code.size() < 2 || code.size() > 3) std::abort();
  return 0;
}
