// A ledger followed as documents come in one by one: held in memory beside the file, so that a document costs what it
// touches and not a fold of all. Other processes may write the same file. Each document is one transaction, begun
// before anything is asked: it looks whether the file is where this one left it, folds anew where it is not, takes the
// document in, writes what it did to the commitments, and keeps an alert a change until told() takes it away. So no
// kill leaves a document without what it did, and nobody writes rows that another has numbered otherwise.
//
//   Follow follow(store, reg);                    both must outlive it
//   auto alerts = follow.take(reading, [](const ledger::Commitment& c, std::size_t change) { return "…"; });
//   …                                             written out, which may wait for a reader as long as it likes
//   store.told(*alerts);
#pragma once

#include "store/level.h"
#include "store/store.h"

namespace casus::store {

class Follow {
 public:
  // A change of a commitment in words; `change` is an index of its changes, or ledger::Ledger::kNoChange for one that
  // was made and has no status.
  using Say = std::function<std::string(const ledger::Commitment& commitment, std::size_t change)>;

  Follow(Store& store, const ledger::Register& reg);

  // Takes in one document, or puts it in the place of the one of its id, and gives what nobody has been told yet of
  // what it did, in the order in which it happened. Nothing where the file holds it as it is. After an error nothing of
  // it is in the file.
  [[nodiscard]] Result<std::vector<Alert>> take(const Reading& reading, const Say& say);

 private:
  using Change = std::pair<std::size_t, std::size_t>;  // commitment and index, as in ledger::Ledger::Happening
  [[nodiscard]] Result<std::vector<Change>> write(const Reading& reading);

  Store* store_;
  const ledger::Register* reg_;
  std::string rules_;
  std::optional<Folded> folded_;
  int64_t readings_ = 0;  // the counter of the file that folded_ is level with
};

}  // namespace casus::store
