// Names that stand for themselves, names that no lexicon has, and pronouns.
#include <algorithm>

#include "actors/scene.h"

namespace casus::actors {
using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Xpos;

namespace {

// Prepositions after which the name of a state is a place.
bool surrounds(std::string_view preposition) {
  return preposition == "in" || preposition == "near" || preposition == "across" || preposition == "throughout" ||
         preposition == "inside" || preposition == "within";
}

}  // namespace

// "Meanwhile Chad …": an adverb that opens the sentence has its capital from there, and is no part of a name.
bool Scene::opener(const Tree& tree, int word) const {
  if (word > 0 && tree[word - 1].upos != Upos::PUNCT) return false;
  const NameWord* told = world_.name_word(fold(tree[word].form).hash);
  return told != nullptr && told->kind == NameWordKind::kOpener;
}

// Names that stand for themselves.
void Scene::names(const Tree& tree) {
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const Found& found = found_[i];
    if (found.taken && found.kind() != NameKind::kAdjective) continue;
    if (found.kind() == NameKind::kOffice) continue;
    Phrase phrase;
    phrase.range = {sentence_, found.first, found.last};
    phrase.head = head_of(tree, found.first, found.last);
    phrase.name = found.name;
    if (found.kind() == NameKind::kAnaphor) {
      const Refers refers = world_.anaphors[found.name->row].refers;
      const bool order = refers == Refers::kFormer || refers == Refers::kLatter;
      if (tree[phrase.head].upos != Upos::NOUN && tree[phrase.head].upos != Upos::PROPN &&
          (!order || tree[std::max(0, tree.head(phrase.head))].upos == Upos::NOUN)) {
        continue;
      }
      phrase.kind = MentionKind::kNominal;
      phrase.definite = order && found.first > 0 && tree[found.first - 1].lemma == "the";
      for (int c = tree.first_child(phrase.head); c >= 0; c = tree.next_sibling(c)) {
        const syntax::Word& word = tree[c];
        if (word.relation == Deprel::det) {
          phrase.definite |= word.lemma == "the" || word.lemma == "this" || word.lemma == "that" ||
                             word.lemma == "these" || word.lemma == "those" || word.lemma == "both";
          if (word.lemma == "both") phrase.number = 2;
        } else if (word.xpos == Xpos::PRPS) {
          phrase.owner = c;
        } else if (word.relation == Deprel::nummod && c < phrase.range.first) {
          phrase.number = -1 - c;  // the word that tells the number
          phrase.range.first = std::min(phrase.range.first, c);
        } else if ((word.relation == Deprel::nmod && c > phrase.range.last) || word.relation == Deprel::acl_relcl) {
          phrase.past = true;  // "the country of my birth": described anew, so it does not look back
        }
      }
      if (tree[phrase.head].relation == Deprel::compound) continue;
      phrases_.push_back(phrase);
      continue;
    }
    const bool body = found.kind() == NameKind::kBody || found.kind() == NameKind::kSide;
    if (body && found.last > found.first) things_.insert(fold(tree[found.first].form).hash);
    // A surname or place inside a longer unknown name is part of that name.
    const auto joins = [&](int a, int b) {
      return a >= 0 && b < tree.size() && !opener(tree, a) && is_name_word(tree[a]) && is_name_word(tree[b]) &&
             (tree.head(a) == tree.head(b) ? tree[a].relation == tree[b].relation || tree[b].relation == Deprel::flat
                                           : (tree[b].relation == Deprel::flat || tree[a].relation == Deprel::flat) &&
                                                 (tree.head(b) == a || tree.head(a) == b));
    };
    const bool single = found.first == found.last &&
                        (found.kind() != NameKind::kAdjective || tree[found.first].relation == Deprel::flat);
    const bool before = found.first > 0 && found_at(found.first - 1) == kNone && joins(found.first - 1, found.first);
    const bool behind =
        found.last + 1 < tree.size() && found_at(found.last + 1) == kNone && joins(found.last, found.last + 1);
    if (single && (before || behind) && found.kind() != NameKind::kPerson) continue;
    if (found.kind() == NameKind::kSide && found.first == found.last && found.last + 1 < tree.size() &&
        is_name_word(tree[found.last + 1]) && found_at(found.last + 1) == kNone && tree[found.last].space_after) {
      const std::string_view sector = side_at(int(found.name->row)).sector;
      if (!found.name->shouted && (sector == "BUS" || sector == "JRN")) continue;  // "Dawn Chapel", "Apple Valley"
    }
    // "Holland Tunnel": named after a nation, and none itself.
    if (found.kind() != NameKind::kBody && found.kind() != NameKind::kSurname && found.kind() != NameKind::kPerson &&
        found.last + 1 < tree.size() && tree[found.last].space_after) {
      const NameWord* next = world_.name_word(fold(tree[found.last + 1].form).hash);
      if (next != nullptr && next->kind == NameWordKind::kLandmark && is_name_word(tree[found.last + 1])) continue;
    }
    // A single name is nobody's where an unknown name stands beside it: "Fox News" (and later on, "Fox" is not the man
    // either), "Melina Abdullah".
    if (found.first == found.last && (found.kind() == NameKind::kSurname || found.kind() == NameKind::kPerson)) {
      const auto strange = [&](int w, int gap) {
        if (w < 0 || w >= tree.size() || !tree[gap].space_after || opener(tree, w)) return false;
        const int cover = found_at(w);  // "National Park": what could be a role is none
        if (cover != kNone &&
            (found_[std::size_t(cover)].kind() != NameKind::kOffice || found_[std::size_t(cover)].taken)) {
          return false;
        }
        const bool common = w == gap && w > 0 && (tree[w].upos == Upos::NOUN || tree[w].upos == Upos::ADJ);
        return is_name_word(tree[w]) || (common && fold(tree[w].form).capital);
      };
      if (found.first > 0 && tree[found.first - 1].form == "&") continue;  // "Example & Son"
      if (strange(found.last + 1, found.last) && tree[found.last + 1].xpos != Xpos::POS) {
        things_.insert(fold(tree[found.last].form).hash);
        continue;
      }
      if (things_.contains(fold(tree[found.last].form).hash)) continue;
      if (found.first > 0 && tree[found.first - 1].upos == Upos::DET && tree.head(found.first - 1) == found.first) {
        continue;  // "the Moon", "a Park"
      }
      if (strange(found.first - 1, found.first - 1) &&
          world_.standing(fold(tree[found.first - 1].form).hash) != Standing::kCourtesy) {
        continue;
      }
    }
    if (found.kind() == NameKind::kBody) {
      const bool possessive = found.first > 1 && tree[found.first - 1].xpos == Xpos::POS;
      const int left = found.first > 0 ? found_at(found.first - (possessive ? 2 : 1)) : kNone;
      if (left != kNone && names_a_nation(found_[std::size_t(left)].kind()) && !found_[std::size_t(left)].bound) {
        add_side(phrase, side_of(found_[std::size_t(left)]));
        phrase.range.first = found_[std::size_t(left)].first;
      } else if (found.last + 2 < tree.size() && tree[found.last + 1].lemma == "of") {
        int w = found.last + 2;
        if (tree[w].upos == Upos::DET && w + 1 < tree.size()) ++w;
        const int right = found_at(w);
        if (right != kNone && names_a_nation(found_[std::size_t(right)].kind())) {
          add_side(phrase, side_of(found_[std::size_t(right)]));
          phrase.range.last = found_[std::size_t(right)].last;
        }
      }
    }
    if (found.kind() == NameKind::kBody &&
        found.name->top >= 0) {  // "the National Guard of Guinea-Bissau": later on, that one
      if (phrase.side_count > 0) {
        side_of_body_.insert_or_assign(found.name->top, phrase.sides[0]);
      } else if (const auto known = side_of_body_.find(found.name->top); known != side_of_body_.end()) {
        add_side(phrase, known->second);
      }
    }
    const bool modifies = tree[phrase.head].relation == Deprel::amod || tree[phrase.head].relation == Deprel::compound;
    if (found.kind() == NameKind::kAdjective ||
        (modifies && found.kind() != NameKind::kPerson && found.kind() != NameKind::kSurname))
      phrase.kind = MentionKind::kAdjective;
    const bool people = found.kind() == NameKind::kPeople ||
                        (found.kind() == NameKind::kSide && !modifies && tree[phrase.head].xpos == Xpos::NNPS);
    if (people && found.first > 0) {
      const int left = found_at(found.first - 1);
      if (left != kNone && found_[std::size_t(left)].kind() == NameKind::kAdjective &&
          !found_[std::size_t(left)].bound) {
        add_side(phrase, side_of(found_[std::size_t(left)]));
        phrase.range.first = found_[std::size_t(left)].first;
      }
      phrase.ethnic = tree[found.first - 1].lemma == "ethnic";
      if (phrase.ethnic) phrase.range.first = found.first - 1;
    }
    int preposition = -1, landmark = phrase.head;
    while (tree[landmark].relation == Deprel::flat || tree[landmark].relation == Deprel::appos ||
           tree[landmark].relation == Deprel::compound) {
      landmark = tree.head(landmark);  // "in the capital Dili"
    }
    for (int c = tree.first_child(landmark); c >= 0 && c < landmark; c = tree.next_sibling(c)) {
      if (tree[c].relation == Deprel::case_) preposition = c;
    }
    const bool located = preposition >= 0 && is_place_preposition(tree[preposition]);
    phrase.place = found.kind() == NameKind::kPlace ||
                   (located && (found.kind() == NameKind::kCapital ||
                                (found.kind() == NameKind::kSide && surrounds(tree[preposition].lemma))));
    phrases_.push_back(phrase);
    found_[i].taken = true;
  }
}

// Names of two to five words that no lexicon has, one flat with the other: persons, as far as grammar can tell. A party
// or a nation right before the name tells whom he serves ("Democrat Anna Example").
void Scene::unknown_persons(const Tree& tree) {
  const auto taken = [&](int word) { return found_at(word) != kNone && found_[std::size_t(found_at(word))].taken; };
  for (int w = 0; w < tree.size();) {
    if (!is_name_word(tree[w]) || named_[std::size_t(w)] || opener(tree, w)) {
      ++w;
      continue;
    }
    const int end = run_end(tree, w);
    Phrase phrase;
    int first = w;
    while (first < end && world_.standing(fold(tree[first].form).hash) == Standing::kCourtesy) ++first;
    while (first < end && found_at(first) != kNone) {
      const Found& found = found_[std::size_t(found_at(first))];
      if (found.kind() != NameKind::kBody && found.kind() != NameKind::kPeople) break;
      add_side(phrase, side_of(found));
      first = found.last + 1;
    }
    bool flat = false, known = first > end, strange = false;
    for (int i = first; i <= end; ++i) {
      // Two names beside the same word, without a comma between them, are one.
      const bool torn = i > first && tree[i].relation == Deprel::appos && tree[i - 1].relation == Deprel::appos &&
                        tree.head(i) == tree.head(i - 1);
      flat |= torn || (i > first && tree[i].relation == Deprel::flat);
      const Folded f = fold(tree[i].form);
      strange |= world_.names_a_thing(f.hash) || (f.caps && f.letters > 3) ||
                 tree[i].form.find_first_of("0123456789") != std::string_view::npos;
      known |= taken(i) || (found_at(i) != kNone && found_[std::size_t(found_at(i))].kind() != NameKind::kSurname);
    }
    if (!known) {
      phrase.range = {sentence_, first, end};
      phrase.head = head_of(tree, first, end);
      phrase.unknown_person = true;
      const bool modifier = tree[phrase.head].relation == Deprel::compound && tree.head(phrase.head) > end;
      const bool name = flat && !strange && end > first && end - first < 6;
      // One word alone is a person only if it is the surname of one named before: settled later.
      if (!modifier && (name || (first == end && found_at(first) == kNone))) phrases_.push_back(phrase);
    }
    w = end + 1;
  }
}

void Scene::pronouns(const Tree& tree) {
  for (int w = 0; w < tree.size(); ++w) {
    const syntax::Word& word = tree[w];
    if (word.xpos != Xpos::PRP && word.xpos != Xpos::PRPS) continue;
    if (word.relation == Deprel::expl) continue;
    Phrase phrase;
    phrase.range = {sentence_, w, w};
    phrase.head = w;
    phrase.kind = MentionKind::kPronoun;
    phrases_.push_back(phrase);
  }
}

}  // namespace casus::actors
