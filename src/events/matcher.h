// Which frame of a word holds: its part of speech, its other words, its conditions and needs. Of those that hold, the
// weightiest.
#pragma once

#include <span>

#include "events/scene.h"
#include "events/trace.h"

namespace casus::events {

// Null where no frame holds. `depth`: how many words deep conditions on other acts have led. `as_verb`: whatever the
// tagger says, read the word as a verb.
const Frame* best_frame(Scene& scene, int word, const Slots& slots, std::span<const Frame> frames, Trace* trace,
                        int depth, bool as_verb = false);

}  // namespace casus::events
