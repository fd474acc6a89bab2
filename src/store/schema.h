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
// Version of the file, 0 where it is empty. Hardens the connection first (guard.h), and holds the schema that stands in
// the file against that of its version. kMalformed where it is an SQLite file of another program, of a newer casus or a
// version that never was, or where its schema is more, less or other than ours: the error names what.
[[nodiscard]] Result<int> version_of(sqlite3* db);
// Brings the file up to date in one transaction; then its triggers run.
[[nodiscard]] Result<Done> migrate(sqlite3* db);

}  // namespace casus::store
