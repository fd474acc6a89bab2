#include "syntax/maximum_tree.h"

#include <algorithm>
#include <limits>

namespace casus::syntax {

bool is_projective_tree(std::span<const int32_t> heads) {
  const int n = int(heads.size());
  if (std::ranges::count(heads, -1) != 1) return false;
  // No arc crosses another: a word between a dependent and its head is below one of the two. Where that holds for all,
  // and every word reaches the root, it is a tree.
  for (int w = 0; w < n; ++w) {
    int steps = 0;
    for (int up = w; up >= 0; up = heads[std::size_t(up)]) {
      if (++steps > n) return false;
    }
  }
  for (int w = 0; w < n; ++w) {
    const int head = heads[std::size_t(w)];
    if (head < 0) continue;
    for (int between = std::min(w, head) + 1; between < std::max(w, head); ++between) {
      int up = between;
      while (up >= 0 && up != w && up != head) up = heads[std::size_t(up)];
      if (up < 0) return false;
    }
  }
  return true;
}

void MaximumTree::find(std::span<const float> scores, std::span<int32_t> heads) {
  greedy(scores, heads);
  if (!is_projective_tree(heads)) eisner(scores, heads);
}

void MaximumTree::greedy(std::span<const float> scores, std::span<int32_t> heads) const {
  const std::size_t n = heads.size();
  for (std::size_t w = 0; w < n; ++w) {
    const auto row = scores.subspan(w * (n + 1), n + 1);
    heads[w] = int32_t(std::ranges::max_element(row) - row.begin()) - 1;
  }
}

void MaximumTree::eisner(std::span<const float> scores, std::span<int32_t> heads) {
  n_ = heads.size();
  const std::size_t n = n_;
  for (int side = 0; side < 2; ++side) {
    whole_[side].assign(n * n, 0);
    open_[side].assign(n * n, 0);
    whole_split_[side].assign(n * n, 0);
  }
  open_split_.assign(n * n, 0);
  constexpr bool kLeft = false, kRight = true;
  constexpr float kNever = std::numeric_limits<float>::lowest();
  for (std::size_t length = 1; length < n; ++length) {
    for (std::size_t from = 0; from + length < n; ++from) {
      const std::size_t to = from + length, cell = from * n + to;
      open_split_[cell] = whole_split_[kLeft][cell] = uint16_t(from);  // where no sum is a number
      whole_split_[kRight][cell] = uint16_t(to);
      // An arc between the ends: two whole parts meet somewhere between them.
      float best = kNever;
      for (std::size_t split = from; split < to; ++split) {
        const float sum = whole_[kRight][from * n + split] + whole_[kLeft][(split + 1) * n + to];
        if (sum > best) {
          best = sum;
          open_split_[cell] = uint16_t(split);
        }
      }
      open_[kRight][cell] = best + scores[to * (n + 1) + from + 1];
      open_[kLeft][cell] = best + scores[from * (n + 1) + to + 1];
      best = kNever;
      for (std::size_t split = from + 1; split <= to; ++split) {
        const float sum = open_[kRight][from * n + split] + whole_[kRight][split * n + to];
        if (sum > best) {
          best = sum;
          whole_split_[kRight][cell] = uint16_t(split);
        }
      }
      whole_[kRight][cell] = best;
      best = kNever;
      for (std::size_t split = from; split < to; ++split) {
        const float sum = whole_[kLeft][from * n + split] + open_[kLeft][split * n + to];
        if (sum > best) {
          best = sum;
          whole_split_[kLeft][cell] = uint16_t(split);
        }
      }
      whole_[kLeft][cell] = best;
    }
  }
  std::size_t root = 0;
  float best = kNever;
  for (std::size_t r = 0; r < n; ++r) {
    const float sum = scores[r * (n + 1)] + whole_[kLeft][r] + whole_[kRight][r * n + n - 1];
    if (sum > best) {
      best = sum;
      root = r;
    }
  }
  heads[root] = -1;
  read_back(0, root, kLeft, heads);
  read_back(root, n - 1, kRight, heads);
}

void MaximumTree::read_back(std::size_t from, std::size_t to, bool right, std::span<int32_t> heads) {
  const std::size_t n = n_;
  stack_.assign(1, {uint16_t(from), uint16_t(to), right, true});
  while (!stack_.empty()) {
    const Span span = stack_.back();
    stack_.pop_back();
    if (span.from == span.to) continue;
    const std::size_t cell = span.from * n + span.to;
    if (span.whole) {
      const uint16_t split = whole_split_[span.right][cell];
      if (span.right) {
        stack_.push_back({span.from, split, true, false});
        stack_.push_back({split, span.to, true, true});
      } else {
        stack_.push_back({span.from, split, false, true});
        stack_.push_back({split, span.to, false, false});
      }
    } else {
      heads[span.right ? span.to : span.from] = span.right ? span.from : span.to;
      const uint16_t split = open_split_[cell];
      stack_.push_back({span.from, split, true, true});
      stack_.push_back({uint16_t(split + 1), span.to, false, true});
    }
  }
}

}  // namespace casus::syntax
