// Who leaves an instrument owes what its withdrawal clause says: a notice, to whom, how long before.
#pragma once

#include "inference/whatif.h"

namespace casus::inference {

void apply_withdrawal(const ledger::Deed& deed, std::size_t given, int depth, Date on, const ledger::Register& reg,
                      Answer& answer);

}  // namespace casus::inference
