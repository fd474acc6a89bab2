// Entries of a dispatch coming into the ledger: made, restated, withdrawn, suspended, taken up again, decided, acceded.

#include <algorithm>

#include "base/hash.h"
#include "ledger/ledger.h"

namespace casus::ledger {
namespace {

std::string id_of(const Document& document, const Entry& entry) {
  std::string key = document.id;
  const auto add = [&](uint32_t n) { key.append("|").append(std::to_string(n)); };
  if (!entry.evidence.empty()) add(entry.evidence.front().span.start);
  if (entry.action) add(entry.action->quote.span.start);
  if (entry.condition) add(entry.condition->quote.span.start);
  key.append("|").append(entry.id).append("|").append(name(entry.kind));
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  uint64_t h = hash_bytes(key);
  for (int i = 0; i < 12; ++i, h >>= 4) out.push_back(kDigits[h & 15]);
  return out;
}

const Event* event_of(const Reading& reading, const std::optional<std::string>& id) {
  if (!id) return nullptr;
  for (const Event& e : reading.events) {
    if (e.id == *id) return &e;
  }
  return nullptr;
}

std::optional<EntryStatus> first_status(const Commitment& c, const std::optional<EntryStatus>& said) {
  switch (c.kind) {
    case EntryKind::kClaim:
    case EntryKind::kPosition:
    case EntryKind::kWithdrawal:
      return std::nullopt;
    case EntryKind::kDecision:
      return said.value_or(EntryStatus::kPending);
    case EntryKind::kAccession:
      if (c.step == AccessionStep::kJoin || c.step == AccessionStep::kLeave)
        return said.value_or(EntryStatus::kSettled);
      return said.value_or(EntryStatus::kPending);
    case EntryKind::kGuarantee:
    case EntryKind::kPromise:
    case EntryKind::kOffer:
    case EntryKind::kThreat:
    case EntryKind::kRefusal:
    case EntryKind::kDemand:
    case EntryKind::kVeto:
      break;
  }
  return said.value_or(c.condition.empty() ? EntryStatus::kDetached : EntryStatus::kConditional);
}

std::vector<std::string> sides_named(const Commitment& c) {
  std::vector<std::string> out = c.counterparty;
  if (!c.body.empty()) out.push_back(c.body);
  for (const std::string& side : c.act.undergoers) out.push_back(side);
  return out;
}

bool takes_back(Withdrawn what, EntryKind kind) {
  switch (what) {
    case Withdrawn::kThreat:
      return kind == EntryKind::kThreat;
    case Withdrawn::kPromise:
      return kind == EntryKind::kPromise || kind == EntryKind::kOffer || kind == EntryKind::kRefusal;
    case Withdrawn::kVeto:
      return kind == EntryKind::kVeto || kind == EntryKind::kRefusal;
    case Withdrawn::kDemand:
      return kind == EntryKind::kDemand;
    case Withdrawn::kGuarantee:
      return kind == EntryKind::kGuarantee || kind == EntryKind::kPromise;
    case Withdrawn::kMeasure:
      return kind == EntryKind::kThreat || kind == EntryKind::kPromise || kind == EntryKind::kRefusal;
  }
  return false;
}

}  // namespace

Commitment Ledger::reported_by(const Entry& entry, const Reading& reading) const {
  Commitment c;
  c.id = id_of(reading.document, entry);
  c.kind = entry.kind;
  c.holder = entry.holder;
  c.counterparty = entry.counterparty;
  if (entry.action) {
    c.action = entry.action->quote.text;
    c.polarity = entry.action->polarity;
    if (const Event* e = event_of(reading, entry.action->event)) c.act = deed_of(*e, reading, *reg_);
  }
  if (entry.condition) {
    c.condition = entry.condition->quote.text;
    c.connective = entry.condition->connective;
    c.condition_negated = entry.condition->negated;
    if (const Event* e = event_of(reading, entry.condition->event)) c.trigger = deed_of(*e, reading, *reg_);
  }
  if (entry.deadline) {
    c.deadline = entry.deadline->text;
    c.deadline_from = entry.deadline->from;
    c.deadline_to = entry.deadline->to;
  }
  c.stance = entry.stance;
  c.step = entry.step;
  c.withdraws = entry.withdraws;
  c.body = entry.body.value_or("");
  c.norm = entry.norm.value_or("");
  if (entry.relation) c.relation = name(*entry.relation);
  c.harmed = entry.harmed;
  c.force = entry.force;
  c.strength = entry.strength;
  c.specificity = entry.specificity;
  c.said_by = entry.said_by.value_or("");
  c.act_by_counterparty = entry.kind == EntryKind::kDemand;
  Evidence first{reading.document.id,   {},    "", entry.said_on ? entry.said_on : reading.document.date,
                 reading.document.date, "made"};
  // What is said to have been said after it was reported was misread: the day of the report stands.
  if (first.on && first.known && *first.known < *first.on) first.on = first.known;
  if (!entry.evidence.empty()) {
    first.span = entry.evidence.front().span;
    first.text = entry.evidence.front().text;
  }
  c.evidence.push_back(std::move(first));
  return c;
}

void Ledger::enter(const Entry& entry, const Reading& reading) {
  Commitment reported = reported_by(entry, reading);
  switch (entry.kind) {
    case EntryKind::kWithdrawal:
      withdraw(std::move(reported), entry.status == EntryStatus::kSuspended);
      return;
    case EntryKind::kAccession: {
      const auto said = first_status(reported, entry.status);
      if (said) reported.changes.push_back({{}, {}, {}, *said, "made", 0});
      accede(std::move(reported));
      return;
    }
    default:
      break;
  }
  const auto said = first_status(reported, entry.status);
  if (said) reported.changes.push_back({{}, {}, {}, *said, "made", 0});
  state(std::move(reported));
}

// One commitment or a new one: the best likeness among those the holder is remembered for.
void Ledger::state(Commitment reported) {
  const Wording words = wording_of(reported);
  const auto day = reported.made_on();
  std::size_t best = kNoChange;
  double best_likeness = kSame;
  for (std::size_t at : of(family_of(reported.kind), reported.holder)) {
    const Commitment& c = commitments_[at];
    const auto now = status(at);
    const bool over = now && is_over(*now);
    if (over && (*now != EntryStatus::kDischarged || !remembered(at, day, kEcho))) continue;
    if (!remembered(at, day, kMemory)) continue;
    if (!c.counterparty.empty() && !reported.counterparty.empty() && !share(c.counterparty, reported.counterparty))
      continue;
    const double like = likeness(c, patterns_[at].words, reported, words);
    if (like >= best_likeness) best = at, best_likeness = like + 1e-9;
  }
  decide(reported);
  if (best != kNoChange) return restate(best, reported);
  const auto said = reported.changes.empty() ? std::nullopt : std::optional(reported.changes.front().to);
  reported.changes.clear();
  make(std::move(reported), said);
}

void Ledger::restate(std::size_t at, const Commitment& reported) {
  Commitment& c = commitments_[at];
  Evidence evidence = reported.evidence.front();
  evidence.role = "restated";
  const auto now = status(at);
  // What the report itself says of the status; claims and positions say nothing.
  const bool says = !reported.changes.empty();
  const EntryStatus said = says ? reported.changes.front().to : EntryStatus::kAnnounced;
  if (now == EntryStatus::kSuspended) {
    EntryStatus earlier = EntryStatus::kDetached;
    for (const Change& change : c.changes) {
      if (change.to != EntryStatus::kSuspended) earlier = change.to;
    }
    return move(at, earlier, "reinstated", std::move(evidence));
  }
  const std::string_view how = reg_->connective(reported.connective);
  const bool response = how == "response" && reported.kind == EntryKind::kThreat;
  if (response && (now == EntryStatus::kConditional || now == EntryStatus::kDetached)) {
    return move(at, EntryStatus::kDischarged, "execution-announced", std::move(evidence));
  }
  if (now == EntryStatus::kAnnounced && says && said != EntryStatus::kAnnounced)
    return move(at, said, "confirmed", std::move(evidence));
  if (now == EntryStatus::kPending && said == EntryStatus::kSettled)
    return move(at, said, "decided", std::move(evidence));
  note(at, std::move(evidence));
}

void Ledger::withdraw(Commitment reported, bool suspends) {
  const Wording words = wording_of(reported);
  const auto day = reported.made_on();
  const Withdrawn what = reported.withdraws.value_or(Withdrawn::kPromise);
  std::size_t best = kNoChange;
  double best_score = 0.3;
  bool waived = false;
  for (std::size_t at = commitments_.size(); at-- > 0;) {
    const Commitment& c = commitments_[at];
    if (!takes_back(what, c.kind) || !remembered(at, day, 2 * kMemory)) continue;
    const auto now = status(at);
    const bool just_averted = now == EntryStatus::kAverted && remembered(at, day, kEcho);
    if (!now || (is_over(*now) && !just_averted)) continue;
    const bool own = share(c.holder, reported.holder);
    const bool waiver = !own && c.kind != EntryKind::kThreat && share(c.counterparty, reported.holder) &&
                        (reported.counterparty.empty() || share(c.holder, reported.counterparty));
    if (!own && !waiver) continue;
    double score = 2 * overlap(patterns_[at].words, words);
    if (akin(c.act, reported.act) || akin(c.trigger, reported.act)) score += 1;
    if (own && !c.counterparty.empty() && !reported.counterparty.empty()) {
      if (!share(c.counterparty, reported.counterparty)) continue;
      score += 0.5;
    }
    if (!c.body.empty() && c.body == reported.body) score += 0.5;
    if (just_averted) score -= 0.1;
    if (waiver) score -= 0.3;
    if (score > best_score) best = at, best_score = score, waived = waiver;
  }
  if (best == kNoChange) {
    make(std::move(reported), std::nullopt);
    return;
  }
  const Evidence evidence = reported.evidence.front();
  if (waived) return move(best, EntryStatus::kReleased, "released", evidence);
  if (suspends) return move(best, EntryStatus::kSuspended, "suspended", evidence);
  const Commitment& c = commitments_[best];
  const std::vector<std::string> left = counterparties(c, {});
  const bool in_part =
      !reported.counterparty.empty() && left.size() > reported.counterparty.size() && c.kind != EntryKind::kVeto &&
      std::all_of(reported.counterparty.begin(), reported.counterparty.end(),
                  [&](const std::string& side) { return std::find(left.begin(), left.end(), side) != left.end(); });
  if (!in_part) {
    return move(best, EntryStatus::kCancelled, c.kind == EntryKind::kVeto ? "veto-lifted" : "withdrawn", evidence);
  }
  for (const std::string& side : reported.counterparty) split(best, side, evidence, EntryStatus::kCancelled);
}

std::size_t Ledger::split(std::size_t from, const std::string& counterparty, const Evidence& evidence, EntryStatus to) {
  Commitment part = commitments_[from];
  part.id += "-" + counterparty;
  part.split_from = commitments_[from].id;
  part.counterparty = {counterparty};
  part.splits.clear();
  part.evidence = {commitments_[from].evidence.front(), evidence};
  part.evidence[0].on = evidence.on;  // the part exists from the day it was split off
  part.evidence[0].known = evidence.known;
  part.evidence[1].role = "withdrawn-in-part";
  const auto now = status(from);
  part.changes.clear();
  part.changes.push_back({evidence.on, evidence.known, now, to, "withdrawn-in-part", 1});
  commitments_[from].splits.push_back({counterparty, part.id, evidence.on, evidence.known});
  Evidence seen = evidence;
  seen.role = "withdrawn-in-part";
  note(from, std::move(seen));
  commitments_.push_back(std::move(part));
  patterns_.push_back(patterns_[from]);
  happened_.push_back({commitments_.size() - 1, 0});
  return commitments_.size() - 1;
}

// An accession is one matter from application to membership: the state that accedes and the organization it accedes to.
void Ledger::accede(Commitment reported) {
  std::string organization = reported.body;
  for (const std::string& side : reported.counterparty) {
    if (organization.empty() && reg_->is_body(side)) organization = side;
  }
  if (organization.empty() && !reported.counterparty.empty()) organization = reported.counterparty.back();
  std::vector<std::string> states = reported.holder;
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
    } else if (said == EntryStatus::kSettled) {
      move(open, said, leaving ? "left" : "completed", evidence);
    } else if (reported.step == AccessionStep::kSuspend) {
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
  const Wording words = wording_of(by);
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
