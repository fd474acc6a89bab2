// A Parsed made by hand, for tests that want a tree and no model. Text is CoNLL-U (ten columns, or the short form
// below, blanks or tabs between them); the document's text is the forms with their spaces. SpaceAfter=No, and Blank=Yes
// for a blank line after the sentence, stand in the last column.
//
//   const test::Trees t = test::conllu(R"(
//     1 Oslo     Oslo     PROPN NNP 2 nsubj
//     2 answered answer   VERB  VBD 0 root  SpaceAfter=No
//     3 .        .        PUNCT .   2 punct
//   )");
//   t.parsed().tree(0).root() == 1
#pragma once

#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "syntax/tree.h"

namespace casus::test {

class Trees {
 public:
  explicit Trees(const std::string& conllu) {
    struct Row {
      std::string form, lemma, upos, xpos, relation;
      int head = 0;
      bool space = true, last = false, blank = false;
    };
    std::vector<Row> rows;
    std::istringstream lines(conllu);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream cells(line);
      std::vector<std::string> cell;
      for (std::string c; cells >> c;) cell.push_back(c);
      if (cell.empty()) {
        if (!rows.empty()) rows.back().last = true;
        continue;
      }
      if (cell[0][0] == '#' || cell[0].find_first_of("-.") != std::string::npos || cell.size() < 7) continue;
      const bool full = cell.size() >= 10;
      Row row;
      row.form = cell[1], row.lemma = cell[2], row.upos = cell[3], row.xpos = cell[4];
      row.head = std::atoi(cell[full ? 6 : 5].c_str());
      row.relation = cell[full ? 7 : 6];
      const std::string misc = full ? cell[9] : cell.size() > 7 ? cell[7] : "";
      row.space = misc.find("SpaceAfter=No") == std::string::npos;
      row.blank = misc.find("Blank=Yes") != std::string::npos;
      rows.push_back(row);
    }
    if (!rows.empty()) rows.back().last = true;
    text_ = std::make_unique<std::string>();
    Arena lemmas;
    std::vector<syntax::Word> words;
    std::vector<uint32_t> starts{0};
    std::vector<std::pair<uint32_t, uint32_t>> bytes;
    for (const Row& row : rows) {
      const auto begin = uint32_t(text_->size());
      *text_ += row.form;
      bytes.emplace_back(begin, uint32_t(text_->size()));
      if (row.space || row.last) *text_ += row.blank ? "\n\n" : " ";
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Row& row = rows[i];
      syntax::Word w;
      w.begin = bytes[i].first, w.end = bytes[i].second;
      w.form = std::string_view(*text_).substr(w.begin, w.end - w.begin);
      w.lemma = lemmas.copy(row.lemma);
      w.head = row.head - 1;
      w.space_after = row.space || row.last;
      w.first_of_token = i == 0 || rows[i - 1].space;
      for (int t = 0; t < syntax::kUposCount; ++t)
        if (syntax::name(syntax::Upos(t)) == row.upos) w.upos = syntax::Upos(t);
      for (int t = 0; t < syntax::kXposCount; ++t)
        if (syntax::name(syntax::Xpos(t)) == row.xpos) w.xpos = syntax::Xpos(t);
      for (int t = 0; t < syntax::kDeprelCount; ++t)
        if (syntax::name(syntax::Deprel(t)) == row.relation) w.relation = syntax::Deprel(t);
      words.push_back(w);
      if (row.last) starts.push_back(uint32_t(words.size()));
    }
    parsed_ = std::make_unique<syntax::Parsed>(*text_, std::move(words), std::move(starts), std::move(lemmas));
  }

  [[nodiscard]] const syntax::Parsed& parsed() const { return *parsed_; }
  [[nodiscard]] const std::string& text() const { return *text_; }

 private:
  std::unique_ptr<std::string> text_;
  std::unique_ptr<syntax::Parsed> parsed_;
};

inline Trees conllu(const std::string& text) {
  return Trees(text);
}

}  // namespace casus::test
