#include "commitments/commitments.h"

#include "commitments/rules.h"

namespace casus::commitments {

struct Finder::Index {
  TablesOfCommitments tables;
};

Finder::Finder(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Finder::Finder(Finder&&) noexcept = default;
Finder& Finder::operator=(Finder&&) noexcept = default;
Finder::~Finder() = default;

Result<Finder> Finder::open(const lexicon::Tables& tables) {
  auto read = TablesOfCommitments::open(tables);
  if (!read) return read.error();
  return Finder(std::make_unique<const Index>(Index{std::move(*read)}));
}

namespace {

// A claim about a guarantee or promise that stands in the ledger of this dispatch speaks of that entry.
void relate(std::vector<Commitment>& entries) {
  for (Commitment& claim : entries) {
    if (claim.kind != EntryKind::kClaim || claim.about >= 0) continue;
    for (std::size_t e = 0; e < entries.size(); ++e) {
      const Commitment& other = entries[e];
      if (other.kind != EntryKind::kGuarantee && other.kind != EntryKind::kPromise) continue;
      if (!other.holder.empty() && other.holder == claim.counterparty) claim.about = int(e);
    }
  }
}

}  // namespace

std::vector<Commitment> Finder::find(const syntax::Parsed& parsed, const actors::Cast& cast,
                                     const std::vector<time::Expression>& times,
                                     const std::vector<statements::Statement>& statements,
                                     const std::vector<events::Event>& events, const Document&) const {
  std::vector<Commitment> out;
  for (int s = 0; s < parsed.sentences(); ++s) {
    Scene scene{parsed, cast, times, statements, events, index_->tables, out, s, parsed.tree(s)};
    if (scene.tree.size() < 3) continue;
    cued(scene);
    granted(scene);
    willed(scene);
    pending(scene);
    claimed(scene);
  }
  relate(out);
  return out;
}

}  // namespace casus::commitments
