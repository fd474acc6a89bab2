// What an act is about: the phrase in the frame's object slots and its concept.
#pragma once

#include "events/scene.h"

namespace casus::events {

void name_object(Scene& scene, Draft& draft);

}  // namespace casus::events
