#include "syntax/weights.h"

#include <bit>

namespace casus::syntax {
namespace {

constexpr uint32_t kMaxLog = 24;

template <typename T>
T read_at(std::string_view bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

// Log2 of the number of lines of a section whose rows take `row_bytes`, 0 where it is not such a table of so many
// classes.
uint32_t lines_log(std::string_view section, uint32_t classes, std::size_t row_bytes) {
  if (section.size() < kTableHead) return 0;
  const auto log = read_at<uint32_t>(section, 0);
  if (read_at<uint32_t>(section, 4) != classes || log < 1 || log > kMaxLog) return 0;
  const std::size_t rows = row_bytes == 0 ? 0 : read_at<uint32_t>(section, 8);
  return section.size() == kTableHead + (std::size_t(1) << log) * kLineSize + rows * row_bytes ? log : 0;
}

Error damaged() {
  return {Cause::kWrongModel, "a table of weights is damaged or of another version", ""};
}

}  // namespace

Result<MoveTable> MoveTable::open(std::string_view section) {
  const uint32_t log = lines_log(section, 3, 0);
  if (log == 0) return damaged();
  MoveTable out;
  out.lines_ = section.data() + kTableHead;
  out.shift_ = 64 - log;
  return out;
}

Result<ClassTable> ClassTable::open(std::string_view section, int classes) {
  const uint32_t log = lines_log(section, uint32_t(classes), width(classes) * sizeof(int16_t));
  if (log == 0 || classes > kMaxClasses) return damaged();
  ClassTable out;
  out.lines_ = section.data() + kTableHead;
  out.rows_ = out.lines_ + (std::size_t(1) << log) * kLineSize;
  out.shift_ = 64 - log;
  out.row_count_ = read_at<uint32_t>(section, 8);
  out.width_ = uint32_t(width(classes));
  return out;
}

void ClassTable::score(std::span<const uint64_t> keys, Scores& scores) const {
  using Lanes = uint16_t __attribute__((vector_size(16)));  // wraps around, as int16_t must not
  constexpr uint64_t kOnes = 0x0001000100010001ULL;
  scores.fill(0);
  for (uint64_t key : keys) __builtin_prefetch(line(key));
  std::array<const char*, kMaxKeys> rows;
  const char** last = rows.data();
  for (uint64_t key : keys) {
    const char* at = line(key);
    uint64_t checks;
    std::memcpy(&checks, at, sizeof checks);
    // A lane of `other` is zero where the check is ours; the lowest such lane is told exactly.
    const uint64_t other = checks ^ (uint64_t(uint16_t(key)) * kOnes);
    const uint64_t zero = (other - kOnes) & ~other & (kOnes << 15);
    if (zero == 0) continue;
    const char* pairs = at + sizeof checks + std::size_t(std::countr_zero(zero) >> 4) * kPairs;
    if (uint8_t(*pairs) == kRow) {
      uint32_t row;
      std::memcpy(&row, pairs + 1, sizeof row);
      if (row >= row_count_) continue;
      const char* place = rows_ + std::size_t(row) * width_ * sizeof(int16_t);
      for (std::size_t block = 0; block < width_; block += kBlock) __builtin_prefetch(place + block * sizeof(int16_t));
      *last++ = place;
      continue;
    }
    for (int i = 0; i < kPairs; ++i) {
      int16_t& score = scores[uint8_t(pairs[i]) & 0x7fU];
      score = int16_t(score + kLevels[uint8_t(pairs[kFeatures * kPairs + i])]);
    }
  }
  constexpr std::size_t kLanes = sizeof(Lanes) / sizeof(uint16_t), kVectors = kBlock / kLanes;
  for (std::size_t block = 0; block < width_; block += kBlock) {
    std::array<Lanes, kVectors> sum;
    std::memcpy(sum.data(), scores.data() + block, sizeof sum);
    for (const char** row = rows.data(); row != last; ++row) {
      std::array<Lanes, kVectors> weights;
      std::memcpy(weights.data(), *row + block * sizeof(int16_t), sizeof weights);
      for (std::size_t v = 0; v < kVectors; ++v) sum[v] += weights[v];
    }
    std::memcpy(scores.data() + block, sum.data(), sizeof sum);
  }
}

}  // namespace casus::syntax
