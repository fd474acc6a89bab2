// A sieve before a table of words: one bit for each mix of length and three letters, case aside. Most words of a text
// are no word of a table, and are turned away here without being hashed; it never turns away a word that was put.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace casus {

class WordFilter {
 public:
  void put(std::string_view word) { bits_[place(word) >> 6] |= uint64_t(1) << (place(word) & 63U); }
  [[nodiscard]] bool may_hold(std::string_view word) const {
    return (bits_[place(word) >> 6] >> (place(word) & 63U) & 1U) != 0;
  }

 private:
  static constexpr uint32_t kBits = 1U << 14U;
  static constexpr uint32_t place(std::string_view word) {
    if (word.empty()) return 0;
    const auto letter = [&](std::size_t at) { return uint32_t(static_cast<unsigned char>(word[at])) | 32U; };
    return (letter(0) * 0x9E37U + letter(word.size() - 1) * 0x79B9U + letter(word.size() / 2) * 0x3C6FU +
            uint32_t(word.size()) * 0x51EDU) %
           kBits;
  }
  std::array<uint64_t, kBits / 64> bits_{};
};

}  // namespace casus
