// Edit distance, row by row; the tables hold a few thousand short names and an error is told once.
#include "cli/nearest.h"

#include <algorithm>
#include <cctype>

namespace casus::cli {
namespace {

std::size_t distance(std::string_view a, std::string_view b) {
  const auto same = [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  };
  std::vector<std::size_t> older(b.size() + 1), old(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) old[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({old[j] + 1, row[j - 1] + 1, old[j - 1] + std::size_t(!same(a[i - 1], b[j - 1]))});
      if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1])) {
        row[j] = std::min(row[j], older[j - 2] + 1);
      }
    }
    std::swap(older, old);
    std::swap(old, row);
  }
  return old[b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string_view>& names) {
  std::string_view best;
  std::size_t least = word.size() / 3 + 1;
  for (std::string_view name : names) {
    const std::size_t gap = name.size() > word.size() ? name.size() - word.size() : word.size() - name.size();
    if (name.empty() || gap >= least) continue;
    const std::size_t far = distance(word, name);
    if (far < least) least = far, best = name;
  }
  return std::string(best);
}

}  // namespace casus::cli
