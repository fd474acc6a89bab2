// Which statement a word stands in. Contents are cut into pieces, one a sentence, kept in the order of the sentences:
// a question bisects to its sentence and looks at that sentence's pieces only.
#include <algorithm>

#include "statements/statements.h"

namespace casus::statements {

bool Statement::holds(int in_sentence, int word) const {
  auto range = std::ranges::lower_bound(content, in_sentence, {}, &syntax::WordRange::sentence);
  for (; range != content.end() && range->sentence == in_sentence; ++range) {
    if (range->holds(word)) return true;
  }
  return false;
}

namespace {

int size_of(const Statement& s) {
  int size = 0;
  for (const syntax::WordRange& range : s.content) size += range.last - range.first + 1;
  return size;
}

}  // namespace

Said::Said(std::vector<Statement> all) : all_(std::move(all)) {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const int size = size_of(all_[i]);
    if (!all_[i].cue.empty()) pieces_.push_back({all_[i].cue, int(i), 0});
    for (const syntax::WordRange& range : all_[i].content) pieces_.push_back({range, int(i), size});
  }
  std::ranges::stable_sort(pieces_, {}, [](const Piece& piece) { return piece.range.sentence; });
  for (Statement& s : all_) s.inside = -1;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    Statement& s = all_[i];
    s.inside = innermost(s.sentence, s.cue.empty() ? s.content.front().first : s.cue.first, int(i));
  }
}

int Said::innermost(int sentence, int word, int but) const {
  int best = -1, best_size = 0;
  for (const Piece& piece : syntax::of_sentence(pieces_, sentence, &Piece::range)) {
    if (piece.size == 0 || piece.statement == but || !piece.range.holds(word)) continue;
    if (best >= 0 && piece.size >= best_size) continue;
    if (but >= 0 && all_[std::size_t(piece.statement)].inside == but) continue;
    best = piece.statement, best_size = piece.size;
  }
  return best;
}

int Said::cued_at(int sentence, int word) const {
  for (const Piece& piece : syntax::of_sentence(pieces_, sentence, &Piece::range)) {
    if (piece.size == 0 && piece.range.holds(word)) return piece.statement;
  }
  return -1;
}

}  // namespace casus::statements
