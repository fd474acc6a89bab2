// Lemma rules from pairs of form and lemma (syntax/lemmatiser.h holds the layout).
#pragma once

#include <string>

#include "training/samples.h"

namespace casus::training {

std::string lemma_section(const std::vector<GoldSentence>& sentences, const std::vector<syntax::JointTag>& tags);

}  // namespace casus::training
