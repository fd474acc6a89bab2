#include "events/repairs.h"

#include <algorithm>

namespace casus::events {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;

// "A top official today praised the efforts": a finite verb taken for a participle of the subject, where the whole
// sentence is then a noun phrase. A passive participle would have no object, and a verb without any no passive.
bool finite_after_all(const Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  const int noun = tree.head(verb);
  // "The Danes reject proposed changes": a whole sentence taken for a relative clause without a pronoun.
  // Where "an aide said" follows, the whole is taken for one of two subjects.
  const int above = noun >= 0 ? tree.head(noun) : -1;
  bool second = false;
  for (int c = above >= 0 && tree[noun].relation == Deprel::nsubj ? tree.next_sibling(noun) : -1; c >= 0 && c < above;
       c = tree.next_sibling(c))
    second |= tree[c].relation == Deprel::nsubj;
  if (tree[verb].relation == Deprel::acl_relcl && noun >= 0 && noun < verb && (above < 0 || second) &&
      tree.child(noun, Deprel::cop) < 0 && tree.child(verb, Deprel::obj) > verb) {
    for (int c = tree.first_child(verb); c >= 0 && c < verb; c = tree.next_sibling(c)) {
      if (tree[c].upos == Upos::PRON || tree[c].upos == Upos::NOUN || tree[c].upos == Upos::PROPN ||
          tree[c].upos == Upos::SCONJ || tree[c].upos == Upos::PART)
        return false;
    }
    return second || tree.yield(noun).last == tree.size() - 1;
  }
  if (tree[verb].relation != Deprel::acl || noun < 0 || noun > verb || tree[noun].relation != Deprel::root ||
      tree.child(noun, Deprel::cop) >= 0)
    return false;
  if (tree.child(verb, Deprel::obj) > verb) return true;
  const std::span<const Frame> frames = scene.frames.verbs(tree[verb].lemma);
  return !frames.empty() && std::none_of(frames.begin(), frames.end(), [](const Frame& frame) {
    return std::find(frame.recipient.begin(), frame.recipient.end(), kObj) != frame.recipient.end() ||
           std::find(frame.object.begin(), frame.object.end(), kObj) != frame.object.end();
  });
}

// "Troops loyal to the general took the town": the adjective taken for the subject describes it.
int described(const Tree& tree, int subject) {
  if (tree[subject].upos != Upos::ADJ) return subject;
  const int verb = tree.head(subject), noun = verb >= 0 ? tree.head(verb) : -1;
  const bool right_after = noun >= 0 && tree.yield(subject).first == noun + 1;
  return right_after && tree[verb].relation == Deprel::acl_relcl ? noun : subject;
}

// "A top official today praised them": an adjective in the place of a noun, and the subject of what hangs on it.
bool stands_for_noun(const Tree& tree, int word) {
  return tree[word].upos == Upos::ADJ && tree.child(word, Deprel::det) >= 0 && tree.child(word, Deprel::cop) < 0;
}

// "Border conflict: Peru rejects": of two subjects with a colon between them the first is a label; of "15" and "rebels"
// the first counts the second.
bool no_subject(const Tree& tree, int verb, int subject) {
  // "A blast in the town, Mali kills": the country after the comma goes with the place, not with the verb.
  if (subject > 1 && tree[subject].upos == Upos::PROPN && tree[subject - 1].form == "," &&
      tree[subject - 2].upos == Upos::PROPN && tree.first_child(subject) < 0) {
    for (int c = tree.first_child(verb); c >= 0 && c < subject; c = tree.next_sibling(c)) {
      if (tree[c].relation == tree[subject].relation && tree.yield(c).last + 2 >= subject) return true;
    }
  }
  bool colon = false;
  for (int c = tree.next_sibling(subject); c >= 0 && c < verb; c = tree.next_sibling(c)) {
    colon |= tree[c].form == ":";
    if (tree[c].relation == tree[subject].relation && (colon || tree[subject].upos == Upos::NUM)) return true;
  }
  return false;
}

bool verb_after_all(const Tree& tree, int word) {
  const syntax::Word& w = tree[word];
  if (w.upos != Upos::NOUN || w.form.empty() || w.form.front() < 'a' || w.form.front() > 'z') return false;
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    if (c > word && tree[c].relation == Deprel::obj) return true;
  }
  return false;
}

// The subject of a verb taken for a noun: the noun before it, which then hangs on it, or on which it hangs.
int subject_of_noun(const Tree& tree, int word) {
  int out = -1;
  for (int c = tree.first_child(word); c >= 0 && c < word; c = tree.next_sibling(c)) {
    const Deprel relation = tree[c].relation;
    if ((relation == Deprel::compound || relation == Deprel::nsubj || relation == Deprel::nmod_desc ||
         relation == Deprel::nmod_unmarked) &&
        (tree[c].upos == Upos::NOUN || tree[c].upos == Upos::PROPN))
      out = c;
  }
  if (out < 0 && (tree[word].relation == Deprel::conj || tree[word].relation == Deprel::appos)) out = tree.head(word);
  return out;
}

}  // namespace casus::events
