#include "store/level.h"

#include <algorithm>

#include "store/commitments.h"
#include "store/connection.h"
#include "store/readings.h"
#include "store/schema.h"

namespace casus::store {

void Folded::add(const Reading& reading) {
  ledger.add(reading);
  last = reading.document;
  last->text.clear();
}

Result<Folded> fold(sqlite3* db, const ledger::Register& reg) {
  Folded out(reg);
  const auto done = each_reading(db, Store::Parts::kForLedger, [&](const Reading& r) { out.add(r); });
  if (!done) return done.error();
  return out;
}

Result<Done> write_all(sqlite3* db, const ledger::Ledger& ledger) {
  // Table by table: what another tool left without its commitment goes too.
  const char* all =
      "delete from matters; delete from splits; delete from changes; delete from evidence; delete from "
      "commitment_sides;"
      " delete from commitments";
  if (auto done = execute(db, all); !done) return done.error();
  CommitmentWriter writer(db);
  int64_t n = 0;
  for (const ledger::Commitment& c : ledger.commitments()) {
    if (!writer.write(++n, c)) return failure(db);
  }
  return Done{};
}

Result<Done> write_touched(sqlite3* db, const ledger::Ledger& ledger) {
  std::vector<std::size_t> touched;
  for (const auto& happening : ledger.happened()) touched.push_back(happening.commitment);
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  CommitmentWriter writer(db);
  for (std::size_t at : touched) {
    const auto n = static_cast<int64_t>(at) + 1;
    if (!writer.erase(n) || !writer.write(n, ledger.commitments()[at])) return failure(db);
  }
  return Done{};
}

Result<bool> Store::settle(const ledger::Register& reg) {
  sqlite3* db = connection_->raw();
  const std::string rules = rules_of(reg);
  if (connection_->folded || connection_->level(rules)) return connection_->folded;
  std::optional<Transaction> transaction;
  if (connection_->writes) {
    transaction.emplace(db);
    if (!transaction->began()) return transaction->began().error();
    if (connection_->level(rules)) return false;  // another process has just done it
  }
  const auto folded = fold(db, reg);
  if (!folded) return folded.error();
  if (!transaction) {
    if (auto done = lay_out_commitments_in_memory(db); !done) return done.error();
    if (auto done = write_all(db, folded->ledger); !done) return done.error();
    connection_->folded = true;
    return connection_->steady(Result<bool>(true));
  }
  if (auto done = write_all(db, folded->ledger); !done) return done.error();
  if (!connection_->set("ledger", connection_->counter("readings")) || !connection_->set("rules", rules))
    return failure(db);
  if (auto done = transaction->commit(); !done) return done.error();
  return true;
}

Result<bool> Store::settled() {
  return connection_->counter("readings") == connection_->counter("ledger");
}

}  // namespace casus::store
