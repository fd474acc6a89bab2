// Opening, batches, and keeping the commitments level with the readings. meta holds two counters: `readings` grows with
// every batch that changed something, in its transaction; `ledger` is the value of `readings` that the commitments were
// folded at, and `rules` says by which rules and tables.

#include "store/store.h"

#include <algorithm>
#include <filesystem>

#include "base/sha256.h"
#include "store/commitments.h"
#include "store/guard.h"
#include "store/readings.h"
#include "store/schema.h"
#include "store/sqlite.h"

namespace casus::store {

struct Store::Connection {
  Database db;
  bool writable = false;

  [[nodiscard]] sqlite3* raw() const { return db.get(); }
  [[nodiscard]] int64_t counter(const char* key) const {
    Query q(raw(), "select value from meta where key = ?");
    // What is no counter of ours is none: everything is folded anew.
    return q.bind(key).step() ? std::clamp(q.number(0), int64_t{0}, int64_t{1} << 62) : 0;
  }
  [[nodiscard]] std::string text(const char* key) const {
    Query q(raw(), "select value from meta where key = ?");
    return q.bind(key).step() ? q.text(0) : std::string();
  }
  [[nodiscard]] bool set(const char* key, const std::string& value) const {
    return Query(raw(), "insert or replace into meta values (?, ?)").bind(key, value).run();
  }
  [[nodiscard]] bool set(const char* key, int64_t value) const { return set(key, std::to_string(value)); }
};

namespace {
bool has_log(const std::string& path) {
  std::error_code absent;
  const auto size = std::filesystem::file_size(path + "-wal", absent);
  return !absent && size > 0;
}

// The file as an address that says that nobody writes it.
std::string address_of(const std::string& path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = "file:";
  for (char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      out.push_back('%');
      out.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
      out.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
    } else {
      out.push_back(c);
    }
  }
  return out + "?immutable=1";
}

std::string rules_of(const ledger::Register& reg) {
  return std::to_string(ledger::kRulesVersion) + " " + reg.digest();
}
}  // namespace

Store::Store(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path, Mode mode) {
  std::error_code ignored;
  if (auto plain = plain_file(path); !plain) return plain.error();
  if (mode == Mode::kRead && !std::filesystem::exists(path, ignored)) {
    return Error{Cause::kNotFound, "no such ledger: make one with casus ingest", path};
  }
  sqlite3* raw = nullptr;
  const int flags = mode == Mode::kWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
  int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  auto connection = std::make_unique<Connection>();
  connection->db.reset(raw);
  if (code != SQLITE_OK && mode == Mode::kRead) {
    code = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
    connection->db.reset(raw);
  }
  // A file in WAL mode needs two others beside it, even to be read. Where they may not be made and nothing waits in
  // them, the file alone is all there is.
  if (mode == Mode::kRead && raw != nullptr && !version_of(raw) && !has_log(path)) {
    code = sqlite3_open_v2(address_of(path).c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
    connection->db.reset(raw);
  }
  if (raw == nullptr) return Error{Cause::kUnreadable, "out of memory", path};
  if (code != SQLITE_OK) {
    Error error = failure(raw);
    error.place = path;
    return error;
  }
  connection->writable = sqlite3_db_readonly(raw, "main") == 0;
  if (mode == Mode::kWrite && !connection->writable) {
    return Error{Cause::kUnwritable, "the file may not be written: change its permissions or copy it elsewhere", path};
  }
  sqlite3_busy_timeout(raw, 60000);
  auto version = version_of(raw);
  if (!version) return version.error();
  const char* setup =
      "pragma foreign_keys = on; pragma synchronous = normal; pragma temp_store = memory; pragma cache_size = -65536;"
      " pragma wal_autocheckpoint = 4000";
  if (auto done = execute(raw, setup); !done) return done.error();
  if (mode == Mode::kWrite) {
    if (auto done = execute(raw, "pragma journal_mode = wal"); !done) return done.error();
    if (auto done = migrate(raw); !done) return done.error();
  } else {
    if (*version < schema_version()) {
      if (!connection->writable) return Error{Cause::kUnwritable, "is of an older schema and may not be written", path};
      if (auto done = migrate(raw); !done) return done.error();
    }
  }
  return Store(std::move(connection));
}

Result<std::string> Store::digest_of(const std::string& id) {
  Query q(connection_->raw(), "select sha256 from documents where id = ?");
  if (q.bind(id).step()) return q.text(0);
  if (!q.ok()) return q.error();
  return std::string();
}

Result<bool> Store::holds(const Document& d, const std::string& sha256, const Versions* versions) {
  Query q(connection_->raw(),
          "select versions from documents where id = ? and sha256 = ? and date is ? and title is ? and source is ? and"
          " url is ?");
  const bool found = q.bind(d.id, sha256, d.date, d.title, d.source, d.url).step();
  if (!q.ok()) return q.error();
  return found && (versions == nullptr || q.text(0) == written(*versions));
}

Result<Counts> Store::put(const std::vector<Reading>& batch, bool reread) {
  sqlite3* db = connection_->raw();
  Transaction transaction(db);
  if (!transaction.began()) return transaction.began().error();
  Counts counts;
  ReadingWriter writer(db);
  Query gone(db, "delete from documents where id = ?");
  Query journal(db, "insert into journal (done, document, sha256) values ('replaced', ?, ?)");
  for (const Reading& reading : batch) {
    auto same = holds(reading.document, reading.sha256, reread ? &reading.versions : nullptr);
    if (!same) return same.error();
    if (*same) {
      ++counts.same;
      continue;
    }
    auto earlier = digest_of(reading.document.id);
    if (!earlier) return earlier.error();
    if (!earlier->empty()) {
      if (!gone.bind(reading.document.id).run() || !journal.bind(reading.document.id, *earlier).run())
        return failure(db);
      ++counts.replaced;
    } else {
      ++counts.added;
    }
    if (!writer.write(reading)) return failure(db);
  }
  if (counts.added + counts.replaced > 0 && !connection_->set("readings", connection_->counter("readings") + 1))
    return failure(db);
  if (auto done = transaction.commit(); !done) return done.error();
  return counts;
}

Result<bool> Store::forget(const std::string& id) {
  sqlite3* db = connection_->raw();
  Transaction transaction(db);
  if (!transaction.began()) return transaction.began().error();
  auto earlier = digest_of(id);
  if (!earlier) return earlier.error();
  if (earlier->empty()) return false;
  if (!Query(db, "delete from documents where id = ?").bind(id).run() ||
      !Query(db, "insert into journal (done, document, sha256) values ('forgotten', ?, ?)").bind(id, *earlier).run() ||
      !connection_->set("readings", connection_->counter("readings") + 1)) {
    return failure(db);
  }
  if (auto done = transaction.commit(); !done) return done.error();
  return true;
}

Result<Done> Store::each_reading(Parts parts, const std::function<void(const Reading&)>& use) {
  sqlite3* db = connection_->raw();
  ReadingReader reader(db);
  Query order(db, "select seq from documents order by date is null, date, id");
  while (order.step()) {
    auto reading = reader.read(order.number(0), parts);
    if (!reading) return reading.error();
    use(*reading);
  }
  if (!order.ok()) return order.error();
  return Done{};
}

Result<std::optional<Reading>> Store::reading(const std::string& id) {
  Query q(connection_->raw(), "select seq from documents where id = ?");
  if (!q.bind(id).step()) {
    if (!q.ok()) return q.error();
    return std::optional<Reading>();
  }
  auto reading = ReadingReader(connection_->raw()).read(q.number(0), Parts::kAll);
  if (!reading) return reading.error();
  return std::optional(std::move(*reading));
}

Result<bool> Store::settled() {
  return connection_->counter("readings") == connection_->counter("ledger");
}

Result<Done> Store::settle(const ledger::Register& reg) {
  sqlite3* db = connection_->raw();
  const std::string rules = rules_of(reg);
  const auto level = [&] {
    return connection_->counter("readings") == connection_->counter("ledger") && connection_->text("rules") == rules;
  };
  if (level()) return Done{};
  if (!connection_->writable) {
    // Folded by other rules it still says what it said; behind its documents it does not.
    if (connection_->counter("readings") == connection_->counter("ledger")) return Done{};
    return Error{Cause::kUnwritable,
                 "the ledger is behind its documents and the file may not be written: run casus ingest on it first",
                 sqlite3_db_filename(db, "main")};
  }
  Transaction transaction(db);
  if (!transaction.began()) return transaction.began().error();
  const int64_t readings = connection_->counter("readings");
  if (level()) return Done{};  // another process has just done it
  ledger::Ledger book(reg);
  if (auto done = each_reading(Parts::kForLedger, [&](const Reading& r) { book.add(r); }); !done) return done.error();
  if (auto done = execute(db, "delete from matters; delete from commitments"); !done) return done.error();
  CommitmentWriter writer(db);
  int64_t n = 0;
  for (const ledger::Commitment& c : book.commitments()) {
    if (!writer.write(++n, c)) return failure(db);
  }
  if (!connection_->set("ledger", readings) || !connection_->set("rules", rules)) return failure(db);
  return transaction.commit();
}

Result<Done> Store::follow(const ledger::Ledger& book) {
  sqlite3* db = connection_->raw();
  Transaction transaction(db);
  if (!transaction.began()) return transaction.began().error();
  CommitmentWriter writer(db);
  std::vector<std::size_t> touched;
  for (const auto& happening : book.happened()) touched.push_back(happening.commitment);
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (std::size_t at : touched) {
    const auto n = static_cast<int64_t>(at) + 1;
    if (!writer.erase(n) || !writer.write(n, book.commitments()[at])) return failure(db);
  }
  if (!connection_->set("ledger", connection_->counter("readings"))) return failure(db);
  return transaction.commit();
}

Result<std::vector<Listed>> Store::list(const Filter& filter, const ledger::AsOf& as_of) {
  return list_commitments(connection_->raw(), filter, as_of);
}

Result<std::optional<ledger::Commitment>> Store::commitment(const std::string& id) {
  return find_commitment(connection_->raw(), id);
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
  for (const char* sql : {"select id, sha256, date, title from documents order by id",
                          "select id, status, since, reports from commitments order by id",
                          "select c.id, e.document, e.start, e.stop, e.role from evidence e join commitments c on c.n "
                          "= e.commitment order by 1, e.n",
                          "select c.id, x.changed_on, x.known_on, x.status, x.rule from changes x join commitments c "
                          "on c.n = x.commitment order by 1, x.n"}) {
    Query q(connection_->raw(), sql);
    while (q.step()) {
      for (int column = 0; column < 4; ++column) hash.add(q.text(column)), hash.add("\t");
    }
    if (!q.ok()) return q.error();
  }
  return hash.hex();
}

}  // namespace casus::store
