// Perceptron weights as hashed tables in the mapped model. A key belongs to one 64-byte line (its upper bits) and is
// told from its neighbours there by a 16-bit check (its lower bits); the trainer fills each line with its weightiest
// features and leaves out what finds no room. So a feature costs one cache line, found or not.
//
// MoveTable, for three classes: a line holds eight features as columns, int16 check[8], w0[8], w1[8], w2[8]; adding
// compares all eight checks at once and masks the columns, without a branch.
//
// ClassTable, for up to 127 classes: a line holds four features, uint16 check[4], then per feature seven classes, then
// per feature seven codes. A weight is sign(k)*k*k of its code k in -127..127. A feature with more than seven classes
// sets the top bit of its first class and goes on under next_key().
//
// Both sections: u32 log2 of lines | u32 classes | 56 bytes of zero | lines.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/hash.h"
#include "casus/error.h"

namespace casus::syntax {

inline constexpr std::size_t kTableHead = 64;
inline constexpr std::size_t kLineSize = 64;
inline constexpr int kMoveLimit = 1023;  // 32 weights of this size fit int16

class MoveTable {
 public:
  static constexpr int kFeatures = 8;  // of a line
  using Lanes = int16_t __attribute__((vector_size(16)));
  struct Sum {
    Lanes a{}, b{}, c{};
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
    sum.a += a & hit;
    sum.b += b & hit;
    sum.c += c & hit;
  }

 private:
  MoveTable() = default;
  [[nodiscard]] const char* line(uint64_t key) const { return lines_ + (key >> shift_) * kLineSize; }
  const char* lines_ = nullptr;
  uint32_t shift_ = 0;
};

// The weight that a code stands for.
inline constexpr std::array<int16_t, 256> kLevels = [] {
  std::array<int16_t, 256> out{};
  for (int k = -127; k < 128; ++k) out[uint8_t(k)] = int16_t(k < 0 ? -k * k : k * k);
  return out;
}();

class ClassTable {
 public:
  static constexpr int kFeatures = 4, kPairs = 7;
  static constexpr int kMaxClasses = 128;
  static constexpr uint8_t kGoesOn = 0x80;
  static constexpr int kMaxChain = 24;

  static Result<ClassTable> open(std::string_view section, int classes);
  static constexpr uint64_t next_key(uint64_t key) { return mix(key + 0x632be59bd9b4e019ULL) * 0x9e3779b97f4a7c15ULL; }

  void prefetch(uint64_t key) const { __builtin_prefetch(line(key)); }
  void add(uint64_t key, int32_t* scores) const {
    for (int chain = 0; chain < kMaxChain; ++chain) {
      const char* at = line(key);
      std::array<uint16_t, kFeatures> check;
      std::memcpy(check.data(), at, sizeof check);
      const uint16_t wanted = uint16_t(key);
      int slot = 0;
      while (slot < kFeatures && check[std::size_t(slot)] != wanted) ++slot;
      if (slot == kFeatures) return;
      const auto* classes = reinterpret_cast<const uint8_t*>(at + 8 + slot * kPairs);
      const auto* codes = classes + kFeatures * kPairs;
      for (int i = 0; i < kPairs; ++i) scores[classes[i] & 0x7f] += kLevels[codes[i]];
      if (!(classes[0] & kGoesOn)) return;
      key = next_key(key);
    }
  }

 private:
  ClassTable() = default;
  [[nodiscard]] const char* line(uint64_t key) const { return lines_ + (key >> shift_) * kLineSize; }
  const char* lines_ = nullptr;
  uint32_t shift_ = 0;
};

}  // namespace casus::syntax
