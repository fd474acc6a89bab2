// Treebanks in CoNLL-U (https://universaldependencies.org/format.html) as sentences of words with places in their text.
// Multiword tokens are unrolled into words that share one token; empty nodes and enhanced dependencies are dropped.
#pragma once

#include <string>
#include <vector>

#include "casus/error.h"
#include "syntax/tags.h"

namespace casus::training {

struct GoldWord {
  std::string form, lemma;
  syntax::Upos upos = syntax::Upos::X;
  syntax::Xpos xpos = syntax::Xpos::NN;
  int head = -1;  // word number in the sentence from 0, -1 for the root
  syntax::Deprel relation = syntax::Deprel::dep;
  uint32_t begin = 0, end = 0;  // bytes of the sentence's text
  bool first_of_token = true;   // false for the n't of "don't"
  bool space_after = true;      // of the token
};

struct GoldSentence {
  std::string text;  // as "# text" has it
  std::vector<GoldWord> words;
  bool starts_paragraph = false;  // "# newpar" or "# newdoc" stood before it
};

// All sentences of a file, in order. kMalformed with file and line for rows that are not CoNLL-U or bear unknown tags.
Result<std::vector<GoldSentence>> read_conllu(const std::string& path);

// The text of a corpus as it would be found in the wild: a blank line before each paragraph, otherwise the corpus's own
// spaces. `sentence_begin[i]` is where sentence i starts in it.
struct RawText {
  std::string text;
  std::vector<uint32_t> sentence_begin;
};
RawText raw_text(const std::vector<GoldSentence>& sentences);

}  // namespace casus::training
