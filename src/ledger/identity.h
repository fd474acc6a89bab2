// Whether two reports speak of one commitment: same holder, overlapping counterparties, and a matter that agrees where
// both name it. Other words, a condition left out, ten agencies and a month in between do not make a second one;
// another action, another condition or another object do.
#pragma once

#include <cstdint>
#include <vector>

#include "ledger/commitment.h"

namespace casus::ledger {

// The content words of a text, shortened and hashed: what is left to compare where no act was understood.
using Wording = std::vector<uint32_t>;  // sorted, without duplicates
[[nodiscard]] Wording words_of(std::string_view text);
[[nodiscard]] Wording without(const Wording& words, const Wording& others);
[[nodiscard]] Wording wording_of(const Commitment& commitment, const Wording& idle);
[[nodiscard]] std::size_t shared(const Wording& a, const Wording& b);
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

// Whether a report that fits a pattern speaks of its matter and not only of something of the same kind. A deed that
// says something, done by one named side to another or with a named object, speaks for itself; where the deed is vague
// or the pattern bare, the report must share words with the commitment (`said`: without the names of the sides and of
// the deed).
// Deeds that recur (strikes, sanctions, meetings) speak for themselves only in the first days; later the report must
// share a word with what was said, and much later two. `days`: since the last word on the commitment.
// `as_condition`: others are to do it (a condition, a demand).
[[nodiscard]] bool speaks_of(const Deed& pattern, const Wording& said, const Wording& report, int days,
                             bool as_condition, const Register& reg);

// Days without a word after which a new report makes a new commitment.
inline constexpr int kMemory = 3 * 365;
// Days in which the report of an act is still taken to be the act that was promised, threatened or waited for.
inline constexpr int kReach = 400;
// Days in which an act of a kind that recurs is taken for the one that was announced, and after which it must say more.
inline constexpr int kFresh = 10;
inline constexpr int kLong = 60;
// Days in which a report of something carried out repeats the news instead of making a new commitment.
inline constexpr int kEcho = 30;

}  // namespace casus::ledger
