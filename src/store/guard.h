// What stands between us and a ledger file of unknown hands. A file is input: it may be no file at all, planted with
// triggers and views that run when it is read, or so damaged that SQLite would walk its pages in circles.
#pragma once

#include <string>

#include "casus/error.h"
#include "store/sqlite.h"

namespace casus::store {

// Refuses what is no plain file (a FIFO would hang, a device be read or written), at the path and beside it where
// SQLite keeps its log. What is not there yet passes.
[[nodiscard]] Result<Done> plain_file(const std::string& path);

// Takes from the connection what a hostile file could make it do: no schema of its own is trusted, no view or trigger
// run, no internal table written; lengths, depths and the steps of one statement are limited. Do it before the first
// query.
[[nodiscard]] Result<Done> harden(sqlite3* db);
// For a connection that takes documents in, once its schema was found to be ours: the two triggers that keep the index
// of words run. (SQLite lets no trigger of an untrusted schema write to FTS5.)
[[nodiscard]] Result<Done> trust_our_triggers(sqlite3* db);

}  // namespace casus::store
