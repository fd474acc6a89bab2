#include "cli/follower.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "formats/json_text.h"
#include "formats/plain.h"

namespace casus::cli {

using Json = nlohmann::ordered_json;

Follower::Follower(const BookOptions& options, Desk desk, store::Store store, Reader reader)
    : options_(options),
      desk_(std::move(desk)),
      store_(std::move(store)),
      reader_(std::move(reader)),
      book_(*desk_.reg) {}

std::optional<Error> Follower::begin() {
  if (auto done = store_.settle(*desk_.reg); !done) return done.error();
  return fold();
}

std::optional<Error> Follower::take(const Document& document) {
  const auto held = store_.holds(document, sha256(document.text));
  if (!held) return held.error();
  if (*held) return std::nullopt;
  const auto earlier = store_.digest_of(document.id);
  if (!earlier) return earlier.error();
  const bool in_order = earlier->empty() && (!last_ || ledger::before(*last_, document));
  Reading reading = reader_.read(document);
  if (const auto counts = store_.put({reading}); !counts) return counts.error();
  if (in_order) {
    book_.add(reading);
    last_ = reading.document;
    last_->text.clear();
    if (auto done = store_.follow(book_); !done) return done.error();
    for (const auto& h : book_.happened()) tell(book_.commitments()[h.commitment], h.change);
    return std::nullopt;
  }
  const std::map<std::string, std::size_t> before = rows();
  if (auto done = store_.settle(*desk_.reg); !done) return done.error();
  if (auto error = fold()) return error;
  for (const ledger::Commitment& c : book_.commitments()) {
    const auto known = before.find(c.id);
    for (std::size_t i = known == before.end() ? 0 : known->second; i < c.changes.size(); ++i) tell(c, i);
  }
  return std::nullopt;
}

std::optional<Error> Follower::fold() {
  book_ = ledger::Ledger(*desk_.reg);
  last_.reset();
  const auto done = store_.each_reading(store::Store::Parts::kForLedger, [&](const Reading& r) {
    book_.add(r);
    last_ = r.document;
    last_->text.clear();
  });
  if (!done) return done.error();
  return std::nullopt;
}

std::map<std::string, std::size_t> Follower::rows() const {
  std::map<std::string, std::size_t> out;
  for (const ledger::Commitment& c : book_.commitments()) out[c.id] = c.changes.size();
  return out;
}

void Follower::tell(const ledger::Commitment& c, std::size_t change) const {
  const bool made = c.evidence.size() == 1 && change != ledger::Ledger::kNoChange;
  const bool without_status = change == ledger::Ledger::kNoChange;
  if (without_status && c.evidence.size() > 1) return;  // one more report of what is known
  const ledger::Evidence& e = without_status ? c.evidence.front() : c.evidence[c.changes[change].evidence];
  const std::string rule = without_status ? "made" : c.changes[change].rule;
  const std::string status = without_status ? "" : std::string(name(c.changes[change].to));
  if (options_.json) {
    const Json line{{"commitment", c.id},
                    {"kind", name(c.kind)},
                    {"holder", c.holder},
                    {"counterparty", c.counterparty},
                    {"made", made || without_status},
                    {"rule", rule},
                    {"status", status.empty() ? Json() : Json(status)},
                    {"on", e.on ? Json(e.on->iso()) : Json()},
                    {"matter", matter_of(c)},
                    {"document", e.document},
                    {"span", {e.span.start, e.span.end}},
                    {"sentence", e.text}};
    std::puts(formats::dumped(line).c_str());
  } else {
    const std::string lines =
        formats::plain("{}  {}  {} {}{}  {} ({})  {}\n    {}  [{}]\n", e.on ? e.on->iso() : "no date   ", c.id,
                       name(c.kind), joined(c.holder), c.counterparty.empty() ? "" : " > " + joined(c.counterparty),
                       status.empty() ? "made" : status, rule, matter_of(c), e.text, e.document);
    std::fputs(lines.c_str(), stdout);
  }
  std::fflush(stdout);
}

}  // namespace casus::cli
