// Trains the two decisions of the segmenter (src/text/segment_features.h) by averaged perceptrons on the raw text of
// treebanks.
#pragma once

#include <string>
#include <vector>

#include "training/conllu.h"

namespace casus::training {

// The bytes of section "segmenter". `news`, unlabelled, tells which words are written in lower case. Deterministic.
std::string train_segmenter(const std::vector<std::vector<GoldSentence>>& corpora,
                            const std::vector<std::string>& news);

}  // namespace casus::training
