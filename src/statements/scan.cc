#include "statements/scan.h"

#include <algorithm>
#include <array>

#include "statements/quotes.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

void SentenceScan::run() {
  headline();
  capital_headline();
  for (int w = 0; w < tree_.size(); ++w) {
    switch (tree_[w].upos) {
      case Upos::VERB:
        if (phrase(w)) break;
        if (w > 0 && (tree_[w - 1].xpos == Xpos::POS || tree_[w - 1].xpos == Xpos::PRPS)) {
          noun(w);  // "Uganda's claim that", taken for a verb
        } else {
          verb(w);
        }
        break;
      case Upos::ADP:
      case Upos::SCONJ:
        phrase(w);
        break;
      case Upos::NOUN:
        if (!headline_verb(w) && !quoted_by(w)) noun(w);
        break;
      case Upos::ADJ:
        adjective(w);
        break;
      case Upos::PUNCT:
        if (tree_[w].form == ":") introduced(w);
        if (tree_[w].form.size() != 1 || tree_[w].form == "-") signed_by(w);
        break;
      default:
        break;
    }
  }
}

bool SentenceScan::has_case(int word, std::string_view lemma) const {
  for (int c = tree_.first_child(word); c >= 0 && c < word; c = tree_.next_sibling(c)) {
    if ((tree_[c].relation == Deprel::case_ || tree_[c].relation == Deprel::mark) && tree_[c].lemma == lemma)
      return true;
  }
  return false;
}

Kin SentenceScan::kin(int word) const {
  Kin k;
  for (int c = tree_.first_child(word); c >= 0; c = tree_.next_sibling(c)) {
    switch (tree_[c].relation) {
      case Deprel::nsubj:
        if (k.subject >= 0 && c < word && tree_[k.subject].xpos == Xpos::WDT) k.relative = k.subject, k.subject = c;
        if (k.subject < 0 || (c < word && tree_[c - 1].xpos == Xpos::POS)) k.subject = c;  // "Ghana | 's president"
        break;
      case Deprel::nsubj_outer:
        k.subject = c;
        break;
      case Deprel::nsubj_pass:
        k.passive_subject = c;
        break;
      case Deprel::csubj:
      case Deprel::csubj_pass:
        k.clausal_subject = c;
        break;
      case Deprel::obj:
        if (k.object < 0) k.object = c;
        break;
      case Deprel::iobj:
        k.recipient = c;
        break;
      case Deprel::ccomp:
        if (k.clause < word) k.clause = c;
        break;
      case Deprel::xcomp:
        if (k.open < 0) k.open = c;
        break;
      case Deprel::parataxis:
        if (k.aside < 0) k.aside = c;
        break;
      case Deprel::obl_agent:
        k.agent = c;
        break;
      case Deprel::compound_prt:
        k.particle = c;
        break;
      case Deprel::aux:
        if (k.auxiliary < 0) k.auxiliary = c;
        break;
      case Deprel::aux_pass:
        k.passive = c;
        if (k.auxiliary < 0) k.auxiliary = c;
        break;
      case Deprel::cop:
        k.copula = c;
        break;
      case Deprel::expl:
        k.expletive |= c < word;
        break;
      case Deprel::mark:
      case Deprel::advmod:
        if (c < word && tree_[c].lemma == "as") k.as = c;
        break;
      case Deprel::obl:
        if (k.agent < 0 && c > word && has_case(c, "by")) k.agent = c;
        break;
      default:
        break;
    }
  }
  return k;
}

int SentenceScan::to_of(int verb) const {
  for (int c = tree_.first_child(verb); c >= 0 && c < verb; c = tree_.next_sibling(c)) {
    if (tree_[c].xpos == Xpos::TO || (tree_[c].lemma == "to" && tree_[verb].xpos == Xpos::VB)) return c;
  }
  return -1;
}

int SentenceScan::with_preposition(int word, std::string_view preposition) const {
  for (int c = tree_.first_child(word); c >= 0; c = tree_.next_sibling(c)) {
    const Deprel r = tree_[c].relation;
    if (c > word &&
        (r == Deprel::obl || r == Deprel::advcl || r == Deprel::nmod || r == Deprel::acl || r == Deprel::ccomp) &&
        has_case(c, preposition)) {
      return c;
    }
  }
  return -1;
}

int SentenceScan::infinitive_after(int word, int after) const {
  for (int c = tree_.first_child(word); c >= 0; c = tree_.next_sibling(c)) {
    if (c > after && tree_[c].relation == Deprel::advcl && to_of(c) >= 0) return c;
  }
  for (int c = tree_.first_child(after); c >= 0; c = tree_.next_sibling(c)) {
    if (c > after && tree_[c].relation == Deprel::acl && to_of(c) >= 0) return c;
  }
  return -1;
}

bool SentenceScan::nominal_clause(int word) const {
  if (word < 0 || !nominal(tree_[word].upos)) return false;
  for (int c = tree_.first_child(word); c >= 0; c = tree_.next_sibling(c)) {
    switch (tree_[c].relation) {
      case Deprel::nsubj:
      case Deprel::nsubj_pass:
      case Deprel::csubj:
      case Deprel::cop:
      case Deprel::expl:
      case Deprel::mark:
      case Deprel::aux:
        return false;
      default:
        break;
    }
  }
  return true;
}

bool SentenceScan::finite(int verb) const {
  const Xpos x = tree_[verb].xpos;
  if (x == Xpos::VBD || x == Xpos::VBZ || x == Xpos::VBP) return true;
  return x == Xpos::VB && bare(verb);
}

// "4 in 10 say": a subject without auxiliary or "to" makes a base form finite.
bool SentenceScan::bare(int verb) const {
  const int subject = tree_.child(verb, Deprel::nsubj);
  return subject >= 0 && subject < verb && tree_.child(verb, Deprel::aux) < 0 && to_of(verb) < 0;
}

// Lemmatisers lose a mute e, or add one: "jok", "announc", "applaude".
std::span<const Cue> SentenceScan::verb_rows(int word) const {
  const std::string_view lemma = tree_[word].lemma;
  const auto rows = cues_.find(lemma, CuePart::kVerb);
  std::array<char, 16> longer;
  if (!rows.empty() || lemma.size() < 3 || lemma.size() >= longer.size() || tree_[word].upos != Upos::VERB) return rows;
  if (lemma.back() == 'e') return cues_.find(lemma.substr(0, lemma.size() - 1), CuePart::kVerb);
  *std::copy(lemma.begin(), lemma.end(), longer.begin()) = 'e';
  return cues_.find({longer.data(), lemma.size() + 1}, CuePart::kVerb);
}

bool SentenceScan::speaks(int word) const {
  const auto rows = verb_rows(word);
  return std::any_of(rows.begin(), rows.end(), [](const Cue& cue) { return (cue.frames & kQuote) != 0; });
}

// Whether a verb tells of a speech act, not only of a thought or plan.
bool SentenceScan::reports(int word) const {
  const auto rows = verb_rows(word);
  return std::any_of(rows.begin(), rows.end(), [](const Cue& cue) {
    return (cue.frames & kQuote) != 0 ||
           (cue.act != SpeechAct::kAssert && cue.act != SpeechAct::kAnnounce && cue.act != SpeechAct::kPraise);
  });
}

int SentenceScan::subject_of(int verb) const {
  for (int step = 0; step < kClimb && verb >= 0; ++step) {
    const Kin k = kin(verb);
    if (k.subject >= 0) return k.expletive ? -1 : k.subject;
    if (k.passive_subject >= 0 && step > 0) return k.passive_subject;
    if (k.passive >= 0 && step == 0) return k.agent;
    if (tree_[verb].relation == Deprel::acl) return tree_.head(verb);
    switch (tree_[verb].relation) {
      case Deprel::ccomp:
        if (finite(verb)) return -1;
        [[fallthrough]];
      case Deprel::conj:
      case Deprel::xcomp:
      case Deprel::advcl:
      case Deprel::parataxis:
        verb = tree_.head(verb);
        break;
      default:
        return -1;
    }
  }
  return -1;
}

void SentenceScan::add(Saying& s, int first, int last, int head) const {
  const WordRange range = trim(first, last);
  if (range.empty()) return;
  s.content.push_back(range);
  s.heads.push_back(head);
}

void SentenceScan::clause(int head, int cue_first, int cue_last, Saying& s) {
  const WordRange whole = tree_.yield(head);
  const int end = whole.last < cue_first ? whole.last : cut_tail(s.source, std::max(whole.first, head), whole.last);
  if (cue_last < whole.first && end == whole.last) {
    int last = carried_on(s.word, end, true);
    // "to recall | its ambassador came": an object that the parser gave to the next verb.
    if (tree_[last].xpos == Xpos::VB && last + 1 < tree_.size()) {
      const int noun = tree_.head(last + 1);
      const Deprel r = tree_[last + 1].relation;
      if (noun > last && (r == Deprel::det || r == Deprel::nmod_poss) && nominal(tree_[noun].upos)) last = noun;
    }
    return add(s, whole.first, last, head);
  }
  if (cue_last < whole.first || cue_first > whole.last) return add(s, whole.first, end, head);
  add(s, whole.first, cue_first - 1, head);
  add(s, cue_last + 1, end, head);
}

// ", adding that …" at the end of a reported clause continues the reporter, whatever the tree says.
int SentenceScan::cut_tail(int source, int first, int last) {
  for (int w = first + 1; w < last; ++w) {
    if (tree_[w].form != ",") continue;
    const bool closed = w + 2 < tree_.size() && quote_mark(tree_[w + 1]) != QuoteMark::kNone;  // ",” adding"
    const int verb = closed ? w + 2 : w + 1;
    if (tree_[verb].xpos != Xpos::VBG || verb > last || (closed ? verb_rows(verb).empty() : !speaks(verb))) continue;
    const bool on = verb + 1 < tree_.size() && (tree_[verb + 1].lemma == "that" || tree_[verb + 1].form == ":" ||
                                                quote_mark(tree_[verb + 1]) != QuoteMark::kNone);
    if (on || closed || (tree_[verb].relation == Deprel::advcl && tree_.yield(verb).last >= last - 1)) {
      handed_.emplace_back(verb, source);
      return closed ? w + 1 : w - 1;
    }
  }
  return last;
}

// Parsers hang the end of an object or clause on the cue: what follows at once belongs to it still, but for the
// circumstances of the saying (on Monday, during a visit, at a rally).
int SentenceScan::carried_on(int w, int last, bool whole) const {
  for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
    const WordRange part = tree_.yield(c);
    if (c <= w || part.first != last + 1) continue;
    switch (tree_[c].relation) {
      case Deprel::acl:
      case Deprel::acl_relcl:
      case Deprel::nmod:
      case Deprel::xcomp:
      case Deprel::ccomp:
        last = part.last;
        break;
      case Deprel::advcl:
        if (!speaks(c)) last = part.last;
        break;
      case Deprel::obl:
        if (whole || !(has_case(c, "on") || has_case(c, "during") || has_case(c, "at") || has_case(c, "in") ||
                       has_case(c, "after") || has_case(c, "before") || has_case(c, "since") || has_case(c, "by") ||
                       has_case(c, "through"))) {
          last = part.last;
        }
        break;
      case Deprel::advmod:
        if (whole) last = part.last;
        break;
      default:
        break;
    }
  }
  return last;
}

int SentenceScan::head_in(int first, int last) const {
  for (int w = first; w <= last; ++w) {
    const int up = tree_.head(w);
    if ((up < first || up > last) && tree_[w].upos != Upos::PUNCT && tree_[w].relation != Deprel::mark) return w;
  }
  return first;
}

Saying& SentenceScan::saying(const Cue* cue, int word, WordRange range) {
  Saying& s = out_.emplace_back();
  s.cue = cue;
  s.word = word;
  s.range = range;
  if (cue != nullptr) s.act = cue->act;
  s.negated = negated(tree_, word);
  return s;
}

void find_sayings(const Tree& tree, int sentence, const CueTable& cues, const actors::Cast& cast,
                  std::vector<Saying>& out) {
  SentenceScan(tree, sentence, cues, cast, out).run();
}

}  // namespace casus::statements
