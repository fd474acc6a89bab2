// What the formats with a row an event have in common.
#pragma once

#include <string>
#include <string_view>

#include "base/utf8.h"
#include "casus/reading.h"

namespace casus::formats {

// The sentences of a reading as text. Borrows the reading.
class SentenceTexts {
 public:
  explicit SentenceTexts(const Reading& reading) : reading_(reading), offsets_(reading.document.text) {}

  [[nodiscard]] std::string_view slice(Span span) const {
    const uint32_t begin = offsets_.byte(span.start);
    return std::string_view(reading_.document.text).substr(begin, offsets_.byte(span.end) - begin);
  }
  [[nodiscard]] std::string_view text(int sentence) const { return slice(reading_.sentences[std::size_t(sentence)]); }

 private:
  const Reading& reading_;
  utf8::Offsets offsets_;
};

// An event that happened, or is announced, and stands for itself: no condition, no demanded, promised or threatened
// act.
inline bool is_coded(const Event& event) {
  return !event.part_of && event.status != EventStatus::kHypothetical && event.status != EventStatus::kNegated &&
         event.status != EventStatus::kHistorical;
}

// PLOVER entity code and sector in one, as dyad tables want it: "RUSGOV", "NOR", "---" for nobody known.
inline std::string code_of(const Party& party) {
  std::string out = party.code.value_or("");
  if (party.sector) out += *party.sector;
  return out.empty() ? "---" : out;
}

}  // namespace casus::formats
