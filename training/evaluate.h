// How well the packed model does on gold tokens: for whoever tunes the recipe. The figures that count are from raw
// text.
#pragma once

#include <string>

#include "base/model_file.h"
#include "training/conllu.h"

namespace casus::training {

// One line of percentages: universal tags, Penn tags, lemmas, UAS, LAS (subtypes ignored).
Result<std::string> evaluate(const ModelFile& model, const std::vector<GoldSentence>& sentences);

}  // namespace casus::training
