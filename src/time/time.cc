#include "time/time.h"

namespace casus::time {

struct Finder::Index {};
Finder::Finder(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Finder::Finder(Finder&&) noexcept = default;
Finder& Finder::operator=(Finder&&) noexcept = default;
Finder::~Finder() = default;

Result<Finder> Finder::open(const lexicon::Tables&) { return Finder(std::make_unique<Index>()); }

std::vector<Expression> Finder::find(const syntax::Parsed&) const { return {}; }
Resolved Finder::resolve(const Expression&, std::optional<Date>, Direction) const { return {}; }
TimeReference reference(const syntax::Parsed& parsed, const Expression& expression, const Resolved& resolved) {
  Quote quote = parsed.quote(expression.range);
  return {resolved.from, resolved.to, std::move(quote.text), quote.span};
}

}  // namespace casus::time
