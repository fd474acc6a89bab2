// Guarantees and aid that stand as nouns; decisions still open; attitudes that last.
#include "commitments/rules.h"

namespace casus::commitments {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;

// The verb by which the noun is given: what it is the object of, what says more of it, else the nearest such word.
int giver_of(const Scene& scene, int noun) {
  const Tree& tree = scene.tree;
  int verb = -1;
  if (tree[noun].relation == Deprel::obj || tree[noun].relation == Deprel::nsubj_pass) verb = tree.head(noun);
  if (verb < 0) verb = tree.child(noun, Deprel::acl_relcl);
  if (verb < 0) verb = tree.child(noun, Deprel::acl);
  const auto gives = [&](int at) {
    return tree[at].upos == Upos::VERB && scene.tables.is(tree[at], WordClass::k_give);
  };
  if (verb >= 0 && gives(verb)) return verb;
  for (int w = noun + 1; w < tree.size() && w <= noun + 6; ++w)
    if (gives(w) && scene.tables.is(tree[noun - 1], WordClass::k_protect)) return w;
  return -1;
}

bool of_security(const Scene& scene, int noun) {
  const Tree& tree = scene.tree;
  for (int c = tree.first_child(noun); c >= 0; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if ((r == Deprel::compound || r == Deprel::amod || r == Deprel::nmod) &&
        scene.tables.is(tree[c], WordClass::k_protect))
      return true;
  }
  return false;
}

void guarantee(Scene& scene, int noun) {
  const Tree& tree = scene.tree;
  if (noun < 1) return;
  const int verb = giver_of(scene, noun);
  if (verb < 0 || !of_security(scene, noun) || negated(tree, verb) || denied(scene, verb)) return;
  Commitment entry;
  entry.kind = EntryKind::kGuarantee;
  const int object = tree.child(verb, Deprel::obj);
  const int from =
      phrase_with(tree, verb, "from") >= 0 ? phrase_with(tree, verb, "from") : phrase_with(tree, noun, "from");
  const bool received = from >= 0;
  const int who = doer(scene, verb) == noun ? tree.child(verb, Deprel::nsubj) : doer(scene, verb);
  entry.holder = bound_by(scene, received ? from : who);
  if (received) {
    entry.counterparty = sides(scene, who);
  } else {
    for (const int at : {verb, noun}) {
      for (const std::string_view preposition : {"to", "for"}) {
        const int to = phrase_with(tree, at, preposition);
        if (to >= 0) add(entry.counterparty, sides(scene, to));
      }
    }
    const int indirect = tree.child(verb, Deprel::iobj);
    if (indirect >= 0) add(entry.counterparty, sides(scene, indirect));
  }
  subtract(entry.counterparty, entry.holder);
  if (entry.counterparty.empty()) return;
  entry.action = noun_range(scene, noun, {});
  if (object >= 0 && object != noun) entry.action = noun_range(scene, object, {});
  entry.status = EntryStatus::kAnnounced;
  const bool done =
      tree[verb].xpos == syntax::Xpos::VBD && tree[verb].lemma != "offer" && tree[verb].lemma != "announce";
  if (done) entry.status.reset();
  const Condition condition = condition_of(scene, {verb, noun}, entry.kind);
  finish(scene, std::move(entry), noun, condition, "guarantee as a noun");
}

void aid(Scene& scene, int noun) {
  const Tree& tree = scene.tree;
  if (tree[noun].relation != Deprel::obj) return;
  const int verb = tree.head(noun);
  if (tree[verb].lemma != "announce" && tree[verb].lemma != "approve" && tree[verb].lemma != "authorize" &&
      tree[verb].lemma != "authorise")
    return;
  if (negated(tree, verb) || unreal(scene, verb)) return;
  Commitment entry;
  entry.kind = EntryKind::kPromise;
  entry.holder = bound_by(scene, doer(scene, verb));
  for (int w = noun + 1; w < tree.size(); ++w) {  // "a package of 5 billion for …"
    const bool gives = tree[w].relation == Deprel::case_ && (tree[w].lemma == "for" || tree[w].lemma == "to");
    if (gives && (tree.under(w, noun) || tree.head(tree.head(w)) == verb))
      add(entry.counterparty, sides(scene, tree.head(w)));
  }
  subtract(entry.counterparty, entry.holder);
  if (entry.counterparty.empty()) return;
  entry.action = noun_range(scene, noun, {});
  finish(scene, std::move(entry), verb, {}, "aid announced");
}

// "A's offer depends on …", "the offer is conditional on …": the noun binds under that condition.
void depending(Scene& scene, int word) {
  const Tree& tree = scene.tree;
  const int subject = tree.child(word, Deprel::nsubj);
  constexpr uint64_t kBinds = bit(WordClass::k_promise) | bit(WordClass::k_guarantee) | bit(WordClass::k_aid);
  if (subject < 0 || subject > word || (scene.tables.as_noun(tree[subject]) & kBinds) == 0) return;
  int on = phrase_with(tree, word, "on");
  if (on < 0) on = phrase_with(tree, word, "upon");
  if (on < word || negated(tree, word) || unreal(scene, word) || denied(scene, word)) return;
  Commitment entry;
  entry.kind = EntryKind::kOffer;
  entry.holder = bound_by(scene, doer(scene, subject));
  const int act = tree.child(subject, Deprel::acl);
  entry.action = act > subject ? act_range(scene, act, {}) : noun_range(scene, subject, {});
  entry.action.last = std::min(entry.action.last, word - 1);
  entry.condition = noun_range(scene, on, {});
  entry.connective = std::string(tree[word].lemma);
  entry.condition_event = event_at(scene, on, entry.condition);
  finish(scene, std::move(entry), word, {}, "depends on");
}

// "announced countermeasures if …": vague harm announced with a condition. The words decide, quotation marks and all.
void harm_announced(Scene& scene, int noun) {
  const Tree& tree = scene.tree;
  int verb = noun - 1;
  while (verb >= 0 && (tree[verb].upos == Upos::PUNCT || tree[verb].upos == Upos::ADJ || tree[verb].upos == Upos::DET))
    --verb;
  if (verb < 0 || (scene.tables.as_verb(tree[verb]) & bit(WordClass::k_issue)) == 0) return;
  const Condition condition = condition_of(scene, {noun, verb}, EntryKind::kThreat);
  if (condition.head < 0 || negated(tree, verb) || denied(scene, verb)) return;
  Commitment entry;
  entry.kind = EntryKind::kThreat;
  entry.holder = bound_by(scene, doer(scene, verb));
  for (int w = verb - 1; entry.holder.empty() && w >= 0; --w) {
    if (tree[w].relation == Deprel::nsubj) entry.holder = bound_by(scene, w);
  }
  entry.action = noun_range(scene, noun, condition);
  entry.specificity = Specificity::kUnspecified;
  finish(scene, std::move(entry), verb, condition, "harm announced");
}

// "the commitment to the defence of A is ironclad".
void firm(Scene& scene, int word) {
  const Tree& tree = scene.tree;
  int noun = -1;
  if (tree[word].relation == Deprel::amod) noun = tree.head(word);
  if (noun < 0) noun = tree.child(word, Deprel::nsubj);
  if (noun < 0 && (tree[word].relation == Deprel::xcomp || tree[word].relation == Deprel::obj))
    noun = tree.child(tree.head(word), Deprel::nsubj);
  if (word > 0 && (noun < 0 || noun == word) && tree[word - 1].upos == Upos::VERB)
    noun = tree.child(word - 1, Deprel::nsubj);  // "remains ironclad", whatever the tree made of it
  if (noun < 0 || !scene.tables.is(tree[noun], WordClass::k_guarantee) || negated(tree, word) || unreal(scene, word))
    return;
  Commitment entry;
  entry.holder = bound_by(scene, doer(scene, noun));
  const int s = statement_of(scene, word);
  const int whose = tree.child(noun, Deprel::nmod_poss);
  if (entry.holder.empty() && whose >= 0) entry.holder = bound_by(scene, whose);
  if (entry.holder.empty() && s >= 0 && !scene.statements[std::size_t(s)].side.empty())
    entry.holder = {scene.statements[std::size_t(s)].side};
  entry.action = noun_range(scene, noun, {});
  bool protects = false;
  for (int w = entry.action.first; w <= entry.action.last; ++w)
    protects |=
        (scene.tables.as_noun(tree[w]) & (bit(WordClass::k_protect) | bit(WordClass::k_principle))) != 0 && w != noun;
  entry.kind = protects ? EntryKind::kGuarantee : EntryKind::kPromise;
  entry.counterparty = sides_within(scene, entry.action);
  subtract(entry.counterparty, entry.holder);
  if (entry.counterparty.empty()) entry.counterparty = sides_within(scene, scene.parsed.whole(scene.sentence));
  subtract(entry.counterparty, entry.holder);
  if (entry.counterparty.empty()) return;
  finish(scene, std::move(entry), noun, {}, "firm commitment");
}

void decision(Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  int matter = -1;
  if (tree.child(verb, Deprel::compound_prt) >= 0) return;  // "rule out"
  if (scene.tables.is(tree[verb], WordClass::k_decide)) {
    matter = verb;
  } else if (scene.tables.is(tree[verb], WordClass::k_reach)) {
    const int object = tree.child(verb, Deprel::obj);
    if (object >= 0 && scene.tables.is(tree[object], WordClass::k_decision)) matter = object;
  }
  if (matter < 0) return;
  if (phrase_with(tree, verb, "against") >= 0 || phrase_with(tree, verb, "for") >= 0) return;  // how, not whether
  const bool ahead = will(tree, verb) >= 0, not_yet = negated(tree, verb);
  if (ahead == not_yet) return;  // taken already, or refused
  if (unreal(scene, tree.head(verb))) return;
  Commitment entry;
  entry.kind = EntryKind::kDecision;
  entry.holder = bound_by(scene, doer(scene, verb));
  entry.action = act_range(scene, verb, {});
  entry.status = EntryStatus::kPending;
  for (int w = entry.action.first; w <= entry.action.last; ++w) {
    const int mention = scene.cast.headed_by(scene.sentence, w);
    if (mention < 0) continue;
    const int entity = scene.cast.mentions[std::size_t(mention)].entity;
    if (entity >= 0 && scene.cast.entities[std::size_t(entity)].kind == ActorKind::kOrganization && !entry.body)
      entry.body = scene.cast.entities[std::size_t(entity)].id;
  }
  for (const time::Expression& when : syntax::of_sentence(scene.times, scene.sentence, &time::Expression::range)) {
    if (entry.deadline < 0 && entry.action.holds(when.range.first)) entry.deadline = int(&when - scene.times.data());
  }
  finish(scene, std::move(entry), verb, {}, "decision open");
}

void attitude(Scene& scene, int noun) {
  const Tree& tree = scene.tree;
  std::optional<Stance> stance;
  for (int c = tree.first_child(noun); c >= 0; c = tree.next_sibling(c)) {
    if (tree[c].relation != Deprel::amod) continue;
    if (scene.tables.is(tree[c], WordClass::k_against)) stance = Stance::kOppose;
    if (scene.tables.is(tree[c], WordClass::k_for)) stance = Stance::kSupport;
  }
  if (!stance) return;
  Commitment entry;
  entry.kind = EntryKind::kPosition;
  entry.stance = stance;
  const int verb = tree[noun].relation == Deprel::obj ? tree.head(noun) : noun;
  entry.holder = bound_by(scene, doer(scene, verb));
  entry.action = act_range(scene, verb == noun ? noun : verb, {});
  finish(scene, std::move(entry), noun, {}, "attitude");
}

// "is against the war", "is in favour of the plan".
void leaning(Scene& scene, int word) {
  const Tree& tree = scene.tree;
  const uint64_t classes = scene.tables.classes(tree[word]) | scene.tables.as_noun(tree[word]);
  std::optional<Stance> stance;
  int holder = -1, matter = -1;
  if (tree[word].relation == Deprel::case_) {  // "against" before the matter that is the predicate
    matter = tree.head(word);
    holder = tree.child(matter, Deprel::cop) >= 0 ? tree.child(matter, Deprel::nsubj) : -1;
    if ((classes & bit(WordClass::k_against)) != 0) stance = Stance::kOppose;
  } else if (tree.child(word, Deprel::cop) >= 0) {
    holder = tree.child(word, Deprel::nsubj);
    for (const std::string_view preposition : {"to", "of"})
      if (matter < 0) matter = phrase_with(tree, word, preposition);
    if ((classes & bit(WordClass::k_against)) != 0) stance = Stance::kOppose;
    if ((classes & bit(WordClass::k_for)) != 0) stance = Stance::kSupport;
  }
  if (!stance || holder < 0 || matter < 0 || negated(tree, word) || unreal(scene, word) || denied(scene, word)) return;
  if (!scene.tables.is(tree[matter], WordClass::k_proposal)) return;
  Commitment entry;
  entry.kind = EntryKind::kPosition;
  entry.stance = stance;
  entry.holder = bound_by(scene, holder);
  entry.action = noun_range(scene, matter, {});
  finish(scene, std::move(entry), word, {}, "leaning");
}

}  // namespace

void granted(Scene& scene) {
  const Tree& tree = scene.tree;
  for (int w = 0; w < tree.size(); ++w) {
    // "security guarantees", whatever the tagger made of it
    const bool named = w > 0 && (scene.tables.as_noun(tree[w]) & bit(WordClass::k_guarantee)) != 0 &&
                       scene.tables.is(tree[w - 1], WordClass::k_protect);
    if (named || scene.tables.is(tree[w], WordClass::k_guarantee)) guarantee(scene, w);
    if (tree[w].upos != Upos::NOUN) continue;
    const uint64_t classes = scene.tables.classes(tree[w]);
    if ((classes & bit(WordClass::k_aid)) != 0) aid(scene, w);
  }
  for (int w = 1; w < tree.size(); ++w) {
    if ((scene.tables.as_noun(tree[w]) & bit(WordClass::k_vague)) != 0) harm_announced(scene, w);
    if (((scene.tables.as_verb(tree[w]) | scene.tables.as_adjective(tree[w])) & bit(WordClass::k_tie)) != 0)
      depending(scene, w);
    if ((scene.tables.as_adjective(tree[w]) & bit(WordClass::k_firm)) != 0) firm(scene, w);
  }
}

void pending(Scene& scene) {
  const Tree& tree = scene.tree;
  for (int w = 0; w < tree.size(); ++w) {
    if (tree[w].upos == Upos::VERB) decision(scene, w);
    if (tree[w].upos == Upos::NOUN && scene.tables.is(tree[w], WordClass::k_attitude)) attitude(scene, w);
    if (((scene.tables.classes(tree[w]) | scene.tables.as_noun(tree[w])) &
         (bit(WordClass::k_against) | bit(WordClass::k_for))) != 0)
      leaning(scene, w);
  }
}

}  // namespace casus::commitments
