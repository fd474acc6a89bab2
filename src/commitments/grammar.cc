#include "commitments/grammar.h"

#include <algorithm>

namespace casus::commitments {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

namespace {

bool relative_pronoun(const syntax::Word& word) {
  return word.xpos == Xpos::WDT || word.xpos == Xpos::WP;
}

int agent_child(const Tree& tree, int verb) {
  for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
    if (tree[c].relation == Deprel::obl_agent) return c;
    if (tree[c].relation == Deprel::obl && tree[verb].xpos == Xpos::VBN) {  // of an active verb it says when or how
      const int mark = tree.child(c, Deprel::case_);
      if (mark >= 0 && tree[mark].lemma == "by") return c;
    }
  }
  if (tree.child(verb, Deprel::nsubj_pass) >= 0) {  // "was promised jets by A", where the tree put A under the jets
    const int object = tree.child(verb, Deprel::obj);
    return object > verb ? phrase_with(tree, object, "by") : -1;
  }
  return -1;
}

}  // namespace

int subject_child(const Tree& tree, int verb) {
  int found = -1;  // of several, the one that stands nearest before the verb
  for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if (r != Deprel::nsubj && r != Deprel::nsubj_outer && r != Deprel::expl) continue;
    if (found < 0 || c < verb) found = c;
  }
  return found;
}

bool passive(const Tree& tree, int verb) {
  return tree.child(verb, Deprel::aux_pass) >= 0 || tree.child(verb, Deprel::nsubj_pass) >= 0;
}

int phrase_with(const Tree& tree, int word, std::string_view preposition) {
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    int mark = tree.child(c, Deprel::case_) >= 0 ? tree.child(c, Deprel::case_) : tree.child(c, Deprel::mark);
    if (mark < 0 || tree[c].relation == Deprel::conj) continue;
    if (tree[mark].lemma == preposition) return c;
    mark = tree.next_sibling(mark);  // "out of"
    if (mark >= 0 && tree[mark].relation == Deprel::case_ && tree[mark].lemma == preposition) return c;
  }
  return -1;
}

// The noun phrase that ends right before a finite verb without a subject and that the tree has put under a word like
// "after": it is the verb's subject.
static int subject_under_preposition(const Tree& tree, int verb) {
  const Xpos tag = tree[verb].xpos;
  if (tag != Xpos::VBD && tag != Xpos::VBZ && tag != Xpos::VBP) return -1;
  int last = verb - 1;
  while (last >= 0 && (tree[last].upos == Upos::AUX || tree[last].upos == Upos::ADV)) --last;
  if (last < 1 || (tree[last].upos != Upos::NOUN && tree[last].upos != Upos::PROPN)) return -1;
  int head = last;
  while (tree.child(head, Deprel::case_) < 0 && tree.head(head) >= 0 && tree.yield(tree.head(head)).last == last)
    head = tree.head(head);
  const int mark = tree.child(head, Deprel::case_);
  if (mark < 0 || mark > head) return -1;
  for (const std::string_view opens : {"after", "before", "as", "since", "until", "while", "because", "although"})
    if (tree[mark].lemma == opens) return head;
  return -1;
}

int doer(const Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  if (tree[verb].upos == Upos::VERB && subject_child(tree, verb) < 0 && !passive(tree, verb)) {
    if (const int subject = subject_under_preposition(tree, verb); subject >= 0) return subject;
  }
  for (int steps = 0; steps < 8 && verb >= 0; ++steps) {
    if (tree[verb].upos == Upos::NOUN || tree[verb].upos == Upos::PROPN) {
      for (const Deprel relation : {Deprel::nmod_poss, Deprel::amod, Deprel::compound}) {
        for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
          if (tree[c].relation == relation && !sides(scene, c).empty()) return c;
        }
      }
      for (const std::string_view preposition : {"by", "from"}) {
        const int phrase = phrase_with(tree, verb, preposition);
        if (phrase >= 0 && !sides(scene, phrase).empty()) return phrase;
      }
      if (tree.child(verb, Deprel::cop) < 0) {
        const int carrier = tree.head(verb);  // "gave an ultimatum", "reiterated its commitment"
        if (tree[verb].relation != Deprel::obj || carrier < 0) return -1;
        constexpr uint64_t kCarry = bit(WordClass::k_give) | bit(WordClass::k_reach) | bit(WordClass::k_issue);
        if ((scene.tables.classes(tree[carrier]) & kCarry) == 0) return -1;
        verb = carrier;
        continue;
      }
    }
    if (const int agent = agent_child(tree, verb); agent >= 0) return agent;
    const bool is_passive = passive(tree, verb);
    if (!is_passive) {
      const int subject = subject_child(tree, verb);
      if (subject >= 0 && !relative_pronoun(tree[subject])) return subject;
      if (subject >= 0 && tree[verb].relation == Deprel::acl_relcl) return tree.head(verb);
    }
    switch (tree[verb].relation) {
      case Deprel::xcomp: {
        const int object = tree.child(tree.head(verb), Deprel::obj);
        if (object >= 0 && object < verb) return object;  // "urged Iran to stop"
        verb = tree.head(verb);
        break;
      }
      case Deprel::advcl: {  // "condemned the alliance for rejecting": the object does it
        if (is_passive) return -1;
        const int mark = tree.child(verb, Deprel::mark), object = tree.child(tree.head(verb), Deprel::obj);
        const bool other = mark >= 0 && (tree[mark].lemma == "for" || tree[mark].lemma == "of" ||
                                         tree[mark].lemma == "from" || tree[mark].lemma == "into");
        if (other && object >= 0) return object;
        verb = tree.head(verb);
        break;
      }
      case Deprel::conj:
        if (is_passive) return -1;
        verb = tree.head(verb);
        break;
      case Deprel::acl:
        if (is_passive || tree[verb].xpos == Xpos::VBN) return -1;
        if (tree[verb].xpos == Xpos::VBG) return tree.head(verb);
        verb = tree.head(verb);  // "its pledge to withdraw"
        break;
      case Deprel::ccomp: {  // "said the alliance would …", where the subject was taken for the object of the saying
        const int object = tree.child(tree.head(verb), Deprel::obj);
        if (object > tree.head(verb) && object < verb) return object;
        return -1;
      }
      case Deprel::parataxis:
      default:
        return -1;
    }
  }
  return -1;
}

int doer_in_words(const Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  if (tree[verb].upos == Upos::NOUN || tree[verb].upos == Upos::PROPN || passive(tree, verb)) return -1;
  const Xpos tag = tree[verb].xpos;
  if (tag == Xpos::VBN || tag == Xpos::VB) return -1;
  if (tag == Xpos::VBG && verb > 0 && tree[verb - 1].form != "," && tree[verb - 1].upos != Upos::CCONJ) return -1;
  for (int w = verb - 1; w >= 0 && w + 40 > verb; --w) {
    if (tree[w].form == ";" || tree[w].form == ":") return -1;
    if (tree[w].relation != Deprel::nsubj || !tree.under(verb, tree.head(w))) continue;
    if (!bound_by(scene, w).empty()) return w;
    if (tree[w].upos != Upos::PRON) return -1;  // somebody else does it
  }
  return -1;
}

int undergoer(const Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  if (const int subject = tree.child(verb, Deprel::nsubj_pass); subject >= 0) {
    if (relative_pronoun(tree[subject]) && tree[verb].relation == Deprel::acl_relcl) return tree.head(verb);
    return subject;
  }
  int object = -1;
  for (int c = tree.first_child(verb); c >= 0;
       c = tree.next_sibling(c)) {  // a mistaken "that" before the verb is no object
    if (tree[c].relation == Deprel::obj && (object < 0 || relative_pronoun(tree[object]))) object = c;
  }
  if (object >= 0) return object;
  if (tree[verb].relation == Deprel::acl && tree[verb].xpos == Xpos::VBN) return tree.head(verb);
  return -1;
}

bool negated(const Tree& tree, int verb) {
  for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
    if (tree[c].relation != Deprel::advmod && tree[c].relation != Deprel::det) continue;
    if (tree[c].lemma == "not" || tree[c].lemma == "never" || tree[c].lemma == "no" || tree[c].lemma == "n't")
      return true;
  }
  return false;
}

bool denied(const Scene& scene, int word) {
  int s = statement_of(scene, word);
  for (int steps = 0; s >= 0 && steps < 4; ++steps) {
    const statements::Statement& one = scene.statements[std::size_t(s)];
    if (one.holds(scene.sentence, word) && (one.negated || one.act == SpeechAct::kDeny)) return true;
    s = one.inside;
  }
  return false;
}

bool unreal(const Scene& scene, int word) {
  const Tree& tree = scene.tree;
  const WordRange whole = scene.parsed.whole(scene.sentence);
  if (whole.last >= 0 && tree[whole.last].form == "?") return true;
  for (int up = word, steps = 0; up >= 0 && steps < 12; up = tree.head(up), ++steps) {
    for (int c = tree.first_child(up); c >= 0; c = tree.next_sibling(c)) {
      if (tree[c].relation == Deprel::mark &&
          (tree[c].lemma == "if" || tree[c].lemma == "unless" || tree[c].lemma == "whether"))
        return true;
      if (up == word && tree[c].relation == Deprel::aux &&
          (tree[c].lemma == "could" || tree[c].lemma == "may" || tree[c].lemma == "might"))
        return true;
    }
  }
  return false;
}

// "A to send tanks to B": the infinitive of a headline, -1 where there is none.
int headline_will(const Tree& tree, int verb) {
  if (tree[verb].relation != Deprel::root || tree[verb].upos != Upos::VERB) return -1;
  const int mark = tree.child(verb, Deprel::mark), subject = tree.child(verb, Deprel::nsubj);
  return mark >= 0 && mark < verb && tree[mark].xpos == Xpos::TO && subject >= 0 && subject < mark ? mark : -1;
}

int will(const Tree& tree, int verb) {
  for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
    if (tree[c].relation != Deprel::aux) continue;
    const std::string_view lemma = tree[c].lemma;
    if (lemma == "will" || lemma == "would" || lemma == "shall" || lemma == "wo" || lemma == "'ll" || lemma == "'d")
      return c;
  }
  return headline_will(tree, verb);
}

WordRange without_edges(const Scene& scene, WordRange range) {
  const Tree& tree = scene.tree;
  while (!range.empty() && tree[range.last].upos == Upos::PUNCT && tree[range.last].form != "\"" &&
         tree[range.last].form != "\xE2\x80\x9D")
    --range.last;
  while (!range.empty() && tree[range.first].upos == Upos::PUNCT) ++range.first;
  return range;
}

WordRange act_range(const Scene& scene, int verb, const Condition& condition) {
  const Tree& tree = scene.tree;
  int first = verb, last = verb;
  for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if (c == condition.head) continue;
    if (c < verb) {
      if ((r == Deprel::cop && tree[verb].upos != Upos::VERB) || r == Deprel::aux_pass) first = std::min(first, c);
      if (tree[verb].upos != Upos::VERB &&
          (r == Deprel::det || r == Deprel::amod || r == Deprel::compound || r == Deprel::case_))
        first = std::min(first, c);
      continue;
    }
    if (r == Deprel::punct || r == Deprel::parataxis) continue;
    if (r == Deprel::conj &&
        (will(tree, c) >= 0 || (tree[c].upos == Upos::VERB && scene.tables.cues(tree[c]) != nullptr)))
      break;
    if (r == Deprel::advcl) {
      const int mark = tree.child(c, Deprel::mark);
      if (mark < 0 || (tree[mark].lemma != "to" && tree[mark].lemma != "by")) continue;
    }
    WordRange reach = tree.yield(c);
    if (condition.head >= 0 && reach.holds(condition.range.first)) reach.last = condition.range.first - 1;
    last = std::max(last, reach.last);
  }
  if (condition.head >= 0 && condition.range.first > first && condition.range.first <= last)
    last = condition.range.first - 1;
  for (int w = verb + 1; w <= last; ++w) {  // another act, or "or face …", wherever the tree hung it
    const bool alternative =
        tree[w].lemma == "or" && w < last && (scene.tables.as_verb(tree[w + 1]) & bit(WordClass::k_undergo)) != 0;
    const bool another = tree[w].upos == Upos::VERB && tree[w].relation == Deprel::conj && tree.head(w) != verb &&
                         (will(tree, w) >= 0 || scene.tables.cues(tree[w]) != nullptr) && w > verb + 2;
    if (!alternative && !another) continue;
    last = w - 1;
    while (last > verb &&
           (tree[last].upos == Upos::CCONJ || tree[last].upos == Upos::AUX || tree[last].upos == Upos::PUNCT))
      --last;
    break;
  }
  return without_edges(scene, {scene.sentence, first, last});
}

WordRange noun_range(const Scene& scene, int noun, const Condition& condition) {
  const Tree& tree = scene.tree;
  WordRange range = tree.yield(noun);
  for (int c = tree.first_child(noun); c >= 0; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if ((r == Deprel::appos || r == Deprel::parataxis) && c > noun)
      range.last = std::min(range.last, tree.yield(c).first - 1);
    if ((r == Deprel::case_ || r == Deprel::mark) && tree[c].lemma != "not" && c < noun)
      range.first = std::max(range.first, c + 1);
    if (r == Deprel::det && c == range.first && c + 1 <= range.last) range.first = c + 1;
  }
  if (condition.head >= 0 && condition.range.first > noun && condition.range.first <= range.last)
    range.last = condition.range.first - 1;
  range = without_edges(scene, range);
  if (!range.empty() && tree[range.first].upos == Upos::DET && range.first < range.last &&
      tree[range.first].head == noun)
    ++range.first;
  return range;
}

int event_at(const Scene& scene, int word, WordRange range) {
  int inside = -1;
  for (const events::Event& event : syntax::of_sentence(scene.events, scene.sentence, &events::Event::trigger)) {
    const int index = int(&event - scene.events.data());
    if (event.spare) continue;
    if (event.word == word) return index;
    if (inside < 0 && !range.empty() && range.holds(event.word)) inside = index;
  }
  return inside;
}

namespace {
// Whether the deed is what the condition says and not what one of its nouns is told of: "if it does not rein in rebels
// [who shot down …]".
bool said_by_condition(const Tree& tree, int deed, int head) {
  for (int up = deed, steps = 0; up >= 0 && up != head && steps < 12; up = tree.head(up), ++steps) {
    const Deprel r = tree[up].relation;
    int of = tree.head(up);  // "the speed and depth with which …"
    while (of >= 0 && of != head && tree[of].relation == Deprel::conj) of = tree.head(of);
    const bool of_head = of == head && head >= 0 && tree[head].upos == Upos::NOUN;
    if ((r == Deprel::acl || r == Deprel::acl_relcl) && !of_head) return false;
    if (r == Deprel::advcl && tree.head(up) >= 0 && tree[up].xpos != Xpos::VB) return false;
  }
  return true;
}
}  // namespace

int condition_at(const Scene& scene, int word, WordRange range) {
  int coded = -1, imagined = -1;
  for (const events::Event& event : syntax::of_sentence(scene.events, scene.sentence, &events::Event::trigger)) {
    const int index = int(&event - scene.events.data());
    if (event.word == word) return index;
    if (range.empty() || !range.holds(event.word) || !said_by_condition(scene.tree, event.word, word)) continue;
    int& first = event.spare ? imagined : coded;
    if (first < 0) first = index;
  }
  return coded >= 0 ? coded : imagined;
}

int statement_of(const Scene& scene, int word) {
  const int cued = scene.statements.cued_at(scene.sentence, word);
  return cued >= 0 ? cued : scene.statements.innermost(scene.sentence, word);
}

int deadline_in(const Scene& scene, WordRange range) {
  for (const time::Expression& when : syntax::of_sentence(scene.times, scene.sentence, &time::Expression::range)) {
    if (when.shape == time::Shape::kDeadline && !range.empty() && range.holds(when.range.first))
      return int(&when - scene.times.data());
  }
  return -1;
}

}  // namespace casus::commitments
