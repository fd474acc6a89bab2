#include "text/segment.h"

#include <algorithm>
#include <cstring>

#include "text/segment_features.h"

namespace casus::text {
namespace {

constexpr std::size_t kBoundaryBytes = (std::size_t{1} << kBoundaryBits) * 4 * sizeof(int16_t);
// The treebanks are full of lines that end without a stop, news is not: there an end must be more than likely.
constexpr int kCaution = 400;
constexpr std::size_t kEndBytes = (std::size_t{1} << kEndBits) * sizeof(int16_t);

// The lines of a text. The lines between two blank ones are a block; its width is that of its longest line. A line
// break was put by the width where the next word would not have fitted, and on purpose where it would; text with lines
// longer than anybody wraps at has only breaks on purpose.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  void newline(std::size_t at) {
    if (++breaks_ == 1) line_end_ = at;
    next_line_ = at + 1;
  }
  // Before the word [begin, end).
  Gap gap(std::size_t begin, std::size_t end) {
    if (breaks_ == 0) return Gap::kSpace;
    if (breaks_ > 1) return Gap::kParagraph;
    measure();
    const std::size_t length = line_end_ - line_;
    return width_ > kWidest || length + kSlack + (end - begin) <= width_ ? Gap::kBreak : Gap::kSpace;
  }
  // A word was read: what follows is counted anew.
  void word() {
    if (breaks_ > 0) line_ = next_line_;
    breaks_ = 0;
  }

 private:
  // The width of the block that the line before the break is in; each block is measured once.
  void measure() {
    if (line_ < block_end_) return;
    width_ = 0;
    std::size_t at = line_;
    for (;;) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      if (text_.substr(at, end - at).find_first_not_of(" \t\r") == std::string_view::npos && at > line_) break;
      width_ = std::max(width_, end - at);
      at = end + 1;
      if (at >= text_.size()) break;
    }
    block_end_ = std::min(at, text_.size());
  }

  static constexpr std::size_t kWidest = 160, kSlack = 10;
  std::string_view text_;
  std::size_t line_ = 0, line_end_ = 0, next_line_ = 0, block_end_ = 0, width_ = 0;
  int breaks_ = 0;
};

}  // namespace

Result<Segmenter> Segmenter::open(std::string_view section) {
  // Boundary weights (4 scores a row, the last unused), end weights, u32 unused, u32 count of runs, runs, knowledge.
  const Error wrong{Cause::kWrongModel, "section segmenter does not have the layout of this program", ""};
  uint32_t head[2] = {};
  if (section.size() < kBoundaryBytes + kEndBytes + sizeof head) return wrong;
  std::memcpy(head, section.data() + kBoundaryBytes + kEndBytes, sizeof head);
  Segmenter out;
  out.boundary_ = reinterpret_cast<const int16_t*>(section.data());
  out.end_ = reinterpret_cast<const int16_t*>(section.data() + kBoundaryBytes);
  const std::string_view runs = section.substr(kBoundaryBytes + kEndBytes + sizeof head);
  constexpr std::size_t kKnowledge = std::size_t{1} << WordKnowledge::kBits;
  if (runs.size() != head[1] * sizeof(Run) + kKnowledge) return wrong;
  out.runs_ = {reinterpret_cast<const Run*>(runs.data()), head[1]};
  out.knowledge_.bytes_ = reinterpret_cast<const uint8_t*>(runs.data() + head[1] * sizeof(Run));
  return out;
}

std::size_t Segmenter::run_split(std::string_view run) const {
  if (run.size() < 2 || run.size() > 24) return 0;
  const uint64_t hash = run_hash(run);
  const auto found =
      std::lower_bound(runs_.begin(), runs_.end(), hash, [](const Run& r, uint64_t h) { return r.hash < h; });
  const bool here = found != runs_.end() && found->hash == hash && found->keep < run.size();
  return here && (run[found->keep] & 0xC0) != 0x80 ? std::size_t(found->keep) : 0;  // never inside a letter
}

Boundary Segmenter::boundary(const std::vector<Atom>& atoms, std::size_t i, std::size_t word_begin,
                             const Surroundings& around) const {
  uint32_t keys[kBoundaryKeys];
  boundary_keys(atoms, i, word_begin, around, knowledge_, keys);
  int scores[3] = {};
  for (uint32_t key : keys) {
    const int16_t* row = boundary_ + std::size_t(key) * 4;
    for (int s = 0; s < 3; ++s) scores[s] += row[s];
  }
  const int best = scores[1] >= scores[0] ? (scores[2] > scores[1] ? 2 : 1) : (scores[2] > scores[0] ? 2 : 0);
  return static_cast<Boundary>(best);
}

void Segmenter::tokenise(std::string_view text, std::vector<Token>& tokens, std::vector<Gap>& gaps) const {
  std::vector<Atom> atoms;
  Lines lines(text);
  std::size_t at = 0;
  while (at < text.size()) {
    if (const std::size_t space = space_at(text, at)) {
      if (text[at] == '\n') lines.newline(at);
      at += space;
      continue;
    }
    atoms.clear();
    const std::size_t end = read_chunk(text, at, atoms);
    if (!gaps.empty() && gaps.back() == Gap::kNothing && at > tokens.back().end) gaps.back() = lines.gap(at, end);
    lines.word();
    const Surroundings around = surroundings(text, at, end);
    const auto open = [&](uint32_t begin, bool first) {
      tokens.push_back({begin, begin, first, false});
      gaps.push_back(Gap::kNothing);
    };
    open(atoms[0].begin, true);
    std::size_t word_begin = 0;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      const Atom& atom = atoms[i];
      const bool letters = atom.kind != AtomKind::kMark && atom.kind != AtomKind::kDigits;
      bool negation = false;
      if (letters) {
        const std::size_t keep = negation_split(text, atom);
        negation = keep != 0;
        const std::size_t split = negation ? keep
                                  : atom.begin == tokens.back().begin
                                      ? run_split(text.substr(atom.begin, atom.end - atom.begin))
                                      : 0;
        if (split != 0) {
          tokens.back().end = atom.begin + static_cast<uint32_t>(split);
          open(atom.begin + static_cast<uint32_t>(split), false);
        }
      }
      tokens.back().end = atom.end;
      if (i + 1 == atoms.size()) break;
      if (negation) {  // n ' t are one word
        i += 2;
        tokens.back().end = atoms[i].end;
        if (i + 1 == atoms.size()) break;
      }
      if (one_word(text, atoms, i, around, knowledge_)) continue;
      const Boundary cut = boundary(atoms, i, word_begin, around);
      if (cut != Boundary::kNone) {
        open(atoms[i + 1].begin, cut == Boundary::kToken);
        word_begin = i + 1;
      }
    }
    tokens.back().space_after = end < text.size();
    at = end;
  }
}

void Segmenter::segment(std::string_view text, Segments& out) const {
  out.tokens.clear();
  out.sentence_start.clear();
  out.capped = 0;
  std::vector<Gap> gaps;
  tokenise(text, out.tokens, gaps);
  const std::vector<Seen> seen = see(text, out.tokens, gaps, knowledge_);
  out.sentence_start.push_back(0);
  Course course;
  uint32_t keys[kEndKeys];
  for (std::size_t i = 0; i + 1 < out.tokens.size(); ++i) {
    const Token& token = out.tokens[i];
    course.pass(seen[i], text.substr(token.begin, token.end - token.begin));
    const std::size_t first = out.sentence_start.back();
    const bool opening = first == 0 || seen[first - 1].gap == Gap::kParagraph || seen[first - 1].gap == Gap::kBreak;
    bool ends = seen[i].gap == Gap::kParagraph || (opening && dateline_end(seen, i, course));
    if (!ends && out.tokens[i + 1].first_of_token && may_end(seen, i, course)) {
      end_keys(seen, i, course, keys);
      int score = 0;
      for (uint32_t key : keys) score += end_[key];
      ends = score > (marked_end(seen, i, course) ? 0 : kCaution);
    }
    if (!ends && course.tokens >= kMaxSentence) {
      ends = true;
      ++out.capped;
    }
    if (ends) {
      out.sentence_start.push_back(static_cast<uint32_t>(i + 1));
      course = {};
    }
  }
  if (!out.tokens.empty()) out.sentence_start.push_back(static_cast<uint32_t>(out.tokens.size()));
}

}  // namespace casus::text
