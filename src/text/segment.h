// Text -> sentences of tokens in the conventions of UD English (https://universaldependencies.org/en/): clitics are
// words of their own inside one token ("don't" = do + n't), hyphens and punctuation are tokens, offsets are exact bytes
// of the text.
//
// A blank line always ends a sentence; a single line break in hard-wrapped text never does. Segmentation is a trained
// decision at each byte where a token or sentence could end (section "segmenter" of the model), with clitic rules after
// it. A line that ends well before the width of its block was broken on purpose: the decision knows of it. Sentences
// are cut at kMaxSentence words so that time stays linear; `capped` says how often that happened.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "casus/error.h"

namespace casus::text {

// A syntactic word: bytes [begin, end) of the text. Words of one multiword token share `token` and lie side by side.
struct Token {
  uint32_t begin = 0, end = 0;
  bool first_of_token = true;  // false for the n't of "don't"
  bool space_after = true;     // of the token; true for the last of the text only if a space follows
};

struct Segments {
  std::vector<Token> tokens;             // of the whole text, in order
  std::vector<uint32_t> sentence_start;  // index of each sentence's first token; ends with tokens.size()
  int capped = 0;
  [[nodiscard]] int sentences() const { return sentence_start.empty() ? 0 : int(sentence_start.size()) - 1; }
};

inline constexpr int kMaxSentence = 400;

struct Atom;
struct Surroundings;
enum class Gap : uint8_t { kNothing, kSpace, kBreak, kParagraph };  // what stands between two tokens
enum class Boundary : uint8_t {
  kNone,
  kToken,
  kWord
};  // what begins: nothing, a token, another word of the same token

// A run of letters that holds two words, learnt from the treebanks: bytes of the first.
struct Run {
  uint64_t hash = 0, keep = 0;
};

// What is known of single words: how they are written inside sentences, and which are abbreviations. One byte for each
// hash, so that rare words may share one; that costs a feature, never correctness.
class WordKnowledge {
 public:
  static constexpr int kBits = 18;
  static constexpr uint32_t kLowerCased = 1, kCapitalised = 2;                  // nearly always, inside sentences
  static constexpr uint32_t kBeforeName = 1, kAnywhere = 2, kBeforeFigure = 3;  // abbreviations.tsv
  static std::size_t row(uint64_t hash) { return hash >> (64 - kBits); }        // hash of the lower-cased letters
  [[nodiscard]] uint32_t habit(uint64_t hash) const { return bytes_ == nullptr ? 0 : bytes_[row(hash)] & 3U; }
  [[nodiscard]] uint32_t abbreviation(uint64_t hash) const { return bytes_ == nullptr ? 0 : bytes_[row(hash)] >> 2; }
  const uint8_t* bytes_ = nullptr;  // 1 << kBits of them
};

class Segmenter {
 public:
  // `section` must outlive the segmenter (it is a view of the mapped model). kWrongModel where its layout does not fit.
  static Result<Segmenter> open(std::string_view section);

  void segment(std::string_view text, Segments& out) const;  // out is cleared first; its capacity is kept

  // The first half alone: tokens, and what stands after each. Training the second half needs it.
  void tokenise(std::string_view text, std::vector<Token>& tokens, std::vector<Gap>& gaps) const;
  [[nodiscard]] const WordKnowledge& knowledge() const { return knowledge_; }

 private:
  Segmenter() = default;
  [[nodiscard]] std::size_t run_split(std::string_view run) const;
  [[nodiscard]] Boundary boundary(const std::vector<Atom>& atoms, std::size_t i, std::size_t word_begin,
                                  const Surroundings& around) const;

  const int16_t* boundary_ = nullptr;
  const int16_t* end_ = nullptr;
  std::span<const Run> runs_;
  WordKnowledge knowledge_;
};

}  // namespace casus::text
