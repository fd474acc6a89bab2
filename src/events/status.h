// Whether an act happened: negation, tense, mood, plans, conditions and old dates, read off the tree above and around
// it.
#pragma once

#include "events/scene.h"

namespace casus::events {

EventStatus status_of(const Scene& scene, const Draft& draft);

// The time expression that says when, -1 where none does.
int time_of(const Scene& scene, const Draft& draft);

// Whether a clause stands under a condition ("if", "unless") or asks whether.
bool conditional(const Scene& scene, int word);

}  // namespace casus::events
