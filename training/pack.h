// Learned weights -> the quantised tables of syntax/weights.h. Features enter in the order of their worth, the size of
// their weights times the root of how often they were seen; a feature whose line is full stays out.
#pragma once

#include <string>

#include "training/perceptron.h"

namespace casus::training {

struct Packed {
  std::string section;
  std::size_t features = 0, kept = 0;  // of those with any weight
};

Packed pack_moves(const MoveWeights& weights, int lines_log);
Packed pack_classes(const ClassWeights& weights, int classes, int lines_log, std::size_t most_rows);

}  // namespace casus::training
