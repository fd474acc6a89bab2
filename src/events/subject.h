// Dispatches about games, disasters, disease, accidents and private crime use the verbs of politics; their words give
// them away (topics.tsv).
#pragma once

#include "events/scene.h"

namespace casus::events {

// Why a draft reports no politics; null where it may.
const char* off_the_subject(Scene& scene, const Draft& draft);

}  // namespace casus::events
