// Sayings told by place alone: headlines, whose trees are least to be trusted, and the labels of transcripts
// ("Minister: no talks").
#include <algorithm>
#include <array>

#include "statements/quotes.h"
#include "statements/scan.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::Upos;
using syntax::Xpos;

namespace {

bool opens_quotation(const syntax::Word& word) {
  const QuoteMark mark = quote_mark(word);
  return mark == QuoteMark::kOpen || mark == QuoteMark::kEither || single_mark(word) == QuoteMark::kOpen;
}

bool is_dash(const syntax::Word& word) {
  return word.form == "-" || word.form == "--" || word.form == "–" || word.form == "—";
}

}  // namespace

// "Premier Says Talks Have Failed", where every word has a capital and taggers see one long name.
void SentenceScan::capital_headline() {
  constexpr int kLongest = 20, kReach = 8;
  if (tree_.size() < 5 || tree_.size() > kLongest) return;
  int capitals = 0, small = 0;
  for (int w = 0; w < tree_.size(); ++w) {
    const std::string_view form = tree_[w].form;
    if (form.size() < 4) continue;
    capitals += form[0] >= 'A' && form[0] <= 'Z';
    small += form[0] >= 'a' && form[0] <= 'z';
  }
  if (capitals < 4 || small * 5 > capitals) return;
  for (int w = 1; w < std::min(kReach, tree_.size() - 2); ++w) {
    if (tree_[w].upos == Upos::AUX || tree_[w].upos == Upos::PUNCT) return;
    std::array<char, 16> lower;
    std::size_t size = tree_[w].form.size();
    if (size < 4 || size > lower.size() || tree_[w].form.back() != 's') continue;
    std::transform(tree_[w].form.begin(), tree_[w].form.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    --size;
    if (size > 3 && lower[size - 1] == 'e' && lower[size - 2] == 'i') lower[size - 2] = 'y', --size;
    for (const Cue& cue : cues_.find({lower.data(), size}, CuePart::kVerb)) {
      if (!cue.particle.empty() || (cue.frames & kQuote) == 0 || (cue.frames & kThat) == 0) continue;
      Saying& s = saying(&cue, w, {sentence_, w, w});
      s.source = head_in(0, w - 1);
      s.voice = true;
      taken_ = w;
      add(s, w + 1, tree_.size() - 1, head_in(w + 1, tree_.size() - 1));
      return;
    }
  }
}

// "Council chief warns of famine", without any other verb, taken for a plural.
bool SentenceScan::headline_verb(int w) {
  if (w == 0 || w != tree_.root() || tree_[w].xpos != Xpos::NNS || w + 2 >= tree_.size()) return false;
  if (tree_[w - 1].upos != Upos::NOUN && tree_[w - 1].upos != Upos::PROPN && tree_[w - 1].upos != Upos::ADJ)
    return false;
  for (int i = 0; i < tree_.size(); ++i) {
    if (finite(i) || tree_[i].upos == Upos::AUX) return false;
  }
  if (!cues_.find(tree_[w].lemma, CuePart::kNoun).empty()) return false;
  for (const Cue& cue : cues_.find(tree_[w].lemma, CuePart::kVerb)) {
    if ((cue.frames & kQuote) == 0 || !cue.particle.empty()) continue;
    const bool skips =
        std::find(cue.prepositions.begin(), cue.prepositions.end(), tree_[w + 1].lemma) != cue.prepositions.end();
    Saying& s = saying(&cue, w, {sentence_, w, w + skips});
    s.source = w - 1;
    s.named = trim(0, w - 1);
    add(s, w + 1 + skips, tree_.size() - 1, head_in(w + 1 + skips, tree_.size() - 1));
    return true;
  }
  return false;
}

// "Minister: no talks before May", "PAZ: We waited.", "Paz on the talks: ‘Never’": a name, a colon, his words.
void SentenceScan::headline() {
  constexpr int kLongest = 9;
  int colon = 1, begin = 0, circumstance = -1;
  for (; colon < tree_.size() && colon <= kLongest && tree_[colon].form != ":"; ++colon) {
    const std::string_view p = tree_[colon].lemma;
    if (circumstance < 0 && tree_[colon].upos == Upos::ADP && (p == "on" || p == "to" || p == "in" || p == "at"))
      circumstance = colon;
    if (circumstance < 0 && p == "from") begin = colon + 1;  // "More from Paz: …"
  }
  if (colon + 2 >= tree_.size() || colon > kLongest || tree_[colon].form != ":") return;
  const int end = circumstance > 0 ? circumstance : colon;
  bool named = false;
  for (int w = 0; w < colon; ++w) {
    const Upos u = tree_[w].upos;
    const bool clause = u == Upos::VERB || u == Upos::AUX || u == Upos::ADV || u == Upos::SCONJ;
    const bool event =
        w > end && (u == Upos::VERB) && opens_quotation(tree_[colon + 1]);  // "Paz on leaving Lima: ‘No’"
    if (u == Upos::PUNCT || (clause && !event)) return;
    named |= w < end && (u == Upos::PROPN || cast_.headed_by(sentence_, w) >= 0);
  }
  if (!named || tree_[0].upos == Upos::NUM) return;
  int words = 0;  // "Kenya: 12"
  for (int w = colon + 1; w < tree_.size(); ++w) words += tree_[w].upos != Upos::NUM && tree_[w].upos != Upos::PUNCT;
  if (words < 2) return;
  if (begin >= end) return;
  const int head = head_in(begin, end - 1);
  const bool known = cast_.headed_by(sentence_, head) >= 0;
  // "The Latest: …", "Editor's note: …" are titles of what follows.
  if (!known && (tree_[0].upos == Upos::DET || tree_.child(head, Deprel::nmod_poss) >= 0)) return;
  Saying& s = saying(nullptr, colon, {sentence_, colon, colon});
  s.source = head;
  if (begin > 0 || end < colon) s.named = trim(begin, end - 1);
  s.negated = false;
  s.voice = true;
  add(s, colon + 1, tree_.size() - 1, head_in(colon + 1, tree_.size() - 1));
}

// "Nobody agrees with the envoy, Juan Paz: “…”": whoever is named right before a colon speaks the quotation behind it.
void SentenceScan::introduced(int colon) {
  const bool ends = colon + 1 == tree_.size();
  if (colon == 0 || !(ends || opens_quotation(tree_[colon + 1]))) return;
  for (const Saying& other : out_) {
    if (other.voice && (other.word == colon || other.content.empty() || other.content.back().first < other.word))
      return;
  }
  int edge = 0;
  const int head = noun_before(colon, edge);
  if (head < 0 || cast_.headed_by(sentence_, head) < 0) return;
  Saying& s = saying(nullptr, colon, {sentence_, colon, colon});
  s.source = head;
  s.negated = false;
  s.voice = true;
}

// "“It is over,” Paz notes.": a verb taken for a plural.
bool SentenceScan::quoted_by(int w) {
  constexpr int kReach = 7;
  if (w < 2 || tree_[w].xpos != Xpos::NNS || (w + 1 < tree_.size() && tree_[w + 1].upos != Upos::PUNCT)) return false;
  const Upos before = tree_[w - 1].upos;
  if (before != Upos::PROPN && before != Upos::NOUN) return false;
  int close = w - 1;
  while (close > std::max(0, w - kReach) && quote_mark(tree_[close]) == QuoteMark::kNone) --close;
  const QuoteMark mark = quote_mark(tree_[close]);
  if (mark == QuoteMark::kNone || mark == QuoteMark::kOpen || close == 0 || tree_[close - 1].upos != Upos::PUNCT)
    return false;
  for (const Cue& cue : cues_.find(tree_[w].lemma, CuePart::kVerb)) {
    if ((cue.frames & kQuote) == 0 || !cue.particle.empty()) continue;
    Saying& s = saying(&cue, w, {sentence_, w, w});
    s.source = w - 1;
    s.named = trim(close + 1, w - 1);
    s.voice = true;
    return true;
  }
  return false;
}

// "“We will not yield” - Castro": whose words they are, behind a dash at the end.
bool SentenceScan::signed_by(int dash) {
  constexpr int kLongest = 6;
  const int words = tree_.size() - 1 - dash;
  if (dash < 4 || words < 1 || words > kLongest || !is_dash(tree_[dash]) || !tree_[dash - 1].space_after) return false;
  const QuoteMark mark = quote_mark(tree_[dash - 1]);
  const bool quotation = mark == QuoteMark::kClose || mark == QuoteMark::kEither;
  const int first = dash + 1;
  for (int w = first; w < tree_.size(); ++w) {
    const Upos u = tree_[w].upos;
    if (u != Upos::PROPN && u != Upos::NOUN && u != Upos::DET && u != Upos::ADJ && u != Upos::PART) return false;
  }
  const int head = head_in(first, tree_.size() - 1);
  if (cast_.headed_by(sentence_, head) < 0) return false;
  bool verbs = false;
  for (int w = 0; w < dash; ++w) verbs |= tree_[w].upos == Upos::VERB || tree_[w].upos == Upos::AUX;
  if (!quotation && !verbs) return false;
  Saying& s = saying(nullptr, dash, {sentence_, dash, dash});
  s.source = head;
  s.named = trim(first, tree_.size() - 1);
  s.negated = false;
  s.voice = true;
  add(s, 0, dash - 1, head_in(0, dash - 1));
  return true;
}

}  // namespace casus::statements
