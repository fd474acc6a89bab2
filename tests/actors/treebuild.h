// Trees for tests, written down by hand: one word a line, "form UPOS XPOS head relation", heads from 1 within the
// sentence, 0 the root; an empty line ends a sentence. The text is the forms with single spaces, but none before
// punctuation and clitics.
#pragma once

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace casus::test {

struct Built {
  std::unique_ptr<std::string> text;  // the tree's views point into it
  std::unique_ptr<syntax::Parsed> parsed;
};

inline Built build(const std::string& lines) {
  struct Line {
    std::string form, upos, xpos, relation;
    int head = -1;
  };
  std::vector<std::vector<Line>> sentences(1);
  std::istringstream in(lines);
  for (std::string row; std::getline(in, row);) {
    std::istringstream cells(row);
    Line line;
    if (!(cells >> line.form >> line.upos >> line.xpos >> line.head >> line.relation)) {
      if (!sentences.back().empty()) sentences.emplace_back();
      continue;
    }
    sentences.back().push_back(line);
  }
  if (sentences.back().empty()) sentences.pop_back();
  Built out;
  out.text = std::make_unique<std::string>();
  std::vector<syntax::Word> words;
  std::vector<uint32_t> starts;
  bool glue = true;
  Arena arena;
  for (const auto& sentence : sentences) {
    starts.push_back(uint32_t(words.size()));
    for (const Line& line : sentence) {
      syntax::Word word;
      const bool tight = glue || line.form == "," || line.form == "." || line.form == "'s" || line.form == "-";
      if (!tight) *out.text += ' ';
      if (tight && !words.empty()) words.back().space_after = false;
      glue = line.form == "-";
      word.begin = uint32_t(out.text->size());
      *out.text += line.form;
      word.end = uint32_t(out.text->size());
      word.head = line.head - 1;
      for (int i = 0; i < syntax::kUposCount; ++i) {
        if (name(syntax::Upos(i)) == line.upos) word.upos = syntax::Upos(i);
      }
      for (int i = 0; i < syntax::kXposCount; ++i) {
        if (name(syntax::Xpos(i)) == line.xpos) word.xpos = syntax::Xpos(i);
      }
      for (int i = 0; i < syntax::kDeprelCount; ++i) {
        if (name(syntax::Deprel(i)) == line.relation) word.relation = syntax::Deprel(i);
      }
      std::string lemma = line.form;
      if (word.upos != syntax::Upos::PROPN) {
        for (char& c : lemma) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
      }
      word.lemma = arena.copy(lemma);
      words.push_back(word);
    }
  }
  starts.push_back(uint32_t(words.size()));
  for (syntax::Word& word : words) word.form = std::string_view(*out.text).substr(word.begin, word.end - word.begin);
  out.parsed = std::make_unique<syntax::Parsed>(*out.text, std::move(words), std::move(starts), std::move(arena));
  return out;
}

}  // namespace casus::test
