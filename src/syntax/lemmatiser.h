// Lemmas by edit rules: strip some bytes from the end of the form, append some, set the case. The rule of a word is
// looked up under its whole form and tag, else under its longest known suffix and tag; a rule may strip everything
// ("went" -> "go").
//
// Section "lemma": u32 log2 of slots | u32 rules | u32 bytes of text | rules of 8 bytes (u32 text offset, u8 length, u8
// strip, u8 case, u8 zero) | slots of 8 bytes (u32 check, u16 rule, u16 zero), probed linearly | text.
#pragma once

#include <string_view>

#include "base/arena.h"
#include "casus/error.h"
#include "syntax/lexeme.h"

namespace casus::syntax {

namespace lemma {

enum class Casing : uint8_t { kKeep, kLower, kCapital };  // kCapital: first letter upper, the rest lower

inline constexpr int kMaxSuffix = 7;

// Words are looked up by what their letters look like: a capital at the start of a sentence says less than one inside
// it.
inline uint64_t context(int tag, Case letters, bool initial) {
  const bool weak = initial && letters == Case::kCapital;
  return atom(AtomKind::kTag, uint64_t(tag) * 16 + uint64_t(letters) * 2 + uint64_t(weak));
}
inline uint64_t form_key(uint64_t context, uint64_t lower_hash) {
  return fold(context + 1, lower_hash) * kFeatureMul;
}
// `size` bytes of the end, lower case; size may exceed the form by one, which marks that the suffix is the whole word.
inline uint64_t suffix_key(uint64_t context, std::string_view form, std::size_t size) {
  uint64_t tail = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const char c = i < form.size() ? form[form.size() - 1 - i] : '^';
    tail = tail << 8 | uint64_t(static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
  }
  return fold(context + 2 + size, tail) * kFeatureMul;
}

}  // namespace lemma

class Lemmatiser {
 public:
  static Result<Lemmatiser> open(std::string_view section);

  // The lemma, as a slice of `form`, of the model's text or of `arena`.
  std::string_view lemma(std::string_view form, const Lexeme& word, int tag, bool initial, Arena& arena) const;

 private:
  struct Rule {
    uint32_t text;
    uint8_t length, strip, casing, zero;
  };
  struct Slot {
    uint32_t check;
    uint16_t rule, zero;
  };
  static_assert(sizeof(Rule) == 8 && sizeof(Slot) == 8);

  Lemmatiser() = default;
  [[nodiscard]] int find(uint64_t key) const;  // number of a rule, or -1
  std::string_view rules_, slots_, text_;
  uint32_t shift_ = 0, mask_ = 0;
};

}  // namespace casus::syntax
