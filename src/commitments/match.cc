// Matching the rows of commitment_cues.tsv against words: see match.h.
#include "commitments/match.h"

#include <algorithm>

#include "commitments/rules.h"

namespace casus::commitments {

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
        if (c > cue + 1 && tree[c].upos == Upos::ADJ && tree[c - 1].lemma == "to" && scene.tables.as_verb(tree[c]) != 0)
          return c;  // "to free", taken for an adjective
      }
      if (tree[cue].upos == Upos::VERB) {  // "gave Laos an ultimatum to": under the object
        const int object = tree.child(cue, Deprel::obj);
        if (object >= 0 && scene.tables.is(tree[object], WordClass::k_carrier)) {
          for (int c = tree.first_child(object); c >= 0; c = tree.next_sibling(c)) {
            if (tree[c].relation == Deprel::acl && infinitive(tree, c)) return c;
          }
        }
        if (object > cue && object + 2 < tree.size() && tree[object + 1].lemma == "to" &&
            tree[object + 2].upos == Upos::ADJ && scene.tables.as_verb(tree[object + 2]) != 0 &&
            tree.head(object + 2) > object + 2)
          return tree.head(object + 2);  // "urges A to free B", where the verb was taken for an adjective
      } else if (const int carrier = tree.head(cue); carrier >= 0 && tree[carrier].upos == Upos::VERB) {
        for (int c = tree.first_child(carrier); c >= 0; c = tree.next_sibling(c)) {  // "repeated its refusal to …"
          if ((tree[c].relation == Deprel::advcl || tree[c].relation == Deprel::xcomp) && infinitive(tree, c) &&
              tree.yield(c).first == cue + 1)
            return c;
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
      const bool bare = tree[clause].xpos == Xpos::VBN && tree.child(clause, Deprel::aux) < 0 &&
                        tree.child(clause, Deprel::aux_pass) < 0;  // "justice for those killed"
      return bare || (mark >= 0 && tree[mark].lemma != "that") ? -1 : clause;
    }
    case Place::kObject:
      if (tree.child(cue, Deprel::nsubj_pass) >= 0 && tree.child(cue, Deprel::obj) > cue)
        return tree.child(cue, Deprel::obj);  // "was promised aid"
      if (const int first = tree.child(cue, Deprel::obj);
          first > cue) {  // "offered A the use of B", both taken for objects
        for (int c = tree.next_sibling(first); c >= 0; c = tree.next_sibling(c))
          if (tree[c].relation == Deprel::obj && tree[c].upos == Upos::NOUN &&
              scene.cast.headed_by(scene.sentence, first) >= 0)
            return c;
      }
      return undergoer(scene, cue) >= 0 ? undergoer(scene, cue) : tree.child(cue, Deprel::iobj);
    case Place::kIndirect: {
      const int carrier = tree[cue].upos == Upos::NOUN ? tree.head(cue) : cue;  // "gave A an ultimatum"
      if (carrier < 0) return -1;
      if (carrier == cue && tree[cue].upos == Upos::VERB && tree.child(cue, Deprel::obj) > cue &&
          in_slot(scene, cue, Slot{Place::kObject, {}, false}) > tree.child(cue, Deprel::obj))
        return tree.child(cue, Deprel::obj);
      if (carrier == cue && tree.child(cue, Deprel::nsubj_pass) >= 0 && tree.child(cue, Deprel::obj) > cue)
        return tree.child(cue, Deprel::nsubj_pass);
      if (const int indirect = tree.child(carrier, Deprel::iobj); indirect >= 0) return indirect;
      const int object = tree.child(carrier, Deprel::obj);
      return carrier != cue && object >= 0 && object < cue && tree[carrier].upos == Upos::VERB ? object : -1;
    }
    case Place::kGerund:
      for (int c = tree.first_child(cue); c >= 0; c = tree.next_sibling(c)) {
        if (c < cue || tree[c].xpos != Xpos::VBG) continue;
        if (slot.preposition.empty()) {
          if (tree[c].relation == Deprel::advcl && subject_child(tree, c) >= 0 && tree.child(c, Deprel::mark) < 0)
            return c;  // "ruled out A joining B"
          if (tree[c].relation == Deprel::ccomp || tree[c].relation == Deprel::xcomp || tree[c].relation == Deprel::obj)
            return c;
          continue;
        }
        const int mark = tree.child(c, Deprel::mark) >= 0 ? tree.child(c, Deprel::mark) : tree.child(c, Deprel::case_);
        if (mark >= 0 && tree[mark].lemma == slot.preposition) return c;
      }
      return -1;
    case Place::kPhrase:
      if (tree[cue].upos == Upos::VERB) {  // "on the eve of the talks, A insisted on …"
        for (int c = tree.first_child(cue); c >= 0; c = tree.next_sibling(c)) {
          const int mark = c < cue ? -1 : tree.child(c, Deprel::case_);
          if (mark >= 0 && tree[mark].lemma == slot.preposition && tree[c].relation != Deprel::conj) return c;
        }
      }
      return phrase_with(tree, cue, slot.preposition);
    case Place::kSelf:
      return cue;
    case Place::kInside:
    case Place::kNowhere:
      return -1;
  }
  return -1;
}

namespace {

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
  if (word < 0) return false;
  const int mention = scene.cast.headed_by(scene.sentence, word);
  if (mention < 0) return false;
  const int entity = scene.cast.mentions[std::size_t(mention)].entity;
  return entity >= 0 && scene.cast.entities[std::size_t(entity)].kind == ActorKind::kOrganization;
}

}  // namespace

Sides organizations(const Scene& scene, WordRange range) {
  Sides out;
  for (int w = range.first; w <= range.last; ++w) {
    if (scene.cast.headed_by(scene.sentence, w) >= 0 && names_organization(scene, w)) add(out, sides(scene, w));
  }
  return out;
}

static bool with_particle(const Tree& tree, int word, std::string_view particle) {
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if (c > word && (r == Deprel::compound_prt || r == Deprel::advmod) && tree[c].lemma == particle) return true;
  }
  return word + 1 < tree.size() && tree[word + 1].lemma == particle;
}

std::optional<Match> match(const Scene& scene, int word, const Cue& cue) {
  const Tree& tree = scene.tree;
  if (tree[word].upos != cue.pos && !(cue.pos == Upos::VERB && tree[word].upos == Upos::AUX)) return std::nullopt;
  if (!cue.particle.empty() && !with_particle(tree, word, cue.particle)) return std::nullopt;
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
    for (int w = word + 1; w < out.action && w < word + 8; ++w)
      if (tree[w].lemma == "until") return out;  // "gave them until Friday to"
    return std::nullopt;
  }
  if (cue.object == "@body") {  // "became a member of the alliance"
    if (out.object < 0 || !scene.tables.is(tree[out.object], WordClass::k_addressee)) return std::nullopt;
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
  if (cue.object_class == bit(WordClass::k_pact)) classes = scene.tables.as_named(tree[tested]);
  if (cue.object == "@any") {
    out.withdraws = taken_back(classes & kTakenBack);
    return out.withdraws ? std::optional(out) : std::nullopt;
  }
  if (cue.kind == EntryKind::kThreat && cue.action.place == Place::kPhrase && (classes & bit(WordClass::k_threat)) != 0)
    return std::nullopt;  // "warned of a threat"
  if (cue.kind == EntryKind::kAccession) {
    for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {  // "joined the union in condemning it"
      const int mark = tree.child(c, Deprel::mark);
      if (c > word && tree[c].xpos == Xpos::VBG && mark >= 0 && tree[mark].lemma == "in") return std::nullopt;
    }
  }
  if (cue.object_class == bit(WordClass::k_organization)) {
    if (cue.action.place == Place::kSelf && tree[word].upos == Upos::VERB && undergoer(scene, word) >= 0 &&
        !names_organization(scene, undergoer(scene, word)))
      return std::nullopt;  // "withdraw their troops from"
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
  if (cue.object_class == bit(WordClass::k_harm) && cue.kind == EntryKind::kThreat &&
      cue.action.place == Place::kPhrase && cue.action.preposition == "of" &&
      (classes & bit(WordClass::k_vague)) == 0) {
    bool put_to = false;  // "warned of war" foresees, "warned them of war" threatens
    for (const Slot& party : cue.party) put_to |= in_slot(scene, word, party) >= 0;
    const bool foreseen = (classes & bit(WordClass::k_proposal)) != 0 || !sides(scene, doer(scene, tested)).empty();
    const bool waits = condition_of(scene, {tested, word}, cue.kind).head >= 0;
    if (!put_to && foreseen && !(waits && !names_organization(scene, doer(scene, word)))) return std::nullopt;
  }
  if (cue.object_class == bit(WordClass::k_harm)) classes |= nature(scene, tested).harm ? cue.object_class : 0;
  for (int c = tree.first_child(tested); c >= 0;
       c = tree.next_sibling(c)) {  // "the NATO accession protocol", "sanctions and tariffs"
    if (tree[c].relation == Deprel::compound ||
        (tree[c].relation == Deprel::conj && c > tested && cue.kind != EntryKind::kRefusal))
      classes |= scene.tables.classes(tree[c]);
  }
  return (classes & cue.object_class) != 0 ? std::optional(out) : std::nullopt;
}

}  // namespace casus::commitments
