#include "training/tagger_trainer.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "training/random.h"

namespace casus::training {
namespace {

using Scores = std::array<float, syntax::ClassTable::kScores>;

int best_tag(const ClassWeights& weights, const syntax::tagger::Keys& keys, int tags, Scores& scores) {
  for (uint64_t key : keys) weights.prefetch(key);
  scores = {};
  for (uint64_t key : keys) weights.add(key, scores.data());
  return int(std::max_element(scores.begin(), scores.begin() + tags) - scores.begin());
}

// Runs over a sentence; at each word that is asked about, learn(at, keys, predicted, scores).
template <typename Learn>
void run(const ClassWeights& weights, int tags, const Sample& sample, Learn&& learn, std::vector<uint8_t>* out) {
  int tag_1 = -1, tag_2 = -2;
  syntax::tagger::Keys keys;
  Scores scores;
  const auto style = syntax::tagger::style_of(sample.words);
  for (std::size_t at = 0; at < sample.words.size(); ++at) {
    int best = sample.words[at].only_tag;
    if (best == syntax::kNoTag) {
      syntax::tagger::keys(sample.words, at, tag_1, tag_2, style, keys);
      best = best_tag(weights, keys, tags, scores);
      learn(at, keys, best, scores);
    }
    if (out) (*out)[at] = uint8_t(best);
    tag_2 = tag_1;
    tag_1 = best;
  }
}

}  // namespace

ClassWeights train_tagger(const std::vector<const Sample*>& samples, const TaggerOptions& options) {
  ClassWeights weights;
  Random random(options.seed);
  std::vector<const Sample*> order = samples;
  double step = 1;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    random.shuffle(order);
    const bool last = epoch + 1 == options.epochs;
    for (const Sample* sample : order) {
      run(
          weights, options.tags, *sample,
          [&](std::size_t at, const syntax::tagger::Keys& keys, int, Scores& scores) {
            const int gold = sample->gold_tags[at];
            const float lead = std::exchange(scores[std::size_t(gold)], -1e30F);
            const int rival = int(std::max_element(scores.begin(), scores.begin() + options.tags) - scores.begin());
            if (lead - scores[std::size_t(rival)] <= options.margin) {
              for (uint64_t key : keys) {
                weights.update(key, gold, 1, step);
                weights.update(key, rival, -1, step);
              }
            }
            if (last) {
              for (uint64_t key : keys) weights.count(key);
            }
            ++step;
          },
          nullptr);
    }
  }
  weights.average(step);
  return weights;
}

void tag(const ClassWeights& weights, int tags, const Sample& sample, std::vector<uint8_t>& out) {
  out.resize(sample.words.size());
  run(
      weights, tags, sample, [](std::size_t, const syntax::tagger::Keys&, int, const Scores&) {}, &out);
}

void vote_tags(const ClassWeights& onward, const ClassWeights& backward, int tags, Sample& sample) {
  const std::size_t n = sample.words.size();
  std::vector<Scores> sums(n);
  // Scores of two taggers weigh alike when each is measured by the distance of its best from its mean.
  const auto collect = [&](const ClassWeights& weights, const Sample& seen, bool turned) {
    run(
        weights, tags, seen,
        [&](std::size_t at, const syntax::tagger::Keys&, int best, const Scores& scores) {
          const float mean = std::accumulate(scores.begin(), scores.begin() + tags, 0.0F) / float(tags);
          const float range = std::max(scores[std::size_t(best)] - mean, 1e-6F);
          Scores& sum = sums[turned ? n - 1 - at : at];
          for (std::size_t t = 0; t < std::size_t(tags); ++t) sum[t] += (scores[t] - mean) / range;
        },
        nullptr);
  };
  collect(onward, sample, false);
  collect(backward, reversed(sample), true);
  sample.gold_tags.resize(n);
  for (std::size_t w = 0; w < n; ++w) {
    const uint8_t only = sample.words[w].only_tag;
    const auto best = std::max_element(sums[w].begin(), sums[w].begin() + tags) - sums[w].begin();
    sample.gold_tags[w] = only != syntax::kNoTag ? only : uint8_t(best);
  }
}

void jackknife(std::vector<Sample>& samples, int parts, TaggerOptions options) {
  // Blocks of sentences that follow one another go to one part, so that a document does not teach itself.
  constexpr std::size_t kBlock = 50;
  const auto part_of = [&](std::size_t i) { return int(i / kBlock % std::size_t(parts)); };
  for (int part = 0; part < parts; ++part) {
    std::vector<const Sample*> others;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      if (part_of(i) != part) others.push_back(&samples[i]);
    }
    options.seed += 1;
    const ClassWeights weights = train_tagger(others, options);
    for (std::size_t i = 0; i < samples.size(); ++i) {
      if (part_of(i) == part) tag(weights, options.tags, samples[i], samples[i].tags);
    }
  }
}

}  // namespace casus::training
