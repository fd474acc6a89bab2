#include "syntax/parser.h"

#include <algorithm>

#include "syntax/tagger.h"

namespace casus::syntax {

void start(std::span<const Lexeme> words, std::span<const uint8_t> tags, arc::State& state) {
  state.start(int(words.size()));
  const auto set = [&](int node, uint64_t form, uint64_t tag, uint64_t cluster) {
    state.look(node) = {form, tag, cluster, fold(form, tag)};
  };
  constexpr uint64_t kNone = atom(AtomKind::kPlace, 20), kTop = atom(AtomKind::kPlace, 21);
  set(arc::kNothing, kNone, kNone + 1, kNone + 2);
  set(arc::kRoot, kTop, kTop + 1, kTop + 2);
  for (std::size_t w = 0; w < words.size(); ++w) {
    set(int(w) + arc::kFirst, words[w].lower, tagger::tag_atom(tags[w]), words[w].cluster);
  }
  for (int pad = 0; pad < 3; ++pad) state.look(int(words.size()) + arc::kFirst + pad) = state.look(arc::kNothing);
}

Result<Parser> Parser::open(std::string_view moves_section, std::string_view labels_section) {
  const auto moves = MoveTable::open(moves_section);
  if (!moves) return moves.error();
  const auto labels = ClassTable::open(labels_section, kDeprelCount);
  if (!labels) return labels.error();
  return Parser(*moves, *labels);
}

Move Parser::next(const arc::State& state) const {
  const bool shift = state.can_shift(), left = state.can_left(), right = state.can_right();
  if (shift + left + right == 1) return shift ? Move::kShift : left ? Move::kLeft : Move::kRight;
  moves::Keys keys;
  moves::keys(state, keys);
  for (uint64_t key : keys) moves_.prefetch(key);
  int scores[kMoves] = {};
  constexpr std::size_t kGroup = 32;  // as many as fit an int16 lane
  for (std::size_t from = 0; from < keys.size(); from += kGroup) {
    MoveTable::Sum sum;
    const std::size_t to = std::min(from + kGroup, keys.size());
    for (std::size_t i = from; i < to; ++i) moves_.add(keys[i], sum);
    for (int lane = 0; lane < MoveTable::kFeatures; ++lane) {
      scores[0] += int16_t(sum.a[lane]);
      scores[1] += int16_t(sum.b[lane]);
      scores[2] += int16_t(sum.c[lane]);
    }
  }
  Move best = shift ? Move::kShift : left ? Move::kLeft : Move::kRight;
  if (left && scores[1] > scores[int(best)]) best = Move::kLeft;
  if (right && scores[2] > scores[int(best)]) best = Move::kRight;
  return best;
}

uint8_t Parser::label(const arc::State& state, int head, int dependent) const {
  labels::Keys keys;
  labels::keys(state, head, dependent, keys);
  static_assert(labels::kTemplateCount <= ClassTable::kMaxKeys);
  ClassTable::Scores scores;
  labels_.score(keys, scores);
  scores[std::size_t(Deprel::root)] = INT16_MIN;  // only the artificial root gives it
  return uint8_t(std::max_element(scores.begin(), scores.begin() + kDeprelCount) - scores.begin());
}

void Parser::parse(arc::State& state) const {
  while (!state.done()) {
    switch (next(state)) {
      case Move::kShift:
        state.shift();
        break;
      case Move::kLeft:
        state.left(label(state, state.left_head(), state.stack(0)));
        break;
      case Move::kRight: {
        const int head = state.right_head();
        state.right(head == arc::kRoot ? uint8_t(Deprel::root) : label(state, head, state.stack(0)));
        break;
      }
    }
  }
}

}  // namespace casus::syntax
