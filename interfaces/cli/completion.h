// What the shells complete: sub-commands, options, and the values of options.
#pragma once

#include <string>

#include "cli/described.h"

namespace casus::cli {

[[nodiscard]] std::string bash_completion(const Described& casus);
[[nodiscard]] std::string zsh_completion(const Described& casus);
[[nodiscard]] std::string fish_completion(const Described& casus);

}  // namespace casus::cli
