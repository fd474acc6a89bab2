// What tense, announcement and will make of a deed: a future AID is AGREE, harm held out under a condition THREATEN,
// "must" REQUEST, "will not" REJECT. The deed itself stays.
#pragma once

#include "events/scene.h"

namespace casus::events {

void recast(Scene& scene, Draft& draft);

}  // namespace casus::events
