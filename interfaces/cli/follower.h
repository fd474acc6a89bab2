// The ledger followed as documents come in: held in memory, each document's rows written at once, and what it did to
// the ledger told as it happens. One that comes out of order (an older day) makes the ledger be folded anew, and what
// changed is found by comparing.
//
//   Follower follower(options, std::move(desk), std::move(store), std::move(reader));
//   if (auto error = follower.begin()) …
//   follower.take(document);            prints an alert a change; nothing for what the ledger holds already
#pragma once

#include <map>
#include <optional>
#include <string>

#include "cli/book.h"
#include "cli/documents.h"

namespace casus::cli {

class Follower {
 public:
  Follower(const BookOptions& options, Desk desk, store::Store store, Reader reader);
  // Folds what the ledger holds.
  std::optional<Error> begin();
  std::optional<Error> take(const Document& document);
  store::Store& store() { return store_; }

 private:
  std::optional<Error> fold();
  [[nodiscard]] std::map<std::string, std::size_t> rows() const;
  void tell(const ledger::Commitment& c, std::size_t change) const;

  const BookOptions& options_;
  Desk desk_;
  store::Store store_;
  Reader reader_;
  ledger::Ledger book_;
  std::optional<Document> last_;
};

}  // namespace casus::cli
