// First look: for each word that a frame knows, the frame whose conditions and needs hold best.
#pragma once

#include "events/scene.h"
#include "events/trace.h"

namespace casus::events {

// Drafts of all words of the scene's sentence.
void draft_all(Scene& scene, Trace* trace);

// The draft of a word, made on demand; -1 where no frame fits.
int draft_of(Scene& scene, int word, Trace* trace = nullptr, int depth = 0);

// Links nouns to the verbs that carry them, and governed acts to what governs them.
void link_all(Scene& scene);

}  // namespace casus::events
