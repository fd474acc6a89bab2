// Entries of a dispatch coming into the ledger: made, restated, withdrawn, suspended, taken up again, decided, acceded.

#include <algorithm>

#include "base/hash.h"
#include "ledger/ledger.h"

namespace casus::ledger {
namespace {

std::string id_of(const Document& document, const Entry& entry) {
  std::string key = document.id;
  const auto add = [&](uint32_t n) { key.append("|").append(std::to_string(n)); };
  if (document.part != 0) key += "|part";  // a dispatch may have been given "ID#1" for its own id
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

// The event by which an accession takes its step.
const Event* step_of(const Entry& entry, const Reading& reading) {
  if (entry.action && entry.action->event) return event_of(reading, entry.action->event);
  for (const Event& e : reading.events) {
    const bool joins = e.deed && specialises(*e.deed, "join-organization");
    if (!joins || e.sentence != entry.sentence) continue;
    for (const Party& party : e.actor) {
      if (party.id && share({side_of(*party.id, reading)}, entry.holder)) return &e;
    }
  }
  return nullptr;
}

// response: the condition has come about already ("in response to the sanctions").
std::optional<EntryStatus> first_status(const Commitment& c, const std::optional<EntryStatus>& said, bool response) {
  switch (c.kind) {
    case EntryKind::kClaim:
    case EntryKind::kPosition:
    case EntryKind::kWithdrawal:
      return std::nullopt;
    case EntryKind::kDecision:
      return said.value_or(EntryStatus::kPending);
    case EntryKind::kAccession:
      // Applying, inviting, ratifying are steps on the way: only the last one settles the matter.
      if (said == EntryStatus::kSuspended) return said;
      if (c.step == AccessionStep::kJoin || c.step == AccessionStep::kLeave)
        return said.value_or(EntryStatus::kSettled);
      return EntryStatus::kPending;
    case EntryKind::kGuarantee:
    case EntryKind::kPromise:
    case EntryKind::kOffer:
    case EntryKind::kThreat:
    case EntryKind::kRefusal:
    case EntryKind::kDemand:
    case EntryKind::kVeto:
      break;
  }
  if (said == EntryStatus::kConditional && response) return EntryStatus::kDetached;
  return said.value_or(c.condition.empty() ? EntryStatus::kDetached : EntryStatus::kConditional);
}

bool is_own_act(EntryKind kind) {
  return kind == EntryKind::kThreat || kind == EntryKind::kPromise || kind == EntryKind::kGuarantee ||
         kind == EntryKind::kOffer || kind == EntryKind::kDemand || kind == EntryKind::kRefusal;
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
    // "will halt the tariffs": an act that is to end is none to wait for.
    const Event* e = event_of(reading, entry.action->event);
    if (e != nullptr && !(e->status == EventStatus::kNegated && c.polarity == Polarity::kDo))
      c.act = deed_of(*e, reading, *reg_);
  }
  if (entry.condition) {
    c.condition = entry.condition->quote.text;
    c.connective = entry.condition->connective;
    c.condition_negated = entry.condition->negated;
    if (const Event* e = event_of(reading, entry.condition->event)) {
      c.trigger = deed_of(*e, reading, *reg_);
      // "warned both that they": all who are warned, where what stands for them was taken for one.
      const Span within = entry.condition->quote.span;
      const bool they =
          e->actor.size() == 1 && !(e->actor.front().quote && within.start <= e->actor.front().quote->span.start &&
                                    e->actor.front().quote->span.end <= within.end);
      if (they && entry.kind == EntryKind::kThreat && share(c.trigger.doers, c.counterparty))
        c.trigger.doers = c.counterparty;
    }
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
  // An act that somebody else does was misread: nobody is bound by it. A threat that waits for its own holder was, too:
  // it waits for its target.
  const std::vector<std::string>& actor = c.act_by_counterparty ? c.counterparty : c.holder;
  if (is_own_act(c.kind) && !c.act.doers.empty() && !share(c.act.doers, actor)) c.act = {};
  if (c.kind == EntryKind::kThreat && !c.trigger.doers.empty() && !c.counterparty.empty() &&
      std::all_of(c.trigger.doers.begin(), c.trigger.doers.end(),
                  [&](const std::string& side) { return share({side}, c.holder); }) &&
      !share(c.trigger.undergoers, c.counterparty)) {
    c.trigger.doers = c.counterparty;
  }
  // "in return for hostages held by": what the other side gives up is no blow of its own.
  if (family_of(c.kind) == Family::kBenefit && c.trigger.base == Category::kAssault &&
      share(c.trigger.doers, c.counterparty))
    c.trigger = {};
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
      // A step that is only imagined is none; one that is coming settles nothing yet.
      const Event* event = step_of(entry, reading);
      if (event != nullptr && event->status == EventStatus::kHypothetical) return;
      auto said = first_status(reported, entry.status, false);
      if (said == EntryStatus::kSettled && event == nullptr && entry.statement) said = EntryStatus::kPending;
      if (said == EntryStatus::kSettled && event != nullptr &&
          (event->status != EventStatus::kActual || event->statement || event->trigger.text.ends_with("ing")))
        said = EntryStatus::kPending;
      if (said) reported.changes.push_back({{}, {}, {}, *said, "made", 0});
      accede(std::move(reported));
      return;
    }
    default:
      break;
  }
  const bool response = reg_->connective(reported.connective) == "response" && reported.kind == EntryKind::kThreat;
  const auto said = first_status(reported, entry.status, response);
  if (said) reported.changes.push_back({{}, {}, {}, *said, "made", 0});
  state(std::move(reported));
}

// One commitment or a new one: the best likeness among those the holder is remembered for.
void Ledger::state(Commitment reported) {
  const Wording words = wording_of(reported, idle_);
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
  learn(at, reported);
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
  // Announcing the execution in response to the condition: due, and said again; only the deed discharges it.
  if (response && now == EntryStatus::kConditional) {
    return move(at, EntryStatus::kDetached, "execution-announced", std::move(evidence));
  }
  if (now == EntryStatus::kAnnounced && says && said != EntryStatus::kAnnounced)
    return move(at, said, "confirmed", std::move(evidence));
  if (now == EntryStatus::kPending && said == EntryStatus::kSettled)
    return move(at, said, "decided", std::move(evidence));
  note(at, std::move(evidence));
}

}  // namespace casus::ledger
