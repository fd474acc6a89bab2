// One fast non-cryptographic hash for keys of tables: FNV-1a over bytes with a final mix, the same on every machine, so
// tables written into the model file can be looked up by it.
#pragma once

#include <cstdint>
#include <string_view>

namespace casus {

constexpr uint64_t mix(uint64_t h) {
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93ULL;
  h ^= h >> 32;
  return h;
}

constexpr uint64_t hash_bytes(std::string_view text, uint64_t seed = 0xcbf29ce484222325ULL) {
  uint64_t h = seed;
  for (char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return mix(h);
}

}  // namespace casus
