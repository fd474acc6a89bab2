// The rules of the codebook: what tense, will and speech make of a deed, what is too thin or off the subject to be
// coded, and which drafts report the same act.
#pragma once

#include "events/scene.h"
#include "events/trace.h"

namespace casus::events {

void judge_all(Scene& scene, Trace* trace);

}  // namespace casus::events
