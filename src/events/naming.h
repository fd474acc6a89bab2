// CAMEO names some acts by what they are about: a promise to send arms is 0332, a march for rights 1413.
#pragma once

#include "events/scene.h"

namespace casus::events {

// Names the act that governs `governed` by it.
void name_by_content(Scene& scene, Draft& governed);

// Gives demands, promises, refusals and protests the last digit of what is wanted.
void name_by_purpose(Scene& scene, Draft& draft);

}  // namespace casus::events
