// The ledger in one SQLite file: the readings of all documents, and the commitments folded from them.
//
//   auto store = Store::open("world.casus", Store::Mode::kWrite);
//   store->put({reading, …});           one transaction: whole documents, or none of them
//   store->settle(reg);                 folds the ledger anew if documents came or went since
//
//   auto store = Store::open("world.casus", Store::Mode::kRead);
//   store->settle(reg);                 in memory, where the file is behind: who reads never writes
//   store->list({.holder = {"RUS"}, .kinds = {EntryKind::kThreat}});
//
// A killed process leaves whole documents; the next one goes on. Writers of several processes wait for one another (a
// minute, then kUnwritable says so). All that a Store opened with kRead answers is of one moment, that of its opening,
// whatever others write meanwhile. One Store belongs to one thread; several Stores may be open on one file. Documents
// that come one by one, each told at once, go through Follow (follow.h).
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

// In which gear the documents of a ledger were read.
struct Gear {
  std::string name{};  // "fast", "accurate" or "mixed"; empty: it holds no document
  bool older = false;  // by a program that had one gear, which is "fast" today
};

// How a batch is taken in.
struct Taking {
  bool reread = false;  // what other versions had read as well
  bool mixed = false;   // though the ledger was read in another gear
  bool held =
      false;  // only what the file still holds as it is given: another process may have replaced or forgotten it
};

// What a document did to the ledger, in words, and the row in which that waits to be told.
struct Alert {
  int64_t n = 0;
  std::string text;
};

class Store {
 public:
  // kChange: to write in a file that must be there; kWrite makes it where there is none.
  enum class Mode { kRead, kChange, kWrite };

  // kNotFound (an empty file is no ledger yet), kUnreadable, kUnwritable, or kMalformed for a file of another kind.
  static Result<Store> open(const std::string& path, Mode mode);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Whether a document stands in the store as it is given: same text, day, title, source and address.
  // With versions: and whether these read it.
  [[nodiscard]] Result<bool> holds(const Document& document, const std::string& sha256,
                                   const Versions* versions = nullptr);
  // The day (or none) that the same text stands under by the same id; `otherwise` where it does not.
  [[nodiscard]] Result<std::optional<Date>> day_held(const Document& document, const std::string& sha256,
                                                     const std::optional<Date>& otherwise);

  // Takes in a batch in one transaction. The same document again changes nothing; the same id with another text, day or
  // title replaces the old reading, and the journal says so. kUsage for another gear than that of the ledger.
  Result<Counts> put(const std::vector<Reading>& batch, Taking taking = {});
  [[nodiscard]] Result<Gear> gear();
  // The ledger is of one gear again, where all its documents are.
  Result<Done> unmix();
  // Rows of the documents that other versions read, and the document of a row, as it was given; absent where it went.
  [[nodiscard]] Result<std::vector<int64_t>> rows_of_others(const Versions& versions);
  [[nodiscard]] Result<std::optional<Document>> document(int64_t row);
  // Takes back a document, all its parts, and all it did; false where there is none of that id.
  Result<bool> forget(const std::string& id);

  // Readings in canonical order. kForLedger leaves out what the ledger does not look at: mentions and statements.
  enum class Parts { kAll, kForLedger };
  Result<Done> each_reading(Parts parts, const std::function<void(const Reading&)>& use);
  // By the id it was given, and the part where it came in parts.
  [[nodiscard]] Result<std::optional<Reading>> reading(const std::string& id, int part = 0);

  // Brings the commitments level with the readings, by the rules of this program and the tables of `reg`: in the file,
  // or, where it was opened with kRead, in memory for this Store alone. Whether there was anything to do.
  Result<bool> settle(const ledger::Register& reg);
  // Whether the commitments of the file are level with its readings.
  [[nodiscard]] Result<bool> settled();

  // Alerts of Follow that were not told, in the order in which they were made; and the end of those that were.
  [[nodiscard]] Result<std::vector<Alert>> untold();
  Result<Done> told(const std::vector<Alert>& alerts);

  [[nodiscard]] Result<std::vector<Listed>> list(const Filter& filter, const ledger::AsOf& as_of);
  // By id or a prefix of one that is unique; absent where none is.
  [[nodiscard]] Result<std::optional<ledger::Commitment>> commitment(const std::string& id);
  [[nodiscard]] Result<Totals> totals();
  // Lets the file grow by so many pages of 4 KiB at most; what goes beyond that fails as on a full disk.
  void limit_growth(int pages);
  // SHA-256 over documents and commitments: two stores with the same digest say the same.
  [[nodiscard]] Result<std::string> digest();

 private:
  friend class Follow;
  struct Connection;
  explicit Store(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace casus::store
