#include "commitments/commitments.h"

namespace casus::commitments {

struct Finder::Index {};
Finder::Finder(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Finder::Finder(Finder&&) noexcept = default;
Finder& Finder::operator=(Finder&&) noexcept = default;
Finder::~Finder() = default;

Result<Finder> Finder::open(const lexicon::Tables&) { return Finder(std::make_unique<Index>()); }

std::vector<Commitment> Finder::find(const syntax::Parsed&, const actors::Cast&, const std::vector<time::Expression>&, const std::vector<statements::Statement>&, const std::vector<events::Event>&, const Document&) const { return {}; }

}  // namespace casus::commitments
