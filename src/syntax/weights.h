// Perceptron weights as hashed tables in the model. A key belongs to one 64-byte line (its upper bits) and is
// told from its neighbours there by a 16-bit check (its lower bits); the trainer fills each line with its weightiest
// features and leaves out what finds no room. So a feature costs one cache line, found or not.
//
// MoveTable, for three classes: a line holds eight features as columns, int16 check[8], w0[8], w1[8], w2[8]; adding
// compares all eight checks at once and masks the columns, without a branch.
//
// ClassTable, for up to 120 classes: a line holds four features, uint16 check[4], then per feature seven classes, then
// per feature seven codes of weights. Most features know few classes. Those that know more stand in rows of their own,
// an int16 a class: their first class is kRow and the four bytes after it number the row. Unused pairs name classes
// from 120 on.
//
// MoveTable section: u32 log2 of lines | u32 classes | zero to 64 bytes | lines.
// ClassTable section: u32 log2 of lines | u32 classes | u32 rows | zero to 64 bytes | lines | rows of kWidth(classes)
// int16.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "casus/error.h"

namespace casus::syntax {

inline constexpr std::size_t kTableHead = 64;
inline constexpr std::size_t kLineSize = 64;
inline constexpr int kMoveLimit = 1023;  // 32 weights of this size fit int16

class MoveTable {
 public:
  static constexpr int kFeatures = 8;  // of a line
  using Lanes = int16_t __attribute__((vector_size(16)));
  using Sums = uint16_t __attribute__((vector_size(16)));  // wrap around: only a hostile model's weights are so large
  struct Sum {
    Sums a{}, b{}, c{};
  };

  static Result<MoveTable> open(std::string_view section);

  void prefetch(uint64_t key) const { __builtin_prefetch(line(key)); }
  // At most 32 additions may go into one Sum.
  void add(uint64_t key, Sum& sum) const {
    const char* at = line(key);
    Lanes check, a, b, c;
    std::memcpy(&check, at, 16);
    std::memcpy(&a, at + 16, 16);
    std::memcpy(&b, at + 32, 16);
    std::memcpy(&c, at + 48, 16);
    const int16_t wanted = int16_t(key);
    const Lanes hit = check == Lanes{wanted, wanted, wanted, wanted, wanted, wanted, wanted, wanted};
    sum.a += Sums(a & hit);
    sum.b += Sums(b & hit);
    sum.c += Sums(c & hit);
  }

 private:
  MoveTable() = default;
  [[nodiscard]] const char* line(uint64_t key) const { return lines_ + (key >> shift_) * kLineSize; }
  const char* lines_ = nullptr;
  uint32_t shift_ = 0;
};

inline constexpr int kClassLimit = 490;  // as many weights as there are templates (at most 66) fit int16

// The weight that a code stands for: the square of the code, scaled.
inline constexpr std::array<int16_t, 256> kLevels = [] {
  std::array<int16_t, 256> out{};
  for (int k = -127; k < 128; ++k) {
    const int size = (k * k * kClassLimit + 127 * 127 / 2) / (127 * 127);
    out[uint8_t(k)] = int16_t(k < 0 ? -size : size);
  }
  return out;
}();

class ClassTable {
 public:
  static constexpr int kFeatures = 4, kPairs = 7;
  static constexpr int kMaxClasses = 120, kScores = 128;
  static constexpr int kMaxKeys = 66;
  static constexpr uint8_t kRow = 0xff;
  static constexpr int kBlock = 32;  // classes of a row that one cache line holds
  static constexpr std::size_t width(int classes) { return std::size_t((classes + kBlock - 1) / kBlock * kBlock); }
  using Scores = std::array<int16_t, kScores>;

  static Result<ClassTable> open(std::string_view section, int classes);

  // The sum of the weights of at most kMaxKeys features, for each class.
  void score(std::span<const uint64_t> keys, Scores& scores) const;

 private:
  ClassTable() = default;
  [[nodiscard]] const char* line(uint64_t key) const { return lines_ + (key >> shift_) * kLineSize; }
  const char* lines_ = nullptr;
  const char* rows_ = nullptr;
  uint32_t shift_ = 0, row_count_ = 0, width_ = 0;
};

}  // namespace casus::syntax
