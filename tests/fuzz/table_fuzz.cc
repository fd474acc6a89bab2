// Any bytes as a lexicon table.
#include <cstdlib>

#include "lexicon/table.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto table = casus::lexicon::Table::parse("fuzz", bytes);
  if (!table && table.error().place.empty()) std::abort();
  if (table && table->rows() > 0 && table->place(table->rows() - 1).empty()) std::abort();
  (void)casus::lexicon::members(bytes);
  return 0;
}
