// The tables of lexicons/ as they were when the program was built; made by cmake/lexicons.cmake.
#pragma once

#include <span>
#include <string_view>

namespace casus::lexicon {

struct CompiledTable {
  std::string_view name;
  std::string_view bytes;
};

std::span<const CompiledTable> compiled_tables();  // sorted by name

}  // namespace casus::lexicon
