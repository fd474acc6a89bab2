// Accessions, from application to membership, and decisions that what follows settles.

#include <algorithm>

#include "ledger/ledger.h"

namespace casus::ledger {
namespace {

std::vector<std::string> sides_named(const Commitment& c) {
  std::vector<std::string> out = c.counterparty;
  if (!c.body.empty()) out.push_back(c.body);
  for (const std::string& side : c.act.undergoers) out.push_back(side);
  return out;
}

}  // namespace

// An accession is one matter from application to membership: the state that accedes and the organization it accedes to.
void Ledger::accede(Commitment reported) {
  std::string organization = reported.body;
  for (const std::string& side : reported.counterparty) {
    if (organization.empty() && reg_->is_body(side)) organization = side;
  }
  std::vector<std::string> states = reported.holder;
  // "The Union suspends a member": the organization acts, the member is whose matter it is.
  if (organization.empty()) {
    for (const std::string& side : reported.holder) {
      if (reg_->is_body(side) && !reported.counterparty.empty()) organization = side, states = reported.counterparty;
    }
  }
  if (organization.empty() && !reported.counterparty.empty()) organization = reported.counterparty.back();
  if (organization.empty()) return;
  if (reported.step == AccessionStep::kRatify || share(states, {organization})) {
    std::vector<std::string> others = reported.counterparty;
    std::erase(others, organization);
    if (!others.empty()) states = std::move(others);
  }
  const bool leaving = reported.step == AccessionStep::kLeave;
  const EntryStatus said = reported.changes.front().to;
  reported.changes.clear();
  const Evidence evidence = reported.evidence.front();
  reported.body = organization;
  decide(reported);

  for (const std::string& state : states) {
    std::size_t open = kNoChange;
    for (std::size_t at : of(Family::kAccession, {state})) {
      const Commitment& c = commitments_[at];
      if (c.body != organization || (c.step == AccessionStep::kLeave) != leaving) continue;
      if (!remembered(at, evidence.on, kMemory)) continue;
      if (!is_over(*status(at)) || (reported.step == AccessionStep::kJoin && remembered(at, evidence.on, kEcho)))
        open = at;
    }
    if (open == kNoChange) {
      Commitment one = reported;
      if (states.size() > 1) one.id += "-" + state;
      one.holder = {state};
      one.counterparty = {organization};
      make(std::move(one), said);
    } else if (is_over(*status(open))) {
      note(open, evidence);
    } else if (said == EntryStatus::kSettled && commitments_[open].evidence.back().document == evidence.document &&
               commitments_[open].evidence.back().span == evidence.span) {
      continue;  // "applies to enter": one step said in one breath
    } else if (said == EntryStatus::kSettled) {
      move(open, said, leaving ? "left" : "completed", evidence);
    } else if (reported.step == AccessionStep::kSuspend && status(open) != EntryStatus::kSuspended) {
      move(open, EntryStatus::kSuspended, "suspended", evidence);
    } else {
      Evidence step = evidence;
      step.role = "step-taken";
      note(open, std::move(step));
    }
  }
}

// A decision that was open is settled by what its holder then undertakes, refuses or blocks in the same matter.
void Ledger::decide(const Commitment& by) {
  if (by.kind == EntryKind::kDecision || by.kind == EntryKind::kClaim || by.kind == EntryKind::kPosition ||
      by.kind == EntryKind::kDemand)
    return;
  const Wording words = wording_of(by, idle_);
  const std::vector<std::string> sides = sides_named(by);
  for (std::size_t at : of(Family::kDecision, by.holder)) {
    const Commitment& c = commitments_[at];
    if (status(at) != EntryStatus::kPending || patterns_[at].last_document == document_ ||
        !remembered(at, by.made_on(), 365))
      continue;
    const bool same_side = share(sides_named(c), sides);
    const double like = overlap(patterns_[at].words, words);
    const bool same_matter = akin(c.act, by.act) || like >= 0.35 || (by.kind == EntryKind::kAccession && same_side) ||
                             (same_side && like >= 0.15);
    if (!same_matter) continue;
    move(at, EntryStatus::kSettled, "decided", by.evidence.front());
  }
}

}  // namespace casus::ledger
