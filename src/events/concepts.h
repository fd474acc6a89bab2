// What acts and objects are, as paths ("weapon/missile"), and the CAMEO code and PLOVER coding of each deed.
//
//   specialises("weapon/tank", "weapon") is true, specialises("weapons", "weapon") is not.
//
// Objects are named by phrases of lemmas whose last word heads them; a noun phrase has the concepts of the longest
// phrase that ends in its head. Built from concepts.tsv and cameo.tsv; views point into the tables.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casus/vocabulary.h"
#include "lexicon/rows.h"
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
  void read_codes(lexicon::RowReader& read);
  void read_concepts(lexicon::RowReader& read);
  void add_phrase(lexicon::Cell phrase, std::string_view id);

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

// What a word may be a regular form of ("shelled": shelle, shell, shel), for words whose lemma no table knows. `known`
// is asked for each until it says yes; the answer is that one, or empty.
template <typename Known>
std::string_view regular_stem(std::string_view form, std::array<char, 48>& room, Known known) {
  const auto attempt = [&](std::size_t keep, std::string_view ending) -> std::string_view {
    if (keep < 2 || keep + ending.size() > room.size()) return {};
    std::copy(form.begin(), form.begin() + std::ptrdiff_t(keep), room.begin());
    std::copy(ending.begin(), ending.end(), room.begin() + std::ptrdiff_t(keep));
    const std::string_view stem(room.data(), keep + ending.size());
    return known(stem) ? stem : std::string_view();
  };
  const std::size_t n = form.size();
  const auto after = [&](std::size_t cut) -> std::string_view {  // an ending of `cut` letters that starts with a vowel
    for (std::string_view ending : {"", "e"}) {
      if (const std::string_view stem = attempt(n - cut, ending); !stem.empty()) return stem;
    }
    if (n > cut + 2 && form[n - cut - 1] == form[n - cut - 2]) return attempt(n - cut - 1, "");
    return {};
  };
  if (n < 5) return n > 3 && form.ends_with("s") ? attempt(n - 1, "") : std::string_view();
  if (form.ends_with("ied") || form.ends_with("ies")) return attempt(n - 3, "y");
  if (form.ends_with("ed")) return after(2);
  if (form.ends_with("ing")) return after(3);
  if (form.ends_with("es")) {
    if (const std::string_view stem = attempt(n - 2, ""); !stem.empty()) return stem;
  }
  return form.ends_with("s") ? attempt(n - 1, "") : std::string_view();
}

}  // namespace casus::events
