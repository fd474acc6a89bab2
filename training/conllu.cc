#include "training/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <optional>
#include <string_view>

namespace casus::training {
namespace {

using syntax::Deprel;
using syntax::Upos;
using syntax::Xpos;

constexpr std::size_t kColumns = 10;

template <typename Tag>
std::optional<Tag> tag_named(std::string_view text, int count) {
  for (int i = 0; i < count; ++i) {
    if (syntax::name(static_cast<Tag>(i)) == text) return static_cast<Tag>(i);
  }
  return std::nullopt;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool split(std::string_view line, std::array<std::string_view, kColumns>& columns) {
  std::size_t n = 0;
  while (n < kColumns) {
    const std::size_t tab = line.find('\t');
    columns[n++] = line.substr(0, tab);
    if (tab == std::string_view::npos) break;
    line.remove_prefix(tab + 1);
  }
  return n == kColumns;
}

// A token of the text and the words it unrolls into.
struct TokenRows {
  std::string form;
  std::size_t first = 0, count = 1;
  bool space_after = true;
};

// Places each token in the text by skipping spaces, and its words inside it by their lengths (the last takes what is
// left).
void place(GoldSentence& sentence, const std::vector<TokenRows>& tokens) {
  std::size_t at = 0;
  for (const TokenRows& token : tokens) {
    const std::size_t found = sentence.text.find(token.form, at);
    if (found != std::string::npos) at = found;
    const std::size_t end = std::min(at + token.form.size(), sentence.text.size());
    for (std::size_t i = 0; i < token.count; ++i) {
      GoldWord& word = sentence.words[token.first + i];
      word.begin = uint32_t(at);
      at = i + 1 == token.count ? end : std::min(at + word.form.size(), end);
      word.end = uint32_t(at);
      word.first_of_token = i == 0;
      word.space_after = token.space_after;
    }
  }
}

class ConlluReader {
 public:
  explicit ConlluReader(std::string path) : path_(std::move(path)) {}

  Result<std::vector<GoldSentence>> read() {
    std::ifstream in(path_);
    if (!in) return Error{Cause::kNotFound, "cannot be opened", path_};
    for (std::string line; std::getline(in, line);) {
      ++line_;
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (line.empty()) {
        if (!close()) return malformed("the sentence before has a range or a head that is none of its words");
      } else if (line[0] == '#') {
        comment(line);
      } else if (!row(line)) {
        return malformed("not a CoNLL-U row of known tags");
      }
    }
    if (!close()) return malformed("the last sentence has a range or a head that is none of its words");
    return std::move(out_);
  }

 private:
  [[nodiscard]] Error malformed(std::string message) const {
    return {Cause::kMalformed, std::move(message), path_ + ":" + std::to_string(line_)};
  }

  void comment(std::string_view line) {
    if (line.starts_with("# newpar") || line.starts_with("# newdoc")) current_.starts_paragraph = true;
    if (line.starts_with("# text = ")) current_.text = line.substr(9);
  }

  bool row(std::string_view line) {
    std::array<std::string_view, kColumns> c;
    if (!split(line, c)) return false;
    if (c[0].find('.') != std::string_view::npos) return true;  // an empty node
    const bool space = c[9].find("SpaceAfter=No") == std::string_view::npos;
    if (const std::size_t dash = c[0].find('-'); dash != std::string_view::npos) {
      const auto first = number(c[0].substr(0, dash)), last = number(c[0].substr(dash + 1));
      const std::size_t index = current_.words.size();
      if (!first || !last || *first != int(index) + 1 || *last < *first || !outside(index)) return false;
      tokens_.push_back({std::string(c[1]), std::size_t(*first - 1), std::size_t(*last - *first + 1), space});
      return true;
    }
    const auto upos = tag_named<Upos>(c[3], syntax::kUposCount);
    const auto xpos = tag_named<Xpos>(c[4], syntax::kXposCount);
    const auto relation = tag_named<Deprel>(c[7], syntax::kDeprelCount);
    const auto head = number(c[6]);
    if (!upos || !xpos || !relation || !head || *head < 0) return false;
    const std::size_t index = current_.words.size();
    if (outside(index)) tokens_.push_back({std::string(c[1]), index, 1, space});
    GoldWord word;
    word.form = c[1];
    word.lemma = c[2];
    word.upos = *upos;
    word.xpos = *xpos;
    word.head = *head - 1;
    word.relation = *relation;
    current_.words.push_back(std::move(word));
    return true;
  }

  // Whether a word of that number lies in none of the tokens so far.
  [[nodiscard]] bool outside(std::size_t index) const {
    return tokens_.empty() || tokens_.back().first + tokens_.back().count <= index;
  }

  // Ends a sentence; false where a range or a head reaches beyond its words.
  bool close() {
    const std::size_t count = current_.words.size();
    if (!outside(count) || std::any_of(current_.words.begin(), current_.words.end(),
                                       [&](const GoldWord& word) { return word.head >= int(count); }))
      return false;
    if (count > 0) {
      place(current_, tokens_);
      out_.push_back(std::move(current_));
      current_ = {};
    }
    tokens_.clear();
    return true;
  }

  std::string path_;
  int line_ = 0;
  GoldSentence current_;
  std::vector<TokenRows> tokens_;
  std::vector<GoldSentence> out_;
};

}  // namespace

Result<std::vector<GoldSentence>> read_conllu(const std::string& path) {
  return ConlluReader(path).read();
}

RawText raw_text(const std::vector<GoldSentence>& sentences) {
  RawText out;
  bool space = true;
  for (const GoldSentence& sentence : sentences) {
    if (!out.text.empty()) out.text += sentence.starts_paragraph ? "\n\n" : space ? " " : "";
    out.sentence_begin.push_back(uint32_t(out.text.size()));
    out.text += sentence.text;
    space = sentence.words.empty() || sentence.words.back().space_after;
  }
  return out;
}

}  // namespace casus::training
