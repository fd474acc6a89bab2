// The steps for AVX-512: src/CMakeLists.txt gives the option.
#if defined(__AVX512F__)
#define CASUS_STEPS kStepsAvx512
#include "encoder/steps_kernels.h"
#endif
