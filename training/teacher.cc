#include "training/teacher.h"

#include <algorithm>
#include <array>

#include "syntax/parser.h"

namespace casus::training {
namespace {

constexpr int kTooLong = 120;  // cubic time: longer sentences take the first parser's tree

// Spans of Eisner's algorithm: [left, right], complete or not, headed at either end.
class Chart {
 public:
  Chart(const std::vector<float>& votes, int words) : votes_(votes), n_(words + 1), cells_(std::size_t(n_) * n_ * 4) {}

  std::vector<int32_t> best() {
    for (int i = 0; i < n_; ++i) {
      for (int kind = 0; kind < 4; ++kind) cell(i, i, kind) = {0, i};
    }
    for (int length = 1; length < n_; ++length) {
      for (int s = 0; s + length < n_; ++s) fill(s, s + length);
    }
    heads_.assign(std::size_t(n_), 0);
    trace(0, n_ - 1, kRightDone);
    std::vector<int32_t> out;
    for (int d = 1; d < n_; ++d) out.push_back(heads_[std::size_t(d)] - 1);
    return out;
  }

 private:
  enum Kind { kLeftOpen, kRightOpen, kLeftDone, kRightDone };  // kRight…: headed at the left end
  struct Cell {
    float score = -1e30F;
    int split = 0;
  };
  Cell& cell(int s, int t, int kind) { return cells_[(std::size_t(s) * n_ + t) * 4 + kind]; }
  // The root takes one dependent: each of its arcs costs more than any tree can win.
  float arc(int head, int dependent) const {
    return votes_[std::size_t(head) * n_ + dependent] - (head == 0 ? 10000.0F : 0.0F);
  }
  void fill(int s, int t) {
    Cell open;
    for (int r = s; r < t; ++r) better(open, cell(s, r, kRightDone).score + cell(r + 1, t, kLeftDone).score, r);
    cell(s, t, kLeftOpen) = s == 0 ? Cell{} : Cell{open.score + arc(t, s), open.split};
    cell(s, t, kRightOpen) = {open.score + arc(s, t), open.split};
    Cell left, right;
    for (int r = s; r < t; ++r) better(left, cell(s, r, kLeftDone).score + cell(r, t, kLeftOpen).score, r);
    for (int r = s + 1; r <= t; ++r) better(right, cell(s, r, kRightOpen).score + cell(r, t, kRightDone).score, r);
    cell(s, t, kLeftDone) = left;
    cell(s, t, kRightDone) = right;
  }
  static void better(Cell& best, float score, int split) {
    if (score > best.score) best = {score, split};
  }
  void trace(int s, int t, int kind) {
    if (s == t) return;
    const int r = cell(s, t, kind).split;
    switch (kind) {
      case kLeftOpen:
      case kRightOpen:
        kind == kLeftOpen ? heads_[std::size_t(s)] = t : heads_[std::size_t(t)] = s;
        trace(s, r, kRightDone);
        trace(r + 1, t, kLeftDone);
        break;
      case kLeftDone:
        trace(s, r, kLeftDone);
        trace(r, t, kLeftOpen);
        break;
      default:
        trace(s, r, kRightOpen);
        trace(r, t, kRightDone);
    }
  }

  const std::vector<float>& votes_;
  int n_;
  std::vector<Cell> cells_;
  std::vector<int32_t> heads_;
};

}  // namespace

std::vector<int32_t> most_voted(const std::vector<float>& votes, int words) {
  return Chart(votes, words).best();
}

void Teacher::vote(const ParserWeights& parser, bool backwards) {
  std::vector<Arcs>& ballot = ballots_.emplace_back();
  ballot.reserve(pupils_.size());
  syntax::arc::State state;
  for (const Sample& pupil : pupils_) {
    const Sample turned = backwards ? reversed(pupil) : Sample{};
    const Sample& seen = backwards ? turned : pupil;
    syntax::start(seen.words, seen.tags, state);
    parse(parser, state);
    const int n = int(seen.words.size());
    Arcs& arcs = ballot.emplace_back();
    for (int w = 0; w < n; ++w) {
      const auto& node = state.node((backwards ? n - 1 - w : w) + syntax::arc::kFirst);
      const int head = node.head - syntax::arc::kFirst;
      arcs.heads.push_back(int16_t(head < 0 ? -1 : backwards ? n - 1 - head : head));
      arcs.relations.push_back(node.relation);
    }
  }
}

void Teacher::decide() {
  std::vector<float> votes;
  for (std::size_t p = 0; p < pupils_.size(); ++p) {
    Sample& pupil = pupils_[p];
    const int n = int(pupil.words.size());
    pupil.heads.assign(ballots_[0][p].heads.begin(), ballots_[0][p].heads.end());
    if (n <= kTooLong) {
      votes.assign(std::size_t(n + 1) * std::size_t(n + 1), 0);
      for (const auto& ballot : ballots_) {
        for (int w = 0; w < n; ++w)
          votes[std::size_t(ballot[p].heads[std::size_t(w)] + 1) * std::size_t(n + 1) + std::size_t(w) + 1] += 1;
      }
      pupil.heads = most_voted(votes, n);
    }
    pupil.relations.resize(std::size_t(n));
    for (std::size_t w = 0; w < std::size_t(n); ++w) {
      std::array<int, syntax::kDeprelCount> names{};
      for (const auto& ballot : ballots_) {
        // A name counts most from a parser that agrees on the arc.
        names[ballot[p].relations[w]] += ballot[p].heads[w] == pupil.heads[w] ? 100 : 1;
      }
      names[std::size_t(syntax::Deprel::root)] = pupil.heads[w] < 0 ? 1000000 : 0;
      pupil.relations[w] = uint8_t(std::max_element(names.begin(), names.end()) - names.begin());
    }
  }
  ballots_.clear();
}

}  // namespace casus::training
