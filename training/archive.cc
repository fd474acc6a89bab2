#include "training/archive.h"

#include <simdjson.h>

namespace casus::training {

Result<std::vector<std::string>> read_archive(const std::string& path) {
  simdjson::dom::parser parser;
  simdjson::dom::document_stream stream;
  if (parser.load_many(path).get(stream) != simdjson::SUCCESS) return Error{Cause::kNotFound, "cannot be read", path};
  std::vector<std::string> out;
  for (auto line : stream) {
    std::string_view text;
    if (line["text"].get(text) != simdjson::SUCCESS) {
      return Error{Cause::kMalformed, "a line without text", path + ":" + std::to_string(out.size() + 1)};
    }
    out.emplace_back(text);
  }
  return out;
}

Tokens tokenise(const std::vector<std::string>& texts, const text::Segmenter& segmenter) {
  Tokens out;
  text::Segments segments;
  for (const std::string& text : texts) {
    segmenter.segment(text, segments);
    for (int s = 0; s < segments.sentences(); ++s) {
      auto& sentence = out.emplace_back();
      for (uint32_t t = segments.sentence_start[std::size_t(s)]; t < segments.sentence_start[std::size_t(s) + 1]; ++t) {
        const text::Token& token = segments.tokens[t];
        sentence.push_back(text.substr(token.begin, token.end - token.begin));
      }
    }
  }
  return out;
}

}  // namespace casus::training
