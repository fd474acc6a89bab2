// The steps for AVX2: src/CMakeLists.txt gives the option.
#if defined(__AVX2__)
#define CASUS_STEPS kStepsAvx2
#include "encoder/steps_kernels.h"
#endif
