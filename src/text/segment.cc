#include "text/segment.h"

#include <algorithm>
#include <cstring>

#include "text/segment_features.h"

namespace casus::text {
namespace {

constexpr std::size_t kBoundaryBytes = (std::size_t{1} << kBoundaryBits) * 4 * sizeof(int16_t);
// The treebanks are full of lines that end without a stop, news is not: there an end must be more than likely.
constexpr int kCaution = 250;
constexpr std::size_t kEndBytes = (std::size_t{1} << kEndBits) * sizeof(int16_t);

}  // namespace

Result<Segmenter> Segmenter::open(std::string_view section) {
  // Boundary weights (4 scores a row, the last unused), end weights, u32 bias of an end, u32 count of runs, runs.
  const Error wrong{Cause::kWrongModel, "section segment does not have the layout of this program", ""};
  uint32_t head[2] = {};
  if (section.size() < kBoundaryBytes + kEndBytes + sizeof head) return wrong;
  std::memcpy(head, section.data() + kBoundaryBytes + kEndBytes, sizeof head);
  Segmenter out;
  out.boundary_ = reinterpret_cast<const int16_t*>(section.data());
  out.end_ = reinterpret_cast<const int16_t*>(section.data() + kBoundaryBytes);
  const std::string_view runs = section.substr(kBoundaryBytes + kEndBytes + sizeof head);
  if (runs.size() / sizeof(Run) < head[1]) return wrong;
  out.runs_ = {reinterpret_cast<const Run*>(runs.data()), head[1]};
  return out;
}

std::size_t Segmenter::run_split(std::string_view run) const {
  if (run.size() < 2 || run.size() > 24) return 0;
  const uint64_t hash = run_hash(run);
  const auto found =
      std::lower_bound(runs_.begin(), runs_.end(), hash, [](const Run& r, uint64_t h) { return r.hash < h; });
  return found != runs_.end() && found->hash == hash && found->keep < run.size() ? std::size_t(found->keep) : 0;
}

Boundary Segmenter::boundary(const std::vector<Atom>& atoms, std::size_t i, std::size_t word_begin,
                             const Surroundings& around) const {
  uint32_t keys[kBoundaryKeys];
  boundary_keys(atoms, i, word_begin, around, keys);
  int scores[3] = {};
  for (uint32_t key : keys) {
    const int16_t* row = boundary_ + std::size_t(key) * 4;
    for (int s = 0; s < 3; ++s) scores[s] += row[s];
  }
  const int best = scores[1] >= scores[0] ? (scores[2] > scores[1] ? 2 : 1) : (scores[2] > scores[0] ? 2 : 0);
  return static_cast<Boundary>(best);
}

void Segmenter::tokenise(std::string_view text, std::vector<Token>& tokens, std::vector<bool>& paragraph) const {
  std::vector<Atom> atoms;
  std::size_t at = 0;
  int breaks = 0;
  while (at < text.size()) {
    if (const std::size_t space = space_at(text, at)) {
      if (text[at] == '\n' && ++breaks >= 2 && !paragraph.empty()) paragraph.back() = true;
      at += space;
      continue;
    }
    breaks = 0;
    atoms.clear();
    const std::size_t end = read_chunk(text, at, atoms);
    const Surroundings around = surroundings(text, at, end);
    const auto open = [&](uint32_t begin, bool first) {
      tokens.push_back({begin, begin, first, false});
      paragraph.push_back(false);
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
      if (one_word(atoms[i], atoms[i + 1])) continue;
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
  std::vector<bool> paragraph;
  tokenise(text, out.tokens, paragraph);
  std::vector<Seen> seen;
  seen.reserve(out.tokens.size());
  for (std::size_t i = 0; i < out.tokens.size(); ++i) {
    seen.push_back(see(text, out.tokens[i]));
    seen.back().paragraph = paragraph[i];
  }
  out.sentence_start.push_back(0);
  Course course;
  uint32_t keys[kEndKeys];
  for (std::size_t i = 0; i + 1 < out.tokens.size(); ++i) {
    const Token& token = out.tokens[i];
    course.pass(seen[i], text.substr(token.begin, token.end - token.begin));
    bool ends = seen[i].paragraph;
    if (!ends && out.tokens[i + 1].first_of_token && may_end(seen, i)) {
      end_keys(seen, i, course, token.space_after, keys);
      int score = 0;
      for (uint32_t key : keys) score += end_[key];
      ends = score > (seen[i].stop || seen[i].closer ? 0 : kCaution);
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
