// Spans of a document's text, in Unicode code points, end exclusive: what every record that quotes carries.
#pragma once

#include <cstdint>

namespace casus {

struct Span {
  uint32_t start = 0;
  uint32_t end = 0;

  [[nodiscard]] bool empty() const { return start >= end; }
  [[nodiscard]] bool contains(const Span& other) const { return start <= other.start && other.end <= end; }
  [[nodiscard]] bool overlaps(const Span& other) const { return start < other.end && other.start < end; }
  friend bool operator==(const Span&, const Span&) = default;
  friend auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace casus
