// The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011) and what the parser sees of its state.
//
// A stack of words, the next words in a buffer. SHIFT moves the next word onto the stack; LEFT hangs the top s0 under
// the next word b0; RIGHT hangs s0 under the word below it, s1. The artificial root lies at the bottom of the stack and
// takes a dependent only when the buffer is empty, so every run ends in one projective tree with one root, after 2n
// moves.
//
// Nodes: 0 is nothing, 1 the root, word w is node w + 2.
#pragma once

#include <cstdint>
#include <vector>

#include "syntax/features.h"

namespace casus::syntax {

enum class Move : uint8_t { kShift, kLeft, kRight };
inline constexpr int kMoves = 3;

namespace arc {

inline constexpr int kNothing = 0, kRoot = 1, kFirst = 2;
inline constexpr uint8_t kNoRelation = 127;

// What a node looks like: atoms of its lower-case form, joint tag and cluster.
struct Look {
  uint64_t form, tag, cluster, both;
};

inline uint64_t relation_atom(uint8_t relation) {
  return atom(AtomKind::kRelation, relation);
}

struct Node {
  int32_t head = kNothing;
  int32_t left1 = kNothing, left2 = kNothing, right1 = kNothing,
          right2 = kNothing;  // outermost dependents and the next
  uint8_t relation = kNoRelation;
  uint8_t lefts = 0, rights = 0;  // how many dependents
};

class State {
 public:
  // Looks of the words; the state keeps its own memory between sentences.
  void start(int words) {
    size_ = words;
    looks_.resize(std::size_t(words) + kFirst + 3);
    nodes_.assign(std::size_t(words) + kFirst + 3, Node{});
    stack_.clear();
    stack_.push_back(kRoot);
    next_ = kFirst;
  }
  Look& look(int node) { return looks_[std::size_t(node)]; }
  [[nodiscard]] const Look& look(int node) const { return looks_[std::size_t(node)]; }
  [[nodiscard]] const Node& node(int node) const { return nodes_[std::size_t(node)]; }
  [[nodiscard]] int depth() const { return int(stack_.size()); }
  [[nodiscard]] int stack(int below) const {
    return below < depth() ? stack_[stack_.size() - 1 - std::size_t(below)] : kNothing;
  }
  [[nodiscard]] int buffer(int ahead) const { return next_ + ahead < size_ + kFirst ? next_ + ahead : kNothing; }
  [[nodiscard]] bool buffer_empty() const { return next_ == size_ + kFirst; }
  [[nodiscard]] bool done() const { return buffer_empty() && depth() == 1; }
  [[nodiscard]] int words() const { return size_; }

  [[nodiscard]] bool can_shift() const { return !buffer_empty(); }
  [[nodiscard]] bool can_left() const { return !buffer_empty() && depth() > 1; }
  [[nodiscard]] bool can_right() const { return depth() > 2 || (depth() == 2 && buffer_empty()); }

  void shift() { stack_.push_back(next_++); }
  // Preconditions: the move is possible.
  [[nodiscard]] int left_head() const { return next_; }
  [[nodiscard]] int right_head() const { return stack(1); }
  void left(uint8_t relation) {
    const int dependent = stack_.back(), head = next_;
    stack_.pop_back();
    attach(dependent, head, relation);
    Node& h = nodes_[std::size_t(head)];
    h.left2 = h.left1;
    h.left1 = dependent;
    if (h.lefts < 7) ++h.lefts;
  }
  void right(uint8_t relation) {
    const int dependent = stack_.back();
    stack_.pop_back();
    const int head = stack_.back();
    attach(dependent, head, relation);
    Node& h = nodes_[std::size_t(head)];
    h.right2 = h.right1;
    h.right1 = dependent;
    if (h.rights < 7) ++h.rights;
  }

 private:
  void attach(int dependent, int head, uint8_t relation) {
    nodes_[std::size_t(dependent)].head = head;
    nodes_[std::size_t(dependent)].relation = relation;
  }
  int size_ = 0, next_ = kFirst;
  std::vector<Look> looks_;
  std::vector<Node> nodes_;
  std::vector<int32_t> stack_;
};

constexpr uint64_t distance_atom(int from, int to) {
  const int d = to - from;
  const int bin = d <= 0 ? 0 : d < 6 ? d : d < 11 ? 6 : d < 21 ? 7 : 8;
  return kAtoms<AtomKind::kNumber, 16>[std::size_t(bin)];
}

}  // namespace arc
}  // namespace casus::syntax
