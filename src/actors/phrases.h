// The phrase index: all names, adjectives and role nouns of the lexicons, word by word.
//
// A phrase is a chain of folded words; each prefix of it is a node in one open-addressed table, found by the hash of
// the prefix before it and the next word: node = step(node, word). Nothing else is stored of the words. Two different
// prefixes of one 64-bit hash would be one node: with some 10^5 prefixes that happens once in 10^9 builds. In the text
// as in the tables, hyphens separate words and are passed over: "Guinea-Bissau" is "guinea bissau".
#pragma once

#include <span>
#include <vector>

#include "actors/fold.h"

namespace casus::actors {

enum class NameKind : uint8_t {
  kSide,
  kAdjective,
  kPeople,
  kCapital,
  kSeat,
  kPlace,
  kBody,
  kPerson,
  kSurname,
  kOffice,
  kAnaphor
};

struct Name {
  NameKind kind = NameKind::kSide;
  bool own = false;  // from the user's own dictionary: wins over ours
  bool plural = false;
  bool exact = false;     // words in capitals only in capitals, however long
  bool definite = false;  // only after "the": "the West"
  bool shouted = false;   // no lower-case letter in it
  uint8_t words = 1;
  uint16_t capitals = 0;        // bit i: word i must begin with a capital; bit 0 is the first
  uint16_t acronym = 0;         // bit i: word i must be all capitals
  uint32_t row = 0;             // meaning depends on the kind
  int from = 0, to = 99999999;  // days as YYYYMMDD, both included
  int32_t next = -1, top = -1;  // another meaning of the same phrase; the first of them
};

// A word of the text or of a phrase, between spaces and hyphens.
struct Atom {
  Folded folded;
  int word = 0;  // in the sentence
};

class Phrases {
 public:
  struct Node {
    uint64_t key = 0;
    int32_t name = -1;    // first meaning of the phrase that ends here
    bool longer = false;  // some phrase goes on
  };

  // Splits the phrase, notes its capitals, and adds the meaning. A leading "the" is left out and
  // noted: such a phrase is none without it; a leading "The" is left out. Phrases of more than 16
  // words and empty ones are passed over.
  void add(std::string_view phrase, Name name);
  // Room for so many phrases.
  void reserve(std::size_t phrases) {
    names_.reserve(phrases);
    nodes_.reserve(phrases * 2);
  }
  // To be called once after the last add.
  void finish();

  [[nodiscard]] static uint64_t step(uint64_t node, uint64_t word);
  [[nodiscard]] const Node* find(uint64_t key) const {
    for (std::size_t i = key & mask_;; i = (i + 1) & mask_) {
      if (slots_[i].key == key) return &slots_[i];
      if (slots_[i].key == 0) return nullptr;
    }
  }
  [[nodiscard]] const Name& name(int32_t index) const { return names_[std::size_t(index)]; }
  // A meaning of that kind of the same phrase, nullptr where there is none.
  [[nodiscard]] const Name* other(const Name& meaning, NameKind kind) const {
    for (int32_t n = meaning.top; n >= 0; n = name(n).next) {
      if (name(n).kind == kind) return &name(n);
    }
    return nullptr;
  }
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  // The first meaning of a whole phrase, -1 where there is none.
  [[nodiscard]] int32_t lookup(std::string_view phrase) const;

 private:
  std::vector<Atom> scratch_;
  std::vector<Node> nodes_;  // while building
  std::vector<Name> names_;
  std::vector<Node> slots_;
  std::size_t mask_ = 0;
};

// Splits at spaces, hyphens, commas and a final 's, as the text is split. Appends.
void split_phrase(std::string_view phrase, std::vector<Atom>& out);

}  // namespace casus::actors
