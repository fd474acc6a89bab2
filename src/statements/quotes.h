// Quotation marks paired into regions. A region may run over several sentences, never over a paragraph: a quotation
// that is opened anew in the next paragraph is a region of its own. Straight marks pair by the spaces around them;
// single ones, which are apostrophes too, where the tagger took them for marks, and only outside double ones.
#pragma once

#include <vector>

#include "syntax/tree.h"

namespace casus::statements {

// Sentences of a Parsed as ranges of its row of words.
class Layout {
 public:
  explicit Layout(const syntax::Parsed& parsed);
  [[nodiscard]] int sentences() const { return int(start_.size()) - 1; }
  [[nodiscard]] int start(int sentence) const { return start_[std::size_t(sentence)]; }
  [[nodiscard]] int size(int sentence) const { return start(sentence + 1) - start(sentence); }
  [[nodiscard]] int sentence_of(int word) const;
  // Whether a blank line, or the start of the text, lies before the sentence.
  [[nodiscard]] bool paragraph(int sentence) const { return paragraph_[std::size_t(sentence)]; }
  // Whether a line break lies before it.
  [[nodiscard]] bool new_line(int sentence) const { return new_line_[std::size_t(sentence)]; }
  // The words [first, last] of the row, one range for each sentence that they touch.
  void ranges(int first, int last, std::vector<syntax::WordRange>& out) const;

 private:
  std::vector<int> start_;
  std::vector<bool> paragraph_, new_line_;
};

struct QuoteRegion {
  int first = 0, last = 0;  // words of the row, marks included; without closing mark the last word of the paragraph
  bool closed = true;
};

std::vector<QuoteRegion> quote_regions(const syntax::Parsed& parsed, const Layout& layout);

enum class QuoteMark : uint8_t { kNone, kOpen, kClose, kEither };
QuoteMark quote_mark(const syntax::Word& word);   // of double marks
QuoteMark single_mark(const syntax::Word& word);  // of single marks

}  // namespace casus::statements
