// One event an act: drafts of one sentence that report the same act become one.
#pragma once

#include "events/scene.h"

namespace casus::events {

void merge_all(Scene& scene);

// What a sentence tells again of an act that one of the three before it told.
void drop_retold(Scene& scene, const std::vector<Event>& before);

}  // namespace casus::events
