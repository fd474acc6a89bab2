#include "statements/cues.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/hash.h"
#include "lexicon/rows.h"

namespace casus::statements {
namespace {

using lexicon::Cell;

constexpr lexicon::Columns kCues{"cues", "lemma", "particle?", "pos", "frames?", "act"};
constexpr lexicon::Columns kHarms{"act_words", "lemma", "pos", "sense"};

constexpr std::pair<std::string_view, std::optional<CuePart>> kParts[] = {{"verb", CuePart::kVerb},
                                                                          {"noun", CuePart::kNoun},
                                                                          {"adj", CuePart::kAdjective},
                                                                          {"light", CuePart::kLight},
                                                                          {"possessive", CuePart::kPossessive},
                                                                          {"phrase", std::nullopt}};

constexpr std::pair<std::string_view, Frame> kFrames[] = {{"that", kThat},      {"quote", kQuote},    {"to", kTo},
                                                          {"ing", kIng},        {"np", kNp},          {"small", kSmall},
                                                          {"addr", kAddressee}, {"np-with", kNpWith}, {"deed", kDeed}};

void add_frame(Cell cell, Cue& cue) {
  const std::string_view frame = cell;
  if (frame.starts_with("p:")) {
    cue.prepositions.push_back(frame.substr(2));
  } else if (frame.starts_with("with:")) {
    cue.joined.push_back(frame.substr(5));
  } else if (frame.starts_with("np-to:")) {
    cue.controlled.push_back(frame.substr(6));
  } else {
    cue.frames = uint16_t(cue.frames | cell.one_of(kFrames));
  }
}

std::vector<std::string_view> words_of(std::string_view phrase) {
  std::vector<std::string_view> out;
  while (!phrase.empty()) {
    const std::size_t gap = phrase.find(' ');
    out.push_back(phrase.substr(0, gap));
    phrase = gap == std::string_view::npos ? std::string_view() : phrase.substr(gap + 1);
  }
  return out;
}

uint64_t key(std::string_view lemma, CuePart part) {
  return hash_bytes(lemma) + uint64_t(part) * 0x9E3779B97F4A7C15u;
}

}  // namespace

Result<CueTable> CueTable::open(const lexicon::Tables& tables) {
  CueTable out;
  lexicon::RowReader read(tables);
  read.each<kCues>([&](const auto& row) {
    const std::optional<CuePart> part = row["pos"].one_of(kParts);
    if (!part) return out.phrases_.push_back(words_of(row["lemma"]));
    Cue cue;
    cue.lemma = row["lemma"];
    cue.particle = row["particle"];
    cue.part = *part;
    row["frames"].each([&](Cell frame) { add_frame(frame, cue); });
    cue.act = row["act"].template as<SpeechAct>();
    out.cues_.push_back(std::move(cue));
  });
  read.each<kHarms>([&](const auto& row) {
    if (row["pos"].text() == "noun" && row["sense"].text() == "harm") out.harm_.push_back(row["lemma"]);
  });
  if (read.failure()) return *read.failure();
  std::sort(out.harm_.begin(), out.harm_.end());
  std::stable_sort(out.cues_.begin(), out.cues_.end(),
                   [](const Cue& a, const Cue& b) { return std::tie(a.lemma, a.part) < std::tie(b.lemma, b.part); });
  std::stable_sort(out.phrases_.begin(), out.phrases_.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::size_t size = 64;
  while (size < out.cues_.size() * 3) size *= 2;
  out.slots_.resize(size);
  for (uint32_t i = 0; i < out.cues_.size();) {
    uint32_t end = i + 1;
    const Cue& cue = out.cues_[i];
    while (end < out.cues_.size() && out.cues_[end].lemma == cue.lemma && out.cues_[end].part == cue.part) ++end;
    out.lemmas_.put(cue.lemma);
    std::size_t at = key(cue.lemma, cue.part) & (size - 1);
    while (out.slots_[at].count > 0) at = (at + 1) & (size - 1);
    out.slots_[at] = {cue.lemma, i, end - i, cue.part};
    i = end;
  }
  return out;
}

bool CueTable::harm(std::string_view noun) const {
  return std::binary_search(harm_.begin(), harm_.end(), noun);
}

std::span<const Cue> CueTable::find(std::string_view lemma, CuePart part) const {
  if (!lemmas_.may_hold(lemma)) return {};
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = key(lemma, part) & mask; slots_[at].count > 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.part == part && slot.lemma == lemma) return std::span(cues_).subspan(slot.first, slot.count);
  }
  return {};
}

}  // namespace casus::statements
