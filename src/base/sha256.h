// SHA-256 (FIPS 180-4), for the digests of documents, models and lexicons.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace casus {

class Sha256 {
 public:
  void add(std::string_view bytes);
  // 64 hex digits of all that was added; the object is spent.
  [[nodiscard]] std::string hex();

 private:
  void block(const unsigned char* bytes);
  std::array<uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> pending_{};
  std::size_t held_ = 0;
  uint64_t total_ = 0;
};

[[nodiscard]] inline std::string sha256(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

}  // namespace casus
