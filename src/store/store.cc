// What a Store is asked, and what it takes in by batches. Opening is in open.cc, the fold in level.cc.

#include "store/store.h"

#include "base/sha256.h"
#include "store/commitments.h"
#include "store/connection.h"
#include "store/documents.h"
#include "store/readings.h"
#include "store/sqlite.h"

namespace casus::store {

Result<bool> Store::holds(const Document& document, const std::string& sha256, const Versions* versions) {
  return store::holds(connection_->raw(), document, sha256, versions);
}

Result<std::optional<Date>> Store::day_held(const Document& d, const std::string& sha256,
                                            const std::optional<Date>& otherwise) {
  Query q(connection_->raw(), "select date from documents where whole = ? and part = ? and sha256 = ?");
  const bool found = q.bind(whole_id(d), d.part, sha256).step();
  if (!q.ok()) return q.error();
  return found ? (q.null(0) ? std::nullopt : q.date(0)) : otherwise;
}

Result<Counts> Store::put(const std::vector<Reading>& batch, Taking taking) {
  sqlite3* db = connection_->raw();
  Transaction transaction(db);
  if (!transaction.began()) return transaction.began().error();
  Counts counts;
  DocumentWriter writer(db);
  for (const Reading& reading : batch) {
    const auto put = writer.put(reading, taking);
    if (!put) return put.error();
    ++(*put == DocumentWriter::Put::kSame    ? counts.same
       : *put == DocumentWriter::Put::kAdded ? counts.added
                                             : counts.replaced);
  }
  if (counts.added + counts.replaced > 0) {
    if (auto done = writer.count(); !done) return done.error();
  }
  if (auto done = transaction.commit(); !done) return done.error();
  return counts;
}

Result<Gear> Store::gear() {
  return gear_of(connection_->raw());
}

Result<Done> Store::unmix() {
  Transaction transaction(connection_->raw());
  if (!transaction.began()) return transaction.began().error();
  if (auto done = store::unmix(connection_->raw()); !done) return done.error();
  return transaction.commit();
}

Result<std::vector<int64_t>> Store::rows_of_others(const Versions& versions) {
  Query q(connection_->raw(), "select seq from documents where versions <> ? order by seq");
  std::vector<int64_t> out;
  for (q.bind(written(versions)); q.step();) out.push_back(q.number(0));
  if (!q.ok()) return q.error();
  return out;
}

Result<std::optional<Document>> Store::document(int64_t row) {
  auto out = store::document(connection_->raw(), row);
  if (!out) return out.error();
  return connection_->steady(std::move(out));
}

Result<bool> Store::forget(const std::string& id) {
  sqlite3* db = connection_->raw();
  Transaction transaction(db);
  if (!transaction.began()) return transaction.began().error();
  DocumentWriter writer(db);
  const auto gone = writer.forget(id);
  if (!gone || !*gone) return gone;
  if (auto done = writer.count(); !done) return done.error();
  if (!Query(db, "delete from alerts where document = ?").bind(id).run()) return failure(db);
  if (auto done = transaction.commit(); !done) return done.error();
  return true;
}

Result<Done> Store::each_reading(Parts parts, const std::function<void(const Reading&)>& use) {
  return connection_->steady(store::each_reading(connection_->raw(), parts, use));
}

Result<std::optional<Reading>> Store::reading(const std::string& id, int part) {
  Query q(connection_->raw(), "select seq from documents where whole = ? and part = ?");
  if (!q.bind(id, part).step()) {
    if (!q.ok()) return q.error();
    return std::optional<Reading>();
  }
  auto reading = ReadingReader(connection_->raw()).read(q.number(0), Parts::kAll);
  if (!reading) return reading.error();
  return connection_->steady(Result<std::optional<Reading>>(std::move(*reading)));
}

Result<std::vector<Listed>> Store::list(const Filter& filter, const ledger::AsOf& as_of) {
  return connection_->steady(list_commitments(connection_->raw(), filter, as_of));
}

Result<std::optional<ledger::Commitment>> Store::commitment(const std::string& id) {
  return connection_->steady(find_commitment(connection_->raw(), id));
}

Result<Totals> Store::totals() {
  Query q(connection_->raw(),
          "select (select count(*) from documents), (select count(*) from statements), (select count(*) from events),"
          " (select count(*) from entries), (select count(*) from commitments)");
  if (!q.step()) return q.error();
  const auto count = [&](int column) { return std::size_t(q.number(column)); };
  return Totals{count(0), count(1), count(2), count(3), count(4)};
}

void Store::limit_growth(int pages) {
  Query count(connection_->raw(), "pragma page_count");
  if (!count.step()) return;
  const std::string limit = "pragma max_page_count = " + std::to_string(count.number(0) + pages);
  count.reset();
  Query(connection_->raw(), limit).run();
}

Result<std::string> Store::digest() {
  Sha256 hash;
  for (const char* sql : {"select id, sha256, date, title from documents order by whole, part",
                          "select id, status, since, reports from commitments order by id",
                          "select c.id, e.document, e.start, e.stop, e.role from evidence e join commitments c on c.n "
                          "= e.commitment order by 1, e.n",
                          "select c.id, x.changed_on, x.known_on, x.status, x.rule from changes x join commitments c "
                          "on c.n = x.commitment order by 1, x.n"}) {
    Query q(connection_->raw(), sql);
    while (q.step()) {
      for (int column = 0; column < 5; ++column) hash.add(q.text(column)), hash.add("\t");
    }
    if (!q.ok()) return q.error();
  }
  return hash.hex();
}

}  // namespace casus::store
