// A parsed text: all its words in one row, sentence after sentence, each word with tag, lemma and head. Tree is a light
// view of one sentence; word numbers inside a Tree count from 0.
//
//   for (int s = 0; s < text.sentences(); ++s) {
//     const Tree tree = text.tree(s);
//     for (int w = 0; w < tree.size(); ++w)
//       if (tree[w].upos == Upos::VERB) { int subject = tree.child(w, Deprel::nsubj); … }
//   }
//
// Parsed borrows the document's text and the model's lemmas: both must outlive it. Moves, never copies.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/utf8.h"
#include "casus/reading.h"
#include "syntax/tags.h"

namespace casus::syntax {

struct Word {
  uint32_t begin = 0, end = 0;  // bytes of the text
  std::string_view form;        // that slice
  std::string_view lemma;       // lower case but for proper nouns, as in UD English
  int32_t head = -1;            // word number in the sentence, -1 for the root
  Upos upos = Upos::X;
  Xpos xpos = Xpos::NN;
  Deprel relation = Deprel::dep;
  bool first_of_token = true, space_after = true;
};

// Words [first, last] of a sentence, both included.
struct WordRange {
  int sentence = 0;
  int first = 0, last = -1;
  [[nodiscard]] bool empty() const { return last < first; }
  [[nodiscard]] bool holds(int word) const { return first <= word && word <= last; }
};

// Those of one sentence among records sorted by sentence; `place` is the range that says where a record stands.
template <typename Record>
std::span<const Record> of_sentence(const std::vector<Record>& sorted, int sentence, WordRange Record::*place) {
  const auto sentence_of = [place](const Record& record) { return (record.*place).sentence; };
  return {std::ranges::lower_bound(sorted, sentence, {}, sentence_of),
          std::ranges::upper_bound(sorted, sentence, {}, sentence_of)};
}

class Tree {
 public:
  Tree(std::span<const Word> words, std::span<const int32_t> first_child, std::span<const int32_t> next_sibling,
       std::span<const WordRange> yields, int root)
      : words_(words), first_child_(first_child), next_sibling_(next_sibling), yields_(yields), root_(root) {}

  [[nodiscard]] int size() const { return int(words_.size()); }
  const Word& operator[](int word) const { return words_[std::size_t(word)]; }
  [[nodiscard]] int root() const { return root_; }
  [[nodiscard]] int head(int word) const { return (*this)[word].head; }

  // Children from left to right: for (int c = tree.first_child(w); c >= 0; c = tree.next_sibling(c))
  [[nodiscard]] int first_child(int word) const { return first_child_[std::size_t(word)]; }
  [[nodiscard]] int next_sibling(int word) const { return next_sibling_[std::size_t(word)]; }
  // The first child with that relation, -1 where there is none.
  [[nodiscard]] int child(int word, Deprel relation) const;
  // The smallest range that covers the word and all it governs.
  [[nodiscard]] WordRange yield(int word) const { return yields_[std::size_t(word)]; }
  // Whether `word` is `ancestor` or lies below it. Time: the depth of the word.
  [[nodiscard]] bool under(int word, int ancestor) const;

 private:
  std::span<const Word> words_;
  std::span<const int32_t> first_child_, next_sibling_;
  std::span<const WordRange> yields_;
  int root_;
};

class Parsed {
 public:
  // Takes words with heads set, and the index of each sentence's first word (ending with words.size()).
  Parsed(std::string_view text, std::vector<Word> words, std::vector<uint32_t> sentence_start, Arena lemmas,
         int capped = 0);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const utf8::Offsets& offsets() const { return offsets_; }
  [[nodiscard]] int sentences() const { return int(start_.size()) - 1; }
  [[nodiscard]] int capped() const { return capped_; }  // sentences cut because they were too long
  [[nodiscard]] Tree tree(int sentence) const;
  [[nodiscard]] std::span<const Word> words() const { return words_; }

  // Bytes, code point span and quotation of a range of words. Preconditions: the range is not empty.
  [[nodiscard]] std::string_view slice(WordRange range) const;
  [[nodiscard]] Span span(WordRange range) const;
  [[nodiscard]] Quote quote(WordRange range) const;
  [[nodiscard]] WordRange whole(int sentence) const;

 private:
  std::string_view text_;
  utf8::Offsets offsets_;
  std::vector<Word> words_;
  std::vector<uint32_t> start_;
  std::vector<int32_t> first_child_, next_sibling_;
  std::vector<WordRange> yields_;
  std::vector<int> roots_;
  Arena lemmas_;
  int capped_ = 0;
};

}  // namespace casus::syntax
