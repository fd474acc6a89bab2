// The closed vocabularies of casus.reading/1. Each stands in one list, from which its enum and its names are made:
//
//   name(EntryKind::kThreat) == "threat"        parse<EntryKind>("threat") == EntryKind::kThreat
//
// Names and their meanings: docs/reading.md. PLOVER categories follow the PLOVER manual of 2021 (Open Event Data Alliance).
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace casus {

// Tables, laid out by hand.
// clang-format off

// E is the enum, LIST(X) calls X(kEnumerator, "name") for each member in order.
#define CASUS_ENUMERATOR(id, text) id,
#define CASUS_NAME(id, text) std::string_view(text),
#define CASUS_VOCABULARY(E, LIST)                                             \
  enum class E { LIST(CASUS_ENUMERATOR) };                                    \
  constexpr auto names_of(E) { return std::array{LIST(CASUS_NAME)}; }         \
  constexpr std::string_view name(E value) { return names_of(value)[static_cast<std::size_t>(value)]; }

template <typename E>
constexpr std::optional<E> parse(std::string_view text) {
  constexpr auto names = names_of(E{});
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) return static_cast<E>(i);
  }
  return std::nullopt;
}

#define CASUS_ACTOR_KINDS(X) \
  X(kState, "state") X(kOrganization, "organization") X(kPerson, "person") X(kOffice, "office") X(kGroup, "group")
CASUS_VOCABULARY(ActorKind, CASUS_ACTOR_KINDS)

#define CASUS_STATEMENT_MODES(X) X(kDirect, "direct") X(kIndirect, "indirect") X(kMixed, "mixed")
CASUS_VOCABULARY(StatementMode, CASUS_STATEMENT_MODES)

#define CASUS_SPEECH_ACTS(X)                                                                                       \
  X(kAssert, "assert") X(kAccuse, "accuse") X(kAnnounce, "announce") X(kPromise, "promise")                        \
  X(kThreaten, "threaten") X(kWarn, "warn") X(kRefuse, "refuse") X(kDemand, "demand") X(kRequest, "request")       \
  X(kDeny, "deny") X(kPraise, "praise") X(kDecline, "decline") X(kAsk, "ask") X(kConcede, "concede")
CASUS_VOCABULARY(SpeechAct, CASUS_SPEECH_ACTS)

#define CASUS_EVENT_STATUSES(X)                                                                    \
  X(kActual, "actual") X(kFuture, "future") X(kHypothetical, "hypothetical") X(kNegated, "negated") \
  X(kHistorical, "historical")
CASUS_VOCABULARY(EventStatus, CASUS_EVENT_STATUSES)

#define CASUS_CATEGORIES(X)                                                                                      \
  X(kAgree, "AGREE") X(kConsult, "CONSULT") X(kSupport, "SUPPORT") X(kConcede, "CONCEDE")                         \
  X(kCooperate, "COOPERATE") X(kAid, "AID") X(kRetreat, "RETREAT") X(kRequest, "REQUEST") X(kAccuse, "ACCUSE")    \
  X(kReject, "REJECT") X(kThreaten, "THREATEN") X(kProtest, "PROTEST") X(kSanction, "SANCTION")                   \
  X(kMobilize, "MOBILIZE") X(kCoerce, "COERCE") X(kAssault, "ASSAULT")
CASUS_VOCABULARY(Category, CASUS_CATEGORIES)

// Quad class (1 verbal cooperation … 4 material conflict) and Goldstein-like score of each category.
struct CategoryValue {
  int quad;
  double score;
};
constexpr CategoryValue value_of(Category category) {
  constexpr std::array<CategoryValue, 16> kValues{{{1, 2.5}, {1, 2.5}, {1, 5}, {1, 4.5}, {2, 9.5}, {2, 10}, {2, 6.5},
      {3, 0}, {3, -2}, {3, -2}, {3, -3.5}, {4, -5}, {4, -6}, {4, -5.5}, {4, -7}, {4, -9}}};
  static_assert(kValues.size() == names_of(Category{}).size(), "each category has its values");
  return kValues[static_cast<std::size_t>(category)];
}

// Where a party of an event comes from: words of the sentence, or inferred from its surroundings.
#define CASUS_BASES(X) X(kText, "text") X(kContext, "context")
CASUS_VOCABULARY(Basis, CASUS_BASES)

#define CASUS_ENTRY_KINDS(X)                                                                                      \
  X(kGuarantee, "guarantee") X(kPromise, "promise") X(kOffer, "offer") X(kThreat, "threat") X(kRefusal, "refusal") \
  X(kDemand, "demand") X(kVeto, "veto") X(kWithdrawal, "withdrawal") X(kAccession, "accession")                    \
  X(kDecision, "decision") X(kPosition, "position") X(kClaim, "claim")
CASUS_VOCABULARY(EntryKind, CASUS_ENTRY_KINDS)

#define CASUS_POLARITIES(X) X(kDo, "do") X(kRefrain, "refrain")
CASUS_VOCABULARY(Polarity, CASUS_POLARITIES)

#define CASUS_STANCES(X) X(kSupport, "support") X(kOppose, "oppose") X(kNeutral, "neutral")
CASUS_VOCABULARY(Stance, CASUS_STANCES)

#define CASUS_STEPS(X) \
  X(kApply, "apply") X(kInvite, "invite") X(kRatify, "ratify") X(kJoin, "join") X(kSuspend, "suspend") X(kLeave, "leave")
CASUS_VOCABULARY(AccessionStep, CASUS_STEPS)

#define CASUS_WITHDRAWN(X)                                                                                  \
  X(kThreat, "threat") X(kPromise, "promise") X(kVeto, "veto") X(kDemand, "demand") X(kGuarantee, "guarantee") \
  X(kMeasure, "measure")
CASUS_VOCABULARY(Withdrawn, CASUS_WITHDRAWN)

#define CASUS_RELATIONS(X) X(kCharacterises, "characterises") X(kHarms, "harms") X(kTied, "tied") X(kPredicts, "predicts")
CASUS_VOCABULARY(ClaimRelation, CASUS_RELATIONS)

#define CASUS_FORCES(X) \
  X(kTreaty, "treaty") X(kStatute, "statute") X(kPolitical, "political") X(kUnilateral, "unilateral")
CASUS_VOCABULARY(Force, CASUS_FORCES)

#define CASUS_STRENGTHS(X) X(kExplicit, "explicit") X(kImplicit, "implicit")
CASUS_VOCABULARY(Strength, CASUS_STRENGTHS)

#define CASUS_SPECIFICITIES(X) X(kSpecific, "specific") X(kUnspecified, "unspecified")
CASUS_VOCABULARY(Specificity, CASUS_SPECIFICITIES)

#define CASUS_ENTRY_STATUSES(X)                                                                                    \
  X(kAnnounced, "announced") X(kConditional, "conditional") X(kDetached, "detached") X(kDischarged, "discharged")   \
  X(kViolated, "violated") X(kBackedDown, "backed_down") X(kAverted, "averted") X(kExpired, "expired")              \
  X(kCancelled, "cancelled") X(kReleased, "released") X(kSuspended, "suspended") X(kPending, "pending")             \
  X(kSettled, "settled")
CASUS_VOCABULARY(EntryStatus, CASUS_ENTRY_STATUSES)

#undef CASUS_VOCABULARY
#undef CASUS_NAME
#undef CASUS_ENUMERATOR

// clang-format on

}  // namespace casus
