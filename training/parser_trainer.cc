#include "training/parser_trainer.h"

#include <algorithm>

#include "syntax/parser.h"
#include "training/random.h"

namespace casus::training {
namespace {

using syntax::kMoves;
using syntax::Move;
namespace arc = syntax::arc;
using LabelScores = std::array<float, syntax::ClassTable::kScores>;

std::array<bool, kMoves> possible(const arc::State& state) {
  return {state.can_shift(), state.can_left(), state.can_right()};
}

// How many gold arcs each move makes unreachable; by nodes, `gold[node]` being the gold head.
class Oracle {
 public:
  void start(const Sample& sample) {
    gold_.assign(sample.heads.size() + arc::kFirst, arc::kNothing);
    for (std::size_t w = 0; w < sample.heads.size(); ++w) {
      gold_[w + arc::kFirst] = sample.heads[w] < 0 ? arc::kRoot : sample.heads[w] + arc::kFirst;
    }
  }
  [[nodiscard]] int gold(int node) const { return gold_[std::size_t(node)]; }

  [[nodiscard]] std::array<int, kMoves> costs(const arc::State& state) const {
    std::array<int, kMoves> out{};
    const int s0 = state.stack(0), b0 = state.buffer(0), depth = state.depth();
    const int end = state.words() + arc::kFirst;
    if (b0 != arc::kNothing) {
      // SHIFT: b0 loses heads below s0 and dependents on the whole stack.
      for (int i = 1; i < depth; ++i) out[0] += gold(b0) == state.stack(i);
      for (int i = 0; i < depth; ++i) out[0] += gold(state.stack(i)) == b0;
      if (depth > 1) {
        // LEFT: s0 loses s1 and the buffer behind b0 as heads, and dependents in the buffer.
        out[1] += gold(s0) == state.stack(1);
        for (int node = b0 + 1; node < end; ++node) out[1] += gold(s0) == node;
        for (int node = b0; node < end; ++node) out[1] += gold(node) == s0;
        // RIGHT: s0 loses the buffer, as heads and as dependents.
        for (int node = b0; node < end; ++node) out[2] += (gold(s0) == node) + (gold(node) == s0);
      }
    }
    return out;
  }

 private:
  std::vector<int> gold_;
};

struct Choice {
  Move move;
  syntax::moves::Keys keys;
  std::array<float, kMoves> scores;
};

void choose(const MoveWeights& weights, const arc::State& state, Choice& out) {
  syntax::moves::keys(state, out.keys);
  for (uint64_t key : out.keys) weights.prefetch(key);
  out.scores = {};
  for (uint64_t key : out.keys) weights.add(key, out.scores.data());
  const auto can = possible(state);
  int best = -1;
  for (int m = 0; m < kMoves; ++m) {
    if (can[std::size_t(m)] && (best < 0 || out.scores[std::size_t(m)] > out.scores[std::size_t(best)])) best = m;
  }
  out.move = static_cast<Move>(best);
}

uint8_t choose_label(const ClassWeights& weights, const syntax::labels::Keys& keys) {
  for (uint64_t key : keys) weights.prefetch(key);
  LabelScores scores{};
  for (uint64_t key : keys) weights.add(key, scores.data());
  scores[std::size_t(syntax::Deprel::root)] = -1e30F;
  return uint8_t(std::max_element(scores.begin(), scores.begin() + syntax::kDeprelCount) - scores.begin());
}

class Trainer {
 public:
  explicit Trainer(const ParserOptions& options) : options_(options), random_(options.seed) {}

  ParserWeights run(const std::vector<const Sample*>& samples) {
    std::vector<const Sample*> order = samples;
    for (epoch_ = 0; epoch_ < options_.epochs; ++epoch_) {
      random_.shuffle(order);
      for (const Sample* sample : order) learn(*sample);
    }
    weights_.moves.average(step_);
    weights_.labels.average(step_);
    return std::move(weights_);
  }

 private:
  void learn(const Sample& sample) {
    syntax::start(sample.words, sample.tags, state_);
    oracle_.start(sample);
    while (!state_.done()) {
      const auto can = possible(state_);
      Move move;
      if (can[0] + can[1] + can[2] == 1) {
        move = can[0] ? Move::kShift : can[1] ? Move::kLeft : Move::kRight;
      } else {
        move = learn_move(can);
      }
      ++step_;
      if (move == Move::kShift) {
        state_.shift();
        continue;
      }
      const int dependent = state_.stack(0), head = move == Move::kLeft ? state_.left_head() : state_.right_head();
      const uint8_t relation =
          head == arc::kRoot ? uint8_t(syntax::Deprel::root) : learn_label(sample, head, dependent);
      move == Move::kLeft ? state_.left(relation) : state_.right(relation);
    }
  }

  Move learn_move(const std::array<bool, kMoves>& can) {
    choose(weights_.moves, state_, choice_);
    const auto costs = oracle_.costs(state_);
    int least = INT32_MAX;
    for (std::size_t m = 0; m < kMoves; ++m) {
      if (can[m]) least = std::min(least, costs[m]);
    }
    int good = -1;  // the best scored of the cheapest moves
    for (int m = 0; m < kMoves; ++m) {
      if (!can[std::size_t(m)] || costs[std::size_t(m)] != least) continue;
      if (good < 0 || choice_.scores[std::size_t(m)] > choice_.scores[std::size_t(good)]) good = m;
    }
    const int made = int(choice_.move);
    if (epoch_ + 1 == options_.epochs) {
      for (uint64_t key : choice_.keys) weights_.moves.count(key);
    }
    if (costs[std::size_t(made)] == least) return choice_.move;
    for (uint64_t key : choice_.keys) {
      weights_.moves.update(key, good, 1, step_);
      weights_.moves.update(key, made, -1, step_);
    }
    const bool follow = epoch_ > 0 && random_.unit() < options_.exploration;
    return follow ? choice_.move : static_cast<Move>(good);
  }

  uint8_t learn_label(const Sample& sample, int head, int dependent) {
    syntax::labels::keys(state_, head, dependent, label_keys_);
    const uint8_t made = choose_label(weights_.labels, label_keys_);
    if (oracle_.gold(dependent) != head) return made;  // a wrong arc has no right name
    const uint8_t gold = sample.relations[std::size_t(dependent - arc::kFirst)];
    if (made != gold) {
      for (uint64_t key : label_keys_) {
        weights_.labels.update(key, gold, 1, step_);
        weights_.labels.update(key, made, -1, step_);
      }
    }
    if (epoch_ + 1 == options_.epochs) {
      for (uint64_t key : label_keys_) weights_.labels.count(key);
    }
    return made;
  }

  ParserOptions options_;
  Random random_;
  ParserWeights weights_;
  arc::State state_;
  Oracle oracle_;
  Choice choice_{};
  syntax::labels::Keys label_keys_{};
  int epoch_ = 0;
  double step_ = 1;
};

}  // namespace

ParserWeights train_parser(const std::vector<const Sample*>& samples, const ParserOptions& options) {
  return Trainer(options).run(samples);
}

void parse(const ParserWeights& weights, arc::State& state) {
  Choice choice;
  syntax::labels::Keys keys;
  while (!state.done()) {
    const auto can = possible(state);
    if (can[0] + can[1] + can[2] == 1) {
      choice.move = can[0] ? Move::kShift : can[1] ? Move::kLeft : Move::kRight;
    } else {
      choose(weights.moves, state, choice);
    }
    if (choice.move == Move::kShift) {
      state.shift();
      continue;
    }
    const bool left = choice.move == Move::kLeft;
    const int head = left ? state.left_head() : state.right_head();
    uint8_t relation = uint8_t(syntax::Deprel::root);
    if (head != arc::kRoot) {
      syntax::labels::keys(state, head, state.stack(0), keys);
      relation = choose_label(weights.labels, keys);
    }
    left ? state.left(relation) : state.right(relation);
  }
}

}  // namespace casus::training
