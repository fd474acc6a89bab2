// Noun phrases: a role noun with the nation before it ("Sudanese army", "NATO's secretary general") or after it
// ("president of Kenya"), and the person it names ("Defence Minister Anna Example", "Anna Example, the defence
// minister"). The window to the left is read word by word inside the head's yield, because names in a row are where
// parsers err most.
#include <algorithm>

#include "actors/scene.h"

namespace casus::actors {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Xpos;

bool modifies_name(Deprel relation) {
  return relation == Deprel::compound || relation == Deprel::nmod_desc || relation == Deprel::flat;
}

constexpr bool is_part(NameKind kind) {
  return kind == NameKind::kBody || kind == NameKind::kPlace;
}

// "F-16", "T-72": between the nation and its jets.
bool is_designation(std::string_view form) {
  return form.size() > 1 && form[0] >= 'A' && form[0] <= 'Z' &&
         form.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

int Scene::head_of(const Tree& tree, int first, int last) const {
  for (int w = last; w >= first; --w) {
    const int head = tree.head(w);
    if (head < first || head > last) return w;
  }
  return last;
}

int Scene::side_of(const Found& found) const {
  switch (found.kind()) {
    case NameKind::kPlace:
      return world_.places[found.name->row].side;
    case NameKind::kBody:
      return body_at(found.name->row).side;
    case NameKind::kSide:
    case NameKind::kAdjective:
    case NameKind::kPeople:
    case NameKind::kCapital:
    case NameKind::kSeat:
      return int(found.name->row);
    default:
      return kNone;
  }
}

void Scene::add_side(Phrase& phrase, int side) const {
  if (side == kNone || phrase.side_count == 8) return;
  for (int i = 0; i < phrase.side_count; ++i) {
    if (phrase.sides[i] == side) return;
  }
  phrase.sides[phrase.side_count++] = side;
}

// The last word of a run of name words that starts at `word`: proper nouns, hyphens between them, and what is flat with
// them.
int Scene::run_end(const Tree& tree, int word) const {
  int end = word;
  for (int w = word + 1; w < tree.size(); ++w) {
    const syntax::Word& next = tree[w];
    const bool hyphen = next.upos == Upos::PUNCT && !next.space_after && next.form.size() <= 3 && w + 1 < tree.size() &&
                        is_name_word(tree[w + 1]) && !tree[w - 1].space_after;
    if (hyphen) continue;
    const bool flat = next.relation == Deprel::flat && next.upos != Upos::PUNCT && next.upos != Upos::NUM;
    if (!flat && !is_name_word(next)) break;
    const int cover = found_at(w);
    if (cover != kNone && found_[std::size_t(cover)].kind() == NameKind::kOffice) {
      const Office& role = world_.offices[found_[std::size_t(cover)].name->row];
      if (tree[w - 1].form.size() == 2 && tree[w - 1].form[1] == '.') {
        end = w;
        continue;
      }
      if (role.kind != OfficeKind::kPeople || found_[std::size_t(cover)].length > 1) break;  // "Child" may be a surname
    }
    if (w > 0 && tree[w].xpos == Xpos::POS) break;
    if (is_name_word(next) || !tree[w - 1].space_after) end = w;  // "da" only before a name, "un" after its hyphen
  }
  return end;
}

// Looks for the person whom the office names: right after it, or in apposition on either side.
void Scene::person_of_office(const Tree& tree, Phrase& phrase, int last_word) {
  const auto take = [&](int word, bool in_range) {
    const int cover = found_at(word);
    const bool known = cover != kNone && (found_[std::size_t(cover)].kind() == NameKind::kPerson ||
                                          found_[std::size_t(cover)].kind() == NameKind::kSurname);
    if (cover != kNone && !known && found_[std::size_t(cover)].kind() == NameKind::kOffice) return false;
    if (!known && !is_name_word(tree[word])) return false;
    if (!known && world_.names_a_thing(fold(tree[std::max(word, run_end(tree, word))].form).hash)) return false;
    int end = std::max(run_end(tree, word), known ? found_[std::size_t(cover)].last : word);
    if (cover != kNone && !known && end == found_[std::size_t(cover)].last) return false;  // nothing but a nation
    const bool whole = known && end == found_[std::size_t(cover)].last;
    if (!in_range && !whole && end == word) return false;  // an apposition of one unknown word: rather a place
    while (word < end && !whole && world_.standing(fold(tree[word].form).hash) == Standing::kCourtesy) ++word;
    Phrase person;
    person.range = {sentence_, word, end};
    person.head = head_of(tree, word, end);
    person.name = whole ? found_[std::size_t(cover)].name : nullptr;
    person.unknown_person = !whole;
    for (int w = word; w <= end; ++w) {
      named_[std::size_t(w)] = true;
      if (found_at(w) != kNone) found_[std::size_t(found_at(w))].taken = true;
    }
    if (in_range) {
      phrase.range.last = end;
      phrase.head = head_of(tree, phrase.range.first, end);
      phrase.kind = MentionKind::kName;
      person.silent = true;  // the larger phrase is the mention
    }
    if (phrase.side_count == 0 && end + 2 < tree.size() && tree[end + 1].lemma == "of") {  // "Colonel Example of Chad"
      const int nation = found_at(tree[end + 2].lemma == "the" ? std::min(end + 3, tree.size() - 1) : end + 2);
      if (nation != kNone && names_a_nation(found_[std::size_t(nation)].kind()) &&
          found_[std::size_t(nation)].kind() != NameKind::kAdjective) {
        add_side(phrase, side_of(found_[std::size_t(nation)]));
      }
    }
    for (int i = 0; i < phrase.side_count; ++i) add_side(person, phrase.sides[i]);
    person.office = phrase.office;
    person.owner = phrase.owner;
    person.past = phrase.past;
    person.under = phrase.under;
    person.stray = phrase.stray;
    phrase.same_as = int(phrases_.size());
    phrases_.push_back(person);
    return true;
  };
  const Office& office = world_.offices[std::size_t(phrase.office)];
  if (office.kind != OfficeKind::kOffice || office.plural) return;
  const int next = phrase.range.last + 1;
  // After "president of Kenya", one name word more may be anything; two are a person.
  const bool direct = last_word == phrase.range.last;
  if (next < tree.size() && (direct || (is_name_word(tree[next]) && run_end(tree, next) > next)) && take(next, true))
    return;
  const int after = phrase.range.last + 1;
  if (after + 1 < tree.size() && tree[after].upos == Upos::PUNCT && tree[after].form == ",") {
    const int name = after + 1;
    const int end = is_name_word(tree[name]) ? run_end(tree, name) : name;
    const bool closed = end + 1 >= tree.size() || tree[end + 1].upos == Upos::PUNCT || tree[end + 1].upos == Upos::VERB;
    const int head = head_of(tree, name, end);
    const bool apposed =
        tree[head].relation == Deprel::appos || (tree.head(phrase.head) >= name && tree.head(phrase.head) <= end);
    const int cover = found_at(name);
    const bool known = cover != kNone && found_[std::size_t(cover)].kind() == NameKind::kPerson;
    if (closed && (apposed || known) && take(name, false)) return;
  }
  // "Anna Example, the defence minister": the name stands before the comma and is a phrase of its own later on.
  int before = phrase.range.first - 1;
  while (before >= 0 && (tree[before].upos == Upos::DET || tree[before].upos == Upos::PRON)) --before;
  if (before < 1 || tree[before].form != ",") return;
  const bool closed =
      after >= tree.size() || tree[after].form == "," || tree[after].form == ")" || tree[after].form == ".";
  if (tree[phrase.head].relation != Deprel::appos && (!closed || before + 1 == phrase.range.first)) return;
  int start = before - 1;
  const auto goes_on = [&](int w) {
    const bool hyphen = w > 0 && tree[w].upos == Upos::PUNCT && !tree[w].space_after && !tree[w - 1].space_after;
    return is_name_word(tree[w]) || tree[w].relation == Deprel::flat ||
           (hyphen && (is_name_word(tree[w - 1]) || tree[w - 1].relation == Deprel::flat));
  };
  while (start > 0 && goes_on(start - 1)) --start;
  while (start < before && found_at(start) != kNone && found_[std::size_t(found_at(start))].kind() == NameKind::kOffice)
    ++start;
  if (start < before) take(start, false);
}

// "the rebel group M23", "its biggest gang, Clan del Golfo,": one with the name.
void Scene::group_of_name(const Tree& tree, Phrase& phrase, int last_word) {
  const Office& office = world_.offices[std::size_t(phrase.office)];
  if (office.kind == OfficeKind::kOffice || office.plural || last_word + 1 >= tree.size()) return;
  const bool comma = tree[last_word + 1].form == ",";
  const int at = last_word + (comma ? 2 : 1);
  const int cover = at < tree.size() ? found_at(at) : kNone;
  if (cover == kNone) return;
  Found& name = found_[std::size_t(cover)];
  if (name.kind() != NameKind::kSide || name.bound || side_at(int(name.name->row)).kind == ActorKind::kState) return;
  const int end = name.last + 1;
  if (comma && end < tree.size() && tree[end].upos != Upos::PUNCT && tree[end].upos != Upos::VERB) return;
  Phrase named;
  named.range = {sentence_, name.first, name.last};
  named.head = head_of(tree, name.first, name.last);
  named.name = name.name;
  name.taken = true;
  phrase.same_as = int(phrases_.size());
  phrases_.push_back(named);
}

// "White House spokesman", "president of the European Commission": the side that the phrase of the office itself names.
void Scene::nation_inside(const Tree& tree, const Found& found, Phrase& phrase) const {
  const auto end = std::size_t(found.atom + found.length);
  for (auto first = std::size_t(found.atom); first < end; ++first) {
    const Name* best = nullptr;
    uint64_t key = 0;
    for (std::size_t i = first; i < end; ++i) {
      key = Phrases::step(key, atoms_[i].folded.hash);
      const Phrases::Node* node = world_.phrases.find(key);
      if (node == nullptr) break;
      for (int32_t n = node->name; n >= 0; n = world_.phrases.name(n).next) {
        const Name& name = world_.phrases.name(n);
        if (!names_a_nation(name.kind) || !fits(name, first, i + 1 - first, tree)) continue;
        best = &name;
        break;
      }
      if (!node->longer) break;
    }
    if (best != nullptr) return add_side(phrase, side_of({0, 0, best}));
  }
}

void Scene::office(const Tree& tree, std::size_t index) {
  const Found found = found_[index];
  const Office& office = world_.offices[found.name->row];
  Phrase phrase;
  phrase.office = int(found.name->row);
  phrase.kind = office.kind == OfficeKind::kOffice ? MentionKind::kOffice : MentionKind::kNominal;
  phrase.range = {sentence_, found.first, found.last};
  phrase.head = head_of(tree, found.first, found.last);
  const Upos tag = tree[phrase.head].upos;
  if (found.first == found.last && tag != Upos::NOUN && tag != Upos::PROPN) return;
  if (found.first == found.last && found.first > 0 && is_name_word(tree[found.first])) {  // "Anna B. Singer"
    const syntax::Word& initial = tree[found.first - 1];
    if (is_name_word(initial) && initial.form.size() == 2 && initial.form[1] == '.') return;
  }
  found_[index].taken = true;
  // "deputy oil minister": an office below that one, not two.
  if (found.first == found.last && world_.standing(fold(tree[found.first].form).hash) == Standing::kUnder) {
    for (int w = found.last + 1; w <= std::min(found.last + 3, tree.size() - 1); ++w) {
      const int next = found_at(w);
      if (next != kNone && found_[std::size_t(next)].kind() == NameKind::kOffice &&
          world_.offices[found_[std::size_t(next)].name->row].kind == OfficeKind::kOffice) {
        return;
      }
      if (next != kNone || (tree[w].upos != Upos::NOUN && tree[w].upos != Upos::PROPN && tree[w].upos != Upos::ADJ))
        break;
    }
  }
  phrase.anaphor = world_.phrases.other(*found.name, NameKind::kAnaphor);

  const bool abroad =
      office.kind == OfficeKind::kOffice;  // of an office, only "of", "for" and "from" say whom it serves
  int top = phrase.head;
  while (modifies_name(tree[top].relation) && tree.head(top) > top && tree.head(top) - top <= 12) top = tree.head(top);
  int leftmost = std::min(tree.yield(top).first, found.first);
  const int neighbour =
      found.first > 0 ? found_at(found.first - 1) : kNone;  // a nation right before it, wherever it hangs
  if (neighbour != kNone && names_a_nation(found_[std::size_t(neighbour)].kind())) {
    leftmost = std::min(leftmost, found_[std::size_t(neighbour)].first);
  }
  int first = found.first;
  for (int w = found.first - 1; w >= leftmost; --w) {
    const syntax::Word& word = tree[w];
    const int cover = found_at(w);
    // "the Obama administration"
    if (cover != kNone && office.kind == OfficeKind::kState && phrase.side_count == 0 &&
        (found_[std::size_t(cover)].kind() == NameKind::kPerson ||
         found_[std::size_t(cover)].kind() == NameKind::kSurname)) {
      add_side(phrase, world_.term(world_.persons[found_[std::size_t(cover)].name->row], day_).side);
      w = first = found_[std::size_t(cover)].first;
      continue;
    }
    if (cover != kNone && names_a_nation(found_[std::size_t(cover)].kind())) {
      Found& nation = found_[std::size_t(cover)];
      if (!nation.bound && (phrase.side_count == 0 || office.plural)) {
        phrase.stray |= side_of(nation) == kNone;  // "Balkan leaders"
        add_side(phrase, side_of(nation));
        if (abroad && is_part(nation.kind())) phrase.part = nation.name;
        nation.taken |= nation.kind() == NameKind::kPeople;
      }
      w = nation.first;
      first = w;
      // "Hungarian and Romanian officials"
      const bool joined = w >= 2 && (tree[w - 1].upos == Upos::CCONJ || tree[w - 1].form == ",") &&
                          found_at(w - 2) != kNone && names_a_nation(found_[std::size_t(found_at(w - 2))].kind()) &&
                          office.plural;
      if (joined) --w;
      continue;
    }
    if (word.upos == Upos::DET) {
      phrase.definite = word.xpos == Xpos::DT && (word.lemma == "the" || word.lemma == "this" || word.lemma == "that");
      break;
    }
    if (word.xpos == Xpos::PRPS) {
      phrase.owner = w;
      break;
    }
    const bool modifier = word.upos == Upos::ADJ || word.upos == Upos::NOUN || word.upos == Upos::PROPN ||
                          word.xpos == Xpos::POS || word.xpos == Xpos::HYPH || word.form == "-" ||
                          (word.upos == Upos::VERB && word.relation == Deprel::amod) || is_designation(word.form) ||
                          (word.upos == Upos::NUM && word.relation == Deprel::flat);
    if (!modifier) break;
    if (word.xpos == Xpos::POS && phrase.side_count > 0) break;
    if (phrase.side_count == 0 && abroad &&
        !office.plural) {  // "ABCDE director", "the club's president": of nobody known
      const Folded f = fold(word.form);
      const bool acronym = cover == kNone && f.caps && f.letters > 2 && !all_capitals_ && word.upos == Upos::PROPN;
      const bool owner = w > 0 && word.xpos == Xpos::POS && tree[w - 1].upos == Upos::NOUN && found_at(w - 1) == kNone;
      phrase.stray |= acronym || owner;
    }
    const Standing standing = world_.standing(fold(word.form).hash);
    phrase.past |= standing == Standing::kPast;
    phrase.coming |= standing == Standing::kComing;
    phrase.under |= standing == Standing::kUnder;
    if (word.form != "-") first = w;
  }
  phrase.range.first = first;

  // "of Kenya", "for the Taliban", "in Nigeria", and chains of them ("of the National Security Council of the White
  // House").
  if (phrase.side_count == 0 && phrase.owner == kNone) {
    const int limit =
        std::min({tree.size() - 1, std::max(tree.yield(phrase.head).last, found.last + 3), found.last + 12});
    bool open = false;
    for (int w = found.last + 1; w <= limit; ++w) {
      const syntax::Word& word = tree[w];
      if (word.upos == Upos::ADP) {
        open = word.lemma == "of" || word.lemma == "for" || word.lemma == "from" ||
               (!abroad && is_place_preposition(word));
        phrase.located |= (word.lemma != "of" && word.lemma != "for") || tree[w - 1].upos == Upos::ADP;  // "out of"
        if (!open) break;
        continue;
      }
      if (!open || word.upos == Upos::VERB || word.upos == Upos::AUX || word.upos == Upos::PUNCT ||
          word.upos == Upos::SCONJ)
        break;
      const int cover = found_at(w);
      if (cover == kNone || !names_a_nation(found_[std::size_t(cover)].kind()) || found_[std::size_t(cover)].bound)
        continue;
      const Found& nation = found_[std::size_t(cover)];
      if (nation.kind() == NameKind::kAdjective)
        continue;  // "minister of Russian affairs"; "head of the German army" comes by its noun
      if (side_of(nation) == kNone) continue;
      // "minister of Jerusalem affairs": what he minds, not whom he serves
      const int minded = tree.head(nation.last);
      if (abroad && minded > nation.last && minded <= nation.last + 2 && tree[minded].upos == Upos::NOUN &&
          tree[nation.last].relation == Deprel::compound)
        break;
      add_side(phrase, side_of(nation));
      if (office.plural && is_public(office.sector)) more_nations(tree, phrase, nation.last + 1);
      if (abroad && is_part(nation.kind())) phrase.part = nation.name;
      if (abroad) phrase.range.last = nation.last;
      break;
    }
    if (phrase.side_count == 0 && abroad) {  // "head of the German army": the nation of the noun it heads
      for (int w = found.last + 1; w <= std::min(limit, found.last + 5); ++w) {
        if (tree[w].upos == Upos::PUNCT || tree[w].upos == Upos::VERB) break;
        const int cover = found_at(w);
        if (cover != kNone && found_[std::size_t(cover)].kind() == NameKind::kAdjective &&
            !found_[std::size_t(cover)].bound) {
          add_side(phrase, side_of(found_[std::size_t(cover)]));
          break;
        }
      }
    }
  }
  if (phrase.side_count == 0 && phrase.owner == kNone && found.length > 1) nation_inside(tree, found, phrase);
  group_of_name(tree, phrase, found.last);
  person_of_office(tree, phrase, found.last);
  phrases_.push_back(phrase);
}

void Scene::nominals(const Tree& tree) {
  phrases_.clear();
  named_.assign(std::size_t(tree.size()), false);
  for (std::size_t i = 0; i < found_.size(); ++i) {
    if (!found_[i].taken && found_[i].kind() == NameKind::kOffice) office(tree, i);
  }
  names(tree);
  unknown_persons(tree);
  pronouns(tree);
}

}  // namespace casus::actors
