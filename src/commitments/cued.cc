// Words that bind by themselves. A row of commitment_cues.tsv says where the act stands; the first row of the word
// whose places are all filled is taken. What a vow is (promise, threat, guarantee) is for the act to say.
#include <algorithm>

#include "commitments/rules.h"

namespace casus::commitments {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

bool infinitive(const Tree& tree, int word) {
  if (tree[word].xpos != Xpos::VB && tree[word].upos != Upos::VERB && tree.child(word, Deprel::cop) < 0) return false;
  for (int c = tree.first_child(word); c >= 0 && c < word; c = tree.next_sibling(c)) {
    if (tree[c].xpos == Xpos::TO) return true;
  }
  return false;
}

// The word that heads what stands in a slot, -1 where the slot is empty.
int in_slot(const Scene& scene, int cue, const Slot& slot) {
  const Tree& tree = scene.tree;
  switch (slot.place) {
    case Place::kInfinitive:
      for (int c = tree.first_child(cue); c >= 0; c = tree.next_sibling(c)) {
        const Deprel r = tree[c].relation;
        if (c > cue && (r == Deprel::xcomp || r == Deprel::ccomp || r == Deprel::acl || r == Deprel::advcl) &&
            infinitive(tree, c))
          return c;
      }
      if (tree[cue].upos == Upos::VERB) {  // "gave Laos an ultimatum to": under the object
        const int object = tree.child(cue, Deprel::obj);
        if (object >= 0 && scene.tables.is(tree[object], WordClass::k_carrier)) {
          for (int c = tree.first_child(object); c >= 0; c = tree.next_sibling(c)) {
            if (tree[c].relation == Deprel::acl && infinitive(tree, c)) return c;
          }
        }
      }
      return -1;
    case Place::kClause: {
      const int clause = tree.child(cue, Deprel::ccomp) >= 0 ? tree.child(cue, Deprel::ccomp)
                         : tree[cue].upos == Upos::NOUN      ? tree.child(cue, Deprel::acl)
                                                             : -1;
      if (clause <= cue || tree[clause].upos == Upos::PUNCT) {
        for (int w = cue + 1; w < tree.size() && w < cue + 12; ++w) {  // where the tree hangs it lower
          if (tree[w].lemma == "that" && tree[w].relation == Deprel::mark && tree.head(w) > w &&
              tree.under(tree.head(w), cue))
            return tree.head(w);
        }
        return -1;
      }
      const int mark = tree.child(clause, Deprel::mark);  // "threatened strikes if …": no content but a condition
      return mark >= 0 && tree[mark].lemma != "that" ? -1 : clause;
    }
    case Place::kObject:
      return undergoer(scene, cue) >= 0 ? undergoer(scene, cue) : tree.child(cue, Deprel::iobj);
    case Place::kIndirect: {
      const int carrier = tree[cue].upos == Upos::NOUN ? tree.head(cue) : cue;  // "gave A an ultimatum"
      if (carrier < 0) return -1;
      if (const int indirect = tree.child(carrier, Deprel::iobj); indirect >= 0) return indirect;
      const int object = tree.child(carrier, Deprel::obj);
      return carrier != cue && object >= 0 && object < cue && tree[carrier].upos == Upos::VERB ? object : -1;
    }
    case Place::kGerund:
      for (int c = tree.first_child(cue); c >= 0; c = tree.next_sibling(c)) {
        if (c < cue || tree[c].xpos != Xpos::VBG) continue;
        if (slot.preposition.empty()) {
          if (tree[c].relation == Deprel::ccomp || tree[c].relation == Deprel::xcomp || tree[c].relation == Deprel::obj)
            return c;
          continue;
        }
        const int mark = tree.child(c, Deprel::mark) >= 0 ? tree.child(c, Deprel::mark) : tree.child(c, Deprel::case_);
        if (mark >= 0 && tree[mark].lemma == slot.preposition) return c;
      }
      return -1;
    case Place::kPhrase:
      return phrase_with(tree, cue, slot.preposition);
    case Place::kSelf:
      return cue;
    case Place::kInside:
    case Place::kNowhere:
      return -1;
  }
  return -1;
}

constexpr uint64_t kTakenBack = bit(WordClass::k_veto) | bit(WordClass::k_threat) | bit(WordClass::k_promise) |
                                bit(WordClass::k_demand) | bit(WordClass::k_guarantee) | bit(WordClass::k_measure);

std::optional<Withdrawn> taken_back(uint64_t classes) {
  if ((classes & bit(WordClass::k_measure)) != 0) return Withdrawn::kMeasure;
  if ((classes & bit(WordClass::k_veto)) != 0) return Withdrawn::kVeto;
  if ((classes & bit(WordClass::k_threat)) != 0) return Withdrawn::kThreat;
  if ((classes & bit(WordClass::k_demand)) != 0) return Withdrawn::kDemand;
  if ((classes & bit(WordClass::k_guarantee)) != 0 && (classes & bit(WordClass::k_promise)) == 0)
    return Withdrawn::kGuarantee;
  if ((classes & bit(WordClass::k_promise)) != 0) return Withdrawn::kPromise;
  return std::nullopt;
}

// The noun that the cue acts upon: object, or the phrase of a noun cue ("the lifting of sanctions", "withdrawal from").
int object_of(const Scene& scene, int word) {
  const int object = undergoer(scene, word);
  if (object >= 0) return object;
  if (const int made = scene.tree.child(word, Deprel::xcomp); made >= 0 && scene.tree[made].upos == Upos::NOUN)
    return made;  // "became a member"
  for (const std::string_view preposition : {"of", "from", "to", "for"}) {
    const int phrase = phrase_with(scene.tree, word, preposition);
    if (phrase >= 0) return phrase;
  }
  return -1;
}

bool names_organization(const Scene& scene, int word) {
  const int mention = scene.cast.headed_by(scene.sentence, word);
  if (mention < 0) return false;
  const int entity = scene.cast.mentions[std::size_t(mention)].entity;
  return entity >= 0 && scene.cast.entities[std::size_t(entity)].kind == ActorKind::kOrganization;
}

Sides organizations(const Scene& scene, WordRange range) {
  Sides out;
  for (int w = range.first; w <= range.last; ++w) {
    if (scene.cast.headed_by(scene.sentence, w) >= 0 && names_organization(scene, w)) add(out, sides(scene, w));
  }
  return out;
}

struct Match {
  int action = -1, object = -1;
  std::optional<Withdrawn> withdraws;
};

std::optional<Match> match(const Scene& scene, int word, const Cue& cue) {
  const Tree& tree = scene.tree;
  if (tree[word].upos != cue.pos && !(cue.pos == Upos::VERB && tree[word].upos == Upos::AUX)) return std::nullopt;
  Match out;
  out.action = in_slot(scene, word, cue.action);
  if (out.action < 0) return std::nullopt;
  out.object = object_of(scene, word);
  if (cue.object.empty()) return out;
  const int tested = cue.action.place == Place::kSelf || cue.action.place == Place::kObject ? out.object : out.action;
  if (cue.object_class == 0 && !cue.object.starts_with('@')) {
    const int particle = tree.child(word, Deprel::compound_prt);
    constexpr uint64_t kActs = bit(WordClass::k_askable) | bit(WordClass::k_proposal) | bit(WordClass::k_harm) |
                               bit(WordClass::k_accession) | bit(WordClass::k_aid) | bit(WordClass::k_demand);
    const bool act = tree[out.action].upos == Upos::VERB || (scene.tables.as_noun(tree[out.action]) & kActs) != 0;
    return act && particle >= 0 && tree[particle].lemma == cue.object ? std::optional(out) : std::nullopt;
  }
  if (cue.object_class == bit(WordClass::k_period)) {  // "gave them ten days to"
    for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
      if (c > word && scene.tables.is(tree[c], WordClass::k_period)) return out;
    }
    return std::nullopt;
  }
  if (cue.object == "@body") {  // "became a member of the alliance"
    if (out.object < 0 || !scene.tables.is(tree[out.object], WordClass::k_member)) return std::nullopt;
    const int of = phrase_with(tree, out.object, "of");
    return of >= 0 && names_organization(scene, of) ? std::optional(out) : std::nullopt;
  }
  if (cue.object == "@side") {  // a body and one of its states
    const int mention = out.object < 0 ? -1 : scene.cast.headed_by(scene.sentence, out.object);
    if (mention < 0 || scene.cast.mentions[std::size_t(mention)].kind != actors::MentionKind::kName)
      return std::nullopt;
    const int entity = scene.cast.mentions[std::size_t(mention)].entity;
    if (entity < 0 || scene.cast.entities[std::size_t(entity)].kind != ActorKind::kState) return std::nullopt;
    const int who = doer(scene, word);
    return who >= 0 && names_organization(scene, who) ? std::optional(out) : std::nullopt;
  }
  if (tested < 0) return std::nullopt;
  uint64_t classes = scene.tables.classes(tree[tested]);
  if (cue.object == "@any") {
    out.withdraws = taken_back(classes & kTakenBack);
    return out.withdraws ? std::optional(out) : std::nullopt;
  }
  if (cue.object_class == bit(WordClass::k_organization)) {
    return names_organization(scene, tested) ||
                   (phrase_with(tree, word, "from") >= 0 &&
                    names_organization(scene, phrase_with(tree, word, "from"))) ||
                   (phrase_with(tree, word, "to") >= 0 && names_organization(scene, phrase_with(tree, word, "to")))
               ? std::optional(out)
               : std::nullopt;
  }
  if (cue.object_class == bit(WordClass::k_membership)) {
    const bool named = (classes & cue.object_class) != 0 || names_organization(scene, tested) ||
                       (tree[tested].upos == Upos::VERB && tree.child(tested, Deprel::obj) >= 0 &&
                        names_organization(scene, tree.child(tested, Deprel::obj)));
    return named ? std::optional(out) : std::nullopt;
  }
  if (cue.object_class == bit(WordClass::k_protect))
    return nature(scene, tested).protect ? std::optional(out) : std::nullopt;
  if (cue.object_class == bit(WordClass::k_measure)) {
    out.withdraws = Withdrawn::kMeasure;
  }
  if (cue.object_class == bit(WordClass::k_harm)) classes |= nature(scene, tested).harm ? cue.object_class : 0;
  for (int c = tree.first_child(tested); c >= 0;
       c = tree.next_sibling(c)) {  // "the NATO accession protocol", "sanctions and tariffs"
    if (tree[c].relation == Deprel::compound || (tree[c].relation == Deprel::conj && c > tested))
      classes |= scene.tables.classes(tree[c]);
  }
  return (classes & cue.object_class) != 0 ? std::optional(out) : std::nullopt;
}

// What several agree to do together is an event, unless each gives way for itself ("agreed to withdraw").
bool joint_agreement(const Scene& scene, int word, int who, int act) {
  const Tree& tree = scene.tree;
  if (!scene.tables.is(tree[word], WordClass::k_concert) || who < 0) return false;
  const bool several = tree.child(who, Deprel::conj) >= 0 || bound_by(scene, who).size() > 1 ||
                       phrase_with(tree, word, "with") >= 0 ||
                       (tree[who].xpos == Xpos::NNS && tree[who].upos == Upos::NOUN);
  if (!several) return false;
  const Nature what = nature(scene, act);
  return !(what.benefit && scene.tables.is(tree[act], WordClass::k_ceasing)) &&
         !scene.tables.is(tree[act], WordClass::k_give);
}

// A clause that says what should be, not what is.
bool wished(const Tree& tree, int verb) {
  for (int c = tree.first_child(verb); c >= 0 && c < verb; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if (r == Deprel::aux && (tree[c].lemma == "must" || tree[c].lemma == "should")) return true;
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
  if (party < 0) return !cue.needs_party;
  Sides asked = sides(scene, party);
  const bool named = !asked.empty();
  subtract(asked, holder);
  if (named && asked.empty()) {
    const int speaker = subject_child(tree, tree.root());
    const Sides other = speaker >= 0 && speaker != who ? bound_by(scene, speaker) : Sides{};
    if (other.empty() || other == holder) return false;
    holder = other;
    return true;
  }
  if (named) return true;
  if (tree[party].upos == Upos::PRON) return cue.action.place != Place::kInfinitive;
  return tree[party].upos == Upos::PROPN || scene.tables.is(tree[party], WordClass::k_standing) ||
         scene.tables.is(tree[party], WordClass::k_addressee);
}

void enter(Scene& scene, int word, const Cue& cue, const Match& found) {
  const Tree& tree = scene.tree;
  Commitment entry;
  entry.kind = cue.kind;
  int who = doer(scene, word);
  if (who < 0) who = doer_in_words(scene, word);
  entry.holder = bound_by(scene, who);
  const bool inherited = tree[word].relation == Deprel::conj && subject_child(tree, word) < 0;
  if (tree[word].upos == Upos::VERB && (inherited || entry.holder.empty())) {
    for (std::size_t s = 0; s < scene.statements.size(); ++s) {  // whom the statements know as the source of this word
      const statements::Statement& one = scene.statements[s];
      if (one.cue.sentence != scene.sentence || one.cue.empty() || !one.cue.holds(word)) continue;
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
  if (entry.kind == EntryKind::kPromise && !self && entry.polarity == Polarity::kDo) {
    if (what.protect)
      entry.kind = EntryKind::kGuarantee;
    else if (what.harm && !what.benefit)
      entry.kind = EntryKind::kThreat;
  }
  if (what.vague) entry.specificity = Specificity::kUnspecified;
  const Condition condition = condition_of(scene, {found.action, word}, entry.kind);
  if (cue.action.condition) {
    entry.condition = noun_range(scene, found.action, {});
    entry.connective = std::string(cue.action.preposition);
    entry.condition_event = event_at(scene, found.action, entry.condition);
    entry.strength = Strength::kImplicit;
    entry.specificity = Specificity::kUnspecified;
    entry.status = EntryStatus::kConditional;
  } else {
    entry.action = act || self ? act_range(scene, found.action, condition) : noun_range(scene, found.action, condition);
    if (self && tree[word].upos == Upos::NOUN) entry.action = noun_range(scene, word, condition);
    entry.action_event = event_at(scene, found.action, entry.action);
  }
  if (entry.kind == EntryKind::kDemand && !cue.party.empty() && !addressed(scene, word, cue, who, entry.holder)) return;
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
  }
  const Commitment* made = finish(scene, entry, word, cue.action.condition ? Condition{} : condition, "cue");
  if (made != nullptr && made->kind == EntryKind::kDemand && act) {
    const Commitment demand = *made;  // the list may move
    or_else(scene, demand, found.action);
  }
}

// "a bill proposed to require …": participles and purposes of nouns bind nobody by themselves; what "had been promised"
// is history.
bool mere_content(const Scene& scene, int word, const Cue& cue) {
  const Tree& tree = scene.tree;
  if (tree[word].upos != Upos::VERB) return false;
  const Deprel r = tree[word].relation;
  if (r == Deprel::amod) return true;
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
    if (scene.tables.is(tree[governor], WordClass::k_intend)) return true;
    const int object = tree.child(governor, Deprel::obj);
    return object >= 0 && object < word;
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
      enter(scene, w, cue, *found);
      break;
    }
  }
}

}  // namespace casus::commitments
