// The manual in roff, made by walking what the commands declare.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace casus::cli {

[[nodiscard]] std::string man_page(const CLI::App& app);

}  // namespace casus::cli
