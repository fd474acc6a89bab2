// News items tell the past in the present tense ("Iran warns …"); the treebanks hardly do, and a tagger that has not
// seen it takes the verbs for plural nouns. So each sentence whose main verb is in the past gets a sibling in the
// present.
#pragma once

#include <vector>

#include "training/conllu.h"

namespace casus::training {

// The sentences, each followed by its sibling where it has one.
std::vector<GoldSentence> with_present_tense(const std::vector<GoldSentence>& sentences);

}  // namespace casus::training
