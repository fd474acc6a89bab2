#include "events/slots.h"

#include "events/repairs.h"

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Xpos;

constexpr int kMostSteps = 8;  // up chains of coordination and control

bool relative_pronoun(const Tree& tree, int word) {
  const syntax::Word& w = tree[word];
  return w.xpos == Xpos::WDT || w.xpos == Xpos::WP || w.xpos == Xpos::WPS;
}

// The noun a relative clause or participle modifies, else -1.
int modified_noun(const Tree& tree, int verb) {
  for (int steps = 0; steps < kMostSteps; ++steps) {
    const Deprel relation = tree[verb].relation;
    if (relation == Deprel::acl || relation == Deprel::acl_relcl) return tree.head(verb);
    if (relation != Deprel::conj && relation != Deprel::xcomp) return -1;
    verb = tree.head(verb);
  }
  return -1;
}

int antecedent(const Tree& tree, int pronoun, int verb) {
  if (!relative_pronoun(tree, pronoun)) return pronoun;
  const int noun = modified_noun(tree, verb);
  return noun >= 0 ? noun : pronoun;
}

bool infinitive(const Tree& tree, int verb) {
  for (int c = tree.first_child(verb); c >= 0 && c < verb; c = tree.next_sibling(c)) {
    if (tree[c].relation == Deprel::mark && tree[c].xpos == Xpos::TO) return true;
  }
  return false;
}

// Phrases below a noun, three deep: the parser may hang "in Geneva with X" as a chain.
void add_phrases_below(const Scene& scene, int noun, Slots& out, int depth) {
  const Tree& tree = scene.tree;
  for (int c = tree.first_child(noun); c >= 0; c = tree.next_sibling(c)) {
    if (tree[c].relation != Deprel::nmod || scene.temporal[std::size_t(c)]) continue;
    const SlotId slot = slot_of(scene, c);
    // What an inner noun is "of" is its own.
    if (depth == 0 || slot == kNoSlot || scene.frames.slot_name(slot) != "of") out.add(slot, c);
    if (depth < 2 && slot != kNoSlot && (depth == 0 || tree[c].upos != Upos::NOUN))
      add_phrases_below(scene, c, out, depth + 1);
  }
}

bool predicate(const Tree& tree, int word) {
  return tree[word].upos == Upos::VERB || tree[word].upos == Upos::ADJ || tree[word].upos == Upos::NOUN;
}

}  // namespace

bool passive(const Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  bool subject = false;
  for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
    if (tree[c].relation == Deprel::nsubj_pass || tree[c].relation == Deprel::aux_pass ||
        tree[c].relation == Deprel::csubj_pass)
      return true;
    if (tree[c].relation == Deprel::obl_agent) return true;
    subject |= tree[c].relation == Deprel::nsubj || tree[c].relation == Deprel::aux;
  }
  if (subject || tree[verb].xpos != Xpos::VBN || finite_after_all(scene, verb)) return false;
  if (tree[verb].relation == Deprel::acl || tree[verb].relation == Deprel::amod) return true;
  // "were killed and wounded": the second shares the voice of the first.
  if (tree[verb].relation == Deprel::conj && tree[tree.head(verb)].upos == Upos::VERB)
    return tree[tree.head(verb)].xpos == Xpos::VBN && passive(scene, tree.head(verb));
  return tree[verb].relation == Deprel::advcl && tree.child(verb, Deprel::obj) < 0;
}

bool modal(const Tree& tree, int verb, std::string_view lemma) {
  for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
    if (tree[c].relation == Deprel::aux && tree[c].lemma == lemma) return true;
  }
  return false;
}

SlotId slot_of(const Scene& scene, int dependent) {
  const Tree& tree = scene.tree;
  for (int c = tree.first_child(dependent); c >= 0; c = tree.next_sibling(c)) {
    const Deprel relation = tree[c].relation;
    if (relation != Deprel::case_ && relation != Deprel::mark) continue;
    if (tree.child(c, Deprel::fixed) >= 0) return kNoSlot;
    if (tree[c].xpos == Xpos::TO && relation == Deprel::mark) return kComp;
    return scene.frames.preposition(tree[c].lemma);
  }
  // "Against Al-Badr militants": the preposition hung on the first word of the phrase.
  for (int c = tree.first_child(dependent); c >= 0 && c < dependent; c = tree.next_sibling(c)) {
    const int mark = tree[c].relation == Deprel::compound ? tree.child(c, Deprel::case_) : -1;
    if (mark >= 0 && mark < c && tree[mark].upos == Upos::ADP) return scene.frames.preposition(tree[mark].lemma);
  }
  return kNoSlot;
}

int subject_of(const Scene& scene, int verb, int depth) {
  const Tree& tree = scene.tree;
  for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
    if (scene.temporal[std::size_t(c)]) {
      // "Japan and Peru last month signed": the month is taken for the subject, and has it below.
      const int inner = tree[c].relation == Deprel::nsubj ? tree.child(c, Deprel::nsubj) : -1;
      if (inner >= 0) return inner;
      continue;
    }
    if (no_subject(tree, verb, c)) continue;
    if (tree[c].relation == Deprel::nsubj) return antecedent(tree, described(tree, c), verb);
    if (tree[c].relation == Deprel::nsubj_pass && depth > 0) return antecedent(tree, c, verb);
  }
  if (depth >= kMostSteps) return -1;
  const int head = tree.head(verb);
  if (head < 0) return -1;
  // "after the army freed them": a finite verb's subject taken for a phrase of the clause above ends right before it.
  const Xpos form = tree[verb].xpos;
  if (depth == 0 && (form == Xpos::VBD || form == Xpos::VBZ || form == Xpos::VBP)) {
    for (int c = tree.first_child(head); c >= 0 && c < verb; c = tree.next_sibling(c)) {
      const Upos kind = tree[c].upos;
      if ((kind == Upos::NOUN || kind == Upos::PROPN || kind == Upos::PRON) && tree.yield(c).last == verb - 1 &&
          !scene.temporal[std::size_t(c)])
        return c;
    }
  }
  // "says it is willing": an "it" taken for an expletive is the one who says.
  if (tree[verb].relation == Deprel::ccomp && tree.child(verb, Deprel::expl) >= 0 && tree[head].upos == Upos::VERB)
    return subject_of(scene, head, depth + 1);
  switch (tree[verb].relation) {
    case Deprel::conj:
      if (stands_for_noun(tree, head) && tree.child(verb, Deprel::cc) < 0) return head;
      return predicate(tree, head) ? subject_of(scene, head, depth + 1) : -1;
    case Deprel::xcomp: {
      const int object = tree.child(head, Deprel::obj);
      if (object >= 0 && object < verb && tree[head].upos == Upos::VERB) {
        // Verbs whose own subject goes on acting ("promise", "threaten X to") are those listed with a plain comp slot.
        for (const Light& light : scene.frames.lights(tree[head].lemma)) {
          if (light.slot == kComp && !light.of_object) return subject_of(scene, head, depth + 1);
        }
        return antecedent(tree, object, head);
      }
      return subject_of(scene, head, depth + 1);
    }
    case Deprel::advcl:
    case Deprel::parataxis:
    case Deprel::ccomp:
    case Deprel::advcl_relcl:
      if (tree[verb].relation == Deprel::ccomp && !infinitive(tree, verb) && tree[verb].xpos != Xpos::VBG) return -1;
      if (tree[verb].relation == Deprel::parataxis && tree[verb].xpos != Xpos::VBG) return -1;
      // "Is sunk by a mine, killing two": what goes on without a mark is not done by the ship.
      if (depth == 0 && tree[verb].xpos == Xpos::VBG && tree.child(verb, Deprel::mark) < 0 && verb > head &&
          passive(scene, head))
        return tree.child(head, Deprel::obl_agent);
      return predicate(tree, head) ? subject_of(scene, head, depth + 1) : -1;
    case Deprel::acl:
      return tree[verb].xpos == Xpos::VBN && !finite_after_all(scene, verb) ? -1 : head;
    case Deprel::acl_relcl:
      return finite_after_all(scene, verb) ? head : -1;
    default:
      return -1;
  }
}

Slots slots_of(const Scene& scene, int word) {
  const Tree& tree = scene.tree;
  Slots out;
  const Upos kind = tree[word].upos;
  const bool misread = verb_after_all(tree, word);
  if ((kind == Upos::NOUN || kind == Upos::PROPN) && !misread) {
    for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
      if (scene.temporal[std::size_t(c)]) {
        add_phrases_below(scene, c, out, 1);
        continue;
      }
      switch (tree[c].relation) {
        case Deprel::nmod_poss:
          out.add(kPoss, c);
          break;
        case Deprel::amod:
        case Deprel::compound:
        case Deprel::nmod_desc:
        case Deprel::nmod_unmarked:
          if (c < word) out.add(kAdj, c), out.add(kCmp, c);  // not "a blast in the town, Mali"
          break;
        case Deprel::nmod:
        case Deprel::obl:
        case Deprel::obl_agent:
          out.add(slot_of(scene, c), c);
          add_phrases_below(scene, c, out, 1);
          break;
        case Deprel::acl:
          out.add(tree[c].xpos == Xpos::VBN ? SlotId(kNoSlot) : SlotId(kComp), c);
          break;
        case Deprel::ccomp:
        case Deprel::xcomp:
          out.add(kComp, c);
          break;
        case Deprel::nsubj:
          out.add(kSubj, c);
          break;
        default:
          break;
      }
    }
    return out;
  }
  const bool is_passive = passive(scene, word);
  bool has_subject = false, has_object = false;
  if (const int subject = misread ? subject_of_noun(tree, word) : -1; subject >= 0)
    out.add(kSubj, subject), has_subject = true;
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    if (scene.temporal[std::size_t(c)]) {
      add_phrases_below(scene, c, out, 1);  // "on Saturday between Oman and Yemen"
      continue;
    }
    switch (tree[c].relation) {
      case Deprel::nsubj:
        if (no_subject(tree, word, c)) break;
        if (is_passive)
          out.add(kObj, antecedent(tree, c, word)), has_object = true;
        else
          out.add(kSubj, antecedent(tree, described(tree, c), word)), has_subject = true;
        break;
      case Deprel::nsubj_pass:
        if (no_subject(tree, word, c)) break;
        out.add(kObj, antecedent(tree, c, word)), has_object = true;
        break;
      case Deprel::obj:
        // "Raided the town after rebels fire rockets": a second object stands right after the first, or is another's.
        if (has_object && !is_passive && out.find(kObj) >= 0 && c > word &&
            tree.yield(out.find(kObj)).last + 1 != tree.yield(c).first)
          break;
        if (has_object) {
          for (int i = 0; i < out.count; ++i) {
            if (out.items[std::size_t(i)].id != kObj) continue;
            if (is_passive)
              out.add(kIobj, out.items[std::size_t(i)].word);
            else
              out.items[std::size_t(i)].id = kIobj;  // "offered Peru support"
          }
          out.add(kObj, c);
        } else
          out.add(kObj, antecedent(tree, c, word)), has_object = true;
        break;
      case Deprel::iobj:
        out.add(kIobj, c);
        break;
      case Deprel::obl_agent:
        out.add(kSubj, c), has_subject = true;
        break;
      case Deprel::obl:
      case Deprel::nmod: {
        const SlotId slot = slot_of(scene, c);
        // "handed over the papers": the particle taken for a preposition.
        const int mark = tree.child(c, Deprel::case_);
        if (mark == word + 1 && !has_object && !is_passive && scene.frames.phrasal(tree[word].lemma, tree[mark].lemma))
          out.add(kObj, c), has_object = true, add_phrases_below(scene, c, out, 0);
        else if (c > word && !has_object && !is_passive && tree[c].relation == Deprel::obl &&
                 (tree[c].upos == Upos::NOUN || tree[c].upos == Upos::PROPN) && mark < 0 &&
                 tree.child(c, Deprel::mark) < 0) {
          out.add(kObj, c), has_object = true;  // an object taken for an adjunct
          break;
        }
        if (is_passive && !has_subject && slot != kNoSlot && scene.frames.slot_name(slot) == "by")
          out.add(kSubj, c), has_subject = true;
        else
          out.add(slot, antecedent(tree, c, word));
        break;
      }
      case Deprel::xcomp:
      case Deprel::ccomp:
        if ((tree[c].upos == Upos::NOUN || tree[c].upos == Upos::PROPN) && !has_object &&
            tree.child(c, Deprel::cop) < 0 && tree.child(c, Deprel::nsubj) < 0)
          out.add(kObj, c), has_object = true;
        else {
          out.add(kComp, c);
          // "told them to leave", "rejected Chad's calls for": what stands right after may be its object, whatever the
          // clause.
          int inner = tree.child(c, Deprel::nsubj);
          if (inner < 0) inner = tree.child(c, Deprel::nsubj_pass);  // "arrests nine men after two were hurt"
          if (!has_object && !is_passive && tree[c].relation == Deprel::ccomp && inner > word &&
              tree.yield(inner).first == word + 1)
            out.add(kObj, inner), has_object = true;
        }
        break;
      case Deprel::advcl: {
        const SlotId slot = slot_of(scene, c);
        out.add(slot == kNoSlot ? SlotId(kNoSlot) : slot, c);
        break;
      }
      default:
        break;
    }
  }
  if (!has_object && !is_passive && out.find(kIobj) >= 0)
    out.add(kObj, out.find(kIobj)), has_object = true;  // "asked Malta to"
  if (is_passive && !has_subject) {
    // "freed from captivity by the army": the agent may hang on another phrase.
    for (int i = out.count; i-- > 0 && !has_subject;) {
      const Slot slot = out.items[std::size_t(i)];
      if (slot.id < kFirstPreposition) continue;
      for (int c = tree.first_child(slot.word); c >= 0; c = tree.next_sibling(c)) {
        const SlotId inner = tree[c].relation == Deprel::nmod ? slot_of(scene, c) : SlotId(kNoSlot);
        if (inner != kNoSlot && scene.frames.slot_name(inner) == "by") out.add(kSubj, c), has_subject = true;
      }
    }
  }
  // "Was seized and killed by rebels": the agent of the last serves the first.
  for (int c = is_passive && !has_subject ? tree.first_child(word) : -1; c >= 0 && !has_subject;
       c = tree.next_sibling(c)) {
    if (tree[c].relation != Deprel::conj || tree[c].xpos != Xpos::VBN || tree.child(c, Deprel::nsubj_pass) >= 0)
      continue;
    for (int d = tree.first_child(c); d >= 0; d = tree.next_sibling(d)) {
      const SlotId slot = tree[d].relation == Deprel::obl || tree[d].relation == Deprel::obl_agent ? slot_of(scene, d)
                                                                                                   : SlotId(kNoSlot);
      if (slot != kNoSlot && scene.frames.slot_name(slot) == "by") out.add(kSubj, d), has_subject = true;
    }
  }
  // A relative clause without its pronoun, and a participle, act on or for the noun they modify.
  const int noun =
      tree[word].relation == Deprel::acl || tree[word].relation == Deprel::acl_relcl ? tree.head(word) : -1;
  if (noun >= 0) {
    if (is_passive && !has_object)
      out.add(kObj, noun), has_object = true;
    else if (!is_passive && tree[word].relation == Deprel::acl_relcl && has_subject && !has_object) {
      if (subject_of(scene, word) != noun) out.add(kObj, noun), has_object = true;
    }
  }
  if (!has_subject && !is_passive) {
    const int subject = subject_of(scene, word);
    if (subject >= 0 && subject != word) out.add(kSubj, subject);
  }
  if (is_passive && !has_object) {
    const int subject = subject_of(scene, word, 1);
    if (subject >= 0 && subject != word) out.add(kObj, subject), has_object = true;
  }
  // A phrase hung on the object may belong to the verb: "gave equipment to the north".
  if (const int object = out.find(kObj); object >= 0) add_phrases_below(scene, object, out, 0);
  // "attacked and captured the town": the object of the last serves the first.
  if (!has_object && !is_passive) {
    for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
      if (tree[c].relation != Deprel::conj || tree[c].upos != Upos::VERB) continue;
      bool bare = true;  // nothing stands between them
      for (int between = word + 1; between < c; ++between)
        bare &=
            tree[between].upos == Upos::CCONJ || tree[between].upos == Upos::PUNCT || tree[between].upos == Upos::ADV;
      const int object = tree.child(c, Deprel::obj);
      if (bare && object >= 0) out.add(kObj, object);
      break;
    }
  }
  return out;
}

}  // namespace casus::events
