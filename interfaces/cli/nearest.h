// The name somebody may have meant: the nearest by letters put in, left out, changed or swapped, whatever the case.
//
//   nearest("Rusia", {"Russia", "Romania"}) == "Russia"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casus::cli {

// Empty where none differs in a third of the word's letters or less.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string_view>& names);

}  // namespace casus::cli
