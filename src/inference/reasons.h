// Why a clause that might have helped does not: words for the lines of near misses.
#pragma once

#include <string>

#include "ledger/register.h"

namespace casus::inference {

[[nodiscard]] std::string why_not_in_force(const ledger::Treaty& treaty, Date on);

// "… is no member of …: it left on …"; empty where it never was nor will be one.
[[nodiscard]] std::string why_no_member(std::string_view body, std::string_view side, Date on,
                                        const ledger::Register& reg);

}  // namespace casus::inference
