#include "commitments/commitments.h"

#include <map>

#include "commitments/rules.h"
#include "events/topics.h"

namespace casus::commitments {

struct Finder::Index {
  TablesOfCommitments tables;
  events::Topics topics;
};

Finder::Finder(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Finder::Finder(Finder&&) noexcept = default;
Finder& Finder::operator=(Finder&&) noexcept = default;
Finder::~Finder() = default;

Result<Finder> Finder::open(const lexicon::Tables& tables) {
  auto read = TablesOfCommitments::open(tables);
  if (!read) return read.error();
  auto topics = events::Topics::open(tables);
  if (!topics) return topics.error();
  return Finder(std::make_unique<const Index>(Index{std::move(*read), std::move(*topics)}));
}

namespace {

// A claim about a guarantee or promise that stands in the ledger of this dispatch speaks of that entry.
void relate(std::vector<Commitment>& entries) {
  std::map<std::vector<std::string>, int> given;  // the last one of each holder
  for (std::size_t e = 0; e < entries.size(); ++e) {
    const Commitment& entry = entries[e];
    if (entry.kind == EntryKind::kGuarantee || entry.kind == EntryKind::kPromise) given[entry.holder] = int(e);
  }
  for (Commitment& claim : entries) {
    if (claim.kind != EntryKind::kClaim || claim.about >= 0 || claim.counterparty.empty()) continue;
    if (const auto found = given.find(claim.counterparty); found != given.end()) claim.about = found->second;
  }
}

}  // namespace

void settle(std::vector<events::Event>& events, std::vector<Commitment>& entries) {
  std::vector<int> place(events.size(), -1);
  for (const Commitment& entry : entries) {
    if (entry.condition_event >= 0) place[std::size_t(entry.condition_event)] = 0;
  }
  std::size_t kept = 0;
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (events[at].spare && place[at] < 0) continue;
    place[at] = int(kept);
    if (kept != at) events[kept] = std::move(events[at]);
    ++kept;
  }
  events.erase(events.begin() + std::ptrdiff_t(kept), events.end());
  const auto moved = [&](int& index) { index = index < 0 ? index : place[std::size_t(index)]; };
  for (events::Event& event : events) moved(event.part_of);
  for (Commitment& entry : entries) moved(entry.action_event), moved(entry.condition_event);
}

std::vector<Commitment> Finder::find(const syntax::Parsed& parsed, const actors::Cast& cast,
                                     const std::vector<time::Expression>& times, const statements::Said& statements,
                                     const std::vector<events::Event>& events, const Document&) const {
  std::vector<Commitment> out;
  const events::TopicWeights topics = index_->topics.of(parsed);
  if (topics[std::size_t(events::Topic::kSport)] >= 2) return out;  // matches have threats and vows of their own
  const bool plague = topics[std::size_t(events::Topic::kHealth)] >= 2;
  const std::vector<char> unbound = unbound_entities(parsed, cast, index_->tables);
  const std::vector<int> named = named_groups(parsed, cast, index_->tables);
  const KindsOfSides kinds = kinds_of_sides(cast);
  for (int s = 0; s < parsed.sentences(); ++s) {
    Scene scene{parsed,  cast,  times, statements, events, index_->tables, out,
                unbound, named, kinds, plague,     s,      parsed.tree(s)};
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
