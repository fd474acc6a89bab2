#include "encoder/steps.h"

namespace casus::encoder {

extern const Steps kSteps;  // steps_any.cc
#if defined(__x86_64__)
extern const Steps kStepsAvx2, kStepsAvx512;  // steps_avx2.cc, steps_avx512.cc
#endif

const Steps& steps() {
  static const Steps& widest = []() -> const Steps& {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return kStepsAvx512;
    if (__builtin_cpu_supports("avx2")) return kStepsAvx2;
#endif
    return kSteps;
  }();
  return widest;
}

}  // namespace casus::encoder
