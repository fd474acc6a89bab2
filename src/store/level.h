// The commitments level with the documents: folded from all of them, and written row by row.
#pragma once

#include "ledger/ledger.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace casus::store {

// The ledger in memory, and the document that came last in canonical order, without its text.
struct Folded {
  explicit Folded(const ledger::Register& reg) : ledger(reg) {}
  void add(const Reading& reading);

  ledger::Ledger ledger;
  std::optional<Document> last;
};

// From all documents that the connection sees.
[[nodiscard]] Result<Folded> fold(sqlite3* db, const ledger::Register& reg);
// In place of all rows there are.
[[nodiscard]] Result<Done> write_all(sqlite3* db, const ledger::Ledger& ledger);
// Those that the last add() touched; the rows must be those of the ledger before it.
[[nodiscard]] Result<Done> write_touched(sqlite3* db, const ledger::Ledger& ledger);

}  // namespace casus::store
