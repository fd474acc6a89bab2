// Recipients further off than a frame's slots: a beneficiary or target in a later phrase of the clause.
#pragma once

#include "events/scene.h"

namespace casus::events {

[[nodiscard]] bool contains(const std::vector<Argument>& list, const Argument& a);

void to_the_right(Scene& scene, Draft& draft);

}  // namespace casus::events
