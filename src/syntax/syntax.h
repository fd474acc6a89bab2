// The whole of syntax behind one door: segments in, trees out. Tagger, lemmatiser and parser are asked in that order,
// each word looked up once; their weights are views of the mapped model. Immutable, shared between threads.
#pragma once

#include <memory>

#include "base/model_file.h"
#include "casus/error.h"
#include "syntax/tree.h"
#include "text/segment.h"

namespace casus::syntax {

class Syntax {
 public:
  // `model` must outlive the Syntax.
  static Result<Syntax> open(const ModelFile& model);
  Syntax(Syntax&&) noexcept;
  Syntax& operator=(Syntax&&) noexcept;
  ~Syntax();

  // `text` must outlive the result.
  [[nodiscard]] Parsed parse(std::string_view text) const;

 private:
  struct Parts;
  explicit Syntax(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::syntax
