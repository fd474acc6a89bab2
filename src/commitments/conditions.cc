// Finding the condition of an act. Its opening words are sought first, whatever the tree made of them; the tree then
// says how far the condition reaches and to which act it belongs. Where trees lose it, place decides: a condition that
// opens a sentence belongs to the first act after it, one that follows an act belongs to that act.
#include <algorithm>

#include "commitments/grammar.h"

namespace casus::commitments {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

namespace {

bool same_word(std::string_view form, std::string_view want) {
  if (form.size() != want.size()) return false;
  for (std::size_t k = 0; k < form.size(); ++k) {
    if ((form[k] | 32) != (want[k] | 32)) return false;
  }
  return true;
}

bool stands_at(const Tree& tree, int first, const Connective& connective) {
  if (first + int(connective.words.size()) >= tree.size()) return false;
  for (std::size_t i = 0; i < connective.words.size(); ++i) {
    if (!same_word(tree[first + int(i)].form, connective.words[i])) return false;
  }
  return true;
}

bool opens_noun_phrase(const syntax::Word& word) {
  return word.upos == Upos::DET || word.upos == Upos::PROPN || word.upos == Upos::NOUN || word.upos == Upos::PRON ||
         word.upos == Upos::ADJ || word.upos == Upos::NUM;
}

bool tagged_soon(const Tree& tree, int from, Xpos tag) {
  for (int w = from; w < tree.size() && w < from + 9 && tree[w].form != ","; ++w) {
    if (tree[w].xpos == tag) return true;
  }
  return false;
}

// "should it fall", "were Iran to", "had they": the auxiliary before its subject, and no subject before it.
bool inverted(const Tree& tree, int word) {
  if (tree[word].upos != Upos::AUX && tree[word].upos != Upos::VERB) return false;
  if (word + 2 >= tree.size() || !opens_noun_phrase(tree[word + 1])) return false;
  if (word > 0 && (tree[word - 1].upos == Upos::PRON || tree[word - 1].xpos == Xpos::EX)) return false;
  const bool at_start = word == 0 || tree[word - 1].upos == Upos::PUNCT || tree[word - 1].lemma == "that";
  if (tree[word].lemma == "should") return tagged_soon(tree, word + 2, Xpos::VB);
  if (same_word(tree[word].form, "were"))
    return tagged_soon(tree, word + 2, Xpos::TO) && tagged_soon(tree, word + 3, Xpos::VB);
  return at_start && tagged_soon(tree, word + 2, Xpos::VBN);
}

// A condition as its words show it, before it is given to an act.
struct Opening {
  int first = 0, last = 0;  // its connective
  int head = -1;            // what the connective governs
  WordRange range;
};

int content_head(const Tree& tree, int first, int last, bool clause) {
  int head = -1;
  for (int w = last; w >= first && head < 0; --w) {
    if (tree.head(w) > last && tree[w].relation != Deprel::nsubj) head = tree.head(w);
  }
  if (head < 0) {
    head = last + 1;
    while (tree.head(head) > last && tree.yield(tree.head(head)).first >= first) head = tree.head(head);
  }
  // "until [its soldiers] are released", "if [A], under its new president, moves": a noun that a finite verb without a
  // subject follows, at once or, where a clause must stand, after what is set between commas.
  const bool gerund = clause && tree[head].xpos == Xpos::VBG && tree.child(head, Deprel::aux) < 0;
  if (gerund || tree[head].upos == Upos::NOUN || tree[head].upos == Upos::PROPN || tree[head].upos == Upos::PRON) {
    const int from = tree.yield(head).last + 1, far = clause ? 12 : 1;
    for (int at = from; at < tree.size() && at < from + far; ++at) {
      if (tree[at].upos == Upos::CCONJ || tree[at].form == ";") break;
      if (tree[at].upos != Upos::AUX && tree[at].upos != Upos::VERB) continue;
      const Xpos tag = tree[at].xpos;
      const int verb = tree[at].upos == Upos::AUX ? tree.head(at) : at;
      const bool finite = tag == Xpos::VBZ || tag == Xpos::VBP || tag == Xpos::VBD || tag == Xpos::MD;
      if (finite && verb > head && subject_child(tree, verb) < 0 && tree.child(verb, Deprel::nsubj_pass) < 0)
        return verb;
      break;
    }
  }
  // "until [the king] appoints": a preposition tied to what is the subject of a clause opens that clause.
  const Deprel r = tree[head].relation;
  if ((r == Deprel::nsubj || r == Deprel::nsubj_pass) && tree.head(head) > head) head = tree.head(head);
  return head;
}

// How far what `head` governs reaches to the right, without what a clause set beside it says.
int reach(const Tree& tree, int head, int from) {
  int last = head;
  for (int c = tree.first_child(head); c >= 0; c = tree.next_sibling(c)) {
    if (c < from || tree[c].relation == Deprel::punct || tree[c].relation == Deprel::parataxis) continue;
    if (c > head && tree[c].relation == Deprel::conj && will(tree, c) >= 0) break;
    last = std::max(last, tree.yield(c).last);
  }
  // A relative clause that the tree has hung elsewhere: "the speed with which …".
  for (int ahead = last + 1; ahead <= last + 2 && ahead < tree.size(); ++ahead) {
    const Xpos tag = tree[ahead].xpos;
    if (tag == Xpos::WDT || tag == Xpos::WP || tag == Xpos::WRB) {
      const int verb = tree.head(ahead);
      if (verb > ahead) last = std::max(last, tree.yield(verb).last);
      break;
    }
    if (tree[ahead].upos != Upos::ADP) break;
  }
  return last;
}

// Whether the way from `below` up to `above` leaves the act for another one that is coordinated with it.
bool through_another_act(const Tree& tree, int below, int above) {
  for (int up = below; up >= 0 && up != above; up = tree.head(up)) {
    if (tree[up].relation == Deprel::conj && tree[up].upos == Upos::VERB && will(tree, up) >= 0) return true;
  }
  return false;
}

bool fits_place(const Scene& scene, int at, const Connective& connective) {
  const Tree& tree = scene.tree;
  if (at > 0 && same_word(tree[at - 1].form, "even")) return false;  // a concession, whatever follows
  if (connective.inverted) return inverted(tree, at);
  if (connective.words.size() > 1) return true;
  const Deprel r = tree[at].relation;
  if (connective.phrase) return r == Deprel::case_ || tree[at].upos == Upos::ADP;
  if (at > 0 && same_word(tree[at - 1].form, "as")) return false;  // "as if"
  return r == Deprel::mark || r == Deprel::advmod || tree[at].xpos == Xpos::IN ||
         (tree.head(at) >= 0 && tree[at].upos == Upos::SCONJ);
}

bool past(const Tree& tree, int head) {
  if (tree[head].xpos == Xpos::VBD) return true;
  for (int c = tree.first_child(head); c >= 0 && c < head; c = tree.next_sibling(c)) {
    const bool helps =
        tree[c].relation == Deprel::aux || tree[c].relation == Deprel::aux_pass || tree[c].relation == Deprel::cop;
    if (helps && tree[c].xpos == Xpos::VBD) return true;
  }
  return false;
}

bool mere_date(const Scene& scene, int from, int last) {
  for (const time::Expression& when : scene.times) {
    if (when.range.sentence != scene.sentence) continue;
    if (when.range.first >= from && when.range.first <= from + 1 && when.range.last + 8 >= last) return true;
  }
  return false;
}

bool satisfied(const Scene& scene, const Connective& connective, const Opening& opening, int act) {
  const Tree& tree = scene.tree;
  if (connective.clause && (connective.needs_present || connective.needs_back || connective.needs_event)) {
    bool who = false;  // somebody or something must do it: not "when outdoors"
    for (int w = opening.last + 1; w < opening.range.last; ++w)
      who |= tree[w].upos == Upos::NOUN || tree[w].upos == Upos::PROPN || tree[w].upos == Upos::PRON;
    if (!who) return false;
  }
  if (connective.needs_deed && scene.cast.headed_by(scene.sentence, opening.head) >= 0) return false;
  if (connective.needs_back) {
    const int subject = subject_child(tree, opening.head);
    if (subject < 0 || tree[subject].upos != Upos::PRON) return false;
  }
  if (connective.needs_negative && (act < 0 || !negated(tree, act))) {
    const int determiner = act < 0 ? -1 : tree.child(act, Deprel::det);
    if (determiner < 0 || tree[determiner].lemma != "no") return false;
  }
  if (connective.needs_present && connective.clause && past(tree, opening.head) &&
      !(act >= 0 && will(tree, act) >= 0 && tree[will(tree, act)].lemma == "would"))
    return false;
  const bool clause = subject_child(tree, opening.head) >= 0 || tree.child(opening.head, Deprel::nsubj_pass) >= 0;
  return !(connective.needs_event && !clause && mere_date(scene, opening.last + 1, opening.range.last));
}

// How surely the condition belongs to the act: 0 not at all, 4 by the tree.
int belongs(const Scene& scene, Opening& opening, const Connective& connective, std::initializer_list<int> words) {
  const Tree& tree = scene.tree;
  const int act = *words.begin();
  if (act < 0 || opening.range.holds(act)) {
    if (act < 0 || opening.first > act) return 0;
  }
  const auto among = [&](int word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  const int governor = tree.head(opening.head);
  if (opening.first > act) {
    if (opening.range.holds(act)) return 0;
    if (governor == act) return 4;
    if (governor >= 0 && tree.under(opening.head, act)) return through_another_act(tree, opening.head, act) ? 0 : 3;
    if (governor >= 0 && among(governor)) return 3;
    const bool sure =
        connective.words.size() > 1 || connective.inverted || (connective.clause && connective.kinds == 0);
    if (!sure || connective.weak) return 0;
    for (int w = act + 1; w < opening.first; ++w) {  // another act stands nearer
      if (tree[w].upos == Upos::VERB && will(tree, w) >= 0) return 0;
    }
    return 1;
  }
  // It stands before the act: it must open its clause and nothing else be done between the two.
  const bool opens = opening.first == 0 || tree[opening.first - 1].upos == Upos::PUNCT ||
                     same_word(tree[opening.first - 1].form, "that") || tree[opening.first - 1].upos == Upos::CCONJ;
  if (!opens && !(governor >= 0 && among(governor))) return 0;
  int start = act;
  for (int c = tree.first_child(act); c >= 0 && c < act; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if (r == Deprel::nsubj || r == Deprel::nsubj_pass || r == Deprel::aux || r == Deprel::expl) {
      start = std::min(start, std::max(tree.yield(c).first, opening.last + 2));
      break;
    }
  }
  int end = std::min(opening.range.last, start - 1);
  for (int w = start - 1; w > opening.last; --w) {
    if (tree[w].form == ",") {
      end = std::min(end, w - 1);
      break;
    }
  }
  for (int w = end + 1; w < act; ++w) {
    if (tree[w].upos == Upos::VERB && !among(w)) return 0;
  }
  opening.range.last = end;
  return end > opening.last ? (governor >= 0 && among(governor) ? 4 : 2) : 0;
}

}  // namespace

// "… if the board votes against it, the minister said": who says it stands behind the condition, even where the tree
// puts him inside.
void end_before_speaker(const Scene& scene, Opening& opening) {
  for (int w = opening.last + 2; w <= opening.range.last; ++w) {
    const int said = scene.statements.cued_at(scene.sentence, w);
    if (said < 0) continue;
    const statements::Statement& statement = scene.statements[std::size_t(said)];
    int from = statement.cue.first;
    if (!statement.source.empty() && statement.source.sentence == scene.sentence)
      from = std::min(from, statement.source.first);
    if (from <= opening.last + 1 || !statement.holds(scene.sentence, opening.first)) continue;
    opening.range = without_edges(scene, {scene.sentence, opening.range.first, from - 1});
    return;
  }
}

Condition condition_of(const Scene& scene, std::initializer_list<int> words, EntryKind kind) {
  const Tree& tree = scene.tree;
  Condition best;
  int best_rank = 0;
  for (int at = 0; at + 1 < tree.size(); ++at) {
    const char initial = char(tree[at].form.front() | 32);
    for (const Connective& connective : scene.tables.connectives()) {
      if (connective.turn || connective.words.front().front() != initial || !connective.fits(kind)) continue;
      if (!stands_at(tree, at, connective) || !fits_place(scene, at, connective)) continue;
      Opening opening;
      opening.first = at;
      opening.last = at + int(connective.words.size()) - 1;
      opening.head = content_head(tree, opening.first, opening.last, connective.clause && !connective.needs_event);
      for (int w = at + 1; connective.inverted && w < tree.size() && w < at + 10; ++w) {
        if (tree[w].upos != Upos::VERB) continue;
        opening.head = w;
        break;
      }
      opening.range =
          without_edges(scene, {scene.sentence, at, std::max(opening.last + 1, reach(tree, opening.head, at))});
      if (connective.phrase && connective.words.size() > 1) {  // "in return for fuel from …"
        const int next = opening.range.last + 1;
        if (next + 1 < tree.size() && tree[next].relation == Deprel::case_ && tree.head(next) > next &&
            (tree[next].lemma == "from" || tree[next].lemma == "by" || tree[next].lemma == "of"))
          opening.range.last = tree.yield(tree.head(next)).last;
      }
      if (connective.phrase) {  // names that the tree left outside: "in response to the magazine Le Soir's report"
        int next = opening.range.last + 1;
        while (next < tree.size() && (tree[next].upos == Upos::PROPN || tree[next].upos == Upos::NOUN ||
                                      tree[next].form == "'s" || tree[next].form == "\xE2\x80\x99s"))
          opening.range.last = next++;
      }
      end_before_speaker(scene, opening);
      const int surety = belongs(scene, opening, connective, words);
      if (surety == 0 || !satisfied(scene, connective, opening, *words.begin())) continue;
      const int rank = 2 * surety + (connective.weak ? 0 : 3);
      if (rank > best_rank) {
        best_rank = rank;
        best = {without_edges(scene, opening.range), opening.head, &connective};
      }
      break;  // the longest connective that stands here
    }
  }
  return best;
}

const Connective* turn_before(const Scene& scene, int word) {
  const Tree& tree = scene.tree;
  for (int at = word - 1; at >= 0; --at) {
    const bool opens = at == 0 || tree[at - 1].upos == Upos::PUNCT || tree[at - 1].upos == Upos::CCONJ ||
                       same_word(tree[at - 1].form, "that");
    if (!opens) continue;
    for (const Connective& connective : scene.tables.connectives())
      if (connective.turn && stands_at(tree, at, connective)) return &connective;
  }
  return nullptr;
}

}  // namespace casus::commitments
