// What the words around a phrase tell: which of several namesakes it is, what an acronym stands for, and the state that
// a phrase without one belongs to.
#include <algorithm>

#include "actors/scene.h"

namespace casus::actors {
namespace {

using syntax::Deprel;
using syntax::Tree;

bool is_subject(Deprel relation) {
  return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::nsubj_outer;
}

// Whether the acronym may stand for a name: it begins with the initial of a word of it, or the name has three words and
// more (acronyms often come from another language).
bool may_stand_for(const Tree& tree, std::string_view acronym, int first, int last) {
  if (last - first >= 2) return true;
  const char initial = char(acronym[0] | 0x20);
  for (int w = first; w <= last; ++w) {
    if (char(tree[w].form[0] | 0x20) == initial) return true;
  }
  return false;
}

}  // namespace

// "Atlanta, Georgia" and "Gori, Georgia": of several meanings of a name, the one whose side the sentence names besides;
// else the one whose side the title or the text before has named; else the first.
void Scene::choose_by_context(const Tree& tree) {
  for (std::size_t i = 0; i < found_.size(); ++i) {
    Found& found = found_[i];
    if (!names_a_nation(found.kind()) || found.name->own) continue;
    int best = 0;
    const Name* chosen = nullptr;
    for (int32_t n = found.name->top; n >= 0; n = world_.phrases.name(n).next) {
      const Name& name = world_.phrases.name(n);
      if (!names_a_nation(name.kind) || !fits(name, std::size_t(found.atom), found.length, tree)) continue;
      const int side = home(side_of({0, 0, &name}));
      if (&name != found.name && side_of({0, 0, &name}) == side_of(found)) continue;
      int score = speaks_of(side, i) ? 4 : 0;
      if (side == title_side_ && side != kNone) score += 2;
      if (side != kNone && entity_of_side_[std::size_t(side)] != kNone) score += 2;
      for (const int near : {found.first - 2, found.last + 2}) {
        if (near < 0 || near >= tree.size() || tree[near < found.first ? near + 1 : near - 1].form != ",") continue;
        const int other = found_at(near);
        if (other != kNone && other != int(i) && home(side_of(found_[std::size_t(other)])) == side) score += 4;
      }
      if (&name == found.name ? score >= best : score > best) best = score, chosen = &name;
    }
    if (chosen != nullptr) found.name = chosen;
  }
}

// The state of a side: a group's, else the side itself.
int Scene::home(int side) const {
  if (side == kNone || side_at(side).kind == ActorKind::kState) return side;
  const int state = world_.side(side_at(side).code);
  return state == kNone ? side : state;
}

// Whether the sentence names that side by another phrase.
bool Scene::speaks_of(int side, std::size_t besides) const {
  if (side == kNone) return false;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    if (i != besides && names_a_nation(found_[i].kind()) && home(side_of(found_[i])) == side) return true;
  }
  return false;
}

// "the Rapid Support Forces (RSF)": from here on, the acronym is that name, whatever else it may be.
void Scene::abbreviations(const Tree& tree) {
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const Found found = found_[i];
    const int at = found.last + 2;
    if (at + 1 >= tree.size() || tree[at - 1].form != "(" || tree[at + 1].form != ")") continue;
    const bool body = found.kind() == NameKind::kBody;
    if (!body && (found.kind() != NameKind::kSide || side_at(int(found.name->row)).kind == ActorKind::kState)) continue;
    const Folded f = fold(tree[at].form);
    if (!f.caps || f.letters < 2 || f.letters > 9 || !may_stand_for(tree, tree[at].form, found.first, found.last)) {
      continue;
    }
    aliases_.insert_or_assign(f.hash, found.name);
    if (found_at(at) != kNone) {
      found_[std::size_t(found_at(at))].name = found.name;
      continue;
    }
    cover_[std::size_t(at)] = int(found_.size());
    Found alias = found;
    alias.first = alias.last = at;
    alias.bound = false;
    found_.push_back(alias);
  }
}

// The state that a phrase without one belongs to. Crowds, police and rebels are where the sentence takes place; who
// holds a high office (`holder`) is rather of the state that the sentence, the title or the sentences before speak of,
// and not of the one that he acts upon ("the president visited Peru"); so is a single institution ("the air force")
// where the sentence names one state besides places. A title whose state the text passes over for others is stale.
int Scene::side_in_focus(const Tree& tree, const Phrase* holder, const Phrase* institution) const {
  const bool acts = holder != nullptr && is_subject(tree[holder->head].relation);
  const int verb = acts ? tree.head(holder->head) : kNone;
  int place = kNone, only = kNone, acted_upon = kNone, before = kNone, states = 0;
  for (const Phrase& phrase : phrases_) {
    if (phrase.name == nullptr || phrase.kind == MentionKind::kPronoun) continue;
    const NameKind kind = phrase.name->kind;
    if (kind == NameKind::kPerson || kind == NameKind::kSurname || kind == NameKind::kAnaphor ||
        kind == NameKind::kOffice)
      continue;
    const int side = phrase.side_count > 0 ? phrase.sides[0] : side_of({0, 0, phrase.name});
    if (side == kNone || side_at(side).kind != ActorKind::kState) continue;
    if (phrase.place && place == kNone) place = side;
    if ((holder != nullptr || institution != nullptr) && phrase.place) continue;
    if (acts && phrase.head > verb) {
      int top = phrase.head;
      while (tree.head(top) >= 0 && tree.head(top) != verb && !is_subject(tree[top].relation)) top = tree.head(top);
      const Deprel relation = tree[top].relation;
      if (tree.head(top) == verb && (relation == Deprel::obj || relation == Deprel::iobj || relation == Deprel::obl)) {
        acted_upon = side;
        continue;
      }
    }
    if (side != only) ++states;
    only = side;
    if (institution != nullptr && before == kNone && phrase.head < institution->head) before = side;
  }
  if (place != kNone && holder == nullptr && (institution == nullptr || states == 0)) return place;
  if (states == 1) return only;
  if (before != kNone) return before;
  if (title_side_ != kNone && (seen_title_ || !seen_state_)) return title_side_;
  if (states == 0) {  // the subject of the last sentence that names a state, else the state it names last
    int last = kNone, sentence = kNone;
    for (std::size_t t = traces_.size(); t-- > 0;) {
      const Entity& e = cast_.entities[std::size_t(traces_[t].entity)];
      if (sentence_ - traces_[t].sentence > 2 || (last != kNone && traces_[t].sentence != sentence)) break;
      if (e.kind != ActorKind::kState || traces_[t].sentence == sentence_) continue;
      if (last == kNone || traces_[t].subject) last = world_.side(e.id), sentence = traces_[t].sentence;
      if (traces_[t].subject) break;
    }
    if (last != kNone) return last;
  }
  if (title_side_ != kNone) return title_side_;
  if (dateline_side_ != kNone) return dateline_side_;
  return acted_upon != kNone ? acted_upon : place;
}

// "withdrew troops", "the withdrawal of 200 soldiers": bare forces that are moved are those of whoever moves them; his
// nation stands before the noun, or he is the subject of the verb or of one above it.
int Scene::side_of_subject(const Tree& tree, const Phrase& phrase) const {
  int top = phrase.head;
  for (int steps = 0; steps < 2 && tree.head(top) >= 0; ++steps) {  // "thousands of troops", "ships and aircraft"
    const bool counted = tree[top].relation == Deprel::nmod && tree[tree.head(top)].upos == syntax::Upos::NOUN &&
                         !world_.moves(fold(tree[tree.head(top)].lemma).hash);
    if (!counted && tree[top].relation != Deprel::conj) break;
    top = tree.head(top);
  }
  int verb = tree.head(top);
  const Deprel relation = tree[top].relation;
  if (verb < 0 || !world_.moves(fold(tree[verb].lemma).hash)) return kNone;
  if (relation == Deprel::nsubj_pass) {
    for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
      if (tree[c].relation == Deprel::obl_agent) return side_headed(c);
    }
    return kNone;
  }
  if (relation != Deprel::obj && relation != Deprel::nmod && relation != Deprel::compound) return kNone;
  for (int steps = 0; verb >= 0 && steps < 4; ++steps) {
    for (int c = tree.first_child(verb); c >= 0; c = tree.next_sibling(c)) {
      const Deprel r = tree[c].relation;
      if (r == Deprel::nsubj || r == Deprel::nmod_poss || (r == Deprel::amod && c < phrase.head)) {
        const int side = side_headed(c);
        if (side != kNone || r == Deprel::nsubj) return side;
      }
    }
    if (tree[verb].relation == Deprel::root) return kNone;
    verb = tree.head(verb);
  }
  return kNone;
}

// The side of whoever the sentence names with that head.
int Scene::side_headed(int word) const {
  for (std::size_t m = cast_.mentions.size(); m-- > 0 && cast_.mentions[m].range.sentence == sentence_;) {
    if (cast_.mentions[m].head == word) return side_of_entity(cast_.mentions[m].entity);
  }
  const int later = found_at(word);
  return later != kNone && names_a_nation(found_[std::size_t(later)].kind()) ? side_of(found_[std::size_t(later)])
                                                                             : kNone;
}

// "envoys of Chad, Togo and the Gambia": what follows the first nation, up to the one after "and".
void Scene::more_nations(const Tree& tree, Phrase& phrase, int word) const {
  int others[7] = {}, count = 0;
  for (bool last = false; !last && count < 7 && word + 1 < tree.size();) {
    if (tree[word].form == ",") ++word;
    if (word + 1 < tree.size() && tree[word].upos == syntax::Upos::CCONJ) last = true, ++word;
    if (word + 1 < tree.size() && tree[word].lemma == "the") ++word;
    const int cover = word < tree.size() ? found_at(word) : kNone;
    if (cover == kNone) return;
    const Found& nation = found_[std::size_t(cover)];
    if (nation.bound || nation.first != word || !names_a_nation(nation.kind()) ||
        nation.kind() == NameKind::kAdjective || side_of(nation) == kNone)
      return;
    word = nation.last + 1;
    if (word < tree.size() && (tree[word].xpos == syntax::Xpos::POS || tree[word].upos == syntax::Upos::NOUN)) return;
    others[count++] = side_of(nation);
    if (!last) continue;
    for (int i = 0; i < count; ++i) add_side(phrase, others[i]);
  }
}

}  // namespace casus::actors
