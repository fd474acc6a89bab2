// What a side says it will not bear, and what there would be if: threats that name no act of the holder's own. "A will
// not tolerate X", "will not stand idly by if", "X will not go unanswered", "there would be consequences if", "any ship
// that enters will be sunk". What is not borne is the condition.
#include <algorithm>

#include "commitments/rules.h"

namespace casus::commitments {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Xpos;

bool refused(const Tree& tree, int verb) {
  return negated(tree, verb) || (verb > 0 && tree[verb - 1].lemma == "never");
}

Commitment threat_of(Sides holder) {
  Commitment entry;
  entry.kind = EntryKind::kThreat;
  entry.holder = std::move(holder);
  entry.strength = Strength::kImplicit;
  entry.specificity = Specificity::kUnspecified;
  entry.status = EntryStatus::kConditional;
  return entry;
}

Sides speaker(const Scene& scene, int word) {
  const int s = statement_of(scene, word);
  const std::string side = s >= 0 ? spoken_for(scene, s) : std::string();
  return side.empty() ? Sides{} : Sides{side};
}

Sides holder_at(const Scene& scene, int verb) {
  const int subject = doer(scene, verb);
  Sides out = bound_by(scene, subject);
  if (out.empty() && (subject < 0 || scene.tree[subject].upos == Upos::PRON)) out = speaker(scene, verb);
  return out;
}

bool set_condition(const Scene& scene, int noun, Commitment& entry) {
  entry.condition = noun_range(scene, noun, {});
  if (entry.condition.empty()) return false;
  const int any = scene.tree.child(noun, Deprel::det);
  if (any >= 0 && any + 1 == entry.condition.first && scene.tree[any].lemma != "the") entry.condition.first = any;
  entry.condition_event = event_at(scene, noun, entry.condition);
  return true;
}

// "will not tolerate X".
bool not_borne(Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  const int what = undergoer(scene, verb);
  if ((scene.tables.as_verb(tree[verb]) & bit(WordClass::k_brook)) == 0 || what < 0 || !refused(tree, verb))
    return false;
  Commitment entry = threat_of(passive(tree, verb) ? speaker(scene, verb) : holder_at(scene, verb));
  if (entry.holder.empty() || !set_condition(scene, what, entry)) return true;
  for (int c = tree.next_sibling(what); c >= 0; c = tree.next_sibling(c)) {  // "attacks on its ports", torn apart
    if (tree[c].relation == Deprel::obl && tree.yield(c).first == entry.condition.last + 1)
      entry.condition.last = tree.yield(c).last;
  }
  entry.connective = std::string(tree[verb].lemma);
  finish(scene, std::move(entry), verb, {}, "will not bear");
  return true;
}

// "will not stand idly by if", "will not remain silent when".
bool not_idle(Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  if (!refused(tree, verb)) return false;
  bool idle = (scene.tables.as_adjective(tree[verb]) & bit(WordClass::k_brook)) != 0;
  for (int w = verb + 1; w < tree.size() && w < verb + 4 && !idle; ++w) {
    if (tree[w].upos == Upos::PUNCT && tree[w].form != "\"") break;
    idle = (scene.tables.as_adjective(tree[w]) & bit(WordClass::k_brook)) != 0 ||
           (w == verb + 1 && scene.tables.is(tree[verb], WordClass::k_happen) && w + 1 < tree.size() &&
            (tree[w].lemma == "by" || tree[w].lemma == "on") && tree[w + 1].upos != Upos::DET &&
            tree[w + 1].upos != Upos::NOUN && tree[w + 1].upos != Upos::PROPN);
  }
  if (!idle) return false;
  Commitment entry = threat_of(holder_at(scene, verb));
  const Condition condition = condition_of(scene, {verb, tree.head(verb)}, entry.kind);
  if (entry.holder.empty() || condition.head < 0) return true;
  finish(scene, std::move(entry), verb, condition, "will not stand by");
  return true;
}

// "X will not go unanswered".
bool not_unanswered(Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  if (!refused(tree, verb)) return false;
  bool unanswered = false;
  for (int w = verb; w < tree.size() && w < verb + 3; ++w)
    unanswered |= (scene.tables.as_adjective(tree[w]) & bit(WordClass::k_answered)) != 0;
  int subject = tree.child(verb, Deprel::nsubj);
  if (subject < 0) subject = tree.child(verb, Deprel::nsubj_pass);
  if (!unanswered || subject < 0 || tree[subject].upos == Upos::PRON) return false;
  Commitment entry = threat_of(speaker(scene, verb));
  if (entry.holder.empty() || !set_condition(scene, subject, entry)) return true;
  entry.connective = std::string(tree[verb].lemma);
  entry.counterparty = sides_within(scene, entry.condition);
  finish(scene, std::move(entry), verb, {}, "will not go unanswered");
  return true;
}

// "any ship that enters its waters will be sunk".
bool whoever(Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  const int subject = tree.child(verb, Deprel::nsubj_pass);
  if (subject < 0 || refused(tree, verb) || !nature(scene, verb).harm) return false;
  const int any = tree.child(subject, Deprel::det);
  const bool open = any >= 0 && (tree[any].lemma == "any" || tree[any].lemma == "every" || tree[any].lemma == "all");
  if (!open || tree.child(subject, Deprel::acl_relcl) < 0 || phrase_with(tree, verb, "by") >= 0) return false;
  Commitment entry = threat_of(speaker(scene, verb));
  if (entry.holder.empty() || !set_condition(scene, subject, entry)) return true;
  entry.action = act_range(scene, verb, {});
  entry.action_event = event_at(scene, verb, entry.action);
  entry.connective = std::string(tree[any].lemma);
  entry.specificity = Specificity::kSpecific;
  finish(scene, std::move(entry), verb, {}, "whoever");
  return true;
}

}  // namespace

bool brooked(Scene& scene, int word) {
  if (unreal(scene, word) || denied(scene, word)) return false;
  return not_borne(scene, word) || not_idle(scene, word) || not_unanswered(scene, word) || whoever(scene, word);
}

// "there would be consequences if": the harm stands as a noun; the speaker is the one who would bring it about. The
// words decide, since trees part such clauses in many ways.
bool there_would_be(Scene& scene, int there) {
  const Tree& tree = scene.tree;
  if (there + 3 >= tree.size() || tree[there + 1].xpos != Xpos::MD || tree[there + 2].lemma != "be") return false;
  if (tree[there + 1].lemma != "will" && tree[there + 1].lemma != "would") return false;
  int noun = there + 3;
  constexpr uint64_t kAnswer = bit(WordClass::k_vague);
  while (noun + 1 < tree.size() && noun < there + 9 && (scene.tables.as_noun(tree[noun]) & kAnswer) == 0) {
    if (tree[noun].upos == Upos::ADP || tree[noun].upos == Upos::VERB || tree[noun].upos == Upos::PRON) return false;
    if (tree[noun].lemma == "no" || tree[noun].lemma == "not") return false;
    ++noun;
  }
  if ((scene.tables.as_noun(tree[noun]) & kAnswer) == 0 || denied(scene, noun)) return false;
  Commitment entry = threat_of(speaker(scene, noun));
  const int verb = tree.head(noun) >= 0 ? tree.head(noun) : noun;
  const Condition condition = condition_of(scene, {noun, verb, there + 2, tree.head(verb)}, entry.kind);
  if (entry.holder.empty() || condition.head < 0) return false;
  entry.action = {scene.sentence, there + 3, noun};
  while (entry.action.first < noun && tree[entry.action.first].upos == Upos::DET) ++entry.action.first;
  entry.action = without_edges(scene, entry.action);
  finish(scene, std::move(entry), noun, condition, "there would be");
  return true;
}

}  // namespace casus::commitments
