// WordPiece: a word as numbers of pieces, each the longest that the vocabulary has (Schuster and Nakajima 2012; the
// uncased vocabulary of BERT). Small letters without accents; a mark is a piece of its own; what the vocabulary lacks
// is one unknown piece. training/encoder/pieces.py does the same, and an oracle test holds the two together.
//
// Section "vocabulary": the pieces, one a line; "[CLS]", "[SEP]" and "[UNK]" among them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casus/error.h"

namespace casus::encoder {

// How a word is written, which its pieces do not tell: capitals, and whether a space stands before it.
enum class Capitals : uint8_t { kNone, kFirst, kAll, kMixed };
inline constexpr int kShapes = 8;
uint8_t shape(std::string_view word, bool spaced);

class Vocabulary {
 public:
  static constexpr std::size_t kMost = 12;      // pieces of a word; the rest is left out
  static constexpr std::size_t kLongest = 100;  // letters of a run; a longer one is unknown

  // `section` must outlive the vocabulary. kWrongModel where it has no or too many pieces, or lacks one of the three.
  static Result<Vocabulary> open(std::string_view section);

  // Appends 1 to kMost numbers. Time: linear in the word.
  void split(std::string_view word, std::vector<uint16_t>& out) const;

  [[nodiscard]] std::size_t size() const { return pieces_.size(); }
  [[nodiscard]] uint16_t first() const { return first_; }  // begins a window
  [[nodiscard]] uint16_t last() const { return last_; }    // ends a paragraph

 private:
  Vocabulary() = default;
  [[nodiscard]] int find(std::string_view piece, uint64_t hash) const;  // its number, or -1
  bool split_run(std::string_view run, std::vector<uint16_t>& out) const;

  std::vector<std::string_view> pieces_;
  std::vector<uint16_t> slots_;  // number + 1 by hash, probed linearly
  std::size_t longest_ = 0;      // bytes of a piece
  uint16_t first_ = 0, last_ = 0, unknown_ = 0;
};

}  // namespace casus::encoder
