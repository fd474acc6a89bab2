// Whether two reports speak of one commitment: same holder, overlapping counterparties, and a matter that agrees where
// both name it. Other words, a condition left out, ten agencies and a month in between do not make a second one;
// another action, another condition or another object do.
#pragma once

#include <cstdint>
#include <vector>

#include "ledger/commitment.h"

namespace casus::ledger {

// The content words of action and condition, shortened and hashed: what is left to compare where no act was understood.
using Wording = std::vector<uint32_t>;  // sorted
[[nodiscard]] Wording wording_of(const Commitment& commitment);
[[nodiscard]] double overlap(const Wording& a, const Wording& b);  // Jaccard; 0 where either is empty

enum class Family {
  kThreat,
  kBenefit,
  kRefusal,
  kDemand,
  kVeto,
  kWithdrawal,
  kAccession,
  kDecision,
  kPosition,
  kClaim
};
[[nodiscard]] Family family_of(EntryKind kind);

// Two acts of one matter: one deed specialises the other, and sides and objects that both name agree.
[[nodiscard]] bool akin(const Deed& a, const Deed& b);
[[nodiscard]] bool share(const std::vector<std::string>& a, const std::vector<std::string>& b);

// 0 where they are two matters; from kSame on they are one.
inline constexpr double kSame = 1.0;
[[nodiscard]] double likeness(const Commitment& known, const Wording& known_words, const Commitment& reported,
                              const Wording& reported_words);

// Days without a word after which a new report makes a new commitment.
inline constexpr int kMemory = 3 * 365;
// Days in which a report of something carried out repeats the news instead of making a new commitment.
inline constexpr int kEcho = 30;

}  // namespace casus::ledger
