#include "actors/actors.h"

namespace casus::actors {

struct Resolver::Index {};
Resolver::Resolver(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

Result<Resolver> Resolver::open(const lexicon::Tables&) { return Resolver(std::make_unique<Index>()); }

Cast Resolver::resolve(const syntax::Parsed&, const Document&) const { return {}; }
int Cast::headed_by(int, int) const { return -1; }
int Cast::of_phrase(const syntax::Tree&, int, int) const { return -1; }

}  // namespace casus::actors
