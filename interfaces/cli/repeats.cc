#include "cli/repeats.h"

#include <charconv>
#include <functional>

namespace casus::cli {
namespace {

constexpr std::size_t kRemembered = std::size_t{1} << 20;

uint64_t hash_of(std::string_view text) {
  return std::hash<std::string_view>()(text);
}

}  // namespace

std::string Repeats::note(const Document& document, const std::string& place) {
  if (document.part > 1) return "";  // the first part stands for all
  const std::size_t colon = place.rfind(':');
  uint32_t line = 0;
  if (colon == std::string::npos ||
      std::from_chars(place.data() + colon + 1, place.data() + place.size(), line).ec != std::errc())
    return "";
  const std::string_view id = whole_id(document);
  const uint64_t text = hash_of(document.text) + uint64_t(document.parts);
  const auto known = seen_.find(hash_of(id));
  if (known == seen_.end()) {
    if (seen_.size() < kRemembered) seen_.emplace(hash_of(id), Seen{text, line});
    return "";
  }
  if (known->second.text == text) return "";
  return place + ": the id " + std::string(id) + " came already, at " + place.substr(0, colon + 1) +
         std::to_string(known->second.line) + ", with another text; a ledger keeps the later";
}

}  // namespace casus::cli
