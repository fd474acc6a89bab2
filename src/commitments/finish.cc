#include <algorithm>

#include "commitments/rules.h"

namespace casus::commitments {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;

Nature nature(const Scene& scene, int word) {
  const Tree& tree = scene.tree;
  Nature out;
  const uint64_t classes = scene.tables.classes(tree[word]);
  const bool verb = tree[word].upos == Upos::VERB;
  out.protect = (classes & bit(verb ? WordClass::k_shield : WordClass::k_protect)) != 0;
  out.vague = (classes & bit(WordClass::k_vague)) != 0;
  out.harm = (classes & bit(WordClass::k_harm)) != 0;
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if (r != Deprel::obj && r != Deprel::nsubj_pass && !(r == Deprel::obl && verb)) continue;
    const uint64_t of = scene.tables.classes(tree[c]);
    if (r == Deprel::obj && (of & bit(WordClass::k_vague)) != 0) out.vague = out.harm = true;
    if (r == Deprel::obj && (of & bit(WordClass::k_aid)) != 0 && scene.tables.is(tree[word], WordClass::k_give))
      out.benefit = true;
    if (r == Deprel::obl && (of & bit(WordClass::k_vague)) != 0 && scene.tables.is(tree[word], WordClass::k_vague))
      out.vague = true;
  }
  for (const events::Event& event : syntax::of_sentence(scene.events, scene.sentence, &events::Event::trigger)) {
    if (verb && event.status == EventStatus::kNegated && event.word != word && tree.head(event.word) == word)
      out.benefit = true;  // an end of tests
    if (event.word != word) continue;
    switch (event.base) {
      case Category::kAssault:
      case Category::kCoerce:
      case Category::kSanction:
      case Category::kThreaten:
        out.harm = true;
        out.benefit = false;
        break;
      case Category::kMobilize:
        out.force = true;
        break;
      case Category::kAid:
      case Category::kCooperate:
      case Category::kSupport:
      case Category::kRetreat:
      case Category::kConcede:
      case Category::kAgree:
        out.benefit = true;
        out.harm = false;
        break;
      default:
        break;
    }
    if (event.deed.starts_with("assist/peacekeeping")) out.protect = true;
  }
  if (out.protect || out.benefit) out.harm = false;
  return out;
}

namespace {

// Whether a single state holds it and the sentence names no other side: a government among its own.
bool alone(const Scene& scene, const std::vector<std::string>& holder) {
  if (holder.size() != 1) return false;
  const bool state = std::any_of(scene.cast.entities.begin(), scene.cast.entities.end(), [&](const auto& entity) {
    return entity.kind == ActorKind::kState && entity.side == holder.front();
  });
  if (!state) return false;
  std::vector<std::string> others = sides_within(scene, scene.parsed.whole(scene.sentence));
  subtract(others, holder);
  return others.empty();
}

}  // namespace

Commitment* finish(Scene& scene, Commitment entry, int word, const Condition& condition, const char* rule) {
  if (entry.holder.empty()) return nullptr;
  entry.sentence = scene.sentence;
  entry.evidence = {scene.sentence};
  entry.rule = rule;
  entry.statement = statement_of(scene, word);
  if (condition.head >= 0) {
    entry.condition = condition.range;
    entry.connective = condition.connective != nullptr ? std::string(condition.connective->form) : std::string();
    entry.condition_negated |= condition.connective != nullptr && condition.connective->negated;
    if (negated(scene.tree, condition.head)) entry.condition_negated = !entry.condition_negated;
    entry.condition_event = event_at(scene, condition.head, condition.range);
    if (condition.connective != nullptr && condition.connective->weak) entry.strength = Strength::kImplicit;
  }
  if (!entry.action.empty() && entry.action_event < 0) entry.action_event = event_at(scene, -1, entry.action);
  if (entry.action_event >= 0 && entry.action_event == entry.condition_event) entry.action_event = -1;
  if (entry.counterparty.empty()) {
    if (entry.action_event >= 0) {
      for (const events::Argument& to : scene.events[std::size_t(entry.action_event)].recipient) {
        if (to.word >= 0 && to.sentence == scene.sentence) add(entry.counterparty, sides(scene, to.word));
      }
    }
    subtract(entry.counterparty, entry.holder);
    if (entry.counterparty.empty()) add(entry.counterparty, sides_within(scene, entry.action));
    subtract(entry.counterparty, entry.holder);
    if (entry.counterparty.empty()) add(entry.counterparty, sides_within(scene, entry.condition));
    subtract(entry.counterparty, entry.holder);
    if (entry.counterparty.empty() && entry.statement >= 0) {
      const int addressee = scene.statements[std::size_t(entry.statement)].addressee;
      if (addressee >= 0 && !scene.cast.entities[std::size_t(addressee)].side.empty())
        entry.counterparty.push_back(scene.cast.entities[std::size_t(addressee)].side);
    }
  }
  subtract(entry.counterparty, entry.holder);
  if (entry.counterparty.empty() && entry.kind == EntryKind::kWithdrawal) {
    add(entry.counterparty, sides_within(scene, scene.parsed.whole(scene.sentence)));
    subtract(entry.counterparty, entry.holder);
  }
  // What binds towards nobody else is a domestic matter, unless it is a threat, a vow in so many words or a demand;
  // a demand too where the sentence names no side but the state that makes it.
  const bool needs_other = entry.kind == EntryKind::kRefusal || entry.kind == EntryKind::kOffer ||
                           entry.kind == EntryKind::kWithdrawal || entry.kind == EntryKind::kVeto ||
                           entry.kind == EntryKind::kGuarantee;
  const bool promised_by_will = entry.kind == EntryKind::kPromise && entry.rule == "will";
  if (entry.counterparty.empty() && (needs_other || promised_by_will)) return nullptr;
  if (entry.counterparty.empty() && entry.kind == EntryKind::kDemand && entry.condition.empty() &&
      alone(scene, entry.holder))
    return nullptr;
  if (entry.deadline < 0) entry.deadline = deadline_in(scene, entry.action);
  const bool statusless =
      entry.kind == EntryKind::kClaim || entry.kind == EntryKind::kPosition || entry.kind == EntryKind::kWithdrawal;
  if (!entry.status && !statusless) {
    entry.status = entry.condition.empty() ? EntryStatus::kDetached : EntryStatus::kConditional;
    if (entry.kind == EntryKind::kDecision || entry.kind == EntryKind::kAccession) entry.status = EntryStatus::kPending;
    if (entry.kind == EntryKind::kOffer) entry.status = EntryStatus::kConditional;
  }
  for (std::size_t i = scene.out.size(); i-- > 0 && scene.out[i].sentence == entry.sentence;) {
    const Commitment& other = scene.out[i];  // the same words bind once
    const bool same_words = other.kind == entry.kind && other.holder == entry.holder &&
                            ((other.action.empty() && entry.action.empty()) ||
                             (!other.action.empty() && !entry.action.empty() &&
                              other.action.first <= entry.action.last && entry.action.first <= other.action.last));
    const bool said_closer = entry.rule == "will" && other.holder == entry.holder && !other.action.empty() &&
                             entry.action.first <= other.action.last && other.action.first <= entry.action.last;
    if (same_words || said_closer) return nullptr;
  }
  scene.out.push_back(std::move(entry));
  return &scene.out.back();
}

void or_else(Scene& scene, const Commitment& demand, int action_word) {
  const Tree& tree = scene.tree;
  for (int c = tree.first_child(action_word); c >= 0; c = tree.next_sibling(c)) {
    if (tree[c].relation != Deprel::conj) continue;
    const int joint = tree.child(c, Deprel::cc);
    if (joint < 0 || tree[joint].lemma != "or") continue;
    const int object = tree.child(c, Deprel::obj);
    const bool undergo = scene.tables.is(tree[c], WordClass::k_undergo) && object >= 0;
    if (!undergo && tree.child(c, Deprel::nsubj) < 0 && !nature(scene, c).harm) continue;
    Commitment threat;
    threat.kind = EntryKind::kThreat;
    threat.holder = demand.holder;
    threat.counterparty = demand.counterparty;
    threat.action = undergo ? noun_range(scene, object, {}) : act_range(scene, c, {});
    threat.condition = demand.action;
    threat.condition.last = std::min(threat.condition.last, tree[joint].head == c ? joint - 1 : threat.condition.last);
    threat.connective = "or";
    threat.condition_negated = true;
    threat.condition_event = demand.action_event;
    threat.deadline = demand.deadline;
    threat.status = EntryStatus::kConditional;
    if (undergo && scene.tables.is(tree[object], WordClass::k_vague)) threat.specificity = Specificity::kUnspecified;
    if (threat.condition.empty()) threat.condition_event = -1;
    finish(scene, std::move(threat), c, {}, "or else");
    return;
  }
}

}  // namespace casus::commitments
