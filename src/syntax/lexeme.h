// What is known of a word before its context is seen: hashes of its form and its ends, its shape, and what the word
// list of the model holds of it. Made once a word; tagger, lemmatiser and parser all read it.
//
// Section "words": u32 log2 of slots | u32 classes | slots of 8 bytes (u32 check, u8 cluster, u8 only tag, u16 class),
// probed linearly from the key's upper bits. A slot with check 0 is empty. The class numbers the set of tags that the
// word bears.
#pragma once

#include <cstdint>
#include <string_view>

#include "casus/error.h"
#include "syntax/features.h"

namespace casus::syntax {

inline constexpr uint8_t kNoTag = 255;
inline constexpr uint8_t kNoCluster = 0;
inline constexpr uint16_t kNoClass = 0;

struct WordEntry {
  uint32_t check = 0;
  uint8_t cluster = kNoCluster;
  uint8_t only_tag = kNoTag;  // the one tag that the form always bears
  uint16_t tag_class = kNoClass;
};
static_assert(sizeof(WordEntry) == 8);

enum class Case : uint8_t { kLower, kCapital, kUpper, kMixed, kNone };

struct Lexeme {
  uint64_t form, lower;  // lower: ASCII in lower case, digits as 0
  uint64_t prefix[3], suffix[5];
  uint64_t shape, cluster, tag_class, lower_class;
  uint8_t only_tag;
  Case letters;
};

class WordList {
 public:
  static Result<WordList> open(std::string_view section, int tags);

  // The entry of a form by the hash of its bytes; an empty entry where the list lacks it.
  [[nodiscard]] WordEntry find(uint64_t form_hash) const;

 private:
  WordList() = default;
  [[nodiscard]] WordEntry slot(uint32_t number) const;
  std::string_view slots_;
  uint32_t shift_ = 0, mask_ = 0;
};

// The hash under which a word list keeps a form, and that of its lower-case form.
uint64_t form_hash(std::string_view form);
uint64_t lower_hash(std::string_view form);
Case letters_of(std::string_view form);

Lexeme lexeme(std::string_view form, const WordList& words);

}  // namespace casus::syntax
