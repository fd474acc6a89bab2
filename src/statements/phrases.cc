// Sayings without a verb of saying: nouns ("a warning that …"), adjectives ("is confident that …"), "according to X",
// "in his words".
#include <algorithm>

#include "statements/scan.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

// "His refusal to sign | angered Lima": a finite verb that the parser hung below the infinitive.
int SentenceScan::main_verb_in(int infinitive) const {
  for (int c = tree_.first_child(infinitive); c >= 0; c = tree_.next_sibling(c)) {
    if (c > infinitive && tree_[c].relation == Deprel::xcomp &&
        (tree_[c].xpos == Xpos::VBD || tree_[c].xpos == Xpos::VBZ) && tree_.yield(c).first == c)
      return c;
  }
  return -1;
}

// "His claim that they withdrew | angered Lima": a sentence whose main verb the parser took for a part of the clause.
int SentenceScan::main_verb_below(int noun, int clause) const {
  const int root = tree_.root();
  if (root != noun && root != clause) return -1;
  for (int v = clause + 1; v < tree_.size(); ++v) {
    const Xpos x = tree_[v].xpos;
    const Deprel r = tree_[v].relation;
    const bool finite = x == Xpos::VBD || x == Xpos::VBZ || (x == Xpos::VBN && r == Deprel::acl);
    if (!finite || tree_[v].upos != Upos::VERB || tree_[v - 1].upos == Upos::CCONJ ||
        tree_[v - 1].upos == Upos::PUNCT ||
        !(r == Deprel::ccomp || r == Deprel::xcomp || r == Deprel::acl || r == Deprel::parataxis || r == Deprel::advcl))
      continue;
    const Kin k = kin(v);
    if (k.subject < 0 && k.passive_subject < 0 && k.auxiliary < 0 && k.object > v && tree_.child(v, Deprel::mark) < 0)
      return v;
  }
  return -1;
}

// "The raid drew criticism from Lima": who criticises stands behind, what is criticised is the subject. -1 where the
// verb is not of this kind or nobody is named.
int SentenceScan::drawn_from(int light, int noun) const {
  const auto rows = cues_.find(tree_[light].lemma, CuePart::kLight);
  if (rows.empty() || rows.front().prepositions.empty() || tree_.child(light, Deprel::compound_prt) >= 0) return -1;
  const std::string_view preposition = rows.front().prepositions.front();
  const int near = with_preposition(noun, preposition);
  return near >= 0 ? near : with_preposition(light, preposition);
}

// "The guarantees that the league offers": its "that" is a part of the clause, unless the clause has that part already.
bool SentenceScan::stands_for_noun(int clause, int opener) const {
  const Deprel r = tree_[opener].relation;
  if (r == Deprel::nsubj || r == Deprel::nsubj_pass) return true;
  return r == Deprel::obj && tree_.child(clause, Deprel::nsubj_pass) < 0 && tree_.child(clause, Deprel::cop) < 0;
}

namespace {

// Whether the noun alone says what was done in words: a warning, not a statement.
bool tells(std::span<const Cue> rows) {
  return std::any_of(rows.begin(), rows.end(), [](const Cue& cue) {
    return (cue.frames & kThat) != 0 && (cue.act == SpeechAct::kWarn || cue.act == SpeechAct::kThreaten ||
                                         cue.act == SpeechAct::kDemand || cue.act == SpeechAct::kDeny);
  });
}

}  // namespace

void SentenceScan::noun(int w) {
  const auto rows = cues_.find(tree_[w].lemma, CuePart::kNoun);
  if (rows.empty() || tree_[w].relation == Deprel::compound) return;
  if (w > 0 && w + 1 < tree_.size() && tree_[w - 1].lemma == "in" && tree_[w + 1].xpos == Xpos::TO)
    return;  // "in order to"
  int content = -1, owner = -1, by = -1;
  bool to = false;
  for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
    const Deprel r = tree_[c].relation;
    if (r == Deprel::nmod_poss) owner = c;
    if (c > w && r == Deprel::nmod && by < 0 && (has_case(c, "by") || has_case(c, "from"))) by = c;
    if (r == Deprel::amod && owner < 0 && c < w && cast_.headed_by(sentence_, c) >= 0) owner = c;
    if (r == Deprel::compound && owner < 0 && tree_[c].upos == Upos::PROPN && cast_.headed_by(sentence_, c) >= 0)
      owner = c;
    if (c > w && content < 0 &&
        (r == Deprel::acl || r == Deprel::ccomp || r == Deprel::acl_relcl || r == Deprel::xcomp)) {
      const int infinitive = to_of(c);
      const int opener = tree_.yield(c).first;
      const bool that =
          r != Deprel::acl_relcl ? has_case(c, "that") : tree_[opener].lemma == "that" && !stands_for_noun(c, opener);
      if (infinitive >= 0 || that) content = c, to = infinitive >= 0 && !that;
    }
  }
  // Parsers hang the clause elsewhere; "that" or "to" right behind the noun is enough.
  int tail = -1;
  if (content < 0 && w + 2 < tree_.size() && (tree_[w + 1].lemma == "that" || tree_[w + 1].xpos == Xpos::TO)) {
    const int opener = w + 1, verb = tree_.head(opener);
    const bool clausal = verb > opener && (tree_[opener].relation == Deprel::mark || tree_[opener].upos == Upos::SCONJ);
    if (clausal) content = verb, to = tree_[opener].xpos == Xpos::TO, tail = tree_.yield(verb).last;
  }
  for (const Saying& other : out_) {  // "said in a statement that": the verb's words
    if (content >= 0 && other.voice && other.word < w && !other.content.empty() && other.content.front().first > w &&
        other.content.front().holds(content))
      return;
  }
  int light = -1;
  const int above = tree_.head(w);
  if (above >= 0 && tree_[w].relation == Deprel::obj && !cues_.find(tree_[above].lemma, CuePart::kLight).empty())
    light = above;
  int source = owner >= 0 ? owner : by;
  const bool drawn = light >= 0 && !cues_.find(tree_[light].lemma, CuePart::kLight).front().prepositions.empty();
  if (drawn) {
    source = drawn_from(light, w);
    const int about = subject_of(light);
    const SpeechAct act = rows.front().act;
    if (content < 0 && source >= 0 && about >= 0 && about < light &&
        (act == SpeechAct::kAccuse || act == SpeechAct::kPraise)) {
      Saying& s = saying(&rows.front(), w, {sentence_, light, w});
      s.source = source;
      s.content.push_back(source_phrase(tree_, sentence_, antecedent(about), light));
      s.heads.push_back(antecedent(about));
      return;
    }
  } else if (light >= 0 && owner < 0 && by < 0) {
    source = antecedent(subject_of(light));
  } else if (source < 0 && content > w && above >= 0 && has_case(w, "with")) {  // "left with a warning that …"
    source = antecedent(subject_of(above));
  }
  const WordRange range = {sentence_, light >= 0 && light < w ? light : w, w};
  for (const Cue& cue : rows) {
    if (content >= 0 && (cue.frames & (to ? kTo : kThat)) != 0) {
      Saying& s = saying(&cue, w, range);
      s.source = source;
      s.infinitive = to;
      s.negated |= light >= 0 && negated(tree_, light);
      if (const int stop = to ? main_verb_in(content) : main_verb_below(w, content); stop > 0) {
        add(s, w + 1, stop - 1, content);
      } else if (tail >= 0) {
        add(s, w + 1, tail, content);
      } else {
        clause(content, w, w, s);
      }
      if (!s.content.empty()) return;
      out_.pop_back();
      continue;
    }
    if (source < 0) continue;
    for (std::string_view preposition : cue.prepositions) {
      const int about = with_preposition(w, preposition);
      if (about < 0 || about == source) continue;
      Saying& s = saying(&cue, w, range);
      s.source = source;
      s.negated |= light >= 0 && negated(tree_, light);
      add(s, tree_.yield(about).first + 1, tree_.yield(about).last, about);
      if (!s.content.empty()) return;
      out_.pop_back();
    }
  }
  // "Issued a warning to both camps": what kind of words is all that is told.
  if (light < 0 || drawn || source < 0 || content >= 0 || light > w || owner >= 0 || !tells(rows)) return;
  Saying& s = saying(&rows.front(), w, {sentence_, light, light});
  s.source = source;
  s.object = true;
  s.addressee = with_preposition(w, "to");
  s.negated |= negated(tree_, light);
  add(s, tree_.yield(w).first, carried_on(light, tree_.yield(w).last, false), w);
}

void SentenceScan::adjective(int w) {
  const auto rows = cues_.find(tree_[w].lemma, CuePart::kAdjective);
  if (rows.empty()) return;
  const Kin k = kin(w);
  if (k.copula < 0 || k.subject < 0 || k.expletive) return;
  if (k.auxiliary >= 0 && tree_[k.auxiliary].xpos == Xpos::MD && tree_[k.auxiliary].lemma != "will")
    return;  // "would be willing": nobody says so
  for (const Cue& cue : rows) {
    const auto start = [&](int last) -> Saying& {
      Saying& s = saying(&cue, w, {sentence_, std::min(k.copula, w), std::max(w, last)});
      s.source = antecedent(k.subject);
      return s;
    };
    if ((cue.frames & kThat) != 0 && k.clause > w) {
      Saying& s = start(w);
      clause(k.clause, w, w, s);
      return;
    }
    const int open = k.open > w ? k.open : infinitive_after(w, w);
    if ((cue.frames & kTo) != 0 && open > w && to_of(open) >= 0) {
      Saying& s = start(w);
      clause(open, w, w, s);
      s.infinitive = true;
      return;
    }
    for (std::string_view preposition : cue.prepositions) {
      const int noun = with_preposition(w, preposition);
      if (noun < 0) continue;
      Saying& s = start(tree_.yield(noun).first == w + 1 ? w + 1 : w);
      add(s, tree_.yield(noun).first + 1, tree_.yield(noun).last, noun);
      if (!s.content.empty()) return;
      out_.pop_back();
    }
  }
}

// "In their view" beside a sentence, not "divided in their opinions of her".
bool SentenceScan::parenthetic(int first, int last) const {
  if (first > 0) {
    const Upos before = tree_[first - 1].upos;
    if (before != Upos::PUNCT && before != Upos::SCONJ && before != Upos::AUX && before != Upos::CCONJ) return false;
  }
  return last + 1 >= tree_.size() || tree_[last + 1].upos != Upos::ADP;
}

bool SentenceScan::phrase(int w) {
  if (taken_ == w) return true;
  const Deprel relation = tree_[w].relation;
  const bool marks = relation == Deprel::case_ || relation == Deprel::mark;
  if (!marks && (tree_[w].xpos != Xpos::VBG || w + 2 >= tree_.size() || tree_[w + 1].upos != Upos::ADP)) return false;
  int noun = tree_.head(w);
  if (marks && noun <= w) return false;
  const auto same = [&](int i, std::string_view word) {
    const std::string_view form = tree_[w + i].form;
    return form.size() == word.size() && std::equal(form.begin(), form.end(), word.begin(), [](char a, char b) {
             return (a >= 'A' && a <= 'Z' ? char(a + 32) : a) == b;
           });
  };
  const int length = cues_.source_phrase(same, tree_.size() - w);
  if (!marks) {  // "According to the paper, …", taken for a verb: the noun phrase behind it
    if (length == 0) return false;
    for (noun = w + length; noun < tree_.size() && tree_[noun].upos != Upos::NOUN && tree_[noun].upos != Upos::PROPN &&
                            tree_[noun].upos != Upos::PRON;)
      ++noun;
    if (noun == tree_.size()) return false;
    while (noun + 1 < tree_.size() && (tree_[noun + 1].upos == Upos::NOUN || tree_[noun + 1].upos == Upos::PROPN))
      ++noun;
    return beside(w, w + length - 1, noun, noun);
  }
  if (length > 0) {
    int source = noun;
    if (source < w + length) {  // "in the words of X": the source hangs below the phrase's own noun
      for (int c = tree_.first_child(source); c >= 0; c = tree_.next_sibling(c)) {
        if (c >= w + length && tree_[c].relation == Deprel::nmod) {
          source = c;
          break;
        }
      }
      if (source < w + length) return false;
    }
    return beside(w, w + length - 1, noun, source);
  }
  const std::string_view p = tree_[w].lemma;
  if (p != "in" && p != "by" && p != "from" && p != "to") return false;
  const auto possessed = cues_.find(tree_[noun].lemma, CuePart::kPossessive);
  if (possessed.empty()) return false;
  const int owner = tree_.child(noun, Deprel::nmod_poss);
  if (owner < 0 || owner > noun || tree_.child(noun, Deprel::compound) >= 0 || !parenthetic(w, noun)) return false;
  return beside(w, noun, noun, owner);
}

// Last word of "according to X": the tree's, but at the front and in a parenthesis the comma behind it decides.
int SentenceScan::source_end(int first, int from, int noun) const {
  const int end = tree_.yield(noun).last;
  if (first > 1 && tree_[first - 1].form != ",") return end;
  const auto next_comma = [&](int w) {
    while (w < tree_.size() && tree_[w].form != ",") ++w;
    return w;
  };
  int comma = next_comma(from + 1);
  if (comma == tree_.size()) return end;
  bool relative = false;
  for (int w = from + 1; w < comma; ++w) {
    relative |= tree_[w].xpos == Xpos::WP || tree_[w].xpos == Xpos::WDT;
    if (!relative && (finite(w) || tree_[w].xpos == Xpos::MD)) return end;
  }
  const int apposed = tree_.child(noun, Deprel::appos);
  if (apposed > comma && tree_.yield(apposed).first == comma + 1) {
    const int close = next_comma(apposed);
    if (close < tree_.size()) comma = close;
  }
  return comma - 1;
}

// The sentence beside the phrase that starts at `first`: all of it where the phrase stands at an edge or between
// commas.
bool SentenceScan::beside(int first, int cue_last, int noun, int source) {
  if (first <= 1) {  // up to the comma, whatever the tree made of it
    int comma = cue_last + 1;
    while (comma < tree_.size() && tree_[comma].form != ",") ++comma;
    if (comma < tree_.size() && source > comma) {
      for (noun = cue_last + 1; noun < comma && tree_[noun].upos != Upos::NOUN && tree_[noun].upos != Upos::PROPN &&
                                tree_[noun].upos != Upos::PRON;)
        ++noun;
      if (noun == comma) return false;
      while (tree_.head(noun) > cue_last && tree_.head(noun) < comma) noun = tree_.head(noun);
      source = noun;
    }
  }
  const bool opens = first <= 1;
  const int end = source_end(first, std::max(source, cue_last), noun);
  if (end < cue_last) return false;
  Saying& s = saying(nullptr, first, {sentence_, first, source < cue_last ? first : cue_last});
  s.source = source;
  if (source > cue_last) s.named = trim(cue_last + 1, end);
  s.voice = true;
  int from = after_dateline(tree_);
  while (from < first && (tree_[from].upos == Upos::CCONJ || tree_[from].upos == Upos::PUNCT)) ++from;
  // Inside a clause that others report it belongs to that clause alone.
  for (const Saying& other : out_) {
    if (&other == &s || other.content.empty() || !other.voice || !other.content.back().holds(first)) continue;
    if (first > 0 && tree_[first - 1].form != ",") from = std::max(from, other.content.back().first);
  }
  if (!opens) add(s, from, first - 1, head_in(from, first - 1));
  const bool goes_on = opens || (end + 2 < tree_.size() && tree_[end + 1].form == "," &&
                                 tree_[end + 2].xpos != Xpos::WP && tree_[end + 2].xpos != Xpos::VBG);
  if (goes_on && end + 1 < tree_.size()) add(s, end + 1, tree_.size() - 1, head_in(end + 1, tree_.size() - 1));
  return true;
}

}  // namespace casus::statements
