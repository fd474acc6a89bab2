// Feature templates: how tagger, parser and labeller turn what they see into table keys. Training and inference build
// keys with this one header, so they cannot drift apart.
//
// A place is described by atoms, 64-bit values that are already well mixed (the hash of a word, of a tag, of a suffix).
// A template names up to four atoms; its key mixes them with the template's number. Tables are indexed by the key's
// upper bits and checked by its lower sixteen.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "base/hash.h"

namespace casus::syntax {

inline constexpr uint64_t kFeatureMul = 0x9e3779b97f4a7c15ULL;

enum class AtomKind : uint64_t {
  kForm = 1,
  kLower,
  kPrefix,
  kSuffix,
  kShape,
  kCluster,
  kClass,
  kTag,
  kRelation,
  kNumber,
  kPlace
};

constexpr uint64_t atom(AtomKind kind, uint64_t value) {
  return mix((value + 1) * kFeatureMul + uint64_t(kind) * 0xd1342543de82ef95ULL);
}

// The atoms of small numbers, ready made.
template <AtomKind kKind, std::size_t kCount>
inline constexpr std::array<uint64_t, kCount> kAtoms = [] {
  std::array<uint64_t, kCount> out{};
  for (std::size_t i = 0; i < kCount; ++i) out[i] = atom(kKind, i);
  return out;
}();

// Up to four atoms by number; kNoAtom ends the list early.
inline constexpr uint8_t kNoAtom = 255;
struct Template {
  uint8_t a, b = kNoAtom, c = kNoAtom, d = kNoAtom;
};

constexpr uint64_t fold(uint64_t key, uint64_t value) {
  key = (key ^ value) * kFeatureMul;
  return key ^ (key >> 29);
}

// The key of template number I over `atoms`; the list of atoms is known to the compiler, so nothing is decided at run
// time. Atoms are as good as random, so a sum hashes as well as tabulation does; turning them tells their order.
template <const auto& kTemplates, std::size_t I, std::size_t N>
inline uint64_t template_key(const std::array<uint64_t, N>& atoms, uint64_t salt) {
  constexpr Template t = kTemplates[I];
  constexpr uint64_t kNumber = mix((I + 1) * 0xa0761d6478bd642fULL);
  uint64_t key = salt + kNumber + std::get<t.a>(atoms);
  if constexpr (t.b != kNoAtom) key += std::rotl(std::get<t.b>(atoms), 13);
  if constexpr (t.c != kNoAtom) key += std::rotl(std::get<t.c>(atoms), 29);
  if constexpr (t.d != kNoAtom) key += std::rotl(std::get<t.d>(atoms), 47);
  return key;
}

// out[I] = the key of template number I, for every template. The places are constants: none is checked at run time.
template <const auto& kTemplates, std::size_t N>
inline void fill_keys(const std::array<uint64_t, N>& atoms, uint64_t salt,
                      std::array<uint64_t, std::size(kTemplates)>& out) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((std::get<I>(out) = template_key<kTemplates, I>(atoms, salt)), ...);
  }
  (std::make_index_sequence<std::size(kTemplates)>());
}

}  // namespace casus::syntax
