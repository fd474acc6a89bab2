// Relations of a tree, each word's best by its scores.
#pragma once

#include <span>

#include "syntax/biaffine.h"
#include "syntax/tree.h"

namespace casus::syntax {

// `words` are those of a sentence, with tags and heads; scores[w * relations + r] are Biaffine::labels'. Sets relation.
void choose_relations(std::span<const float> scores, const Biaffine& biaffine, std::span<Word> words);

}  // namespace casus::syntax
