// Verbs that report with an object: what belongs to it ("call him | a liar"), what it holds to be true, and whose words
// it brings ("quoted an aide as saying that …").
#include <algorithm>

#include "statements/scan.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::WordRange;
using syntax::Xpos;

bool SentenceScan::has_predicate(const Cue& cue, int w, int object) const {
  if (with_joined(cue, w, object) > tree_.yield(object).last) return true;
  for (int c = tree_.first_child(object); c >= 0; c = tree_.next_sibling(c)) {
    const Deprel r = tree_[c].relation;
    if (c > object && (cue.frames & kSmall) != 0 &&
        (r == Deprel::nmod_unmarked || r == Deprel::dep || r == Deprel::amod))
      return true;
  }
  return false;
}

// Who is to act is the subject of the clause that says what: "urged | both sides to stop".
void SentenceScan::lead_in(int noun, Saying& s) const {
  if (s.content.empty()) return;
  const WordRange own = tree_.yield(noun);
  const int first = std::max({own.first, s.range.last + 1, tree_.child(noun, Deprel::case_) + 1});
  WordRange& front = s.content.front();
  if (first < front.first && (own.last + 1 == front.first || own.holds(front.first))) front.first = first;
}

// A noun for what somebody holds to be true: accusations always, a report where its words are named.
bool SentenceScan::asserts(int noun) const {
  bool told = tree_[noun].xpos == Xpos::NNS || (noun + 1 < tree_.size() && tree_[noun + 1].lemma == "that");
  for (int c = tree_.first_child(noun); c >= 0; c = tree_.next_sibling(c)) {
    const Deprel r = tree_[c].relation;
    told |= c > noun && (r == Deprel::acl || r == Deprel::acl_relcl || r == Deprel::ccomp);
  }
  const auto rows = cues_.find(tree_[noun].lemma, CuePart::kNoun);
  return std::any_of(rows.begin(), rows.end(), [told](const Cue& cue) {
    return (cue.frames & kThat) != 0 && (cue.act == SpeechAct::kAccuse || (told && cue.act == SpeechAct::kAssert));
  });
}

// "Quoted an aide as saying that …": the aide's words, inside what the agency reports.
void SentenceScan::as_saying(const Cue& cue, int w, int object) {
  constexpr int kReach = 12;
  if ((cue.frames & kNp) == 0 || (cue.frames & kQuote) == 0) return;
  for (int v = object + 2; v < std::min(w + kReach, tree_.size()); ++v) {
    if (tree_[v].xpos != Xpos::VBG || tree_[v - 1].lemma != "as" || !speaks(v)) continue;
    const Kin inner = kin(v);
    Saying& s = saying(&verb_rows(v).front(), v, {sentence_, v, v});
    s.source = object;
    s.voice = true;
    if (inner.clause > v) {
      clause(inner.clause, v, v, s);
    } else {
      add(s, v + 1, tree_.size() - 1, head_in(v + 1, tree_.size() - 1));
    }
    taken_ = v;
    return;
  }
}

bool SentenceScan::quoted_as_saying(const Cue& cue, int w, const Kin& k) {
  if ((cue.frames & kNp) == 0 || k.passive_subject < 0) return false;
  for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
    if (c < w || tree_[c].xpos != Xpos::VBG || c > w + 8 || !has_case(c, "as")) continue;
    const Kin inner = kin(c);
    Saying& s = saying(&cue, w, verb_range(w, k, c));
    s.source = antecedent(k.passive_subject);
    s.voice = true;
    if (inner.clause > c) clause(inner.clause, c, c, s);
    taken_ = c;
    return true;
  }
  return false;
}

bool SentenceScan::is_joined(const Cue& cue, int c) const {
  return std::any_of(cue.joined.begin(), cue.joined.end(), [&](std::string_view p) { return has_case(c, p); });
}

int SentenceScan::joined_end(const Cue& cue, int w, int after) const {
  int last = after;
  for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
    if (c > after && is_joined(cue, c)) last = std::max(last, tree_.yield(c).last);
  }
  return last;
}

int SentenceScan::with_joined(const Cue& cue, int w, int object) const {
  int last = std::max(tree_.yield(object).last, joined_end(cue, w, object));
  if ((cue.frames & kSmall) != 0) {  // "call him a liar", however the parser hangs the predicate
    for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
      const Deprel r = tree_[c].relation;
      const bool predicate =
          r == Deprel::xcomp || r == Deprel::obj || r == Deprel::obl_unmarked || r == Deprel::ccomp || r == Deprel::dep;
      if (c > object && predicate) last = std::max(last, tree_.yield(c).last);
    }
  }
  return last;
}

}  // namespace casus::statements
