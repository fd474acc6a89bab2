// What the model knows of word forms: their clusters in the archive, and the tags they bear in the treebanks.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "syntax/tagger.h"
#include "training/conllu.h"

namespace casus::training {

using Tokens = std::vector<std::vector<std::string>>;  // sentences of forms

// Cluster numbers 1..255 of the forms seen at least `least` times, by the exchange algorithm for a class bigram model
// (Martin, Liermann and Ney 1998). Digits count as 0.
std::unordered_map<std::string, uint8_t> clusters(const Tokens& sentences, int least, int rounds);

std::string words_section(const std::vector<GoldSentence>& sentences, const std::vector<syntax::JointTag>& tags,
                          const std::unordered_map<std::string, uint8_t>& cluster_of);

// ASCII in lower case and digits as 0, as lower_hash() sees a form.
std::string normal_form(const std::string& form);

}  // namespace casus::training
