// The whole of syntax behind one door: segments in, trees out, in one of two gears. Accurate: an encoder tags and
// parses (graph_parser.h). Fast: perceptrons do (tagger.h, parser.h). The segmenter and the lemmatiser serve both.
// Weights are views of the models. Immutable, shared between threads.
#pragma once

#include <memory>

#include "base/model_file.h"
#include "casus/error.h"
#include "syntax/tree.h"
#include "text/segment.h"

namespace casus::syntax {

class Syntax {
 public:
  // Both models must outlive the Syntax. Without an encoder it is in the fast gear.
  static Result<Syntax> open(const ModelFile& model, const ModelFile* encoder = nullptr);
  Syntax(Syntax&&) noexcept;
  Syntax& operator=(Syntax&&) noexcept;
  ~Syntax();

  // `text` must outlive the result.
  [[nodiscard]] Parsed parse(std::string_view text) const;
  // Several texts at a time, each as if it were alone: short ones are read faster so in the accurate gear.
  [[nodiscard]] std::vector<Parsed> parse(std::span<const std::string_view> texts) const;

 private:
  struct Parts;
  explicit Syntax(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::syntax
