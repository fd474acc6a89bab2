// Relations of a tree under what is certain of English (scripts/impossible counts what breaks it): a relation fits the
// tag, a word has one subject and one object at most, a passive subject goes with a passive auxiliary, a word that only
// serves another governs nothing. Within these each word gets its best.
#pragma once

#include <span>

#include "syntax/tree.h"

namespace casus::syntax {

// `words` are those of a sentence, with tags and heads; scores[w * relations.size() + r] says how well word w stands in
// relations[r] to its head. Sets relation.
void choose_relations(std::span<const float> scores, std::span<const Deprel> relations, std::span<Word> words);

// Hangs what a serving word governs ("of" in "because of" apart) on the word that it serves. Whether anything moved;
// then its relation is to be chosen anew. A projective tree stays one.
bool lift_from_serving(std::span<Word> words);

}  // namespace casus::syntax
