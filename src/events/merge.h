// One event an act: drafts of one sentence that report the same act become one.
#pragma once

#include "events/scene.h"

namespace casus::events {

void merge_all(Scene& scene);

}  // namespace casus::events
