#include "statements/cues.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/hash.h"

namespace casus::statements {
namespace {

std::optional<CuePart> part_of(std::string_view cell) {
  if (cell == "verb") return CuePart::kVerb;
  if (cell == "noun") return CuePart::kNoun;
  if (cell == "adj") return CuePart::kAdjective;
  if (cell == "light") return CuePart::kLight;
  if (cell == "possessive") return CuePart::kPossessive;
  return std::nullopt;
}

bool add_frame(std::string_view frame, Cue& cue) {
  constexpr std::pair<std::string_view, Frame> kFrames[] = {
      {"that", kThat},   {"quote", kQuote},    {"to", kTo},          {"ing", kIng},  {"np", kNp},
      {"small", kSmall}, {"addr", kAddressee}, {"np-with", kNpWith}, {"deed", kDeed}};
  for (const auto& [name, bit] : kFrames) {
    if (frame == name) return cue.frames |= bit, true;
  }
  if (frame.starts_with("p:")) return cue.prepositions.push_back(frame.substr(2)), true;
  if (frame.starts_with("with:")) return cue.joined.push_back(frame.substr(5)), true;
  if (frame.starts_with("np-to:")) return cue.controlled.push_back(frame.substr(6)), true;
  return false;
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
  const auto table = tables.table("cues");
  if (!table) return table.error();
  const lexicon::Table& rows = **table;
  std::size_t column[5];
  constexpr std::string_view kTitles[] = {"lemma", "particle", "pos", "frames", "act"};
  for (int i = 0; i < 5; ++i) {
    const auto found = rows.column(kTitles[i]);
    if (!found) return found.error();
    column[i] = *found;
  }
  CueTable out;
  for (std::size_t r = 0; r < rows.rows(); ++r) {
    const std::string_view lemma = rows.cell(r, column[0]), pos = rows.cell(r, column[2]);
    if (pos == "phrase") {
      out.phrases_.push_back(words_of(lemma));
      continue;
    }
    Cue cue;
    cue.lemma = lemma;
    cue.particle = rows.cell(r, column[1]);
    const auto part = part_of(pos);
    if (!part) return Error{Cause::kMalformed, "unknown part of speech '" + std::string(pos) + "'", rows.place(r)};
    cue.part = *part;
    for (std::string_view frame : lexicon::members(rows.cell(r, column[3]))) {
      if (!add_frame(frame, cue))
        return Error{Cause::kMalformed, "unknown frame '" + std::string(frame) + "'", rows.place(r)};
    }
    const auto act = parse<SpeechAct>(rows.cell(r, column[4]));
    if (!act)
      return Error{Cause::kMalformed, "unknown act '" + std::string(rows.cell(r, column[4])) + "'", rows.place(r)};
    cue.act = *act;
    out.cues_.push_back(std::move(cue));
  }
  const auto acts = tables.table("act_words");
  if (!acts) return acts.error();
  const auto word = (*acts)->column("lemma"), pos = (*acts)->column("pos"), sense = (*acts)->column("sense");
  if (!word || !pos || !sense) return Error{Cause::kMalformed, "wants the columns lemma, pos, sense", "act_words.tsv"};
  for (std::size_t r = 0; r < (*acts)->rows(); ++r) {
    if ((*acts)->cell(r, *pos) == "noun" && (*acts)->cell(r, *sense) == "harm")
      out.harm_.push_back((*acts)->cell(r, *word));
  }
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
