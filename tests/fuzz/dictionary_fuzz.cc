// Any bytes as an actor dictionary of TABARI.
#include <cstdlib>

#include "actors/tabari.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto dictionary = casus::actors::read_dictionary({reinterpret_cast<const char*>(data), size});
  for (const auto& complaint : dictionary.complaints) {
    if (complaint.line < 1 || complaint.message.empty()) std::abort();
  }
  return 0;
}
