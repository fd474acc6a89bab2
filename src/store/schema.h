// The schema of the file, as a list of migrations: a file of version n is brought up to date by running those after the
// n-th. The tables are documented in docs/ledger.md; they may be read with any SQLite tool.
#pragma once

#include "casus/error.h"
#include "store/sqlite.h"

namespace casus::store {

// "CASU", so that `file` and we can tell a ledger from another SQLite file.
inline constexpr int kApplicationId = 0x43415355;

// Number of migrations this program knows: the version of a file that is up to date.
[[nodiscard]] int schema_version();
// Version of the file, 0 where it is empty, on a connection that is hardened (guard.h). Holds the schema that stands in
// the file against that of its version: kMalformed where it is an SQLite file of another program, of a newer casus or a
// version that never was, or where its schema is more, less or other than ours; the error names what.
[[nodiscard]] Result<int> version_of(sqlite3* db);
// Brings the file up to date (to that version at least) in one transaction; then its triggers run. Leaves foreign keys
// unobserved where it had something to do.
[[nodiscard]] Result<Done> migrate(sqlite3* db, int to = schema_version());

// For those who only read. Tables of commitments in memory, empty, which stand before those of the file:
[[nodiscard]] Result<Done> lay_out_commitments_in_memory(sqlite3* db);
// The documents of a file of an older version, as this program asks for them.
[[nodiscard]] Result<Done> show_old_documents(sqlite3* db, int version);

}  // namespace casus::store
