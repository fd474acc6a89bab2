#include "training/pack.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "syntax/weights.h"

namespace casus::training {
namespace {

using syntax::ClassTable;
using syntax::kLineSize;
using syntax::MoveTable;

constexpr double kClipped = 0.0002;  // share of features whose weights may be clipped

template <typename T>
void put(std::string& out, std::size_t at, T value) {
  std::memcpy(out.data() + at, &value, sizeof value);
}

std::string empty_table(int lines_log, uint32_t classes) {
  std::string out(syntax::kTableHead + (std::size_t(1) << lines_log) * kLineSize, '\0');
  put(out, 0, uint32_t(lines_log));
  put(out, 4, classes);
  return out;
}

std::size_t line_of(uint64_t key, int lines_log) {
  return syntax::kTableHead + (key >> (64 - lines_log)) * kLineSize;
}

struct Ranked {
  double worth;
  uint64_t key;
  uint32_t row;
  float size;
};

// The size that all but the clipped share stay below.
float scale_of(const std::vector<Ranked>& ranked) {
  std::vector<float> sizes;
  for (const Ranked& r : ranked) sizes.push_back(r.size);
  if (sizes.empty()) return 1;
  const auto nth = sizes.begin() + std::ptrdiff_t(double(sizes.size() - 1) * (1 - kClipped));
  std::nth_element(sizes.begin(), nth, sizes.end());
  return *nth;
}

void sort(std::vector<Ranked>& ranked) {
  std::sort(ranked.begin(), ranked.end(),
            [](const Ranked& a, const Ranked& b) { return a.worth != b.worth ? a.worth > b.worth : a.key < b.key; });
}

}  // namespace

Packed pack_moves(const MoveWeights& weights, int lines_log) {
  std::vector<Ranked> ranked;
  const auto& rows = weights.rows();
  for (uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i].key == 0) continue;
    const auto [low, high] = std::minmax_element(rows[i].weight.begin(), rows[i].weight.end());
    const float size = *high - *low;
    if (size > 0) ranked.push_back({size * std::sqrt(double(rows[i].seen) + 1), rows[i].key, i, size});
  }
  sort(ranked);
  Packed out{empty_table(lines_log, MoveWeights::kClasses), ranked.size(), 0};
  const float scale = scale_of(ranked) / 2 / syntax::kMoveLimit;
  std::vector<uint8_t> filled(std::size_t(1) << lines_log);
  for (const Ranked& r : ranked) {
    const std::size_t line = line_of(r.key, lines_log);
    uint8_t& n = filled[r.key >> (64 - lines_log)];
    const auto& weight = rows[r.row].weight;
    // Only differences count: the middle of the row is moved to zero, so that the range is used well.
    const auto [low, high] = std::minmax_element(weight.begin(), weight.end());
    const float middle = (*low + *high) / 2;
    bool taken = n == MoveTable::kFeatures;
    for (int i = 0; i < n; ++i) taken |= std::memcmp(out.section.data() + line + std::size_t(i) * 2, &r.key, 2) == 0;
    if (taken) continue;
    put(out.section, line + n * 2U, uint16_t(r.key));
    for (std::size_t c = 0; c < MoveWeights::kClasses; ++c) {
      const float limit = syntax::kMoveLimit;
      const float value = std::clamp(std::round((weight[c] - middle) / scale), -limit, limit);
      put(out.section, line + 16 * (c + 1) + n * 2U, int16_t(value));
    }
    ++n;
    ++out.kept;
  }
  return out;
}

Packed pack_classes(const ClassWeights& weights, int classes, int lines_log) {
  std::vector<Ranked> ranked;
  const auto& rows = weights.rows();
  for (uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i].key == 0) continue;
    float size = 0;
    for (const auto& cell : weights.cells(rows[i])) size = std::max(size, std::abs(cell.weight));
    if (size > 0) ranked.push_back({size * std::sqrt(double(rows[i].seen) + 1), rows[i].key, i, size});
  }
  sort(ranked);
  Packed out{empty_table(lines_log, uint32_t(classes)), ranked.size(), 0};
  const float scale = scale_of(ranked);
  std::vector<uint8_t> filled(std::size_t(1) << lines_log);
  struct Pair {
    uint8_t label;
    int8_t code;
  };
  std::vector<Pair> pairs;
  for (const Ranked& r : ranked) {
    pairs.clear();
    for (const auto& cell : weights.cells(rows[r.row])) {
      const float share = std::min(1.0F, std::abs(cell.weight) / scale);
      const int code = int(std::lround(std::sqrt(share) * 127));
      if (code != 0) pairs.push_back({uint8_t(cell.label), int8_t(cell.weight < 0 ? -code : code)});
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](Pair a, Pair b) { return std::abs(int(a.code)) > std::abs(int(b.code)); });
    uint64_t key = r.key;
    std::size_t done = 0;
    bool whole = !pairs.empty();
    std::size_t last_label = 0;  // where the first class of the last link stands
    for (int chain = 0; chain < ClassTable::kMaxChain && done < pairs.size(); ++chain) {
      const std::size_t line = line_of(key, lines_log);
      uint8_t& n = filled[key >> (64 - lines_log)];
      bool taken = n == ClassTable::kFeatures;
      for (int i = 0; i < n; ++i) taken |= std::memcmp(out.section.data() + line + std::size_t(i) * 2, &key, 2) == 0;
      if (taken || uint16_t(key) == 0) {
        whole = false;
        break;
      }
      if (last_label != 0) out.section[last_label] = char(uint8_t(out.section[last_label]) | ClassTable::kGoesOn);
      put(out.section, line + n * 2U, uint16_t(key));
      last_label = line + 8 + std::size_t(n) * ClassTable::kPairs;
      for (std::size_t i = 0; i < ClassTable::kPairs; ++i, ++done) {
        const Pair pair = done < pairs.size() ? pairs[done] : Pair{ClassTable::kMaxClasses - 1, 0};
        put(out.section, last_label + i, pair.label);
        put(out.section, last_label + ClassTable::kFeatures * ClassTable::kPairs + i, pair.code);
      }
      ++n;
      key = ClassTable::next_key(key);
    }
    out.kept += whole;
  }
  return out;
}

}  // namespace casus::training
