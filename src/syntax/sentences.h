// Records sorted by sentence: those of a few sentences, found by bisection.
#pragma once

#include "syntax/tree.h"

namespace casus::syntax {

// Those of the sentences from `first` to `last`; `place` is the range that says where a record stands.
template <typename Record>
std::span<const Record> of_sentences(const std::vector<Record>& sorted, int first, int last, WordRange Record::*place) {
  const auto sentence_of = [place](const Record& record) { return (record.*place).sentence; };
  return {std::ranges::lower_bound(sorted, first, {}, sentence_of),
          std::ranges::upper_bound(sorted, last, {}, sentence_of)};
}

}  // namespace casus::syntax
