// Commitments to rows and back.
#pragma once

#include "ledger/commitment.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace casus::store {

class CommitmentWriter {
 public:
  explicit CommitmentWriter(sqlite3* db);
  // Row n of commitments; an earlier state of it must be gone.
  [[nodiscard]] bool write(int64_t n, const ledger::Commitment& commitment);
  [[nodiscard]] bool erase(int64_t n);

 private:
  Query commitment_, side_, evidence_, change_, split_, matter_, gone_, matter_gone_;
};

[[nodiscard]] Result<std::vector<Listed>> list_commitments(sqlite3* db, const Filter& filter,
                                                           const ledger::AsOf& as_of);
[[nodiscard]] Result<std::optional<ledger::Commitment>> find_commitment(sqlite3* db, const std::string& id);

}  // namespace casus::store
