// An answer of what-if: as one JSON object, and as text for people.
#pragma once

#include <string>

#include "inference/whatif.h"

namespace casus::formats {

// One object, no line break: the day, what was given, each line with derivation, force, discretion and citation, near
// misses, stops.
[[nodiscard]] std::string answer_json(const inference::Hypothesis& hypothesis, const inference::Answer& answer,
                                      std::size_t most_near);
// Lines of text, the longest chains indented below what they follow from.
[[nodiscard]] std::string answer_text(const inference::Hypothesis& hypothesis, const inference::Answer& answer,
                                      std::size_t most_near);

}  // namespace casus::formats
