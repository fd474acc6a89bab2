// Words that bind by themselves. A row of commitment_cues.tsv says where the act stands; the first row of the word
// whose places are all filled is taken. What a vow is (promise, threat, guarantee) is for the act to say.
#include <algorithm>

#include "commitments/match.h"
#include "commitments/rules.h"

namespace casus::commitments {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

// What several agree to do together is an event, unless each gives way for itself ("agreed to withdraw").
bool joint_agreement(const Scene& scene, int word, int who, int act) {
  const Tree& tree = scene.tree;
  if (!scene.tables.is(tree[word], WordClass::k_concert) || who < 0) return false;
  const int event = event_at(scene, word, {});
  const bool known = event >= 0 && scene.events[std::size_t(event)].actor.size() > 1;
  const bool several = known || tree.child(who, Deprel::conj) >= 0 || bound_by(scene, who).size() > 1 ||
                       phrase_with(tree, word, "with") >= 0 ||
                       (tree[who].xpos == Xpos::NNS && tree[who].upos == Upos::NOUN);
  if (!several) return false;
  const Nature what = nature(scene, act);
  if (const int object = undergoer(scene, act); object >= 0 && scene.tables.is(tree[object], WordClass::k_boon))
    return true;  // "agreed to restore relations"
  return !(what.benefit && scene.tables.is(tree[act], WordClass::k_ceasing)) &&
         !(scene.tables.is(tree[act], WordClass::k_yield) &&
           !(undergoer(scene, act) >= 0 && scene.tables.is(tree[undergoer(scene, act)], WordClass::k_askable)));
}

// A clause that says what should be, not what is.
bool wished(const Tree& tree, int verb) {
  for (int c = tree.first_child(verb); c >= 0 && c < verb; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if (r == Deprel::aux && (tree[c].lemma == "must" || tree[c].lemma == "should")) return true;
    if (r == Deprel::aux && tree[c].lemma == "do") return false;
    if ((r == Deprel::aux_pass || r == Deprel::cop) && tree[c].form == "be") return true;
  }
  return tree[verb].xpos == Xpos::VB || tree[verb].xpos == Xpos::VBP;
}

// Whether those a demand is put to are another side than the holder's, or several not named ("all states"). People,
// firms and the holder's own offices are not. Nobody demands of himself: then the subject found is a mistake for the
// sentence's own.
bool addressed(const Scene& scene, int word, const Cue& cue, int who, Sides& holder) {
  const Tree& tree = scene.tree;
  int party = -1;
  for (const Slot& slot : cue.party) {
    if (party < 0 && slot.place != Place::kInside) party = in_slot(scene, word, slot);
    if (party >= 0 && tree[party].upos == Upos::VERB) party = -1;  // "a call to withdraw"
  }
  if (party < 0) {  // "sought an apology from A", where A hangs under the apology
    const int object = undergoer(scene, word);
    for (const Slot& slot : cue.party)
      if (party < 0 && object >= 0 && slot.place == Place::kPhrase && slot.preposition != "of")
        party = phrase_with(tree, object, slot.preposition);
  }
  if (party < 0) return !cue.needs_party;
  Sides asked = sides(scene, party);
  const bool named = !asked.empty();
  subtract(asked, holder);
  if (named && asked.empty()) {
    const int speaker = subject_child(tree, word) < 0 ? subject_child(tree, tree.root()) : -1;
    const Sides other = speaker >= 0 && speaker != who ? bound_by(scene, speaker) : Sides{};
    if (other.empty() || other == holder) return false;
    holder = other;
    return true;
  }
  if (named) return true;
  if (tree[party].upos == Upos::PRON) return cue.action.place != Place::kInfinitive;
  return tree[party].upos == Upos::PROPN || scene.tables.is(tree[party], WordClass::k_addressee);
}

bool of_treaty(const Scene& scene, WordRange range) {
  for (int w = range.first; w <= range.last; ++w)
    if ((scene.tables.as_named(scene.tree[w]) & bit(WordClass::k_pact)) != 0) return true;
  return false;
}

void enter(Scene& scene, int word, const Cue& cue, const Match& found) {
  const Tree& tree = scene.tree;
  Commitment entry;
  entry.kind = cue.kind;
  int who = doer(scene, word);
  if (who < 0) who = doer_in_words(scene, word);
  if (tree[word].xpos == Xpos::VBG && tree[word].relation == Deprel::advcl && subject_child(tree, word) < 0) {
    // "demanded that A explain it, also asking for …": the one who speaks goes on speaking.
    const int clause = tree.head(word);
    const int mark = tree.child(word, Deprel::mark);
    bool comma = false;
    for (int w = std::max(0, word - 2); w < word; ++w) comma |= tree[w].form == ",";
    if (comma && mark < 0 && tree[clause].relation == Deprel::ccomp && tree.head(clause) >= 0 &&
        scene.tables.cues(tree[tree.head(clause)]) != nullptr)
      who = doer(scene, tree.head(clause));
  }
  entry.holder = bound_by(scene, who);
  const bool inherited = tree[word].relation == Deprel::conj && subject_child(tree, word) < 0;
  if (tree[word].upos == Upos::VERB && (inherited || entry.holder.empty())) {
    const auto in_order =
        std::ranges::lower_bound(scene.statements, scene.sentence, {}, &statements::Statement::sentence);
    for (auto s = std::size_t(in_order - scene.statements.begin());
         s < scene.statements.size() && scene.statements[s].sentence == scene.sentence; ++s) {
      const statements::Statement& one = scene.statements[s];  // whom the statements know as the source of this word
      if (one.cue.empty() || !one.cue.holds(word)) continue;
      if (one.source.empty() || one.source.sentence != scene.sentence || one.source.last >= word) continue;
      if (inherited && !entry.holder.empty() && one.source.first <= who) continue;  // only one that stands nearer
      if (!spoken_for(scene, int(s)).empty()) entry.holder = {spoken_for(scene, int(s))};
    }
  }
  if (cue.action.place == Place::kInfinitive && tree[word].upos == Upos::VERB && passive(tree, word)) {
    const int by = phrase_with(tree, word, "by");
    entry.holder = by >= 0 ? bound_by(scene, by) : Sides{};
  }
  if (entry.holder.empty() && entry.kind == EntryKind::kAccession && passive(tree, word))
    entry.holder = organizations(scene, scene.parsed.whole(scene.sentence));
  if (entry.holder.empty()) return;
  if (joint_agreement(scene, word, who, found.action)) return;
  if (entry.kind == EntryKind::kWithdrawal || entry.kind == EntryKind::kAccession) {
    for (const Commitment& other : scene.out) {  // what is only threatened, promised or asked for is not done yet
      if (other.sentence == scene.sentence && other.action.holds(word) && other.holder == entry.holder) return;
    }
  }
  entry.stance = cue.stance;
  entry.step = cue.step;
  entry.status = cue.status;
  if (entry.kind == EntryKind::kWithdrawal && cue.status != EntryStatus::kSuspended) entry.status.reset();
  entry.withdraws = found.withdraws;
  if (entry.kind != EntryKind::kWithdrawal) entry.withdraws.reset();
  const bool act = tree[found.action].upos == Upos::VERB || tree.child(found.action, Deprel::cop) >= 0;
  const bool self = cue.action.place == Place::kSelf;
  if (entry.kind == EntryKind::kRefusal && act && scene.tables.is(tree[found.action], WordClass::k_utter)) return;
  const bool gives = entry.kind == EntryKind::kOffer || entry.kind == EntryKind::kPromise;
  if (gives && found.action > 0 && (scene.tables.as_noun(tree[found.action]) & bit(WordClass::k_guarantee)) != 0 &&
      scene.tables.is(tree[found.action - 1], WordClass::k_protect))
    return;  // guarantees as nouns have their own rule
  if (gives && cue.action.place == Place::kObject && scene.tables.is(tree[found.action], WordClass::k_courtesy)) return;
  if (cue.subjunctive && !wished(tree, found.action)) return;
  if (cue.refrain || (!self && negated(tree, found.action))) entry.polarity = Polarity::kRefrain;
  if (entry.kind == EntryKind::kRefusal) entry.polarity = Polarity::kRefrain;
  const Nature what = nature(scene, found.action);
  if (entry.kind == EntryKind::kPromise && !self && what.own) return;
  if (entry.kind == EntryKind::kPromise && !self && entry.polarity == Polarity::kRefrain && !what.harm &&
      scene.tables.is(tree[found.action], WordClass::k_yield))
    entry.kind = EntryKind::kRefusal;  // "vowed never to recognise"
  if (entry.kind == EntryKind::kPromise && !self && entry.polarity == Polarity::kDo) {
    if (what.protect)
      entry.kind = EntryKind::kGuarantee;
    else if (what.harm && !what.benefit && scene.tables.is(tree[word], WordClass::k_concert))
      return;  // several agree on a measure: an event
    else if (what.harm && !what.benefit)
      entry.kind = EntryKind::kThreat;
  }
  if (what.vague) entry.specificity = Specificity::kUnspecified;
  const Condition condition = condition_of(scene, {found.action, word}, entry.kind);
  if (entry.kind == EntryKind::kAccession && entry.step == AccessionStep::kRatify && will(tree, word) >= 0) {
    entry.kind = EntryKind::kPromise;  // the step itself is still to be taken
    entry.step.reset();
    entry.status.reset();
  }
  if (cue.action.condition) {
    entry.condition = act ? act_range(scene, found.action, {}) : noun_range(scene, found.action, {});
    entry.connective = std::string(cue.action.preposition);
    entry.condition_event = condition_at(scene, found.action, entry.condition);
    entry.strength = Strength::kImplicit;
    entry.specificity = Specificity::kUnspecified;
    entry.status = EntryStatus::kConditional;
  } else {
    entry.action = act || self ? act_range(scene, found.action, condition) : noun_range(scene, found.action, condition);
    if (self && tree[word].upos == Upos::NOUN) entry.action = noun_range(scene, word, condition);
    entry.action_event = event_at(scene, found.action, entry.action);
  }
  if (entry.kind == EntryKind::kDemand && !cue.party.empty() && !addressed(scene, word, cue, who, entry.holder)) return;
  if (cue.object_class == bit(WordClass::k_period)) {  // "gave them until Friday to"
    for (const time::Expression& when : syntax::of_sentence(scene.times, scene.sentence, &time::Expression::range)) {
      if (entry.deadline < 0 && when.range.first > word && when.range.first < found.action)
        entry.deadline = int(&when - scene.times.data());
    }
  }
  for (const Slot& slot : cue.party) {
    if (slot.place == Place::kInside) {
      add(entry.counterparty, sides_within(scene, entry.action));
    } else {
      int party = in_slot(scene, word, slot);
      if (party < 0 && found.object >= 0 && slot.place == Place::kPhrase)
        party = phrase_with(tree, found.object, slot.preposition);
      if (party >= 0) add(entry.counterparty, sides(scene, party));
    }
    subtract(entry.counterparty, entry.holder);
    if (!entry.counterparty.empty()) break;
  }
  if (entry.counterparty.empty() && act && !self &&
      tree.child(found.action, Deprel::nsubj) >= 0) {  // "calls for China to act"
    entry.counterparty = sides(scene, tree.child(found.action, Deprel::nsubj));
    subtract(entry.counterparty, entry.holder);
  }
  if (entry.kind == EntryKind::kAccession || entry.kind == EntryKind::kVeto) {
    const Sides bodies = organizations(scene, entry.action);
    if (!bodies.empty() && bodies.front() != entry.holder.front()) entry.body = bodies.front();
    add(entry.counterparty, bodies);
    const bool body_acts = who >= 0 && !organizations(scene, tree.yield(who)).empty();
    if (entry.kind == EntryKind::kAccession && cue.object_class == bit(WordClass::k_membership) && self &&
        bodies.empty() && !body_acts && found.object >= 0 && !of_treaty(scene, entry.action) &&
        (scene.tables.as_noun(tree[found.object]) & bit(WordClass::k_organization)) == 0)
      return;  // entry to a country
  }
  const Commitment* made = finish(scene, entry, word, cue.action.condition ? Condition{} : condition, "cue");
  if (made != nullptr && made->kind == EntryKind::kDemand && act) {
    const Commitment demand = *made;  // the list may move
    or_else(scene, demand, found.action);
  }
}

bool opens_condition(const Scene& scene, int mark) {
  const auto& all = scene.tables.connectives();
  return std::any_of(all.begin(), all.end(), [&](const Connective& one) {
    return one.clause && !one.weak && one.words.size() == 1 && one.form == scene.tree[mark].lemma;
  });
}

// "a bill proposed to require …": participles and purposes of nouns bind nobody by themselves; what "had been promised"
// is history.
bool mere_content(const Scene& scene, int word, const Cue& cue) {
  const Tree& tree = scene.tree;
  if (tree[word].upos != Upos::VERB) return false;
  const Deprel r = tree[word].relation;
  if (r == Deprel::amod) return true;
  const bool bare = tree[word].xpos == Xpos::VBN && tree.child(word, Deprel::aux) < 0 &&
                    tree.child(word, Deprel::aux_pass) < 0 && subject_child(tree, word) < 0;
  if (bare && ((r != Deprel::root && r != Deprel::conj) || word == 0)) return true;
  if (cue.action.place ==
      Place::kSelf) {  // "once it leaves", "considered leaving", "should leave", "inaction in ending"
    for (int c = tree.first_child(word); c >= 0 && c < word; c = tree.next_sibling(c))
      if (tree[c].relation == Deprel::aux && (tree[c].lemma == "should" || tree[c].lemma == "can")) return true;
    if (r == Deprel::acl && tree[word].xpos == Xpos::VBG && tree.child(word, Deprel::mark) >= 0) return true;
    const int mark = tree.child(word, Deprel::mark), governor = tree.head(word);
    if (r == Deprel::xcomp && governor >= 0 && tree[governor].upos == Upos::ADJ &&
        (scene.tables.as_adjective(tree[governor]) & bit(WordClass::k_ready)) == 0)
      return true;                                                             // "able to leave"
    for (const std::string_view apart : {"against", "without", "of", "from"})  // "voted against lifting"
      if (mark >= 0 && mark < word && tree[word].xpos == Xpos::VBG && tree[mark].lemma == apart) return true;
    if (mark >= 0 && r == Deprel::advcl && tree[word].xpos != Xpos::VBD && opens_condition(scene, mark)) return true;
    if (governor >= 0 && tree[word].xpos == Xpos::VBG && scene.tables.is(tree[governor], WordClass::k_ponder))
      return true;
  }
  if (r == Deprel::acl && (tree[word].xpos == Xpos::VBN || infinitive(tree, word))) return true;
  if (r == Deprel::advcl && infinitive(tree, word)) return true;
  if (r == Deprel::conj && infinitive(tree, word) && infinitive(tree, tree.head(word)) &&
      tree[tree.head(word)].relation == Deprel::advcl)
    return true;
  for (int c = tree.first_child(word); c >= 0 && c < word; c = tree.next_sibling(c)) {
    if (tree[c].relation == Deprel::aux && (tree[c].form == "had" || tree[c].form == "Had")) return true;
  }
  if (cue.action.place == Place::kSelf && r == Deprel::ccomp) {  // what is demanded or promised is not done yet
    const auto* cues = scene.tables.cues(tree[tree.head(word)]);
    if (cues != nullptr && tree[word].xpos != Xpos::VBD && std::any_of(cues->begin(), cues->end(), [](const Cue& one) {
          return one.action.place == Place::kClause || one.kind == EntryKind::kDemand;
        }))
      return true;
  }
  if (cue.action.place == Place::kSelf && (r == Deprel::xcomp || r == Deprel::ccomp) && infinitive(tree, word)) {
    // What a side wants or is asked to do it has not done.
    const int governor = tree.head(word);
    if (scene.tables.is(tree[governor], WordClass::k_intend) || subject_child(tree, word) >= 0) return true;
    const int object = tree.child(governor, Deprel::obj), indirect = tree.child(governor, Deprel::iobj);
    return (object >= 0 && object < word) || (indirect >= 0 && indirect < word);
  }
  return false;
}

// "dropped its threat", "postponed the ultimatum": the noun is what is taken back.
bool taken_back_here(const Scene& scene, int noun) {
  const int verb = scene.tree.head(noun);
  if (verb < 0 || scene.tree[verb].upos != Upos::VERB || scene.tree[noun].relation != Deprel::obj) return false;
  const std::vector<Cue>* cues = scene.tables.cues(scene.tree[verb]);
  return cues != nullptr && std::any_of(cues->begin(), cues->end(), [](const Cue& cue) {
           return cue.kind == EntryKind::kWithdrawal && cue.pos == Upos::VERB;
         });
}

}  // namespace

void cued(Scene& scene) {
  const Tree& tree = scene.tree;
  for (int w = 0; w < tree.size(); ++w) {
    const std::vector<Cue>* cues = scene.tables.cues(tree[w]);
    if (cues != nullptr && tree[w].upos == Upos::NOUN && taken_back_here(scene, w)) continue;
    if (cues == nullptr) continue;
    for (const Cue& cue : *cues) {
      const auto found = match(scene, w, cue);
      if (!found) continue;
      if (negated(tree, w) || unreal(scene, w) || denied(scene, w) || mere_content(scene, w, cue)) break;
      if (cue.kind == EntryKind::kPosition && statement_of(scene, w) < 0 && tree[w].relation != Deprel::root) break;
      if (cue.kind == EntryKind::kPosition && tree[w].xpos == Xpos::VBG && tree.child(w, Deprel::mark) >= 0) break;
      if (cue.kind == EntryKind::kPosition && tree[w].xpos == Xpos::VBD && tree[w].relation == Deprel::ccomp) break;
      if (cue.kind == EntryKind::kPosition && (will(tree, w) >= 0 || tree[w].relation == Deprel::acl_relcl)) break;
      enter(scene, w, cue, *found);
      break;
    }
  }
}

}  // namespace casus::commitments
