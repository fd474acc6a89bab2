// Which language a text is in, by its script and its commonest words (languages.tsv): enough to tell English from what
// is not, in a look at a few kilobytes from its first letter on.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lexicon/table.h"

namespace casus::text {

class Languages {
 public:
  static Result<Languages> open(const lexicon::Tables& tables);

  // ISO 639-1 code, "und" where there are no letters to go by or the language is none of the table's. Short
  // Latin-script text without contrary evidence counts as English ("en"): names are foreign everywhere.
  [[nodiscard]] std::string_view of(std::string_view text) const;
  // The language of the second half of a long text, "en" of a short one: a text that begins in English may go on in
  // another language.
  [[nodiscard]] std::string_view later(std::string_view text) const;

 private:
  [[nodiscard]] std::string_view by_words(std::string_view text) const;

  static constexpr uint16_t kEnglish = 0, kName = 1;                   // places in names_
  std::vector<std::string_view> names_;                                // languages of Latin script
  std::unordered_map<std::string_view, std::vector<uint16_t>> words_;  // into names_
  std::unordered_map<std::string_view, std::string_view> scripts_;     // name of a script -> language
};

}  // namespace casus::text
