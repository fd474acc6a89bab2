// Finding the condition of an act: by the tree where it can, by the words alone where the tree has lost it.
#include <algorithm>

#include "commitments/grammar.h"

namespace casus::commitments {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

namespace {

// Whether the connective's words stand at `first`.
bool stands_at(const Tree& tree, int first, const Connective& connective) {
  if (first + int(connective.words.size()) > tree.size()) return false;
  for (std::size_t i = 0; i < connective.words.size(); ++i) {
    const std::string_view form = tree[first + int(i)].form, want = connective.words[i];
    if (form.size() != want.size()) return false;
    for (std::size_t k = 0; k < form.size(); ++k) {
      if ((form[k] | 32) != (want[k] | 32)) return false;
    }
  }
  return true;
}

}  // namespace

namespace {

// A condition by its words alone, where the tree has lost it: from "if", "unless" or a phrase like "in case of" to the
// end of what that word's clause holds, or to the next mark.
Condition condition_in_words(const Scene& scene, int after, EntryKind kind) {
  const Tree& tree = scene.tree;
  for (int i = after + 1; i + 1 < tree.size(); ++i) {
    for (const Connective& connective : scene.tables.connectives()) {
      const bool sure = connective.words.size() > 1
                            ? connective.phrase
                            : connective.clause && connective.kinds == 0 && tree[i].xpos == Xpos::IN;
      if (!sure || !connective.fits(kind) || !stands_at(tree, i, connective)) continue;
      int last = i + int(connective.words.size());
      while (last + 1 < tree.size() && tree[last + 1].upos != Upos::PUNCT) ++last;
      const int governor = tree.head(i);
      if (governor > i && tree.yield(governor).first == i) last = std::max(last, tree.yield(governor).last);
      const WordRange range = without_edges(scene, {scene.sentence, i, std::min(last, tree.size() - 1)});
      if (range.last > range.first)
        return {range, governor > i && range.holds(governor) ? governor : range.first + int(connective.words.size()),
                &connective};
    }
  }
  return {};
}

}  // namespace

Condition condition_of(const Scene& scene, std::initializer_list<int> words, EntryKind kind) {
  const Tree& tree = scene.tree;
  Condition weak;
  // First what the words govern, then what hangs deeper in the act: trees often tie an if-clause to its last noun.
  std::vector<int> candidates;
  for (int word : words) {
    for (int c = word < 0 ? -1 : tree.first_child(word); c >= 0; c = tree.next_sibling(c)) candidates.push_back(c);
  }
  const int act = *words.begin();
  for (int w = act < 0 ? tree.size() : act + 1; w < tree.size(); ++w) {
    const bool clause = tree[w].relation == Deprel::advcl ||
                        (tree[w].relation == Deprel::acl_relcl && tree.child(w, Deprel::mark) >= 0);
    if (clause && tree.head(w) != act && tree.under(w, act)) candidates.push_back(w);
  }
  {
    for (int c : candidates) {
      const Deprel r = tree[c].relation;
      const bool clause = r == Deprel::advcl || r == Deprel::ccomp || r == Deprel::parataxis || r == Deprel::dep ||
                          r == Deprel::acl_relcl;
      const bool phrase = r == Deprel::obl || r == Deprel::nmod || r == Deprel::advmod || r == Deprel::advcl;
      if (!clause && !phrase) continue;
      const WordRange range = without_edges(scene, tree.yield(c));
      if (range.empty()) continue;
      int first = range.first;
      while (first < range.last && tree[first].upos == Upos::ADV && tree[first].relation != Deprel::case_ &&
             tree[first].relation != Deprel::mark)
        ++first;
      for (const Connective& connective : scene.tables.connectives()) {
        if (!connective.fits(kind)) continue;
        if (connective.clause && !clause) continue;
        if (connective.phrase && !phrase) continue;
        int at = first;
        if (!stands_at(tree, at, connective)) {
          at = range.first;
          if (!stands_at(tree, at, connective)) continue;
        }
        if (connective.inverted && (tree[at].upos != Upos::AUX || !clause || tree.child(c, Deprel::mark) >= 0))
          continue;
        if (connective.clause && tree[c].upos == Upos::VERB && tree[c].xpos == Xpos::VBG &&
            subject_child(tree, c) < 0 && connective.form == "while")
          continue;
        Condition found{{scene.sentence, at, range.last}, c, &connective};
        if (!connective.weak) return found;
        if (weak.head < 0) weak = found;
        break;
      }
    }
  }
  if (weak.head >= 0 || act < 0) return weak;
  return condition_in_words(scene, act, kind);
}

}  // namespace casus::commitments
