// Tables of the model that are probed linearly: a look-up ends at the first empty slot, so none may be far from one.
#pragma once

#include <algorithm>
#include <cstdint>

namespace casus::syntax {

inline constexpr uint32_t kLongestProbe = 1024;  // the longest of the model we ship takes 61 steps

// Whether every look-up in so many slots (a power of two) ends soon; used(i) tells of a slot.
template <typename Used>
bool probes_end(uint32_t slots, Used used) {
  uint32_t run = 0;
  for (uint32_t i = 0; i < slots + std::min(slots, kLongestProbe); ++i) {
    run = used(i & (slots - 1)) ? run + 1 : 0;
    if (run >= std::min(slots, kLongestProbe)) return false;
  }
  return true;
}

}  // namespace casus::syntax
