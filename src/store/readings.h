// Readings to rows and back. A quoted text is kept as its span and cut from the document again, so a reading comes back
// equal.
#pragma once

#include "casus/reading.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace casus::store {

// The versions as the column keeps them; without the gear where it is fast, as before there were two.
[[nodiscard]] std::string written(const Versions& versions);
[[nodiscard]] Versions versions_of(const std::string& written);

class ReadingWriter {
 public:
  explicit ReadingWriter(sqlite3* db);
  // Within a transaction; the document must not be there yet.
  [[nodiscard]] bool write(const Reading& reading);

 private:
  bool write_statements(int64_t document, const Reading& reading);
  bool write_events(int64_t document, const Reading& reading);
  bool write_entries(int64_t document, const Reading& reading);

  sqlite3* db_;
  Query document_, sentence_, actor_, mention_, statement_, content_, event_, context_, party_, entry_, side_,
      evidence_;
};

// The document of a row as it was given; absent where there is none.
[[nodiscard]] Result<std::optional<Document>> document(sqlite3* db, int64_t row);

// Readings in canonical order.
[[nodiscard]] Result<Done> each_reading(sqlite3* db, Store::Parts parts,
                                        const std::function<void(const Reading&)>& use);

class ReadingReader {
 public:
  explicit ReadingReader(sqlite3* db);
  // All that was kept of the document in row `seq`.
  [[nodiscard]] Result<Reading> read(int64_t seq, Store::Parts parts);

 private:
  Query document_, sentence_, actor_, mention_, statement_, content_, event_, context_, party_, entry_, side_,
      evidence_;
};

}  // namespace casus::store
