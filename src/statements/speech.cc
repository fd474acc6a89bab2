// "Said" and its like. The tree proposes, position decides: what stands behind the verb up to the end of its clause is the content
// ("she said that …"); where nothing does, it is what stands before the comma ahead of the speaker ("…, she said", "…, said the
// minister"), on both sides of a parenthesis ("the bridge, she said, was lost").
#include <algorithm>

#include "statements/scan.h"
#include "statements/quotes.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

namespace {

// A subordinate clause with these belongs to what is said, not to the saying.
bool argues(std::string_view mark) {
  return mark == "if" || mark == "unless" || mark == "because" || mark == "until" || mark == "once" || mark == "so" || mark == "although" ||
         mark == "though" || mark == "that" || mark == "since" || mark == "whether";
}

}  // namespace

bool SentenceScan::content_behind(const Cue& cue, int w, const Kin& k, Saying& s) const {
  if (k.clause <= w) return false;
  const bool addressed = (cue.frames & kAddressee) != 0;
  int first = tree_.yield(k.clause).first, last = tree_.yield(k.clause).last;
  for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
    if (c <= w) continue;
    const WordRange part = tree_.yield(c);
    const Deprel r = tree_[c].relation;
    if (c < k.clause) {  // what the parser took for an object begins the clause
      if ((r == Deprel::obj || r == Deprel::nsubj || r == Deprel::dep || r == Deprel::nsubj_pass) && !addressed && part.first > s.range.last) {
        first = std::min(first, part.first);
      }
      continue;
    }
    const bool joined = part.first <= last + 1 || (tree_[part.first].lemma == "and" && part.first <= last + 2);
    const int mark = tree_.child(c, Deprel::mark);
    if (r == Deprel::conj && mark >= 0 && tree_[mark].lemma == "that") {
      last = std::max(last, part.last);
    } else if (r == Deprel::conj && joined && !speaks(c) && tree_.child(c, Deprel::nsubj) >= 0) {
      last = std::max(last, part.last);
    } else if (r == Deprel::advcl && mark >= 0 && argues(tree_[mark].lemma) && !speaks(c)) {
      last = std::max(last, part.last);
    } else if (r == Deprel::obl && part.first == last + 1) {
      last = std::max(last, part.last);
    }
  }
  if (first <= w) first = w + 1;
  add(s, std::max(first, s.range.last + 1), cut_tail(std::max(first, k.clause), last), k.clause);
  return !s.content.empty();
}

bool SentenceScan::content_before(int w, const Kin& k, Saying& s) const {
  int begin = s.range.first;
  if (s.source >= 0 && s.source < w) begin = std::min(begin, source_phrase(tree_, sentence_, s.source, w).first);
  int left = begin - 1;
  // An adverb or an adjunct may stand between comma and speaker.
  for (int step = 0; step < 6 && left > 0 && tree_.head(left) >= begin && tree_.head(left) <= w && tree_[left].upos != Upos::PUNCT; ++step) --left;
  if (left < 1 || tree_[left].upos != Upos::PUNCT) return false;
  const bool comma = tree_[left].form == "," || tree_[left].form == "—" || tree_[left].form == "–" || tree_[left].form == "--";
  if (!comma) return false;  // quotations come later
  const int before = left - 1;
  int verbs_before = 0;
  for (int i = 0; i <= before; ++i) verbs_before += tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX;
  // Where the phrase of the speaker ends.
  int end = w;
  if (s.source > w) end = std::max(end, tree_.yield(s.source).last);
  for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
    const Deprel r = tree_[c].relation;
    if (c > w && (r == Deprel::obl || r == Deprel::advmod || r == Deprel::obl_unmarked || r == Deprel::obj || r == Deprel::iobj) &&
        tree_.yield(c).first <= end + 1) {
      end = std::max(end, tree_.yield(c).last);
    }
  }
  const bool more = end + 2 < tree_.size() && tree_[end + 1].form == "," && tree_[end + 2].xpos != Xpos::VBG;
  int verbs_after = 0;
  if (more) {
    for (int i = end + 2; i < tree_.size(); ++i) verbs_after += tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX;
  }
  if (verbs_before == 0 && verbs_after == 0) return false;
  const bool both = more && verbs_after > 0 && (verbs_before == 0 || tree_[end + 2].upos == Upos::CCONJ || k.aside > end);
  if (verbs_before == 0 && !both) return false;
  // Another saying in front keeps its own words.
  int from = 0;
  for (const Saying& other : out_) {
    if (&other == &s || other.content.empty() || other.word >= w || other.content.back().last >= w) continue;
    if (other.source >= 0 && other.voice && other.content.back().last >= before - 1 && other.content.front().first > other.word) return false;
  }
  add(s, from, before, head_in(from, before));
  if (both) add(s, end + 2, cut_tail(end + 2, tree_.size() - 1), head_in(end + 2, tree_.size() - 1));
  return !s.content.empty();
}

bool SentenceScan::speech(const Cue& cue, int w, Kin k, int until) {
  const bool addressed = (cue.frames & kAddressee) != 0;
  // "…, said the minister": the speaker behind the verb, taken for its object or clause.
  if (k.subject < 0 && finite(w) && w > 0) {
    const bool breaks = tree_[w - 1].upos == Upos::PUNCT;
    if (k.clause > w && nominal_clause(k.clause)) {
      k.subject = k.clause;
      k.clause = -1;
    } else if (breaks && k.object > w && k.clause <= w && !addressed) {
      k.subject = k.object;
      k.object = -1;
    }
  }
  const bool gerund = k.clause > w && tree_[k.clause].xpos == Xpos::VBG && tree_.child(k.clause, Deprel::mark) < 0 &&
                      tree_.child(k.clause, Deprel::aux) < 0 && tree_.child(k.clause, Deprel::nsubj) < 0;
  if (k.clause < 0 && (k.object >= 0 || k.open >= 0) && (cue.frames & (kNp | kTo | kIng)) != 0) return false;
  Saying& s = saying(&cue, w, verb_range(w, k, until));
  s.voice = true;
  s.source = k.subject >= 0 && !k.expletive ? antecedent(k.subject) : antecedent(subject_of(w));
  if (s.source < 0 && finite(w) && !k.expletive) s.source = noun_before(s.range.first);
  s.addressee = k.recipient >= 0 ? k.recipient : addressed ? k.object : -1;
  if (!gerund && content_behind(cue, w, k, s)) return true;
  if (s.source < 0) return s.voice;
  const bool as = k.as >= 0 && tree_[w].relation == Deprel::advcl;
  if (as && tree_.yield(w).last - tree_.yield(w).first < 14) {  // "as the ministry said"
    const int head = tree_.head(w);
    clause(head, tree_.yield(w).first, tree_.yield(w).last, s);
    return true;
  }
  if (finite(w) && content_before(w, k, s)) return true;
  if (k.clause >= 0 && k.clause < w) {
    const WordRange own = tree_.yield(k.clause);
    add(s, own.first, std::min(own.last, s.range.first - 1), k.clause);
  } else if (!addressed && k.object > w && tree_[k.object].upos != Upos::PRON && (cue.frames & kNp) == 0 && tree_[k.object].relation == Deprel::obj &&
             k.clause < 0 && k.open < 0) {
    return true;  // "said a prayer": the words are named, not given
  }
  return true;
}

}  // namespace casus::statements
