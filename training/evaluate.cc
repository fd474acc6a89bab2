#include "training/evaluate.h"

#include <cstdio>

#include "syntax/lemmatiser.h"
#include "syntax/parser.h"
#include "syntax/tagger.h"

namespace casus::training {

Result<std::string> evaluate(const ModelFile& model, const std::vector<GoldSentence>& sentences) {
  const auto bytes = [&](const char* name) {
    const auto section = model.section(name);
    return section ? *section : std::string_view();
  };
  const auto tagger = syntax::Tagger::open(bytes("tags"), bytes("tagger"));
  if (!tagger) return tagger.error();
  const auto words = syntax::WordList::open(bytes("words"), tagger->count());
  if (!words) return words.error();
  const auto lemmatiser = syntax::Lemmatiser::open(bytes("lemma"));
  if (!lemmatiser) return lemmatiser.error();
  const auto parser = syntax::Parser::open(bytes("moves"), bytes("labels"));
  if (!parser) return parser.error();

  const auto universal = [](syntax::Deprel relation) {
    const std::string_view text = syntax::name(relation);
    return text.substr(0, text.find(':'));
  };
  double total = 0, upos = 0, xpos = 0, lemma = 0, uas = 0, las = 0;
  Arena arena;
  syntax::arc::State state;
  for (const GoldSentence& sentence : sentences) {
    std::vector<syntax::Lexeme> looks;
    for (const GoldWord& word : sentence.words) looks.push_back(syntax::lexeme(word.form, *words));
    std::vector<uint8_t> tags(looks.size());
    tagger->tag(looks, tags);
    syntax::start(looks, tags, state);
    parser->parse(state);
    for (std::size_t w = 0; w < looks.size(); ++w) {
      const GoldWord& gold = sentence.words[w];
      const auto tag = tagger->joint(tags[w]);
      const auto& node = state.node(int(w) + syntax::arc::kFirst);
      const int head = std::max(node.head - syntax::arc::kFirst, -1);
      ++total;
      upos += tag.upos == gold.upos;
      xpos += tag.xpos == gold.xpos;
      lemma += lemmatiser->lemma(gold.form, looks[w], tags[w], w == 0, arena) == gold.lemma;
      uas += head == gold.head;
      las += head == gold.head && universal(static_cast<syntax::Deprel>(node.relation)) == universal(gold.relation);
    }
  }
  char line[160];
  std::snprintf(line, sizeof line, "UPOS %.2f XPOS %.2f lemma %.2f UAS %.2f LAS %.2f", 100 * upos / total,
                100 * xpos / total, 100 * lemma / total, 100 * uas / total, 100 * las / total);
  return std::string(line);
}

}  // namespace casus::training
