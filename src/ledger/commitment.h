// A commitment as the ledger keeps it: made once, seen in many dispatches, with a life. Nothing is overwritten: every
// sentence that speaks of it is a piece of evidence, every change of status a row with its date, rule and evidence.
//
// Two times run through all of it. `on`: when it was said or done. `known`: when it was reported. Standing as of a day,
// as known on a day, is read off the rows by standing().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casus/reading.h"
#include "ledger/deed.h"

namespace casus::ledger {

struct Evidence {
  std::string document;
  Span span;  // of the sentence, in code points of the document's text
  std::string text;
  std::optional<Date> on, known;
  std::string role;  // "made", "restated", "reported", or the rule of the change it proves
};

struct Change {
  std::optional<Date> on, known;
  std::optional<EntryStatus> from;
  EntryStatus to = EntryStatus::kConditional;
  std::string rule;          // one of kRules
  std::size_t evidence = 0;  // index into Commitment::evidence
};

// A counterparty that left the commitment in part; the part lives on as a commitment of its own.
struct Split {
  std::string counterparty, child;
  std::optional<Date> on, known;
};

struct Commitment {
  std::string id;  // from document, span and kind: the same whenever and in whatever order documents came in
  EntryKind kind = EntryKind::kPromise;
  std::vector<std::string> holder, counterparty;
  std::string action, condition, connective;  // texts of the first report; empty where absent
  std::string deadline;                       // text
  std::optional<Date> deadline_from, deadline_to;
  Polarity polarity = Polarity::kDo;
  bool condition_negated = false;
  std::optional<Stance> stance;
  std::optional<AccessionStep> step;
  std::optional<Withdrawn> withdraws;
  std::string body, norm, relation;
  std::vector<std::string> harmed;
  Force force = Force::kUnilateral;
  Strength strength = Strength::kExplicit;
  Specificity specificity = Specificity::kSpecific;
  std::string said_by;
  std::string split_from;            // id of the commitment this is a part of
  Deed act, trigger;                 // action and condition, where they are events
  bool act_by_counterparty = false;  // demands: the counterparty is to act
  std::vector<Evidence> evidence;
  std::vector<Change> changes;
  std::vector<Split> splits;

  [[nodiscard]] std::optional<Date> made_on() const { return evidence.front().on; }
  [[nodiscard]] std::optional<Date> known_on() const { return evidence.front().known; }
};

// Where a commitment stands. `presumed`: only the calendar says so, nothing was reported.
struct Standing {
  bool exists = false;
  std::optional<EntryStatus> status;  // absent for claims, positions, withdrawals
  std::optional<Date> since;
  bool presumed = false;
  std::string rule;
  std::size_t evidence = 0;  // sentences known by then
};

struct AsOf {
  std::optional<Date> on;     // what was true on that day; absent: to the end
  std::optional<Date> known;  // what had been reported by then; absent: everything
};

[[nodiscard]] Standing standing(const Commitment& commitment, const AsOf& as_of);
// The counterparties left after the splits of that day.
[[nodiscard]] std::vector<std::string> counterparties(const Commitment& commitment, const AsOf& as_of);

[[nodiscard]] bool is_over(EntryStatus status);  // discharged, violated, averted, expired …
// Bound now: conditional, due, or announced; pending and suspended ones are not over but bind nobody.
[[nodiscard]] bool in_force(const Standing& standing);

// Every rule that may move a status, with what it says; docs and `casus show` print these.
struct Rule {
  std::string_view name, says;
};
[[nodiscard]] const std::vector<Rule>& rules();

}  // namespace casus::ledger
