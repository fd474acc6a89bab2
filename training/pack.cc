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

constexpr float kNegligible = 0.02F;  // weights this small beside the feature's largest are left out

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

// The largest weight: no weight is clipped. The few largest belong to the features seen at every word (the tag of s0),
// and clipping one in five thousand costs more than half a point of LAS.
float scale_of(const std::vector<Ranked>& ranked) {
  float out = 0;
  for (const Ranked& r : ranked) out = std::max(out, r.size);
  return out > 0 ? out : 1;
}

// The features with any weight, the worthiest first.
std::vector<Ranked> rank(const MoveWeights& weights) {
  std::vector<Ranked> out;
  const auto& rows = weights.rows();
  for (uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i].key == 0) continue;
    const auto [low, high] = std::minmax_element(rows[i].weight.begin(), rows[i].weight.end());
    const float size = *high - *low;
    if (size > 0) out.push_back({size * std::sqrt(double(rows[i].seen) + 1), rows[i].key, i, size});
  }
  return out;
}

std::vector<Ranked> rank(const ClassWeights& weights) {
  std::vector<Ranked> out;
  const auto& rows = weights.rows();
  for (uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i].key == 0) continue;
    float size = 0;
    for (const auto& cell : weights.cells(rows[i])) size = std::max(size, std::abs(cell.weight));
    if (size > 0) out.push_back({size * std::sqrt(double(rows[i].seen) + 1), rows[i].key, i, size});
  }
  return out;
}

// Leaves those that find room in lines of so many features, each with a check of its own there.
void keep_fitting(std::vector<Ranked>& ranked, int lines_log, std::size_t features) {
  std::sort(ranked.begin(), ranked.end(),
            [](const Ranked& a, const Ranked& b) { return a.worth != b.worth ? a.worth > b.worth : a.key < b.key; });
  std::vector<std::vector<uint16_t>> lines(std::size_t(1) << lines_log);
  std::erase_if(ranked, [&](const Ranked& r) {
    auto& line = lines[r.key >> (64 - lines_log)];
    const auto check = uint16_t(r.key);
    if (line.size() == features || check == 0 || std::find(line.begin(), line.end(), check) != line.end()) return true;
    line.push_back(check);
    return false;
  });
}

}  // namespace

Packed pack_moves(const MoveWeights& weights, int lines_log) {
  const auto& rows = weights.rows();
  auto ranked = rank(weights);
  Packed out{empty_table(lines_log, MoveWeights::kClasses), ranked.size(), 0};
  keep_fitting(ranked, lines_log, MoveTable::kFeatures);
  const float scale = scale_of(ranked) / 2 / syntax::kMoveLimit;
  std::vector<uint8_t> filled(std::size_t(1) << lines_log);
  for (const Ranked& r : ranked) {
    const std::size_t line = line_of(r.key, lines_log);
    uint8_t& n = filled[r.key >> (64 - lines_log)];
    const auto& weight = rows[r.row].weight;
    // Only differences count: the middle of the row is moved to zero, so that the range is used well.
    const auto [low, high] = std::minmax_element(weight.begin(), weight.end());
    const float middle = (*low + *high) / 2;
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

Packed pack_classes(const ClassWeights& weights, int classes, int lines_log, std::size_t most_rows) {
  const auto& rows = weights.rows();
  auto ranked = rank(weights);
  Packed out{empty_table(lines_log, uint32_t(classes)), ranked.size(), 0};
  keep_fitting(ranked, lines_log, ClassTable::kFeatures);
  const float scale = scale_of(ranked);
  const std::size_t width = ClassTable::width(classes);
  std::vector<uint8_t> filled(std::size_t(1) << lines_log);
  std::vector<int16_t> dense;
  std::vector<ClassWeights::Cell> cells;
  for (const Ranked& r : ranked) {
    uint8_t& n = filled[r.key >> (64 - lines_log)];
    const std::size_t line = line_of(r.key, lines_log);
    cells.clear();
    for (const auto& cell : weights.cells(rows[r.row])) {
      if (std::abs(cell.weight) > kNegligible * r.size) cells.push_back(cell);
    }
    std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) {
      return std::abs(a.weight) != std::abs(b.weight) ? std::abs(a.weight) > std::abs(b.weight) : a.label < b.label;
    });
    put(out.section, line + n * 2U, uint16_t(r.key));
    const std::size_t pairs = line + 8 + std::size_t(n) * ClassTable::kPairs;
    if (cells.size() > ClassTable::kPairs && dense.size() < most_rows * width) {
      put(out.section, pairs, ClassTable::kRow);
      put(out.section, pairs + 1, uint32_t(dense.size() / width));
      dense.resize(dense.size() + width);
      for (const auto& cell : cells) {
        const float share = std::clamp(cell.weight / scale, -1.0F, 1.0F);
        dense[dense.size() - width + cell.label] = int16_t(std::lround(share * syntax::kClassLimit));
      }
    } else {
      for (std::size_t i = 0; i < ClassTable::kPairs; ++i) {
        const bool used = i < cells.size();
        const float share = used ? std::min(1.0F, std::abs(cells[i].weight) / scale) : 0;
        const auto code = int8_t(std::lround(std::sqrt(share) * 127));
        put(out.section, pairs + i, uint8_t(used ? cells[i].label : ClassTable::kMaxClasses + i));
        put(out.section, pairs + ClassTable::kFeatures * ClassTable::kPairs + i,
            int8_t(used && cells[i].weight < 0 ? -code : code));
      }
    }
    ++n;
    ++out.kept;
  }
  put(out.section, 8, uint32_t(dense.size() / width));
  out.section.append(reinterpret_cast<const char*>(dense.data()), dense.size() * sizeof(int16_t));
  return out;
}

}  // namespace casus::training
