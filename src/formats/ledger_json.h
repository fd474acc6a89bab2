// Commitments and their lives as JSON, one object each; keys in the order of docs/ledger.md.
#pragma once

#include <string>

#include "ledger/commitment.h"

namespace casus::formats {

// A line of a list: the commitment and where it stands, without its evidence but for the first sentence. No line break.
[[nodiscard]] std::string listed_json(const ledger::Commitment& commitment, const ledger::Standing& standing,
                                      std::size_t reports, const ledger::AsOf& as_of);
// The whole story: every sentence, every change, every split.
[[nodiscard]] std::string story_json(const ledger::Commitment& commitment, const ledger::Standing& standing,
                                     const ledger::AsOf& as_of);

}  // namespace casus::formats
