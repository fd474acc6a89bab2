#include "ledger/identity.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "base/hash.h"

namespace casus::ledger {
namespace {

constexpr std::size_t kShortest = 5;  // shorter words say little about a matter
constexpr std::size_t kStem = 6;      // "sanction", "sanctions", "sanctioned" are one

std::string_view root(std::string_view concept_path) {
  return concept_path.substr(0, concept_path.find('/'));
}

void add_words(std::string_view text, Wording& out) {
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const auto c = i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(' ');
    if (std::isalnum(c) != 0 || c >= 0x80) {
      word.push_back(static_cast<char>(std::tolower(c)));
      continue;
    }
    if (word.size() >= kShortest)
      out.push_back(static_cast<uint32_t>(hash_bytes(std::string_view(word).substr(0, kStem))));
    word.clear();
  }
}

bool agree(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.empty() || b.empty() || share(a, b);
}

bool agree(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() || specialises(a, b) || specialises(b, a);
}

}  // namespace

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

Wording words_of(std::string_view text) {
  Wording out;
  add_words(text, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Wording without(const Wording& words, const Wording& others) {
  Wording out;
  std::set_difference(words.begin(), words.end(), others.begin(), others.end(), std::back_inserter(out));
  return out;
}

Wording wording_of(const Commitment& c, const Wording& idle) {
  const Wording out = without(words_of(c.action + " " + c.condition), idle);
  return out.empty() && !c.evidence.empty() ? without(words_of(c.evidence.front().text), idle) : out;
}

std::size_t shared(const Wording& a, const Wording& b) {
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++common, ++i, ++j;
    } else {
      a[i] < b[j] ? ++i : ++j;
    }
  }
  return common;
}

double overlap(const Wording& a, const Wording& b) {
  if (a.empty() || b.empty()) return 0;
  const std::size_t common = shared(a, b);
  return double(common) / double(a.size() + b.size() - common);
}

bool speaks_of(const Deed& pattern, const Wording& said, const Wording& report, int days, bool as_condition,
               const Register& reg) {
  const auto foreign = [&](const std::vector<std::string>& sides) {
    return std::any_of(sides.begin(), sides.end(), [&](const std::string& side) {
      return std::find(pattern.doers.begin(), pattern.doers.end(), side) == pattern.doers.end();
    });
  };
  const bool two_sided = foreign(pattern.undergoers) || foreign(pattern.places);
  const std::string_view kind = root(pattern.deed);
  const bool named_object =
      !pattern.object.empty() && !specialises(pattern.object, "territory") && !repeats_deed(pattern);
  const bool telling = pattern.deed.size() > kind.size();
  const bool vague = reg.is_vague(pattern.deed);
  std::size_t needed = vague ? 2 : 1;
  if (two_sided || named_object || (telling && !pattern.doers.empty())) --needed;
  const bool recurs = reg.recurs(pattern.deed);
  // "If attacks continue": who does it to whom is open, and attacks there are every day.
  if (as_condition && recurs && !telling && (pattern.doers.empty() || !two_sided))
    needed = std::max<std::size_t>(needed, 2);
  if (said.empty()) {  // nothing tells it from another one of its kind, but that there is no other, or not so soon
    if ((recurs && days > kLong) || (!two_sided && days > kFresh)) {
      const Wording object = without(words_of(pattern.text), words_of(pattern.deed + " " + pattern.object));
      return !two_sided && !pattern.object.empty() && shared(object, report) > 0;
    }
  } else if (recurs || as_condition) {
    if (days > (telling ? kFresh : 0)) needed = std::max<std::size_t>(needed, 1);
    if (recurs && days > kLong) needed = std::max(needed, std::min<std::size_t>(2, said.size()));
  }
  return needed == 0 || shared(said, report) >= needed;
}

Family family_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::kGuarantee:
    case EntryKind::kPromise:
    case EntryKind::kOffer:
      return Family::kBenefit;
    case EntryKind::kThreat:
      return Family::kThreat;
    case EntryKind::kRefusal:
      return Family::kRefusal;
    case EntryKind::kDemand:
      return Family::kDemand;
    case EntryKind::kVeto:
      return Family::kVeto;
    case EntryKind::kWithdrawal:
      return Family::kWithdrawal;
    case EntryKind::kAccession:
      return Family::kAccession;
    case EntryKind::kDecision:
      return Family::kDecision;
    case EntryKind::kPosition:
      return Family::kPosition;
    case EntryKind::kClaim:
      return Family::kClaim;
  }
  return Family::kClaim;
}

bool akin(const Deed& a, const Deed& b) {
  if (a.empty() || b.empty() || root(a.deed) != root(b.deed)) return false;
  return agree(a.doers, b.doers) && agree(a.undergoers, b.undergoers) && agree(a.object, b.object);
}

namespace {
// Sums of money in a text, as they are written: "$61 billion". Two packages of another size are two packages.
std::vector<std::string> sums_in(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    std::string sum;
    for (std::size_t i = at + 1; i < text.size() && (std::isdigit(static_cast<unsigned char>(text[i])) != 0 ||
                                                     text[i] == '.' || text[i] == ',');
         ++i)
      sum.push_back(text[i]);
    if (!sum.empty()) out.push_back(std::move(sum));
  }
  return out;
}
}  // namespace

double likeness(const Commitment& known, const Wording& known_words, const Commitment& reported,
                const Wording& reported_words) {
  if (known.polarity != reported.polarity && !known.act.empty() && !reported.act.empty()) return 0;
  // What two sides undertake together is no undertaking of one of them with a third.
  if (known.holder.size() > 1 && reported.holder.size() > 1 && known.holder != reported.holder) return 0;
  if (known.stance != reported.stance || known.relation != reported.relation) return 0;
  const std::vector<std::string> sums = sums_in(reported.evidence.front().text);
  const std::vector<std::string> others = sums_in(known.evidence.front().text);
  if (!sums.empty() && !others.empty() && !share(sums, others)) return 0;
  const double alike = overlap(known_words, reported_words);
  double out = 2 * alike;
  const bool close = known.evidence.back().on && reported.made_on() &&
                     std::abs(known.evidence.back().on->days_until(*reported.made_on())) <= kEcho / 2;
  // A side that only one of them names, and the longer the silence between them, the more the rest must agree.
  if (known.counterparty.empty() != reported.counterparty.empty()) out -= 0.5;
  if (known.evidence.back().on && reported.made_on())
    out -= std::abs(known.evidence.back().on->days_until(*reported.made_on())) / 730.0;
  if (!known.trigger.empty() && !reported.trigger.empty()) {
    if (!akin(known.trigger, reported.trigger) || known.condition_negated != reported.condition_negated) return 0;
    out += 1.5;
  } else if (known.condition.empty() != reported.condition.empty()) {
    out -= 0.3;
  }
  const bool both_specific =
      known.specificity == Specificity::kSpecific && reported.specificity == Specificity::kSpecific;
  if (!known.act.empty() && !reported.act.empty()) {
    if (akin(known.act, reported.act)) {
      const bool told = share(known.act.undergoers, reported.act.undergoers) ||
                        share(known.act.places, reported.act.places) ||
                        (!known.act.object.empty() && !reported.act.object.empty());
      out += told ? 1 : 0.5;
      // One side that asks for or undertakes the same act within a fortnight says it again.
      if (close && known.act.deed == reported.act.deed && known.act.deed.find('/') != std::string::npos) out += 0.3;
    } else if (both_specific) {
      return 0;
    }
  }
  // Unspecified measures against the same side within a fortnight are one warning said again.
  if (!both_specific && known.condition.empty() && reported.condition.empty() && known.evidence.back().on &&
      reported.made_on() && std::abs(known.evidence.back().on->days_until(*reported.made_on())) <= 14) {
    out += 0.5;
  }
  if (known.kind != reported.kind) out -= 0.2;
  // A vote against one draft is none against the next.
  if (!known.body.empty() && known.body == reported.body && (known.kind != EntryKind::kVeto || close || alike > 0.3))
    out += 0.5;
  if (!known.norm.empty() && known.norm == reported.norm) out += 1;
  if (known.deadline_to && reported.deadline_to && std::abs(known.deadline_to->days_until(*reported.deadline_to)) > 3)
    out -= 0.5;
  return out;
}

}  // namespace casus::ledger
