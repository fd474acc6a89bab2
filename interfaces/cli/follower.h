// The ledger followed as documents come in (store/follow.h), and what each did to it told as it happens: an alert a
// change. An alert counts as told once it is written out; one that was not, because of a kill or an output that failed,
// is told by the next Follower on that ledger.
//
//   Follower follower(options, std::move(desk), std::move(store), std::move(reader));
//   if (auto error = follower.begin()) …
//   follower.take(document);            prints an alert a change; nothing for what the ledger holds already
#pragma once

#include <optional>

#include "cli/book.h"
#include "cli/documents.h"
#include "store/follow.h"

namespace casus::cli {

class Follower {
 public:
  Follower(const BookOptions& options, Desk desk, store::Store store, Reader reader);
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  // Brings the ledger level with what it holds, and tells what an earlier one left untold.
  std::optional<Error> begin();
  // kUnwritable where the alerts could not be written out: the document is in the ledger then, and they are untold.
  std::optional<Error> take(const Document& document);
  store::Store& store() { return store_; }

 private:
  std::optional<Error> tell(const std::vector<store::Alert>& alerts);

  const BookOptions& options_;
  Desk desk_;
  store::Store store_;
  Reader reader_;
  store::Follow follow_;
};

}  // namespace casus::cli
