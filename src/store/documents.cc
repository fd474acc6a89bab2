#include "store/documents.h"

#include <set>
#include <vector>

namespace casus::store {

Result<bool> holds(sqlite3* db, const Document& d, const std::string& sha256, const Versions* versions) {
  Query q(db,
          "select versions from documents where whole = ? and part = ? and parts = ? and sha256 = ? and date is ? and"
          " title is ? and source is ? and url is ?");
  const bool found = q.bind(whole_id(d), d.part, d.parts, sha256, d.date, d.title, d.source, d.url).step();
  if (!q.ok()) return q.error();
  return found && (versions == nullptr || q.text(0) == written(*versions));
}

namespace {

// `meta` holds the gear under this key; a ledger from before there were two holds none.
constexpr const char* kGear = "gear";

bool write_gear(sqlite3* db, const std::string& gear) {
  return Query(db, "insert or replace into meta values (?, ?)").bind(kGear, gear).run();
}

}  // namespace

Result<Gear> gear_of(sqlite3* db) {
  Query first(db, "select versions from documents limit 1");
  if (!first.step()) {
    if (!first.ok()) return first.error();
    return Gear{};
  }
  Query told(db, "select value from meta where key = ? and value in ('fast', 'accurate', 'mixed')");
  if (told.bind(kGear).step()) return Gear{told.text(0), false};
  if (!told.ok()) return told.error();
  return Gear{versions_of(first.text(0)).gear, true};
}

Result<Done> unmix(sqlite3* db) {
  Query q(db, "select distinct versions from documents");
  std::set<std::string> gears;
  while (q.step()) gears.insert(versions_of(q.text(0)).gear);
  if (!q.ok()) return q.error();
  if (gears.size() == 1 && !write_gear(db, *gears.begin())) return failure(db);
  return Done{};
}

DocumentWriter::DocumentWriter(sqlite3* db)
    : db_(db),
      writer_(db),
      stale_(db, "select seq, id, sha256 from documents where whole = ? and (part = ? or parts <> ?)"),
      all_(db, "select seq, id, sha256 from documents where whole = ?"),
      gone_(db, "delete from documents where seq = ?"),
      journal_(db, "insert into journal (done, document, sha256) values (?, ?, ?)") {}

Result<DocumentWriter::Put> DocumentWriter::put(const Reading& reading, Taking taking) {
  const Document& d = reading.document;
  const auto same = holds(db_, d, reading.sha256, taking.reread ? &reading.versions : nullptr);
  if (!same) return same.error();
  if (*same) return Put::kSame;
  if (taking.held) {
    const auto still = holds(db_, d, reading.sha256, nullptr);
    if (!still) return still.error();
    if (!*still) return Put::kSame;
  }
  if (auto may = keep_to(reading.versions.gear, taking.mixed); !may) return may.error();
  const auto replaced = remove(stale_.bind(whole_id(d), d.part, d.parts), "replaced");
  if (!replaced) return replaced.error();
  if (!writer_.write(reading)) return failure(db_);
  return *replaced ? Put::kReplaced : Put::kAdded;
}

Result<Done> DocumentWriter::keep_to(const std::string& gear, bool mixed) {
  if (!gear_) {
    auto known = gear_of(db_);
    if (!known) return known.error();
    gear_ = std::move(known->name);
  }
  if (*gear_ == gear || *gear_ == "mixed") return Done{};
  if (!gear_->empty() && !mixed) {
    const char* file = sqlite3_db_filename(db_, "main");
    return Error{
        Cause::kUsage,
        "was read in the " + *gear_ + " gear, and this reading is " + gear + ": `casus ingest --mixed` takes both",
        file == nullptr ? "" : file};
  }
  gear_ = gear_->empty() ? gear : "mixed";
  if (!write_gear(db_, *gear_)) return failure(db_);
  return Done{};
}

Result<bool> DocumentWriter::forget(const std::string& id) {
  return remove(all_.bind(id), "forgotten");
}

Result<bool> DocumentWriter::remove(Query& stale, std::string_view how) {
  struct Row {
    int64_t seq;
    std::string id, sha256;
  };
  std::vector<Row> rows;
  while (stale.step()) rows.push_back({stale.number(0), stale.text(1), stale.text(2)});
  if (!stale.ok()) return stale.error();
  for (const Row& row : rows) {
    if (!gone_.bind(row.seq).run() || !journal_.bind(how, row.id, row.sha256).run()) return failure(db_);
  }
  return !rows.empty();
}

Result<Done> DocumentWriter::count() {
  // The value is text; adding makes a number of it.
  Query q(db_, "insert into meta values ('readings', '1') on conflict do update set value = cast(value + 1 as text)");
  if (!q.run()) return failure(db_);
  return Done{};
}

}  // namespace casus::store
