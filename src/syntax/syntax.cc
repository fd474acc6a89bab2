#include "syntax/syntax.h"

#include "syntax/lemmatiser.h"
#include "syntax/parser.h"
#include "syntax/tagger.h"

namespace casus::syntax {

struct Syntax::Parts {
  text::Segmenter segmenter;
  WordList words;
  Tagger tagger;
  Lemmatiser lemmatiser;
  Parser parser;
};

Syntax::Syntax(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Syntax::Syntax(Syntax&&) noexcept = default;
Syntax& Syntax::operator=(Syntax&&) noexcept = default;
Syntax::~Syntax() = default;

Result<Syntax> Syntax::open(const ModelFile& model) {
  constexpr std::array kNames{"segmenter", "words", "tags", "tagger", "lemma", "moves", "labels"};
  std::array<std::string_view, kNames.size()> bytes;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const auto section = model.section(kNames[i]);
    if (!section) return section.error();
    bytes[i] = *section;
  }
  const auto placed = [&](Error error) {
    error.place = model.path();
    return error;
  };
  auto segmenter = text::Segmenter::open(bytes[0]);
  if (!segmenter) return placed(segmenter.error());
  auto tagger = Tagger::open(bytes[2], bytes[3]);
  if (!tagger) return placed(tagger.error());
  auto words = WordList::open(bytes[1], tagger->count());
  if (!words) return placed(words.error());
  auto lemmatiser = Lemmatiser::open(bytes[4]);
  if (!lemmatiser) return placed(lemmatiser.error());
  auto parser = Parser::open(bytes[5], bytes[6]);
  if (!parser) return placed(parser.error());
  return Syntax(std::make_unique<Parts>(Parts{*segmenter, *words, std::move(*tagger), *lemmatiser, *parser}));
}

Parsed Syntax::parse(std::string_view text) const {
  text::Segments segments;
  parts_->segmenter.segment(text, segments);
  const std::size_t count = segments.tokens.size();
  std::vector<Word> words(count);
  std::vector<Lexeme> lexemes;
  lexemes.reserve(count);
  std::vector<uint8_t> tags(count);
  for (std::size_t i = 0; i < count; ++i) {
    const text::Token& token = segments.tokens[i];
    words[i].begin = token.begin;
    words[i].end = token.end;
    words[i].form = text.substr(token.begin, token.end - token.begin);
    words[i].first_of_token = token.first_of_token;
    words[i].space_after = token.space_after;
    lexemes.push_back(lexeme(words[i].form, parts_->words));
  }
  Arena lemmas;
  arc::State state;
  for (int s = 0; s < segments.sentences(); ++s) {
    const std::size_t first = segments.sentence_start[std::size_t(s)];
    const std::size_t size = segments.sentence_start[std::size_t(s) + 1] - first;
    const std::span<const Lexeme> looks(lexemes.data() + first, size);
    const std::span<uint8_t> given(tags.data() + first, size);
    parts_->tagger.tag(looks, given);
    start(looks, given, state);
    parts_->parser.parse(state);
    for (std::size_t w = 0; w < size; ++w) {
      Word& word = words[first + w];
      const arc::Node& node = state.node(int(w) + arc::kFirst);
      const JointTag tag = parts_->tagger.joint(given[w]);
      word.upos = tag.upos;
      word.xpos = tag.xpos;
      word.head = node.head - arc::kFirst;
      if (word.head < 0) word.head = -1;
      word.relation = static_cast<Deprel>(node.relation);
      word.lemma = parts_->lemmatiser.lemma(word.form, looks[w], given[w], w == 0, lemmas);
    }
  }
  return {text, std::move(words), std::move(segments.sentence_start), std::move(lemmas), segments.capped};
}

}  // namespace casus::syntax
