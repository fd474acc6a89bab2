// Where an act took place: the phrase and the country of that place.
#pragma once

#include "events/scene.h"

namespace casus::events {

// Fills draft.location from the phrases around its trigger, those of its carrying verb, and those to the right.
void locate(Scene& scene, Draft& draft);

}  // namespace casus::events
