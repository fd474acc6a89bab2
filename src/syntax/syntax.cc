#include "syntax/syntax.h"

#include <algorithm>
#include <optional>

#include "syntax/graph_parser.h"
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
  std::optional<GraphParser> accurate;

  Draft draft(std::string_view text) const;
  void read_fast(Draft& draft) const;
  void lemmatise(Draft& draft) const;
};

Syntax::Syntax(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Syntax::Syntax(Syntax&&) noexcept = default;
Syntax& Syntax::operator=(Syntax&&) noexcept = default;
Syntax::~Syntax() = default;

Result<Syntax> Syntax::open(const ModelFile& model, const ModelFile* encoder) {
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
  std::optional<GraphParser> accurate;
  if (encoder != nullptr) {
    auto opened = GraphParser::open(*encoder);
    if (!opened) return opened.error();
    accurate = *std::move(opened);
  }
  return Syntax(std::make_unique<Parts>(
      Parts{*segmenter, *words, std::move(*tagger), *lemmatiser, *parser, std::move(accurate)}));
}

Draft Syntax::Parts::draft(std::string_view text) const {
  Draft out;
  out.text = text;
  segmenter.segment(text, out.segments);
  out.words.reserve(out.segments.tokens.size());
  for (const text::Token& token : out.segments.tokens) {
    Word& word = out.words.emplace_back();
    word.begin = token.begin;
    word.end = token.end;
    word.form = text.substr(token.begin, token.end - token.begin);
    word.first_of_token = token.first_of_token;
    word.space_after = token.space_after;
  }
  return out;
}

void Syntax::Parts::read_fast(Draft& draft) const {
  arc::State state;
  std::vector<Lexeme> looks;
  std::vector<uint8_t> tags;
  const std::vector<uint32_t>& starts = draft.segments.sentence_start;
  for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
    const std::size_t first = starts[s], size = starts[s + 1] - first;
    looks.clear();
    for (std::size_t w = 0; w < size; ++w) looks.push_back(lexeme(draft.words[first + w].form, words));
    tags.resize(size);
    tagger.tag(looks, tags);
    start(looks, tags, state);
    parser.parse(state);
    for (std::size_t w = 0; w < size; ++w) {
      Word& word = draft.words[first + w];
      const arc::Node& node = state.node(int(w) + arc::kFirst);
      const JointTag tag = tagger.joint(tags[w]);
      word.upos = tag.upos;
      word.xpos = tag.xpos;
      word.head = std::max(node.head - arc::kFirst, -1);
      word.relation = static_cast<Deprel>(node.relation);
      word.lemma = lemmatiser.lemma(word.form, looks[w], tags[w], w == 0, draft.lemmas);
    }
  }
}

void Syntax::Parts::lemmatise(Draft& draft) const {
  const std::vector<uint32_t>& starts = draft.segments.sentence_start;
  for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
    const std::size_t first = starts[s];
    for (std::size_t w = first; w < starts[s + 1]; ++w) {
      Word& word = draft.words[w];
      const int tag = tagger.number({word.upos, word.xpos});
      word.lemma = lemmatiser.lemma(word.form, lexeme(word.form, words), tag, w == first, draft.lemmas);
    }
  }
}

Parsed Syntax::parse(std::string_view text) const {
  return std::move(parse(std::span(&text, 1)).front());
}

std::vector<Parsed> Syntax::parse(std::span<const std::string_view> texts) const {
  std::vector<Draft> drafts;
  drafts.reserve(texts.size());
  for (const std::string_view text : texts) drafts.push_back(parts_->draft(text));
  if (parts_->accurate) {
    parts_->accurate->parse(drafts);
    for (Draft& draft : drafts) parts_->lemmatise(draft);
  } else {
    for (Draft& draft : drafts) parts_->read_fast(draft);
  }
  std::vector<Parsed> out;
  out.reserve(drafts.size());
  for (Draft& draft : drafts) {
    out.emplace_back(draft.text, std::move(draft.words), std::move(draft.segments.sentence_start),
                     std::move(draft.lemmas), draft.segments.capped);
  }
  return out;
}

}  // namespace casus::syntax
