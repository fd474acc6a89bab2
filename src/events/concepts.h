// What acts and objects are, as paths ("weapon/cluster-munition"), and the CAMEO code and PLOVER coding of each deed.
//
//   specialises("weapon/tank", "weapon") is true, specialises("weapons", "weapon") is not.
//
// Objects are named by phrases of lemmas whose last word heads them; a noun phrase has the concepts of the longest
// phrase that ends in its head. Built from concepts.tsv and cameo.tsv; views point into the tables.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casus/vocabulary.h"
#include "lexicon/table.h"
#include "syntax/tree.h"

namespace casus::events {

// Whether concept `id` is `ancestor` or lies below it.
bool specialises(std::string_view id, std::string_view ancestor);

struct CameoCode {
  std::string_view code, mode, context;  // context: a list cell
  std::string_view agree, request, reject,
      threaten;  // codes of undertaking, asking for, refusing, threatening such an act
  Category category = Category::kConsult;
};

struct Deed {
  std::string_view id, mode;
  const CameoCode* cameo = nullptr;
  Category category = Category::kConsult;
};

// Concepts of one noun phrase, most specific first; empty views after the last.
using ConceptList = std::array<std::string_view, 4>;

class Concepts {
 public:
  static Result<Concepts> open(const lexicon::Tables& tables);

  [[nodiscard]] const Deed* deed(std::string_view id) const;            // nullptr where there is none
  [[nodiscard]] const CameoCode* cameo(std::string_view code) const;    // nullptr where there is none
  [[nodiscard]] const Deed* deed_of_code(std::string_view code) const;  // the first deed with that code
  [[nodiscard]] bool object(std::string_view id) const;                 // whether an object has that id
  [[nodiscard]] ConceptList of(const syntax::Tree& tree, int head) const;

 private:
  struct Phrase {
    std::vector<std::string_view> left;  // the words before the head
    ConceptList concepts;
  };
  std::unordered_map<std::string_view, CameoCode> codes_;
  std::unordered_map<std::string_view, Deed> deeds_;
  std::unordered_map<std::string_view, const Deed*> by_code_;
  std::unordered_map<uint64_t, std::vector<Phrase>> phrases_;  // by hash of the head, lower case; longest first
  std::vector<std::string_view> objects_;                      // sorted
};

// Whether the words that end just before `head` are `left` (lemma or form, case and hyphens passed over).
bool preceded_by(const syntax::Tree& tree, int head, const std::vector<std::string_view>& left);

// Hash of a word without regard to ASCII case.
uint64_t folded_hash(std::string_view word);

}  // namespace casus::events
