#include "events/events.h"

namespace casus::events {

struct Coder::Index {};
Coder::Coder(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Coder::Coder(Coder&&) noexcept = default;
Coder& Coder::operator=(Coder&&) noexcept = default;
Coder::~Coder() = default;

Result<Coder> Coder::open(const lexicon::Tables&) { return Coder(std::make_unique<Index>()); }

std::vector<Event> Coder::code(const syntax::Parsed&, const actors::Cast&, const std::vector<time::Expression>&, const std::vector<statements::Statement>&, const Document&) const { return {}; }

}  // namespace casus::events
