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
        if (object >= 0) {
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
      return clause > cue && tree[clause].upos != Upos::PUNCT ? clause : -1;
    }
    case Place::kObject:
      return undergoer(scene, cue) >= 0 ? undergoer(scene, cue) : tree.child(cue, Deprel::iobj);
    case Place::kIndirect:
      return tree.child(cue, Deprel::iobj);
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
  if (cue.object == "out") {
    const int particle = tree.child(word, Deprel::compound_prt);
    return particle >= 0 && tree[particle].lemma == "out" ? std::optional(out) : std::nullopt;
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

void enter(Scene& scene, int word, const Cue& cue, const Match& found) {
  const Tree& tree = scene.tree;
  Commitment entry;
  entry.kind = cue.kind;
  entry.holder = sides(scene, doer(scene, word));
  if (cue.action.place == Place::kInfinitive && tree[word].upos == Upos::VERB && passive(tree, word)) {
    const int by = phrase_with(tree, word, "by");
    entry.holder = by >= 0 ? sides(scene, by) : Sides{};
  }
  if (entry.holder.empty() && entry.kind == EntryKind::kAccession && passive(tree, word))
    entry.holder = organizations(scene, scene.parsed.whole(scene.sentence));
  if (entry.holder.empty()) return;
  entry.stance = cue.stance;
  entry.step = cue.step;
  entry.status = cue.status;
  if (entry.kind == EntryKind::kWithdrawal && cue.status != EntryStatus::kSuspended) entry.status.reset();
  entry.withdraws = found.withdraws;
  if (entry.kind != EntryKind::kWithdrawal) entry.withdraws.reset();
  const bool act = tree[found.action].upos == Upos::VERB || tree.child(found.action, Deprel::cop) >= 0;
  const bool self = cue.action.place == Place::kSelf;
  if (cue.refrain || (!self && negated(tree, found.action))) entry.polarity = Polarity::kRefrain;
  if (entry.kind == EntryKind::kRefusal) entry.polarity = Polarity::kRefrain;
  const Nature what = nature(scene, found.action);
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
  const Commitment* made = finish(scene, entry, word, condition, "cue");
  if (made != nullptr && made->kind == EntryKind::kDemand && act) {
    const Commitment demand = *made;  // the list may move
    or_else(scene, demand, found.action);
  }
}

// "a bill proposed to require …": participles and purposes of nouns bind nobody by themselves.
bool mere_content(const Tree& tree, int word) {
  if (tree[word].upos != Upos::VERB) return false;
  if (tree[word].relation == Deprel::acl && (tree[word].xpos == Xpos::VBN || infinitive(tree, word))) return true;
  return tree[word].relation == Deprel::advcl && infinitive(tree, word);
}

}  // namespace

void cued(Scene& scene) {
  const Tree& tree = scene.tree;
  for (int w = 0; w < tree.size(); ++w) {
    const std::vector<Cue>* cues = scene.tables.cues(tree[w].lemma);
    if (cues == nullptr) continue;
    for (const Cue& cue : *cues) {
      const auto found = match(scene, w, cue);
      if (!found) continue;
      if (negated(tree, w) || unreal(scene, w) || mere_content(tree, w)) break;
      if (cue.kind == EntryKind::kPosition && statement_of(scene, w) < 0 && tree[w].relation != Deprel::root) break;
      enter(scene, w, cue, *found);
      break;
    }
  }
}

}  // namespace casus::commitments
