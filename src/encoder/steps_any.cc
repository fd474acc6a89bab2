// The steps for any processor.
#define CASUS_STEPS kSteps
#include "encoder/steps_kernels.h"
