// Tags, sentences and trees by an encoder, in windows that cross sentence ends: the accurate gear. Each window is read
// alone, so that a text is read the same whatever is read beside it.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/model_file.h"
#include "casus/error.h"
#include "syntax/tree.h"
#include "text/segment.h"

namespace casus::syntax {

// A text on its way: its words, which the parser tags and links, and where its sentences begin (ends with
// words.size()).
struct Draft {
  std::string_view text;
  text::Segments segments;
  std::vector<Word> words;
  std::vector<uint32_t> sentence_start;
  Arena lemmas;
};

class GraphParser {
 public:
  // `model` is an encoder's (encoder/encoder.h, biaffine.h) and must outlive the parser.
  static Result<GraphParser> open(const ModelFile& model);
  GraphParser(GraphParser&&) noexcept;
  GraphParser& operator=(GraphParser&&) noexcept;
  ~GraphParser();

  // Fills tags, heads, relations and sentence_start of each draft. Texts are read together for speed alone.
  void parse(std::span<Draft> drafts) const;

 private:
  struct Parts;
  class Run;
  explicit GraphParser(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::syntax
