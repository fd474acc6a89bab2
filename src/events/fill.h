// Gives each draft its parties, object, place and time.
#pragma once

#include "events/scene.h"

namespace casus::events {

void fill_all(Scene& scene);

}  // namespace casus::events
