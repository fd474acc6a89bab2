// Parties that go without saying: whose people the victims at a place are, whose police arrested there.
#pragma once

#include "events/scene.h"

namespace casus::events {

// "Arrested in Lyon": by that country's police; "sentenced there": by its court.
void name_authority(Scene& scene, Draft& draft);

// Victims without a nation take that of the place; property takes its place's side; an attack without any victim is on
// the people of the place.
void name_victims(Scene& scene, Draft& draft);

}  // namespace casus::events
