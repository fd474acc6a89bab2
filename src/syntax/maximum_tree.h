// The best projective tree over scores of heads (Eisner 1996), with exactly one word under the root. Where the best
// head of each word makes such a tree already, which is the rule, it is taken as it is. Time: n³ for a sentence of n
// words.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace casus::syntax {

class MaximumTree {
 public:
  // scores[w * (n + 1) + h]: how well word h - 1, or the root where h is 0, governs word w; heads[w]: number of a word,
  // -1 for the root. Preconditions: n >= 1, scores are finite.
  void find(std::span<const float> scores, std::span<int32_t> heads);

 private:
  void greedy(std::span<const float> scores, std::span<int32_t> heads) const;
  void eisner(std::span<const float> scores, std::span<int32_t> heads);
  void read_back(std::size_t from, std::size_t to, bool right, std::span<int32_t> heads);

  // Of words [from, to]: the best subtree under its left (right = true) or right end, whole or with the arc between the
  // ends still open, and where it was split. Kept by from * n + to.
  std::size_t n_ = 0;
  std::vector<float> whole_[2], open_[2];
  std::vector<uint16_t> whole_split_[2], open_split_;
  struct Span {
    uint16_t from, to;
    bool right, whole;
  };
  std::vector<Span> stack_;
};

// Whether heads (-1: the root) make one projective tree with one word under the root.
bool is_projective_tree(std::span<const int32_t> heads);

}  // namespace casus::syntax
