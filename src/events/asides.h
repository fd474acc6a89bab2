// What a sentence says beside its news: occasions, reasons, labels, what acts of speech are about.
#pragma once

#include "events/scene.h"

namespace casus::events {

// Why a draft is only an aside, else nullptr.
const char* aside_of(Scene& scene, const Draft& draft);

}  // namespace casus::events
