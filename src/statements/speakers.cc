// Who speaks: the subject of the tree, or the noun phrase next to the verb where the tree fails; what "who" stands for;
// what a phrase between commas says more about.
#include <algorithm>

#include "statements/quotes.h"
#include "statements/scan.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::Upos;
using syntax::Xpos;

// Where the tree fails, the noun phrase next to the verb is its subject. `edge`: the word at which the phrase begins.
int SentenceScan::noun_before(int word, int& edge) const {
  int at = word - 1;
  while (at >= 0 && (tree_[at].upos == Upos::ADV || tree_[at].upos == Upos::AUX || tree_[at].upos == Upos::PART)) --at;
  edge = at;
  if (at < 0) return -1;
  if (tree_[at].xpos == Xpos::PRP || tree_[at].xpos == Xpos::WP || tree_[at].xpos == Xpos::WDT) return at;
  const bool apposed = tree_[at].form == ",";
  int first = apposed ? at - 1 : at, head = -1;
  for (; first >= 0; --first) {
    const Upos u = tree_[first].upos;
    const bool inner = nominal(u) || u == Upos::DET || u == Upos::ADJ || u == Upos::PART || u == Upos::X ||
                       u == Upos::SYM || tree_[first].lemma == "of" || tree_[first].lemma == "for" ||
                       tree_[first].lemma == "at" || tree_[first].xpos == Xpos::HYPH;
    if (!inner) break;
  }
  edge = ++first;
  for (int w = apposed ? at - 1 : at; w >= first; --w) {
    if (nominal(tree_[w].upos) && !when(w) && (head < 0 || tree_.head(head) == w || tree_.under(head, w))) head = w;
  }
  // "Cook said", "the report said": names and nouns that taggers take for something else.
  if (head < 0 && !apposed && at >= 0) {
    const Upos before = at > 0 ? tree_[at - 1].upos : Upos::PUNCT, own = tree_[at].upos;
    const bool mistaken = own == Upos::VERB || own == Upos::ADJ || own == Upos::INTJ || own == Upos::X;
    const bool name =
        tree_[at].form[0] >= 'A' && tree_[at].form[0] <= 'Z' && tree_[at].xpos != Xpos::VBG &&
        (before == Upos::PUNCT || before == Upos::CCONJ || before == Upos::SCONJ || before == Upos::PROPN);
    if (mistaken && (name || before == Upos::DET || before == Upos::ADJ)) {
      for (head = edge = at; edge > 0 && (tree_[edge - 1].upos == Upos::DET || tree_[edge - 1].upos == Upos::ADJ ||
                                          tree_[edge - 1].upos == Upos::PROPN);)
        --edge;
    }
  }
  if (head >= 0 && apposed && tree_[head].relation == Deprel::appos) head = edge = tree_.head(head);
  return head;
}

// "Sunday", "last week": said then, not by it.
bool SentenceScan::when(int noun) const {
  if (tree_[noun].relation != Deprel::obl_unmarked && tree_[noun].relation != Deprel::nmod_unmarked) return false;
  const int det = tree_.child(noun, Deprel::det);
  return det < 0 || (tree_[det].lemma != "the" && tree_[det].lemma != "a");
}

int SentenceScan::speaker_of(int w, int first, const Kin& k) const {
  for (const auto& [verb, reporter] : handed_) {
    if (verb == w) return reporter;
  }
  if (k.subject >= 0 && k.expletive) return -1;
  int source = k.subject >= 0 ? k.subject : subject_of(w);
  bool quoted = false;  // a word of the quotation before is no speaker
  for (int i = 0; i < std::min(source, w); ++i) quoted ^= quote_mark(tree_[i]) != QuoteMark::kNone;
  for (int i = source + 1; quoted && i < w; ++i) {
    if (quote_mark(tree_[i]) == QuoteMark::kNone) continue;
    if (tree_[i - 1].form == ",") source = -1;
    break;
  }
  const bool participle = tree_[w].xpos == Xpos::VBG;
  if (finite(w) && (k.subject < 0 || k.subject < w)) {
    int edge = 0;
    const int near = noun_before(first, edge);
    if (const int named = apposed_to(first); named >= 0 && (source < 0 || source > named)) return named;
    const bool relative = source >= 0 && near > source &&  // "talks which officials said had failed"
                          (tree_[source].xpos == Xpos::WDT || tree_[source].xpos == Xpos::WP);
    const bool breaks = edge <= 0 || tree_[edge - 1].upos == Upos::PUNCT || relative;
    if (near >= 0 && near != source &&
        (source < 0 ||
         ((k.subject >= 0 || relative) && breaks && (relative || !tree_.under(near, source)) && edge > source)))
      source = near;
  } else if (const int doer = participle && k.subject < 0 ? named_doer(w) : -1; doer >= 0) {
    source = doer;
  } else if (participle && (source < 0 || (tree_[w].relation == Deprel::acl && w > 0 && tree_[w - 1].form == ","))) {
    int up = tree_.head(w);
    for (int step = 0; up >= 0 && step < 2 * kClimb; ++step, up = tree_.head(up)) {
      const Kin above = kin(up);
      const int subject = above.subject >= 0 ? above.subject : above.passive_subject;
      if (subject < 0 || above.expletive) continue;
      source = subject;
      break;
    }
  }
  return antecedent(source);
}

// "…, with Paz calling it a lie": a name right before a participle, behind "with", whatever the parser makes of it.
int SentenceScan::named_doer(int w) const {
  if (w == 0 || tree_[w - 1].upos != Upos::PROPN) return -1;
  int edge = 0;
  const int head = noun_before(w, edge);
  return head >= 0 && edge > 0 && tree_[edge - 1].lemma == "with" ? head : -1;
}

// "Juan Paz, head of the army, said": the noun before the first comma, whatever parsers make of the second phrase.
int SentenceScan::apposed_to(int first) const {
  int at = first - 1;
  while (at > 0 && (tree_[at].upos == Upos::ADV || tree_[at].upos == Upos::AUX)) --at;
  if (at < 3 || tree_[at].form != ",") return -1;
  int comma = at - 1;
  for (; comma > 0 && tree_[comma].form != ","; --comma) {
    const Upos u = tree_[comma].upos;
    const bool opens =
        tree_[comma - 1].form == "," && (tree_[comma].xpos == Xpos::VBG || tree_[comma].xpos == Xpos::VBN);
    if (!opens && !nominal(u) && u != Upos::DET && u != Upos::ADJ && u != Upos::ADP && u != Upos::PART &&
        u != Upos::CCONJ && tree_[comma].xpos != Xpos::HYPH)
      return -1;
  }
  if (comma < 2 || comma + 1 == at) return -1;
  const bool substantive = tree_[comma - 1].upos == Upos::ADJ && tree_[comma - 2].upos == Upos::DET;  // "the official"
  if (!nominal(tree_[comma - 1].upos) && !substantive) return -1;
  int edge = 0;
  const int head = noun_before(comma, edge);
  if (head < 0 || edge < 0) return -1;
  const bool opens = edge == 0 || tree_[edge - 1].upos == Upos::PUNCT || tree_[edge - 1].upos == Upos::SCONJ ||
                     tree_[edge - 1].upos == Upos::CCONJ;
  return opens ? head : -1;
}

bool SentenceScan::person(int word) const {
  const int mention = cast_.headed_by(sentence_, word);
  const int entity = mention >= 0 ? cast_.mentions[std::size_t(mention)].entity : -1;
  return entity >= 0 && cast_.entities[std::size_t(entity)].kind == ActorKind::kPerson;
}

int SentenceScan::antecedent(int word) const {
  if (word < 0) return word;
  // "A source close to the talks": a noun that the parser made the subject of its own attribute.
  const int noun =
      tree_[word].upos == Upos::ADJ && tree_.child(word, Deprel::cop) < 0 ? tree_.child(word, Deprel::nsubj) : -1;
  if (noun >= 0 && noun < word) word = noun;
  const Xpos x = tree_[word].xpos;
  if (x != Xpos::WP && x != Xpos::WDT) return word;
  for (int up = tree_.head(word), step = 0; up >= 0 && step < kClimb; up = tree_.head(up), ++step) {
    if (tree_[up].relation != Deprel::acl_relcl) continue;
    // "A reply from Paz, who …": the name before "who", not what it is a part of.
    const int whole = tree_.head(up);
    const int name = word > 1 && tree_[word - 1].form == "," ? word - 2 : word - 1;
    if (x == Xpos::WP && whole < name && tree_[name].upos == Upos::PROPN && tree_[whole].upos == Upos::NOUN &&
        tree_.under(name, whole)) {
      int edge = 0;
      const int nearest = noun_before(name + 1, edge);
      if (nearest > whole && edge > whole + 1 && tree_[edge - 1].upos == Upos::ADP && person(nearest)) return nearest;
    }
    return whole;
  }
  return word;
}

}  // namespace casus::statements
