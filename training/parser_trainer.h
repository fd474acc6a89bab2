// The parser's two perceptrons, learned together with the dynamic oracle of arc-hybrid (Goldberg and Nivre 2013): after
// the first epoch the parser mostly follows its own moves and learns the best way out of its mistakes.
#pragma once

#include "syntax/arc_hybrid.h"
#include "training/perceptron.h"
#include "training/samples.h"

namespace casus::training {

struct ParserOptions {
  int epochs = 10;
  double exploration = 0.9;
  uint64_t seed = 1;
};

struct ParserWeights {
  MoveWeights moves;
  ClassWeights labels;
  void merge(const ParserWeights& other) { moves.merge(other.moves), labels.merge(other.labels); }
};

ParserWeights train_parser(const std::vector<const Sample*>& samples, const ParserOptions& options);
// Runs a started state to its end.
void parse(const ParserWeights& weights, syntax::arc::State& state);

}  // namespace casus::training
