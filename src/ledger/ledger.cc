// The fold. A dispatch acts first through the events it reports, on what stood before it, then through its entries. An
// event finds the commitments it may touch through hooks: root of the deed and one side that the condition or the
// action names.

#include "ledger/ledger.h"

#include <algorithm>
#include <cctype>

#include "base/utf8.h"

namespace casus::ledger {
namespace {

std::string root(std::string_view concept_path) {
  return std::string(concept_path.substr(0, concept_path.find('/')));
}

std::string hook(std::string_view deed_root, std::string_view side) {
  return std::string(deed_root).append("\n").append(side);
}

std::string family_key(Family family, std::string_view holder) {
  std::string out(1, char('a' + int(family)));
  return out.append(holder);
}

std::vector<std::string> sides_of(const Deed& deed) {
  std::vector<std::string> out = deed.doers;
  out.insert(out.end(), deed.undergoers.begin(), deed.undergoers.end());
  out.insert(out.end(), deed.places.begin(), deed.places.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

bool before(const Document& a, const Document& b) {
  if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
  if (a.date && *a.date != *b.date) return *a.date < *b.date;
  const std::string_view left = whole_id(a), right = whole_id(b);
  return left != right ? left < right : a.part < b.part;
}

struct Ledger::Report {
  Deed deed;
  EventStatus status = EventStatus::kActual;  // kNegated: reported not to have happened; kFuture: said to be coming
  Evidence evidence;
  Wording words;
  bool gerund = false;
};

Ledger::Ledger(const Register& reg) : reg_(&reg) {
  for (std::string_view word : reg.commonplaces()) {
    const Wording one = words_of(word);
    commonplaces_.insert(commonplaces_.end(), one.begin(), one.end());
  }
  std::sort(commonplaces_.begin(), commonplaces_.end());
  commonplaces_.erase(std::unique(commonplaces_.begin(), commonplaces_.end()), commonplaces_.end());
}

namespace {
// The words that begin with a capital: a phrase may hold the matter besides the name.
void add_names(const std::string& phrase, std::string& out) {
  bool begins = true, named = false;
  for (char c : phrase) {
    if (begins) named = std::isupper(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
    begins = c == ' ' || c == '\n' || c == '-';
    out.push_back(named && !begins ? c : ' ');
  }
  out.push_back(' ');
}
}  // namespace

// What two dispatches share anyhow where one side does one kind of thing twice: the names of sides, and of the deed.
void Ledger::learn_names(const Reading& reading) {
  std::string sides, deeds;
  for (const Actor& a : reading.actors) sides.append(a.name).push_back(' ');
  for (const Event& e : reading.events) {
    deeds.append(e.trigger.text).push_back(' ');
    for (const auto* list : {&e.actor, &e.recipient}) {
      for (const Party& party : *list) {
        if (party.quote) add_names(party.quote->text, sides);
      }
    }
  }
  const auto merged = [](const Wording& a, const Wording& b) {
    Wording out;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
  };
  idle_ = merged(commonplaces_, words_of(sides));
  named_ = merged(idle_, words_of(deeds));
}

namespace {
bool holds(const Span& outer, const Span& inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

// What a condition, a demand or an undertaking says of deeds did not happen, whether the entry is linked to it or not.
bool inside_entry(const Event& event, const Reading& reading) {
  for (const Entry& entry : reading.entries) {
    if (entry.sentence != event.sentence) continue;
    if (entry.condition && holds(entry.condition->quote.span, event.trigger.span)) return true;
    const bool step = entry.kind == EntryKind::kWithdrawal || entry.kind == EntryKind::kVeto ||
                      entry.kind == EntryKind::kClaim || entry.kind == EntryKind::kDecision ||
                      (entry.kind == EntryKind::kAccession && entry.step == AccessionStep::kJoin);
    if (!step && entry.action && entry.action->event != event.id && holds(entry.action->quote.span, event.trigger.span))
      return true;
  }
  return false;
}
}  // namespace

void Ledger::add(const Reading& reading) {
  happened_.clear();
  ++document_;
  std::optional<utf8::Offsets> offsets;
  for (const Event& e : reading.events) {
    // A category that is not the deed's own codes a promise, refusal or threat of it: nothing was done.
    const bool told = e.status == EventStatus::kFuture ||
                      ((e.status == EventStatus::kActual || e.status == EventStatus::kNegated) && e.category == e.base);
    if (e.part_of || !told || !e.deed || inside_entry(e, reading)) continue;
    Report report;
    report.deed = deed_of(e, reading, *reg_);
    report.status = e.status;
    report.gerund = e.trigger.text.ends_with("ing");
    report.evidence.document = reading.document.id;
    report.evidence.known = reading.document.date;
    const bool dated = e.date && e.date->from && e.status != EventStatus::kFuture;
    report.evidence.on = dated ? e.date->from : reading.document.date;
    if (report.evidence.known && report.evidence.on && *report.evidence.known < *report.evidence.on) {
      report.evidence.on = report.evidence.known;
    }
    if (e.sentence >= 0 && std::size_t(e.sentence) < reading.sentences.size()) {
      if (!offsets) offsets.emplace(reading.document.text);
      const Span span = reading.sentences[std::size_t(e.sentence)];
      report.evidence.span = span;
      const uint32_t begin = offsets->byte(span.start);
      report.evidence.text = reading.document.text.substr(begin, offsets->byte(span.end) - begin);
    }
    report.words = without(words_of(report.evidence.text), commonplaces_);
    react(report);
  }
  if (!reading.entries.empty()) learn_names(reading);
  for (const Entry& entry : reading.entries) enter(entry, reading);
}

void Ledger::react(const Report& report) {
  std::vector<std::string> roots{root(report.deed.deed)};
  for (std::string_view other : reg_->entailed(report.deed.deed)) roots.push_back(root(other));
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  std::vector<std::pair<std::size_t, bool>> touched;
  for (const std::string& r : roots) {
    for (const std::string& side : sides_of(report.deed)) {
      const auto hooks = hooks_.find(hook(r, side));
      if (hooks == hooks_.end()) continue;
      for (const Hook& h : hooks->second) touched.emplace_back(h.commitment, h.trigger);
    }
  }
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (const auto& [at, trigger] : touched) react_to(at, trigger, report);
}

void Ledger::react_to(std::size_t at, bool trigger, const Report& report) {
  const Commitment& c = commitments_[at];
  const Pattern& pattern = patterns_[at];
  if (pattern.last_document == document_ && c.evidence.back().document == report.evidence.document && c.changes.empty())
    return;
  if (!remembered(at, report.evidence.on, kReach)) return;
  if (c.made_on() && report.evidence.on && *report.evidence.on < *c.made_on()) return;
  const Deed& wanted = trigger ? pattern.trigger : pattern.act;
  if (!fit(report.deed, wanted, {*reg_, report.evidence.on, false}).fits) return;
  // What several undertake with one another is done where the holder is one of those who did it.
  const std::vector<std::string>& actor = c.act_by_counterparty ? c.counterparty : c.holder;
  if (!trigger && wanted.doers.size() > 1 && share(wanted.doers, actor) && !share(report.deed.doers, actor)) return;
  const auto word = std::find_if(c.evidence.rbegin(), c.evidence.rend(),
                                 [](const Evidence& e) { return e.role == "made" || e.role == "restated"; });
  const auto last = word == c.evidence.rend() ? c.made_on() : word->on;
  const int days = last && report.evidence.on ? last->days_until(*report.evidence.on) : 0;
  const Wording& said = trigger ? pattern.said_of_trigger : pattern.said_of_act;
  const bool breach = !trigger && (c.polarity == Polarity::kRefrain || report.status == EventStatus::kNegated);
  if (!speaks_of(wanted, said, report.words, days, trigger || c.kind == EntryKind::kDemand, *reg_) ||
      (breach && shared(said, report.words) < 2))
    return;
  if (report.status == EventStatus::kFuture) return trigger ? void() : foretold(at, report);
  const bool done = report.status == EventStatus::kActual;
  if (!trigger) return done ? acted(at, report) : undone(at, report);
  // Nobody trips his own threat.
  const bool own = !report.deed.doers.empty() &&
                   std::all_of(report.deed.doers.begin(), report.deed.doers.end(), [&](const std::string& side) {
                     return std::find(c.holder.begin(), c.holder.end(), side) != c.holder.end();
                   });
  if (done && !(own && c.trigger.doers.empty())) triggered(at, report);
}

// Said to be coming: the commitment once more.
void Ledger::foretold(std::size_t at, const Report& report) {
  const auto now = status(at);
  if (!now || (is_over(*now) && !(*now == EntryStatus::kDischarged && remembered(at, report.evidence.on, kEcho))))
    return;
  // An act of the same kind may be another one: what is far off must speak of the same thing.
  if (!remembered(at, report.evidence.on, kEcho) && shared(patterns_[at].said_of_act, report.words) == 0) return;
  Evidence again = report.evidence;
  again.role = "restated";
  note(at, std::move(again));
}

void Ledger::triggered(std::size_t at, const Report& report) {
  const Commitment& c = commitments_[at];
  const auto now = status(at);
  const auto since = c.changes.empty() ? std::nullopt : c.changes.back().on;
  const bool lately = since && report.evidence.on && since->days_until(*report.evidence.on) <= kEcho;
  if (now == EntryStatus::kDetached && !c.condition_negated && lately) {
    Evidence again = report.evidence;
    again.role = "condition-again";
    return note(at, std::move(again));
  }
  if (now != EntryStatus::kConditional && now != EntryStatus::kAnnounced) return;
  if (c.kind == EntryKind::kDecision || c.kind == EntryKind::kAccession) return;
  if (!c.condition_negated) return move(at, EntryStatus::kDetached, "condition-reported", report.evidence);
  if (c.kind == EntryKind::kThreat) return move(at, EntryStatus::kAverted, "demand-met", report.evidence);
  move(at, EntryStatus::kExpired, "unless-met", report.evidence);
}

void Ledger::acted(std::size_t at, const Report& report) {
  const Commitment& c = commitments_[at];
  const auto now = status(at);
  if (!now) return;
  if (is_over(*now)) {
    Evidence again = report.evidence;
    again.role = "reported";
    const auto since = c.changes.back().on;  // the echo of that report, not of the last echo
    const bool lately = !since || !again.on || since->days_until(*again.on) <= kEcho;
    if (*now == EntryStatus::kDischarged && lately) note(at, std::move(again));
    return;
  }
  const bool bound = *now != EntryStatus::kPending && *now != EntryStatus::kSuspended;
  switch (c.kind) {
    case EntryKind::kDecision:
      return move(at, EntryStatus::kSettled, "decided", report.evidence);
    case EntryKind::kDemand: {
      // Hardly anybody asks to be harmed or that others be: what was asked was to spare them.
      if (patterns_[at].act.base == Category::kAssault) return;
      if (bound && c.polarity == Polarity::kDo)
        return move(at, EntryStatus::kDischarged, "demand-met", report.evidence);
      Evidence against = report.evidence;
      against.role = "defied";  // a demand stands until it is met or withdrawn
      if (bound) note(at, std::move(against));
      return;
    }
    case EntryKind::kRefusal:
      if (bound) move(at, EntryStatus::kCancelled, "did-after-all", report.evidence);
      return;
    case EntryKind::kThreat:
    case EntryKind::kGuarantee:
    case EntryKind::kPromise:
    case EntryKind::kOffer:
      if (!bound) return;
      if (c.polarity == Polarity::kDo) return move(at, EntryStatus::kDischarged, "action-reported", report.evidence);
      if (c.kind != EntryKind::kThreat) move(at, EntryStatus::kViolated, "refrained-act-reported", report.evidence);
      return;
    case EntryKind::kAccession:
      // "a rally for joining": the noun of a step is no step
      if (report.deed.deed == "join-organization" && !report.gerund)
        move(at, EntryStatus::kSettled, "completed", report.evidence);
      return;
    default:
      return;
  }
}

void Ledger::undone(std::size_t at, const Report& report) {
  const Commitment& c = commitments_[at];
  if (status(at) != EntryStatus::kDetached || c.polarity != Polarity::kDo) return;
  if (c.kind == EntryKind::kThreat) return move(at, EntryStatus::kBackedDown, "reported-undone", report.evidence);
  if (c.kind == EntryKind::kPromise || c.kind == EntryKind::kGuarantee) {
    move(at, EntryStatus::kViolated, "reported-undone", report.evidence);
  }
}

// What the words tell besides sides, deed and object, which are matched as such.
Wording Ledger::said(const std::string& text, const Deed& deed) const {
  return without(without(words_of(text), named_), words_of(root(deed.deed) + " " + deed.object));
}

std::size_t Ledger::make(Commitment commitment, std::optional<EntryStatus> first) {
  const std::size_t at = commitments_.size();
  Pattern pattern;
  pattern.words = wording_of(commitment, idle_);
  pattern.said_of_act = said(commitment.action, commitment.act);
  pattern.said_of_trigger = said(commitment.condition, commitment.trigger);
  pattern.last_document = document_;
  pattern.act = commitment.act;
  pattern.trigger = commitment.trigger;
  const auto& actor = commitment.act_by_counterparty ? commitment.counterparty : commitment.holder;
  const auto& other = commitment.act_by_counterparty ? commitment.holder : commitment.counterparty;
  if (!pattern.act.empty()) {
    if (pattern.act.doers.empty()) pattern.act.doers = actor;
    if (pattern.act.undergoers.empty() && pattern.act.places.empty() &&
        (pattern.act.object.empty() || repeats_deed(pattern.act)) && !commitment.act_by_counterparty) {
      pattern.act.undergoers = other;
    }
  }
  if (!pattern.trigger.empty() && sides_of(pattern.trigger).empty()) pattern.trigger.doers = commitment.counterparty;
  for (const std::string& side : commitment.holder)
    by_holder_[family_key(family_of(commitment.kind), side)].push_back(at);
  if (first)
    commitment.changes.push_back({commitment.made_on(), commitment.known_on(), std::nullopt, *first, "made", 0});
  commitments_.push_back(std::move(commitment));
  patterns_.push_back(std::move(pattern));
  hang(at, false);
  hang(at, true);
  happened_.push_back({at, first ? 0 : kNoChange});
  return at;
}

void Ledger::hang(std::size_t at, bool trigger) {
  const Deed& deed = trigger ? patterns_[at].trigger : patterns_[at].act;
  if (deed.empty()) return;
  for (const std::string& side : sides_of(deed)) hooks_[hook(root(deed.deed), side)].push_back({at, trigger});
}

// In other words: from now on those count as well, and an act or a condition that had been left open may be told. Only
// what comes later is matched with them: the commitment's own record stays that of its first report.
void Ledger::learn(std::size_t at, const Commitment& reported) {
  Pattern& pattern = patterns_[at];
  Wording all;
  const Wording more = wording_of(reported, idle_);
  std::set_union(pattern.words.begin(), pattern.words.end(), more.begin(), more.end(), std::back_inserter(all));
  pattern.words = std::move(all);
  if (pattern.act.empty() && !reported.act.empty()) {
    pattern.act = reported.act;
    if (pattern.act.doers.empty())
      pattern.act.doers = reported.act_by_counterparty ? reported.counterparty : reported.holder;
    pattern.said_of_act = said(reported.action, reported.act);
    hang(at, false);
  }
  if (pattern.trigger.empty() && !reported.trigger.empty()) {
    pattern.trigger = reported.trigger;
    pattern.said_of_trigger = said(reported.condition, reported.trigger);
    hang(at, true);
  }
}

std::optional<EntryStatus> Ledger::status(std::size_t at) const {
  const Commitment& c = commitments_[at];
  if (c.changes.empty()) return std::nullopt;
  return c.changes.back().to;
}

bool Ledger::remembered(std::size_t at, const std::optional<Date>& day, int days) const {
  const auto last = commitments_[at].evidence.back().on;
  return !last || !day || last->days_until(*day) <= days;
}

void Ledger::move(std::size_t at, EntryStatus to, std::string rule, Evidence evidence) {
  Commitment& c = commitments_[at];
  evidence.role = rule;
  c.changes.push_back({evidence.on, evidence.known, status(at), to, std::move(rule), c.evidence.size()});
  c.evidence.push_back(std::move(evidence));
  patterns_[at].last_document = document_;
  happened_.push_back({at, c.changes.size() - 1});
}

void Ledger::note(std::size_t at, Evidence evidence) {
  Commitment& c = commitments_[at];
  // One dispatch is one piece of evidence for one sentence of it.
  if (c.evidence.back().document == evidence.document && c.evidence.back().span == evidence.span) return;
  c.evidence.push_back(std::move(evidence));
  patterns_[at].last_document = document_;
  happened_.push_back({at, kNoChange});
}

std::vector<std::size_t> Ledger::of(Family family, const std::vector<std::string>& holders) const {
  std::vector<std::size_t> out;
  for (const std::string& holder : holders) {
    const auto found = by_holder_.find(family_key(family, holder));
    if (found != by_holder_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace casus::ledger
