// Where the quoted stretches of a sentence begin and end.
#include <algorithm>

#include "statements/frames.h"
#include "statements/quotes.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

namespace {

bool is_mark(const syntax::Word& word) {
  return word.upos == Upos::PUNCT && (quote_mark(word) != QuoteMark::kNone || single_mark(word) != QuoteMark::kNone);
}

int marks_in(const Tree& tree, int first, int last) {
  int n = 0;
  for (int w = first; w <= last; ++w) n += is_mark(tree[w]);
  return n;
}

bool loose(const syntax::Word& word) {  // punctuation that never belongs to the edge of a phrase
  if (word.upos != Upos::PUNCT) return false;
  const char c = word.form.empty() ? ' ' : word.form[0];
  return c != '$' && c != '(' && c != ')' && c != '[' && c != ']' && !is_mark(word);
}

}  // namespace

WordRange trimmed(const Tree& tree, int sentence, int first, int last) {
  const auto loose_here = [&](int w) { return loose(tree[w]); };
  while (first <= last && loose_here(first)) ++first;
  while (first <= last && loose_here(last)) --last;
  if (first > last) return {sentence, 0, -1};
  if (marks_in(tree, first, last) % 2 != 0) {  // take the partner in from just outside, or drop the odd one at the edge
    int beyond = last + 1;
    while (beyond < tree.size() && loose_here(beyond) && beyond < last + 3) ++beyond;
    if (beyond < tree.size() && is_mark(tree[beyond]) &&
        (tree[beyond].form == "\"" || quote_mark(tree[beyond]) == QuoteMark::kClose ||
         single_mark(tree[beyond]) == QuoteMark::kClose)) {
      last = beyond;
    } else if (first > 0 && is_mark(tree[first - 1])) {
      --first;
    } else if (is_mark(tree[last]) &&
               (quote_mark(tree[last]) == QuoteMark::kOpen || single_mark(tree[last]) == QuoteMark::kOpen)) {
      --last;
    } else if (is_mark(tree[first]) && quote_mark(tree[first]) == QuoteMark::kClose) {
      ++first;
    }
    while (first <= last && loose_here(first)) ++first;
    while (first <= last && loose_here(last)) --last;
  } else if (first > 0 && last + 1 < tree.size() && is_mark(tree[first - 1])) {  // the pair just outside
    int beyond = last + 1;
    while (beyond < tree.size() && loose_here(beyond) && beyond < last + 3) ++beyond;
    if (beyond < tree.size() && is_mark(tree[beyond])) --first, last = beyond;
  }
  if (first > last) return {sentence, 0, -1};
  return {sentence, first, last};
}

namespace {

bool dash(const syntax::Word& word) {
  return word.form == "—" || word.form == "–" || word.form == "--" || (word.form == "-" && word.space_after);
}

bool in_name(const syntax::Word& w) {  // what stands before a name and belongs to it: "the former army chief"
  return w.upos == Upos::NOUN || w.upos == Upos::PROPN || w.upos == Upos::ADJ || w.upos == Upos::DET ||
         w.upos == Upos::NUM || w.xpos == Xpos::POS || w.xpos == Xpos::HYPH || w.xpos == Xpos::PRPS || w.lemma == "of";
}

// First word of what the cue at `cue` starts with: auxiliaries and adverbs before it.
int verb_group(const Tree& tree, int cue, int floor) {
  while (cue - 1 > floor &&
         (tree[cue - 1].upos == Upos::AUX || tree[cue - 1].upos == Upos::ADV || tree[cue - 1].upos == Upos::PART))
    --cue;
  return cue;
}

// Where parsers tear a source: "4 in 10", "premier | Ana Lopez said", "army chief | Juan Paz said", "Juan Paz | , head
// of the army, said", "Juan Paz | , who led the army, said".
void mend(const Tree& tree, int cue, WordRange& range) {
  while (range.first > 1 && tree[range.first].upos == Upos::NUM && tree[range.first - 1].upos == Upos::ADP &&
         tree[range.first - 2].upos == Upos::NUM) {
    range.first -= 2;
    while (range.first > 0 && tree[range.first - 1].upos == Upos::ADV) --range.first;
  }
  if (tree[range.first].upos == Upos::PROPN && range.first > 0 && tree[range.first - 1].upos == Upos::NOUN &&
      tree[range.first - 1].relation != Deprel::obl_unmarked &&
      tree[range.first - 1].relation != Deprel::nmod_unmarked) {
    int left = range.first;
    while (left > 0 && in_name(tree[left - 1])) --left;
    if (left == 0 || tree[left - 1].upos == Upos::PUNCT || tree[left - 1].upos == Upos::SCONJ ||
        tree[left - 1].upos == Upos::CCONJ)
      range.first = left;
  }
  if (range.last >= cue) return;
  const int verb = verb_group(tree, cue, range.last);
  int next = range.last + 1;
  if (tree[range.last].upos == Upos::NOUN && tree[next].upos == Upos::PROPN) {
    while (next < verb && tree[next].upos == Upos::PROPN) ++next;
    if (next == verb || tree[next].form == ",") range.last = next - 1;
  }
  if (next + 1 >= verb || tree[next].form != "," || tree[verb - 1].form != ",") return;
  const bool relative =
      tree[next + 1].xpos == Xpos::WP || tree[next + 1].xpos == Xpos::WDT || tree[next + 1].xpos == Xpos::WPS;
  if (!relative) {
    if (!in_name(tree[next + 1])) return;
    for (int w = next + 1; w < verb; ++w) {
      const Xpos x = tree[w].xpos;
      if (x == Xpos::VBD || x == Xpos::VBZ || x == Xpos::VBP || x == Xpos::MD || x == Xpos::PRP) return;
    }
  }
  range.last = verb - 2;
}

}  // namespace

int after_dateline(const Tree& tree) {
  constexpr int kLongest = 14;
  if (tree.size() == 0 || tree[0].upos != Upos::PROPN) return 0;
  for (int w = 1; w < std::min(tree.size() - 1, kLongest); ++w) {
    const Upos u = tree[w].upos;
    if (dash(tree[w]) && (tree[w - 1].space_after || tree[w].space_after)) return w + 1;
    if (u != Upos::PROPN && u != Upos::NUM && u != Upos::PUNCT && u != Upos::ADP && u != Upos::SYM && u != Upos::X)
      break;
  }
  return 0;
}

WordRange source_phrase(const Tree& tree, int sentence, int head, int cue) {
  WordRange range = tree.yield(head);
  for (int c = tree.first_child(head); c >= 0; c = tree.next_sibling(c)) {
    const WordRange part = tree.yield(c);
    const Deprel relation = tree[c].relation;
    const bool clause = relation == Deprel::acl_relcl || relation == Deprel::acl || relation == Deprel::parataxis ||
                        relation == Deprel::appos || relation == Deprel::conj || relation == Deprel::advcl;
    const bool set_off = part.first > range.first && (tree[part.first - 1].form == "," || tree[part.first].form == ",");
    const bool at_edge = part.first > head;
    if (part.holds(cue) ||
        (at_edge && set_off &&
         (relation == Deprel::acl_relcl || relation == Deprel::acl || relation == Deprel::advcl)) ||
        (at_edge && relation == Deprel::parataxis)) {
      if (part.first > head) {
        range.last = std::min(range.last, part.first - 1);
      } else if (clause || part.holds(cue)) {
        range.first = std::max(range.first, part.last + 1);
      }
    }
    // A noun that is also a predicate: its subject and copula are no part of the phrase.
    const bool clausal = relation == Deprel::nsubj || relation == Deprel::cop || relation == Deprel::mark ||
                         relation == Deprel::cc || relation == Deprel::aux || relation == Deprel::expl ||
                         relation == Deprel::nsubj_pass;
    if (clausal && part.last < head) range.first = std::max(range.first, part.last + 1);
    if (relation == Deprel::case_ && part.first <= range.first && part.last < head) range.first = part.last + 1;
    if (relation == Deprel::case_ && part.first > head) range.last = std::min(range.last, part.first - 1);
  }
  if (range.holds(cue) && cue != head) {
    if (cue > head)
      range.last = cue - 1;
    else
      range.first = cue + 1;
  }
  // A name that the parser split is whole again; ", who …" says more about the source than it is.
  while (range.last + 1 < tree.size() && range.last + 1 != cue && tree[range.last + 1].upos == Upos::PROPN &&
         tree[range.last].upos == Upos::PROPN)
    ++range.last;
  while (range.first > 0 && range.first - 1 != cue && tree[range.first - 1].upos == Upos::PROPN &&
         tree[range.first].upos == Upos::PROPN)
    --range.first;
  for (int w = head + 1; w < range.last; ++w) {
    const Xpos x = tree[w + 1].xpos;
    if (tree[w].form == "," && (x == Xpos::WP || x == Xpos::WDT || x == Xpos::WPS)) range.last = w - 1;
  }
  // "A source close to the talks": what stands between a subject and its verb belongs to it.
  if (range.last < cue && head <= range.last) {
    const Upos next = tree[range.last + 1].upos;
    int w = range.last + 1;
    const bool adverb = next == Upos::ADV && w + 1 < cue && tree[w + 1].upos == Upos::ADP;
    if (adverb) ++w;
    if (adverb || next == Upos::ADJ || (next == Upos::ADP && tree[w].lemma == "of")) {
      while (w < cue && (tree[w].upos == Upos::ADJ || tree[w].upos == Upos::ADP || tree[w].upos == Upos::DET ||
                         tree[w].upos == Upos::NOUN || tree[w].upos == Upos::PROPN)) {
        ++w;
      }
      if (w == cue || tree[w].upos == Upos::AUX) range.last = w - 1;
    }
  }
  // ", for his part", ", in a speech" tell of the saying.
  for (int w = head + 1; w + 1 < range.last; ++w) {
    if (tree[w].form == "," && tree[w + 1].upos == Upos::ADP && cue > head &&
        (tree[w + 1].lemma == "for" || tree[w + 1].lemma == "in" || tree[w + 1].lemma == "at" ||
         tree[w + 1].lemma == "on" || tree[w + 1].lemma == "during" || tree[w + 1].lemma == "after")) {
      range.last = w - 1;
    }
  }
  for (int w = head - 1; w > range.first;
       --w) {  // a quotation ends at its comma, whatever the parser hung on the source
    if (is_mark(tree[w]) && loose(tree[w - 1])) {
      range.first = w + 1;
      break;
    }
  }
  // The mark that closes the quotation before the source is none of its own.
  if (range.first < head && is_mark(tree[range.first]) && marks_in(tree, range.first, range.last) == 1) ++range.first;
  if (!range.empty()) mend(tree, cue, range);
  if (const int front = after_dateline(tree); front > range.first && front <= head) range.first = front;
  const WordRange out = trimmed(tree, sentence, range.first, range.last);
  return out.empty() ? WordRange{sentence, head, head} : out;
}

bool negated(const Tree& tree, int word) {
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    if (c > word) break;
    const syntax::Word& child = tree[c];
    if ((child.relation == Deprel::advmod || child.upos == Upos::PART) &&
        (child.lemma == "not" || child.lemma == "never"))
      return true;
    if (child.relation == Deprel::nsubj &&
        (child.lemma == "nobody" || child.lemma == "none" || child.lemma == "neither"))
      return true;
    if (child.relation == Deprel::nsubj || child.relation == Deprel::det) {
      const int det = child.relation == Deprel::det ? c : tree.child(c, Deprel::det);
      if (det >= 0 && tree[det].lemma == "no") return true;
    }
    if (child.relation == Deprel::mark && child.lemma == "without") return true;
  }
  return false;
}

}  // namespace casus::statements
