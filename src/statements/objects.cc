// Verbs that report with an object: what belongs to it ("call him | a liar"), what it holds to be true, and whose words
// it brings ("quoted an aide as saying that …").
#include <algorithm>

#include "statements/quotes.h"
#include "statements/scan.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

// "Asked the envoy which towns would be next", "when asked how long it would last, …": the question word opens the
// content, whatever the parser makes of it.
bool SentenceScan::wonders(const Cue& cue, int w, const Kin& k, bool passive) {
  constexpr int kReach = 8;
  if ((cue.frames & kThat) == 0) return false;
  int first = w + 1, head = -1;
  for (; first < std::min(w + kReach, tree_.size() - 2); ++first) {
    const Upos u = tree_[first].upos;
    const Xpos x = tree_[first].xpos;
    const std::string_view lemma = tree_[first].lemma;
    if (x == Xpos::WP || x == Xpos::WRB || x == Xpos::WDT || lemma == "whether" || lemma == "if") break;
    const bool noun = u == Upos::NOUN || u == Upos::PROPN || u == Upos::PRON;
    if (noun) head = first;
    if (!noun && u != Upos::DET && u != Upos::ADJ && u != Upos::PART && lemma != "of" && lemma != "by") return false;
  }
  if (first >= std::min(w + kReach, tree_.size() - 2) ||
      (head >= 0 && tree_[first].xpos == Xpos::WP && tree_[first].lemma == "who"))
    return false;
  const bool bare = w == 0 || (tree_[w - 1].upos != Upos::AUX && tree_[w - 1].lemma == "when");
  int last = tree_.size() - 1;
  if (bare || tree_[w].relation == Deprel::advcl) {
    for (last = first; last < tree_.size() && tree_[last].form != ","; ++last) {
    }
    --last;
  } else if (k.clause > first) {
    last = std::max(tree_.yield(k.clause).last, first + 1);
  }
  Saying& s = saying(&cue, w, verb_range(w, k, w));
  s.source = passive || bare ? k.agent : speaker_of(w, s.range.first, k);
  s.addressee = passive || bare ? k.passive_subject : head;
  add(s, first, last, head_in(first, last));
  return true;
}

// "Called both camps “murderers”", "called the rebels murderers", "what she calls a siege": parsers make one phrase of
// an object and its predicate, or go on behind them. `closed`: only where place alone says where the predicate ends.
bool SentenceScan::named_so(const Cue& cue, int w, const Kin& k, int until, bool closed) {
  constexpr int kReach = 14;
  int first = until + 1, last = -1, mark = -1;
  if (first >= tree_.size() || tree_[first].upos == Upos::ADP || tree_[first].upos == Upos::PUNCT) return false;
  const int subject = k.subject >= 0 && k.subject < w ? tree_.yield(k.subject).first : w;
  const bool what = subject > 0 && tree_[subject - 1].lemma == "what";
  for (int i = first; i < std::min(first + kReach, tree_.size()) && mark < 0; ++i) {
    const Upos u = tree_[i].upos;
    if (quote_mark(tree_[i]) == QuoteMark::kOpen || quote_mark(tree_[i]) == QuoteMark::kEither ||
        single_mark(tree_[i]) == QuoteMark::kOpen) {
      mark = i;
    } else if (u == Upos::PUNCT || u == Upos::AUX || finite(i) || tree_[i].xpos == Xpos::TO) {
      if (what && i > first) last = i - 1;
      break;
    }
  }
  if (mark > first || (what && mark == first)) {
    for (int i = mark + 1; i < tree_.size() && last < 0; ++i) {
      if (quote_mark(tree_[i]) != QuoteMark::kNone || single_mark(tree_[i]) == QuoteMark::kClose) last = i;
    }
  } else if (mark < 0 && !what && k.object < 0 && k.clause < 0 && k.open > first && tree_[k.open].upos == Upos::NOUN &&
             tree_.yield(k.open).first == first) {
    last = tree_.yield(k.open).last;
  }
  if (last < 0 || (closed && !what && (mark < 0 || tree_[last - 1].upos != Upos::PUNCT))) return false;
  Saying& s = saying(&cue, w, verb_range(w, k, until));
  s.source = speaker_of(w, s.range.first, k);
  s.object = true;
  add(s, first, last, head_in(first, last));
  return true;
}

bool SentenceScan::has_predicate(const Cue& cue, int w, int object) const {
  if (with_joined(cue, w, object) > tree_.yield(object).last) return true;
  for (int c = tree_.first_child(object); c >= 0; c = tree_.next_sibling(c)) {
    const Deprel r = tree_[c].relation;
    if (c > object && (cue.frames & kSmall) != 0 &&
        (r == Deprel::nmod_unmarked || r == Deprel::dep || r == Deprel::amod ||
         (r == Deprel::appos && tree_[tree_.yield(c).first - 1].form != ",")))
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
