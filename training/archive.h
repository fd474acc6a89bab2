// The unlabelled news: one JSON object a line, of which only "text" is read.
#pragma once

#include <string>
#include <vector>

#include "casus/error.h"
#include "text/segment.h"
#include "training/word_list.h"

namespace casus::training {

Result<std::vector<std::string>> read_archive(const std::string& path);

// Sentences of forms, as the segmenter of the model sees them.
Tokens tokenise(const std::vector<std::string>& texts, const text::Segmenter& segmenter);

}  // namespace casus::training
