// Documents coming into the file and going out of it, within a transaction of the caller. What belongs to one dispatch
// comes and goes together: of a dispatch that came in three parts and comes in two, or whole, no part of the three
// stays.
#pragma once

#include "store/readings.h"

namespace casus::store {

// Whether it stands in the file as it is given: same text, day, title, source and address, in as many parts.
// With versions: and whether these read it.
[[nodiscard]] Result<bool> holds(sqlite3* db, const Document& document, const std::string& sha256,
                                 const Versions* versions);

[[nodiscard]] Result<Gear> gear_of(sqlite3* db);
// Within a transaction: the gear of all documents, where they have one.
[[nodiscard]] Result<Done> unmix(sqlite3* db);

class DocumentWriter {
 public:
  explicit DocumentWriter(sqlite3* db);

  enum class Put { kSame, kAdded, kReplaced };
  [[nodiscard]] Result<Put> put(const Reading& reading, Taking taking);
  // All parts of the dispatch of that id; false where there is none.
  [[nodiscard]] Result<bool> forget(const std::string& id);
  // Tells the commitments that they are behind.
  [[nodiscard]] Result<Done> count();

 private:
  // Whether a reading of that gear may come in, which is written down.
  [[nodiscard]] Result<Done> keep_to(const std::string& gear, bool mixed);
  // What `stale` finds goes, and the journal says how.
  [[nodiscard]] Result<bool> remove(Query& stale, std::string_view how);

  sqlite3* db_;
  ReadingWriter writer_;
  Query stale_, all_, gone_, journal_;
  std::optional<std::string> gear_;  // of the ledger, once it was asked
};

}  // namespace casus::store
