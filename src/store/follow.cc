#include "store/follow.h"

#include <unordered_set>

#include "store/connection.h"
#include "store/documents.h"

namespace casus::store {
namespace {

// What tells one change from all others, whatever its place in the list.
std::string mark(const ledger::Commitment& c, std::size_t at) {
  const ledger::Change& change = c.changes[at];
  const ledger::Evidence& e = c.evidence[change.evidence];
  return c.id + "|" + (change.on ? change.on->iso() : "") + "|" + std::string(name(change.to)) + "|" + change.rule +
         "|" + std::to_string(e.span.start) + "|" + e.document;
}

using Marks = std::unordered_set<std::string>;
Marks marks_of(const ledger::Ledger& ledger) {
  Marks out;
  for (const ledger::Commitment& c : ledger.commitments()) {
    out.insert(c.id);
    for (std::size_t i = 0; i < c.changes.size(); ++i) out.insert(mark(c, i));
  }
  return out;
}

}  // namespace

Follow::Follow(Store& store, const ledger::Register& reg) : store_(&store), reg_(&reg), rules_(rules_of(reg)) {}

// The document, and the commitments with it; what is new of them. A document that comes after all others is added to
// the fold; any other makes it be folded anew, and what is new is found by comparing.
Result<std::vector<Follow::Change>> Follow::write(const Reading& reading) {
  const Store::Connection& connection = *store_->connection_;
  sqlite3* db = connection.raw();
  const bool level = connection.level(rules_);
  if (!folded_ || readings_ != connection.counter("readings")) {
    auto folded = fold(db, *reg_);
    if (!folded) return folded.error();
    folded_ = std::move(*folded);
  }
  DocumentWriter writer(db);
  const auto put = writer.put(reading, {});
  if (!put) return put.error();
  if (*put == DocumentWriter::Put::kSame) return std::vector<Change>();
  if (auto done = writer.count(); !done) return done.error();

  std::vector<Change> out;
  const bool last =
      *put == DocumentWriter::Put::kAdded && (!folded_->last || ledger::before(*folded_->last, reading.document));
  if (last) {
    folded_->add(reading);
    for (const auto& [at, change] : folded_->ledger.happened()) {
      const bool known = change == ledger::Ledger::kNoChange && folded_->ledger.commitments()[at].evidence.size() > 1;
      if (!known) out.emplace_back(at, change);
    }
  } else {
    const Marks before = marks_of(folded_->ledger);
    auto folded = fold(db, *reg_);
    if (!folded) return folded.error();
    folded_ = std::move(*folded);
    const auto& all = folded_->ledger.commitments();
    for (std::size_t at = 0; at < all.size(); ++at) {
      if (all[at].changes.empty() && !before.contains(all[at].id)) out.emplace_back(at, ledger::Ledger::kNoChange);
      for (std::size_t i = 0; i < all[at].changes.size(); ++i) {
        if (!before.contains(mark(all[at], i))) out.emplace_back(at, i);
      }
    }
  }
  const auto written = last && level ? write_touched(db, folded_->ledger) : write_all(db, folded_->ledger);
  if (!written) return written.error();
  readings_ = connection.counter("readings");
  if (!connection.set("ledger", readings_) || !connection.set("rules", rules_)) return failure(db);
  return out;
}

Result<std::vector<Alert>> Follow::take(const Reading& reading, const Say& say) {
  sqlite3* db = store_->connection_->raw();
  Transaction transaction(db);
  if (!transaction.began()) return transaction.began().error();
  // Whatever ends this early, an error or want of memory, leaves the fold in memory ahead of the file.
  struct Ahead {
    std::optional<Folded>& folded;
    bool level = false;
    ~Ahead() {
      if (!level) folded.reset();
    }
  } ahead{folded_};
  const auto changes = write(reading);
  if (!changes) return changes.error();
  std::vector<Alert> out;
  Query keep(db, "insert into alerts (document, alert) values (?, ?)");
  for (const auto& [at, change] : *changes) {
    std::string text = say(folded_->ledger.commitments()[at], change);
    if (!keep.bind(whole_id(reading.document), text).run()) return failure(db);
    out.push_back({sqlite3_last_insert_rowid(db), std::move(text)});
  }
  if (auto done = transaction.commit(); !done) return done.error();
  ahead.level = true;
  return out;
}

Result<std::vector<Alert>> Store::untold() {
  Query q(connection_->raw(), "select n, alert from alerts order by n");
  std::vector<Alert> out;
  while (q.step()) out.push_back({q.number(0), q.text(1)});
  if (!q.ok()) return q.error();
  return out;
}

Result<Done> Store::told(const std::vector<Alert>& alerts) {
  if (alerts.empty()) return Done{};
  sqlite3* db = connection_->raw();
  Transaction transaction(db);
  if (!transaction.began()) return transaction.began().error();
  Query gone(db, "delete from alerts where n = ?");
  for (const Alert& alert : alerts) {
    if (!gone.bind(alert.n).run()) return failure(db);
  }
  return transaction.commit();
}

}  // namespace casus::store
