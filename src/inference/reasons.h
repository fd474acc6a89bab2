// Why a clause that might have helped does not: words for the lines of near misses.
#pragma once

#include <string>

#include "inference/whatif.h"
#include "ledger/register.h"

namespace casus::inference {

[[nodiscard]] std::string why_not_in_force(const ledger::Treaty& treaty, Date on);

// "… is no member of …: it left on …"; empty where it never was nor will be one.
[[nodiscard]] std::string why_no_member(std::string_view body, std::string_view side, Date on,
                                        const ledger::Register& reg);
// That a deed answers the armed attack of the one it is done to.
[[nodiscard]] std::string in_defence(const ledger::War& war);
// A line of a clause, before it is known whom it binds.
[[nodiscard]] Line line_of_clause(const ledger::Clause& clause, Effect effect, std::size_t given, int depth);

}  // namespace casus::inference
