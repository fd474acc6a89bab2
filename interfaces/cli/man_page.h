// The manual in roff.
#pragma once

#include <string>

#include "cli/described.h"

namespace casus::cli {

[[nodiscard]] std::string man_page(const Described& casus);

}  // namespace casus::cli
