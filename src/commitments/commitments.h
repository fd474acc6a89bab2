// Who is bound to what: ledger entries from statements, events and trees. Definitions: docs/reading.md and
// docs/commitments.md.
//
// An entry names its action's and its condition's events by index, so that later reports can be matched against them;
// those events become parts of the entry and are no coded events.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "events/events.h"

namespace casus::commitments {

struct Commitment {
  int sentence = 0;
  EntryKind kind = EntryKind::kPromise;
  std::vector<std::string> holder, counterparty;  // sides
  syntax::WordRange action;
  int action_event = -1;
  Polarity polarity = Polarity::kDo;
  syntax::WordRange condition;
  int condition_event = -1;
  std::string connective;
  bool condition_negated = false;
  int deadline = -1;  // index into the time expressions
  std::optional<Stance> stance;
  std::optional<AccessionStep> step;
  std::optional<std::string> body;
  std::optional<Withdrawn> withdraws;
  std::string norm;
  int about = -1;  // index of a commitment
  std::vector<std::string> harmed;
  std::optional<ClaimRelation> relation;
  Force force = Force::kUnilateral;
  Strength strength = Strength::kExplicit;
  Specificity specificity = Specificity::kSpecific;
  std::optional<EntryStatus> status;
  int statement = -1;
  std::vector<int> evidence;  // sentences
  std::string rule;           // which rule made it, for `casus explain`
};

// Deeds too thin to be coded stay only where an entry waits for them; the others are taken out again.
void settle(std::vector<events::Event>& events, std::vector<Commitment>& entries);

class Finder {
 public:
  static Result<Finder> open(const lexicon::Tables& tables);
  Finder(Finder&&) noexcept;
  Finder& operator=(Finder&&) noexcept;
  ~Finder();

  [[nodiscard]] std::vector<Commitment> find(const syntax::Parsed& parsed, const actors::Cast& cast,
                                             const std::vector<time::Expression>& times,
                                             const statements::Said& statements,
                                             const std::vector<events::Event>& events, const Document& document) const;

 private:
  struct Index;
  explicit Finder(std::unique_ptr<const Index> index);
  std::unique_ptr<const Index> index_;
};

}  // namespace casus::commitments
