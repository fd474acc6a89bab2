// Acts of others that a side says it will answer: "any attack would prompt our response", "the delivery forces us to
// take measures", "… will be met with force", "… would be an act of war", "… is a red line", "an attack on A is an
// attack on us". The act is the condition; the answer, where one is named, the action.
#include <algorithm>

#include "commitments/rules.h"

namespace casus::commitments {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;

constexpr uint64_t kHarm = bit(WordClass::k_harm) | bit(WordClass::k_vague);

int subject_at(const Tree& tree, int word) {
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if (r == Deprel::nsubj || r == Deprel::nsubj_pass || r == Deprel::nsubj_outer) return c;
  }
  return -1;
}

// The subject, through coordination, even where the tree hangs it on an object.
int subject_near(const Tree& tree, int word) {
  int subject = subject_at(tree, word);
  for (int up = word, steps = 0; subject < 0 && up >= 0 && steps < 5; ++steps) {
    const Deprel r = tree[up].relation;
    if (r != Deprel::conj && r != Deprel::obj && r != Deprel::xcomp && r != Deprel::parataxis) break;
    up = tree.head(up);
    if (up >= 0) subject = subject_at(tree, up);
  }
  return subject;
}

// An act named by its noun: not a side, not a pronoun.
bool an_act(const Scene& scene, int subject) {
  if (subject < 0 || scene.tree[subject].upos == Upos::PRON) return false;
  const int mention = scene.cast.headed_by(scene.sentence, subject);
  if (mention < 0) return scene.tree[subject].upos != Upos::PROPN;
  const actors::Mention& one = scene.cast.mentions[std::size_t(mention)];
  return one.kind != actors::MentionKind::kName && one.kind != actors::MentionKind::kOffice;
}

std::string speaker_at(const Scene& scene, int word) {
  const int s = statement_of(scene, word);
  return s >= 0 ? spoken_for(scene, s) : std::string();
}

// The condition that a noun phrase is, with the "any" that opens it.
void set_condition(const Scene& scene, int subject, Commitment& entry) {
  const Tree& tree = scene.tree;
  entry.condition = noun_range(scene, subject, {});
  if (entry.condition.empty()) return;
  if (const int any = tree.child(subject, Deprel::det); any >= 0 && any + 1 == entry.condition.first)
    entry.condition.first = any;
  entry.condition_event = condition_at(scene, subject, entry.condition);
}

bool finish_answer(Scene& scene, Commitment entry, int word, const char* rule) {
  if (entry.condition.empty() || entry.holder.empty()) return false;
  Sides against = sides_within(scene, entry.condition);
  subtract(against, entry.holder);
  if (entry.counterparty.empty()) entry.counterparty = against;
  entry.strength = Strength::kImplicit;
  entry.status = EntryStatus::kConditional;
  return finish(scene, std::move(entry), word, {}, rule) != nullptr;
}

// What the cause brings about: who answers (the object, where he is made to act) and the answer's head.
struct Answer {
  int by = -1, head = -1;
  bool act = false;
};

Answer answer_of(const Scene& scene, int cause, bool met, bool future) {
  const Tree& tree = scene.tree;
  Answer out;
  int object = tree.child(cause, Deprel::obj) >= 0 ? tree.child(cause, Deprel::obj) : tree.child(cause, Deprel::iobj);
  if (object < 0 && tree[cause].relation == Deprel::amod && tree.head(cause) > cause) object = tree.head(cause);
  int act = tree.child(cause, Deprel::xcomp);
  for (int w = object + 1; object > cause && act < 0 && w + 1 < tree.size() && w < object + 3; ++w) {
    if (tree[w].xpos == syntax::Xpos::TO && tree[w + 1].upos == Upos::VERB)
      act = w + 1;  // whatever the tree made of it
  }
  if (act >= 0 && object >= 0 && !met) {  // forces X to answer
    if (!nature(scene, act).harm && !nature(scene, act).vague) return out;
    return {object, act, true};
  }
  if (!future) return out;
  int answer = met ? -1 : object;
  for (const std::string_view preposition : {"with", "by", "to", "in"}) {
    if (answer < 0) answer = phrase_with(tree, cause, preposition);
  }
  if (answer < 0) return out;
  uint64_t classes = scene.tables.classes(tree[answer]);
  for (int c = tree.first_child(answer); c >= 0 && c < answer; c = tree.next_sibling(c)) {
    if (tree[c].relation == Deprel::compound || tree[c].relation == Deprel::amod)
      classes |= scene.tables.as_noun(tree[c]);
  }
  if ((classes & (kHarm | bit(WordClass::k_pact))) == 0) return out;
  const int who = doer(scene, answer);
  return {who, answer, false};
}

bool causes(Scene& scene, int verb, bool future) {
  const Tree& tree = scene.tree;
  const bool met = scene.tables.is(tree[verb], WordClass::k_answered) && passive(tree, verb);
  if (!met && (scene.tables.as_verb(tree[verb]) & bit(WordClass::k_cause)) == 0) return false;
  int subject = subject_near(tree, verb);
  if (subject < 0 && tree[verb].relation == Deprel::amod) subject = subject_near(tree, tree.head(verb));
  if (!an_act(scene, subject) || subject > verb) return false;
  const std::string speaker = speaker_at(scene, verb);
  if (speaker.empty()) return false;
  const Answer answer = answer_of(scene, verb, met, future);
  if (answer.head < 0) return false;
  Commitment entry;
  entry.kind = EntryKind::kThreat;
  entry.holder = sides(scene, answer.by != subject ? answer.by : -1);
  entry.action = answer.act ? act_range(scene, answer.head, {}) : noun_range(scene, answer.head, {});
  if (!answer.act && entry.action.first <= verb) entry.action.first = verb + 1;
  if (entry.holder.empty()) entry.holder = {speaker};
  if (entry.holder != Sides{speaker}) return false;  // another's reaction is a prediction
  set_condition(scene, subject, entry);
  entry.connective = std::string(tree[verb].lemma);
  if ((scene.tables.as_noun(tree[answer.head]) & (kHarm | bit(WordClass::k_pact))) == bit(WordClass::k_pact)) {
    entry.kind = EntryKind::kGuarantee;  // "an attack on A would trigger the treaty": A is who it protects
    entry.counterparty = sides_within(scene, entry.condition);
    subtract(entry.counterparty, entry.holder);
    if (entry.counterparty.empty() || !scene.tables.is(tree[subject], WordClass::k_wrong)) return false;
  }
  if (scene.tables.is(tree[answer.head], WordClass::k_vague) || nature(scene, answer.head).vague)
    entry.specificity = Specificity::kUnspecified;
  return finish_answer(scene, std::move(entry), verb, "would prompt");
}

// The same by its words alone, where the tagger took the verb for something else: "forces Russia to take …", said by
// the one who is forced.
bool forces(Scene& scene, int word) {
  const Tree& tree = scene.tree;
  if (word < 1 || (scene.tables.as_verb(tree[word]) & bit(WordClass::k_cause)) == 0) return false;
  int by = word + 1;
  while (by < tree.size() && tree[by].upos == Upos::DET) ++by;
  if (by >= tree.size()) return false;
  int to = by + 1;
  while (to < tree.size() && to < by + 4 && tree[to].xpos != syntax::Xpos::TO) ++to;
  if (to + 1 >= tree.size() || tree[to].xpos != syntax::Xpos::TO || tree[to + 1].upos != Upos::VERB) return false;
  const int act = to + 1;
  const Nature what = nature(scene, act);
  const std::string speaker = speaker_at(scene, act);
  if ((!what.harm && !what.vague) || speaker.empty()) return false;
  const Sides forced = sides_within(scene, {scene.sentence, by, to - 1});
  if (forced != Sides{speaker}) return false;
  int subject = -1;
  for (int w = word - 1; w >= 0 && subject < 0; --w) {
    const Deprel r = tree[w].relation;
    if ((r == Deprel::nsubj || r == Deprel::nsubj_pass) && tree[w].upos == Upos::NOUN) subject = w;
  }
  if (!an_act(scene, subject)) return false;
  Commitment entry;
  entry.kind = EntryKind::kThreat;
  entry.holder = forced;
  entry.action = act_range(scene, act, {});
  set_condition(scene, subject, entry);
  entry.condition.last = std::min(entry.condition.last, word - 1);
  entry.connective = std::string(tree[word].lemma);
  if (what.vague) entry.specificity = Specificity::kUnspecified;
  return finish_answer(scene, std::move(entry), act, "forces to answer");
}

bool modified_by(const Scene& scene, int noun, WordClass what) {
  for (int c = scene.tree.first_child(noun); c >= 0; c = scene.tree.next_sibling(c)) {
    if ((scene.tree[c].relation == Deprel::amod || scene.tree[c].relation == Deprel::compound) &&
        scene.tables.is(scene.tree[c], what))
      return true;
  }
  return false;
}

// "X is a red line", "calls X a red line", "X would cross a red line".
bool red_line(Scene& scene, int noun) {
  const Tree& tree = scene.tree;
  if (!scene.tables.is(tree[noun], WordClass::k_line) || !modified_by(scene, noun, WordClass::k_line)) return false;
  int subject = subject_at(tree, noun), verb = noun;
  if (subject < 0 && tree.head(noun) >= 0) {
    verb = tree.head(noun);
    const Deprel r = tree[noun].relation;
    if (r == Deprel::obj || r == Deprel::obl) subject = subject_near(tree, verb);  // "would cross"
    if (r == Deprel::xcomp || (r == Deprel::obj && tree.child(verb, Deprel::obj) != noun)) {
      const int named = tree.child(verb, Deprel::obj);  // "called the base a red line"
      if (named >= 0 && named != noun) subject = named;
    }
    if (r == Deprel::nmod || r == Deprel::appos) subject = verb;
  }
  if (!an_act(scene, subject) || negated(tree, verb)) return false;
  Commitment entry;
  entry.kind = EntryKind::kThreat;
  const int whose =
      phrase_with(tree, noun, "for") >= 0 ? phrase_with(tree, noun, "for") : phrase_with(tree, verb, "for");
  entry.holder = bound_by(scene, whose >= 0 ? whose : tree.child(noun, Deprel::nmod_poss));
  if (entry.holder.empty()) {
    const std::string speaker = speaker_at(scene, noun);
    if (!speaker.empty())
      entry.holder = {speaker};
    else
      entry.holder = bound_by(scene, doer(scene, verb) != subject ? doer(scene, verb) : -1);
  }
  set_condition(scene, subject, entry);
  entry.connective = std::string(tree[noun].lemma);
  entry.specificity = Specificity::kUnspecified;
  return finish_answer(scene, std::move(entry), noun, "red line");
}

// "an attack on A would be (regarded as) an attack on us": a guarantee to A; "… an act of war": a threat.
bool amounts(Scene& scene, int noun) {
  const Tree& tree = scene.tree;
  if (!scene.tables.is(tree[noun], WordClass::k_wrong)) return false;
  int subject = subject_at(tree, noun), verb = noun;
  if (subject < 0 && tree.head(noun) >= 0 && scene.tables.is(tree[tree.head(noun)], WordClass::k_equate)) {
    verb = tree.head(noun);
    subject = subject_at(tree, verb);
    if (!passive(tree, verb) && tree[noun].relation != Deprel::obj) subject = tree.child(verb, Deprel::obj);
  }
  if (!an_act(scene, subject) || subject > noun) return false;
  const bool attack = scene.tables.is(tree[subject], WordClass::k_wrong);
  const bool as_attack = tree[subject].lemma == tree[noun].lemma;
  const bool ahead = will(tree, noun) >= 0 || will(tree, verb) >= 0;
  if (!ahead && !(attack && as_attack)) return false;
  const std::string speaker = speaker_at(scene, noun);
  Commitment entry;
  const WordRange named = tree.yield(noun);
  entry.holder = speaker.empty() ? Sides{} : Sides{speaker};
  set_condition(scene, subject, entry);
  if (entry.condition.empty()) return false;
  entry.connective = "be";
  Sides victim = sides_within(scene, entry.condition);
  if (attack && as_attack) {
    if (entry.holder.empty()) entry.holder = sides_within(scene, {scene.sentence, noun, named.last});
    subtract(victim, entry.holder);
    if (victim.empty()) return false;
    entry.kind = EntryKind::kGuarantee;
    entry.counterparty = victim;
    entry.action = noun_range(scene, noun, {});
    return finish_answer(scene, std::move(entry), noun, "attack on one");
  }
  entry.kind = EntryKind::kThreat;
  entry.specificity = Specificity::kUnspecified;
  entry.action = noun_range(scene, noun, {});
  if ((scene.tables.classes(tree[noun]) & bit(WordClass::k_harm)) == 0 && !attack && phrase_with(tree, noun, "of") < 0)
    return false;  // "a mistake", "a provocation": blame
  return finish_answer(scene, std::move(entry), noun, "act of war");
}

}  // namespace

bool answered(Scene& scene, int word, bool future) {
  const Tree& tree = scene.tree;
  if (denied(scene, word)) return false;
  if (tree[word].upos == Upos::VERB) return causes(scene, word, future);
  // Words that look like verbs where a verb must stand, whatever the tagger made of them: "would prompt", "forces us
  // to".
  const bool after_will = word > 0 && tree[word - 1].upos == Upos::AUX && tree[word - 1].xpos == syntax::Xpos::MD;
  if (after_will && tree[word].relation == Deprel::amod) return causes(scene, word, true);
  if (forces(scene, word)) return true;
  if (tree[word].upos != Upos::NOUN) return false;
  if (tree.child(word, Deprel::obj) >= 0 && causes(scene, word, false)) return true;
  return red_line(scene, word) || amounts(scene, word);
}

}  // namespace casus::commitments
