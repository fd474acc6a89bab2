#include "ledger/commitment.h"

#include <algorithm>

namespace casus::ledger {
namespace {

bool by(const std::optional<Date>& when, const std::optional<Date>& limit) {
  return !limit || (when && *when <= *limit);
}

}  // namespace

Standing standing(const Commitment& c, const AsOf& as_of) {
  Standing out;
  if (c.evidence.empty() || !by(c.known_on(), as_of.known) || !by(c.made_on(), as_of.on)) return out;
  out.exists = true;
  for (const Evidence& e : c.evidence) {
    if (by(e.known, as_of.known) && by(e.on, as_of.on)) ++out.evidence;
  }
  for (const Change& change : c.changes) {
    if (!by(change.known, as_of.known) || !by(change.on, as_of.on)) continue;
    out.status = change.to;
    out.since = change.on;
    out.rule = change.rule;
  }
  // The calendar speaks where no report did: a condition whose day is past can no longer come about, an act whose day
  // is past is overdue; both are presumed.
  const std::optional<Date> today = as_of.on ? as_of.on : as_of.known;
  if (out.status && c.deadline_to && today && *c.deadline_to < *today) {
    if (*out.status == EntryStatus::kConditional && !c.condition_negated) {
      out.status = EntryStatus::kExpired;
      out.since = c.deadline_to->plus_days(1);
      out.rule = "deadline-passed";
      out.presumed = true;
    } else if (*out.status == EntryStatus::kDetached || *out.status == EntryStatus::kConditional) {
      out.since = c.deadline_to->plus_days(1);
      out.rule = "overdue";
      out.presumed = true;
    }
  }
  return out;
}

std::vector<std::string> counterparties(const Commitment& c, const AsOf& as_of) {
  std::vector<std::string> out = c.counterparty;
  for (const Split& split : c.splits) {
    if (by(split.known, as_of.known) && by(split.on, as_of.on)) std::erase(out, split.counterparty);
  }
  return out;
}

bool is_over(EntryStatus status) {
  switch (status) {
    case EntryStatus::kDischarged:
    case EntryStatus::kViolated:
    case EntryStatus::kBackedDown:
    case EntryStatus::kAverted:
    case EntryStatus::kExpired:
    case EntryStatus::kCancelled:
    case EntryStatus::kReleased:
    case EntryStatus::kSettled:
      return true;
    case EntryStatus::kAnnounced:
    case EntryStatus::kConditional:
    case EntryStatus::kDetached:
    case EntryStatus::kSuspended:
    case EntryStatus::kPending:
      return false;
  }
  return false;
}

bool in_force(const Standing& s) {
  return s.exists && s.status &&
         (*s.status == EntryStatus::kAnnounced || *s.status == EntryStatus::kConditional ||
          *s.status == EntryStatus::kDetached);
}

const std::vector<Rule>& rules() {
  static const std::vector<Rule> kRules{
      {"made", "the dispatch reports it for the first time"},
      {"condition-reported", "an event that matches the condition was reported: it is due"},
      {"demand-met", "what was demanded was reported done"},
      {"unless-met", "the event that was to lift it was reported: it can no longer fall due"},
      {"action-reported", "an event that matches the action was reported"},
      {"execution-announced", "the holder announced the execution in response to the condition: it is due"},
      {"refrained-act-reported", "the act that was forsworn was reported"},
      {"did-after-all", "the holder was reported to do what it had refused"},
      {"reported-undone", "due, then reported not to have been done"},
      {"confirmed", "what was announced has been made"},
      {"made-unconditional", "restated without its condition: it is due"},
      {"withdrawn", "the holder took it back"},
      {"withdrawn-in-part", "the holder took it back towards one counterparty"},
      {"suspended", "the holder put it on hold"},
      {"reinstated", "the holder took it up again"},
      {"released", "the counterparty waived it"},
      {"veto-lifted", "the holder no longer blocks the matter"},
      {"decided", "the holder decided, or took the step that was open"},
      {"step-taken", "a further step of the accession was reported"},
      {"completed", "the last step was reported"},
      {"left", "the party was reported to leave"},
      {"deadline-passed", "the day of the condition is past and nothing was reported (presumed)"},
      {"overdue", "the day of the act is past and nothing was reported (presumed)"},
  };
  return kRules;
}

}  // namespace casus::ledger
