// One act against the clauses of the register.
#pragma once

#include "inference/whatif.h"

namespace casus::inference {

void apply_clauses(const ledger::Deed& deed, std::size_t given, int depth, const Hypothesis& hypothesis,
                   const ledger::Register& reg, Answer& answer);

}  // namespace casus::inference
