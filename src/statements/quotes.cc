#include "statements/quotes.h"

#include <algorithm>

namespace casus::statements {

Layout::Layout(const syntax::Parsed& parsed) {
  const auto words = parsed.words();
  start_.reserve(std::size_t(parsed.sentences()) + 1);
  paragraph_.reserve(std::size_t(parsed.sentences()));
  start_.push_back(0);
  uint32_t before = 0;
  for (int s = 0; s < parsed.sentences(); ++s) {
    const int first = start_.back(), next = first + parsed.whole(s).last + 1;
    const uint32_t begin = next > first ? words[std::size_t(first)].begin : before;
    const std::string_view gap = parsed.text().substr(before, begin - before);
    const auto breaks = std::count(gap.begin(), gap.end(), '\n');
    paragraph_.push_back(s == 0 || breaks > 1);
    new_line_.push_back(s == 0 || breaks > 0);
    if (next > first) before = words[std::size_t(next) - 1].end;
    start_.push_back(next);
  }
}

int Layout::sentence_of(int word) const {
  return int(std::upper_bound(start_.begin(), start_.end(), word) - start_.begin()) - 1;
}

void Layout::ranges(int first, int last, std::vector<syntax::WordRange>& out) const {
  for (int s = sentence_of(first); first <= last; ++s) {
    const int end = std::min(last, start(s + 1) - 1);
    if (end >= first) out.push_back({s, first - start(s), end - start(s)});
    first = std::max(first, end + 1);
  }
}

QuoteMark quote_mark(const syntax::Word& word) {
  const std::string_view f = word.form;
  if (word.upos != syntax::Upos::PUNCT && word.upos != syntax::Upos::SYM && word.upos != syntax::Upos::X)
    return QuoteMark::kNone;
  if (f.empty() || f.size() > 3) return QuoteMark::kNone;
  if (f == "\"") return QuoteMark::kEither;
  if (f == "“" || f == "„" || f == "«" || f == "``") return QuoteMark::kOpen;
  if (f == "”" || f == "»" || f == "''") return QuoteMark::kClose;
  return QuoteMark::kNone;
}

QuoteMark single_mark(const syntax::Word& word) {
  if (word.upos != syntax::Upos::PUNCT || (word.form != "'" && word.form != "‘" && word.form != "’"))
    return QuoteMark::kNone;
  if (word.xpos == syntax::Xpos::OPEN) return QuoteMark::kOpen;
  return word.xpos == syntax::Xpos::CLOSE && word.form != "‘" ? QuoteMark::kClose : QuoteMark::kNone;
}

namespace {
constexpr int kLongest = 2000;  // words; what is longer is a mark without a partner, and time stays linear
}

std::vector<QuoteRegion> quote_regions(const syntax::Parsed& parsed, const Layout& layout) {
  std::vector<QuoteRegion> out;
  const auto words = parsed.words();
  int open = -1, single = -1;
  for (int s = 0; s < layout.sentences(); ++s) {
    if (layout.paragraph(s)) single = -1;
    if (layout.paragraph(s) && open >= 0) {
      out.push_back({open, layout.start(s) - 1, false});
      open = -1;
    }
    if (open >= 0 && layout.start(s) - open > kLongest) open = -1;
    for (int w = layout.start(s); w < layout.start(s + 1); ++w) {
      const syntax::Word& word = words[std::size_t(w)];
      QuoteMark mark = quote_mark(word);
      if (mark == QuoteMark::kNone && open < 0) {
        mark = single_mark(word);
        if (mark == QuoteMark::kClose && single >= 0) out.push_back({single, w, true});
        if (mark != QuoteMark::kNone) single = mark == QuoteMark::kOpen ? w : -1;
        continue;
      }
      if (mark == QuoteMark::kNone) continue;
      single = -1;
      const bool space_before = w == 0 || words[std::size_t(w) - 1].space_after;
      // '' is also an opening mark where texts know no other; a glued neighbour tells which.
      if (mark == QuoteMark::kEither || word.form == "''") {
        if (space_before != word.space_after) {
          mark = space_before ? QuoteMark::kOpen : QuoteMark::kClose;
        } else {
          mark = open < 0 ? QuoteMark::kOpen : QuoteMark::kClose;
        }
      }
      if (mark == QuoteMark::kOpen) {
        open = w;
      } else if (open >= 0) {
        out.push_back({open, w, true});
        open = -1;
      }
    }
  }
  if (open >= 0 && layout.start(layout.sentences()) > open)
    out.push_back({open, layout.start(layout.sentences()) - 1, false});
  return out;
}

}  // namespace casus::statements
