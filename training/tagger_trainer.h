// The tagger's perceptron: history from its own predictions, weights averaged.
#pragma once

#include "training/perceptron.h"
#include "training/samples.h"

namespace casus::training {

struct TaggerOptions {
  int tags = 0;
  int epochs = 8;
  uint64_t seed = 1;
  float margin = 0;  // a right answer that leads by less is learned from too
};

ClassWeights train_tagger(const std::vector<const Sample*>& samples, const TaggerOptions& options);
void tag(const ClassWeights& weights, int tags, const Sample& sample, std::vector<uint8_t>& out);

// Sets Sample::gold_tags of an unlabelled sentence to the tags that score best with both taggers, one reading on, one
// back.
void vote_tags(const ClassWeights& onward, const ClassWeights& backward, int tags, Sample& sample);

// Sets Sample::tags of all samples by jackknifing: each part is tagged by a tagger trained on the others.
void jackknife(std::vector<Sample>& samples, int parts, TaggerOptions options);

}  // namespace casus::training
