#include "store/guard.h"

#include <filesystem>

namespace casus::store {
namespace {

// Steps of SQLite's machine that one statement may take: so many in any case, and so many for each byte of the file.
// Those of ours take less than two a byte.
constexpr int64_t kSteps = 20'000'000, kStepsOfByte = 64;
constexpr int kPace = 1'000'000;  // steps between two looks

// Of the statement that this thread runs.
thread_local int64_t steps = 0;

int64_t size_of(const std::string& path) {
  std::error_code absent;
  const auto size = std::filesystem::file_size(path, absent);
  return absent ? 0 : static_cast<int64_t>(size);
}

int look(void* db) {
  steps += kPace;
  if (steps <= kSteps) return 0;
  const char* file = sqlite3_db_filename(static_cast<sqlite3*>(db), "main");
  const std::string path = file == nullptr ? "" : file;
  return steps > kSteps + kStepsOfByte * (size_of(path) + size_of(path + "-wal")) ? 1 : 0;
}

// A statement begins: it has all its steps before it.
int begin(unsigned /*what*/, void* /*db*/, void* /*statement*/, void* /*sql*/) {
  steps = 0;
  return 0;
}

}  // namespace

Result<Done> plain_file(const std::string& path) {
  for (const char* beside : {"", "-wal", "-shm", "-journal"}) {
    const std::string file = path + beside;
    std::error_code absent;
    const auto kind = std::filesystem::status(file, absent).type();
    switch (kind) {
      case std::filesystem::file_type::none:
      case std::filesystem::file_type::not_found:
      case std::filesystem::file_type::regular:
        break;
      case std::filesystem::file_type::directory:
        return Error{Cause::kUnreadable, "is a folder, not a ledger: name a file in it", file};
      default:
        return Error{Cause::kUnreadable, "is no plain file (a pipe, a socket or a device): a ledger is a file on disk",
                     file};
    }
  }
  return Done{};
}

Result<Done> harden(sqlite3* db) {
  for (const auto& [what, on] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                 {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                 {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                 {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                 {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
                                 {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}}) {
    if (sqlite3_db_config(db, what, on, nullptr) != SQLITE_OK) return failure(db);
  }
  // The longest cell is the words of a document, or of all that was said of one commitment.
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 64 << 20);
  sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
  sqlite3_limit(db, SQLITE_LIMIT_COLUMN, 64);
  sqlite3_limit(db, SQLITE_LIMIT_COMPOUND_SELECT, 8);
  sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 8);
  sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
  sqlite3_trace_v2(db, SQLITE_TRACE_STMT, begin, db);
  sqlite3_progress_handler(db, kPace, look, db);
  // No page is mapped: what another process cuts off a mapped file is a signal, not an error.
  return execute(db, "pragma cell_size_check = on; pragma mmap_size = 0");
}

Result<Done> trust_our_triggers(sqlite3* db) {
  for (const int what : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER}) {
    if (sqlite3_db_config(db, what, 1, nullptr) != SQLITE_OK) return failure(db);
  }
  return Done{};
}

}  // namespace casus::store
