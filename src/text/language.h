// Which language a text is in, by its script and its commonest short words (languages.tsv): enough to tell English from
// what is not, in one look at the first few kilobytes.
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

  // ISO 639-1 code, "und" where there are no letters to go by. Short Latin-script text without contrary evidence counts
  // as English ("en"): names are foreign everywhere.
  [[nodiscard]] std::string_view of(std::string_view text) const;

 private:
  [[nodiscard]] std::string_view by_words(std::string_view text) const;

  std::vector<std::string_view> names_;                                // languages of Latin script, English first
  std::unordered_map<std::string_view, std::vector<uint16_t>> words_;  // into names_
  std::unordered_map<std::string_view, std::string_view> scripts_;     // name of a script -> language
};

}  // namespace casus::text
