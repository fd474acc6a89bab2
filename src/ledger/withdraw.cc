// What is taken back, put on hold or waived: finding the commitment meant, and splitting off the part that is.

#include <algorithm>

#include "ledger/ledger.h"

namespace casus::ledger {
namespace {

constexpr double kEnough = 0.5;

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
      return kind == EntryKind::kThreat;
  }
  return false;
}

}  // namespace

// The commitments of the holder's that the withdrawal speaks of, or the one towards the holder that it waives. Same
// parties are not enough: the matter must agree by act, by words or by the body. Threats made again in other words are
// taken back together.
std::vector<std::size_t> Ledger::taken_back(const Commitment& reported, bool& waived) const {
  const Wording words = without(words_of(reported.action + " " + reported.condition), idle_);
  const auto day = reported.made_on();
  const Withdrawn what = reported.withdraws.value_or(Withdrawn::kPromise);
  struct Found {
    std::size_t at;
    double score;
    bool own;
  };
  std::vector<Found> found;
  const auto weigh = [&](std::size_t at, bool own) {
    const Commitment& c = commitments_[at];
    if (!takes_back(what, c.kind) || !remembered(at, day, kMemory)) return;
    const auto now = status(at);
    // Said in one breath, it is a promise to lift, not one that was lifted; and lifting a measure keeps such a promise.
    if (c.evidence.back().document == reported.evidence.front().document &&
        c.evidence.back().span == reported.evidence.front().span)
      return;
    if (what == Withdrawn::kMeasure && (c.act.base == Category::kRetreat || c.act.base == Category::kConcede)) return;
    const bool just_averted = now == EntryStatus::kAverted && remembered(at, day, kEcho);
    if (!now || (is_over(*now) && !just_averted)) return;
    const std::vector<std::string>& others = own ? c.counterparty : c.holder;
    const bool towards = share(others, reported.counterparty);
    if (!others.empty() && !reported.counterparty.empty() && !towards) return;
    const std::size_t common = shared(patterns_[at].words, words);
    const std::size_t least = std::min(patterns_[at].words.size(), words.size());
    double score = least == 0 ? 0 : double(common) / double(std::max<std::size_t>(least, 3));
    if (akin(c.act, reported.act) || akin(c.trigger, reported.act)) score += towards || common > 0 ? 0.5 : 0.2;
    if (!c.body.empty() && c.body == reported.body && towards) score += 0.6;
    if (towards) score += 0.25;
    if (c.evidence.back().on && day && c.evidence.back().on->days_until(*day) <= kEcho) score += 0.2;
    const bool agrees = common > 0 || akin(c.act, reported.act) || (!c.body.empty() && c.body == reported.body);
    if (!agrees && !(towards && words.size() <= 2)) return;
    // What is lifted was in force: it is the threatened measure only where both are told alike, and not long after.
    if (what == Withdrawn::kMeasure && !(towards && common >= 2 && remembered(at, day, kReach))) return;
    if (just_averted) score -= 0.05;
    if (!own) score -= 0.3;
    if (score >= kEnough) found.push_back({at, score, own});
  };
  for (int family = 0; family <= int(Family::kVeto); ++family) {
    for (std::size_t at : of(Family(family), reported.holder)) weigh(at, true);
    if (Family(family) == Family::kThreat) continue;  // a threat owes its target nothing that could be waived
    for (std::size_t at : of(Family(family), reported.counterparty)) {
      if (share(commitments_[at].counterparty, reported.holder)) weigh(at, false);
    }
  }
  std::vector<std::size_t> out;
  if (found.empty()) return out;
  const auto best =
      *std::max_element(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.score < b.score; });
  waived = !best.own;
  out.push_back(best.at);
  for (const Found& f : found) {
    if (f.at != best.at && f.own && best.own && commitments_[f.at].kind == EntryKind::kThreat &&
        commitments_[f.at].counterparty == commitments_[best.at].counterparty)
      out.push_back(f.at);
  }
  return out;
}

void Ledger::withdraw(Commitment reported, bool suspends) {
  bool waived = false;
  const std::vector<std::size_t> found = taken_back(reported, waived);
  if (found.empty()) {
    make(std::move(reported), std::nullopt);
    return;
  }
  const Evidence evidence = reported.evidence.front();
  for (std::size_t at : found) {
    if (waived) {
      move(at, EntryStatus::kReleased, "released", evidence);
    } else if (suspends) {
      status(at) == EntryStatus::kSuspended ? note(at, evidence)
                                            : move(at, EntryStatus::kSuspended, "suspended", evidence);
    } else {
      take_back(at, reported.counterparty, evidence);
    }
  }
}

// All of it, or the part towards some of its counterparties.
void Ledger::take_back(std::size_t at, const std::vector<std::string>& towards, const Evidence& evidence) {
  const Commitment& c = commitments_[at];
  const std::vector<std::string> left = counterparties(c, {});
  const bool in_part =
      !towards.empty() && left.size() > towards.size() && c.kind != EntryKind::kVeto &&
      std::all_of(towards.begin(), towards.end(), [&](const std::string& side) { return share({side}, left); });
  if (!in_part)
    return move(at, EntryStatus::kCancelled, c.kind == EntryKind::kVeto ? "veto-lifted" : "withdrawn", evidence);
  for (const std::string& side : towards) split(at, side, evidence, EntryStatus::kCancelled);
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

}  // namespace casus::ledger
