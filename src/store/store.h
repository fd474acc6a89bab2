// The ledger in one SQLite file: the readings of all documents, and the commitments folded from them.
//
//   auto store = Store::open("world.casus", Store::Mode::kWrite);
//   store->put({reading, …});           one transaction: whole documents, or none of them
//   store->settle(reg);                 folds the ledger anew if documents came or went since
//   store->list({.holder = {"RUS"}, .kinds = {EntryKind::kThreat}});
//
// A killed process leaves whole documents; the next one goes on. Writers of several processes wait for one another. One
// Store belongs to one thread; several Stores may be open on one file.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "casus/error.h"
#include "casus/reading.h"
#include "ledger/ledger.h"

struct sqlite3;

namespace casus::store {

// What a list asks for; empty members ask for nothing in particular.
struct Filter {
  std::vector<EntryKind> kinds;
  std::vector<std::string> holder, counterparty, party;  // sides; party: holder or counterparty
  std::vector<EntryStatus> statuses;                     // as of the day asked for
  std::string text;                                      // words, all of which occur in action, condition or evidence
  bool matchable = false;                                // only those a what-if could touch: with a trigger or an act
};

// One line of a list. `commitment` holds its first piece of evidence and all changes; `reports` counts the pieces.
struct Listed {
  ledger::Commitment commitment;
  ledger::Standing standing;
  std::size_t reports = 0;
};

struct Counts {
  std::size_t added = 0, same = 0, replaced = 0;
};

struct Totals {
  std::size_t documents = 0, statements = 0, events = 0, entries = 0, commitments = 0;
};

class Store {
 public:
  enum class Mode { kRead, kWrite };

  // kWrite makes the file where there is none. kNotFound, kUnreadable, kUnwritable, or kMalformed for a file of another
  // kind.
  static Result<Store> open(const std::string& path, Mode mode);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // SHA-256 of the text kept under an id; empty where there is none.
  [[nodiscard]] Result<std::string> digest_of(const std::string& id);
  // Whether a document stands in the store as it is given: same text, day, title, source and address.
  // With versions: and whether these read it.
  [[nodiscard]] Result<bool> holds(const Document& document, const std::string& sha256,
                                   const Versions* versions = nullptr);
  // The day (or none) that the same text stands under by the same id; `otherwise` where it does not.
  [[nodiscard]] Result<std::optional<Date>> day_held(const Document& document, const std::string& sha256,
                                                     const std::optional<Date>& otherwise);

  // Takes in a batch in one transaction. The same document again changes nothing; the same id with another text, day or
  // title replaces the old reading, and the journal says so.
  // With reread: what other versions had read as well.
  Result<Counts> put(const std::vector<Reading>& batch, bool reread = false);
  // Takes back a document and all it did; false where there is none of that id.
  Result<bool> forget(const std::string& id);

  // Readings in canonical order. kForLedger leaves out what the ledger does not look at: mentions and statements.
  enum class Parts { kAll, kForLedger };
  Result<Done> each_reading(Parts parts, const std::function<void(const Reading&)>& use);
  [[nodiscard]] Result<std::optional<Reading>> reading(const std::string& id);

  // Folds anew if the commitments are behind the readings.
  Result<Done> settle(const ledger::Register& reg);
  [[nodiscard]] Result<bool> settled();
  // Writes what the last add() to `book` did; `book` must hold exactly the readings of the store.
  Result<Done> follow(const ledger::Ledger& book);

  [[nodiscard]] Result<std::vector<Listed>> list(const Filter& filter, const ledger::AsOf& as_of);
  // By id or a prefix of one that is unique; absent where none is.
  [[nodiscard]] Result<std::optional<ledger::Commitment>> commitment(const std::string& id);
  [[nodiscard]] Result<Totals> totals();
  // Lets the file grow by so many pages of 4 KiB at most; a batch beyond that fails as on a full disk.
  void limit_growth(int pages);
  // SHA-256 over documents and commitments: two stores with the same digest say the same.
  [[nodiscard]] Result<std::string> digest();

 private:
  struct Connection;
  explicit Store(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace casus::store
