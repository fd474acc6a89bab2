#include "syntax/tree.h"

#include <algorithm>

namespace casus::syntax {

int Tree::child(int word, Deprel relation) const {
  for (int c = first_child(word); c >= 0; c = next_sibling(c)) {
    if ((*this)[c].relation == relation) return c;
  }
  return -1;
}

bool Tree::under(int word, int ancestor) const {
  while (word >= 0 && word != ancestor) word = head(word);
  return word == ancestor;
}

Parsed::Parsed(std::string_view text, std::vector<Word> words, std::vector<uint32_t> sentence_start, Arena lemmas,
               int capped)
    : text_(text),
      offsets_(text),
      words_(std::move(words)),
      start_(std::move(sentence_start)),
      lemmas_(std::move(lemmas)),
      capped_(capped) {
  if (start_.empty()) start_.push_back(0);
  first_child_.assign(words_.size(), -1);
  next_sibling_.assign(words_.size(), -1);
  yields_.resize(words_.size());
  roots_.assign(std::size_t(sentences()), 0);
  for (int s = 0; s < sentences(); ++s) {
    const uint32_t base = start_[std::size_t(s)];
    const int size = int(start_[std::size_t(s) + 1] - base);
    for (int w = 0; w < size; ++w) yields_[base + w] = {s, w, w};
    for (int w = size - 1; w >= 0; --w) {  // backwards, so that children come out from left to right
      const int head = words_[base + w].head;
      if (head < 0) {
        roots_[std::size_t(s)] = w;
      } else {
        next_sibling_[base + w] = first_child_[base + head];
        first_child_[base + head] = w;
      }
    }
    // Yields from below: an arc-hybrid tree is projective, so a word's yield is that of its outermost children; walking
    // up from every word covers any tree, at the cost of its depth.
    for (int w = 0; w < size; ++w) {
      for (int up = words_[base + w].head; up >= 0; up = words_[base + up].head) {
        WordRange& range = yields_[base + up];
        if (range.first <= w && w <= range.last && up != w) {
          // Already covered, and so is everything above.
          break;
        }
        range.first = std::min(range.first, w);
        range.last = std::max(range.last, w);
      }
    }
  }
}

Tree Parsed::tree(int sentence) const {
  const std::size_t base = start_[std::size_t(sentence)], size = start_[std::size_t(sentence) + 1] - base;
  return {std::span(words_).subspan(base, size), std::span(first_child_).subspan(base, size),
          std::span(next_sibling_).subspan(base, size), std::span(yields_).subspan(base, size),
          roots_[std::size_t(sentence)]};
}

std::string_view Parsed::slice(WordRange range) const {
  const std::size_t base = start_[std::size_t(range.sentence)];
  const uint32_t begin = words_[base + range.first].begin, end = words_[base + range.last].end;
  return text_.substr(begin, end - begin);
}

Span Parsed::span(WordRange range) const {
  const std::size_t base = start_[std::size_t(range.sentence)];
  return offsets_.span(words_[base + range.first].begin, words_[base + range.last].end);
}

Quote Parsed::quote(WordRange range) const {
  return {std::string(slice(range)), span(range)};
}

WordRange Parsed::whole(int sentence) const {
  return {sentence, 0, int(start_[std::size_t(sentence) + 1] - start_[std::size_t(sentence)]) - 1};
}

}  // namespace casus::syntax
