// Tags and trees by an encoder: the accurate gear. Each sentence is a window of its own, so that a text is read the
// same whatever is read beside it. (Windows that cross sentence ends read worse: docs/decisions/0006.)
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

// A text on its way: its segments, and its words, which a parser tags and links.
struct Draft {
  std::string_view text;
  text::Segments segments;
  std::vector<Word> words;
  Arena lemmas;
};

class GraphParser {
 public:
  // `model` is an encoder's (encoder/encoder.h, biaffine.h) and must outlive the parser.
  static Result<GraphParser> open(const ModelFile& model);
  GraphParser(GraphParser&&) noexcept;
  GraphParser& operator=(GraphParser&&) noexcept;
  ~GraphParser();

  // Fills tags, heads and relations of each draft. Texts are read together for speed alone.
  void parse(std::span<Draft> drafts) const;

 private:
  struct Parts;
  class Run;
  explicit GraphParser(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::syntax
