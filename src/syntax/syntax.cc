#include "syntax/syntax.h"

namespace casus::syntax {

struct Syntax::Parts {
  text::Segmenter segmenter;
};

Syntax::Syntax(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Syntax::Syntax(Syntax&&) noexcept = default;
Syntax& Syntax::operator=(Syntax&&) noexcept = default;
Syntax::~Syntax() = default;

Result<Syntax> Syntax::open(const ModelFile& model) {
  const auto section = model.section("segment");
  if (!section) return section.error();
  auto segmenter = text::Segmenter::open(*section);
  if (!segmenter) return segmenter.error();
  return Syntax(std::make_unique<Parts>(Parts{*segmenter}));
}

Parsed Syntax::parse(std::string_view text) const { return {text, {}, {}, {}}; }

}  // namespace casus::syntax
