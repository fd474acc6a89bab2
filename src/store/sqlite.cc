#include "store/sqlite.h"

namespace casus::store {

Error failure(sqlite3* db) {
  const int code = sqlite3_errcode(db);
  const std::string said = sqlite3_errmsg(db);
  const char* file = sqlite3_db_filename(db, "main");
  const std::string place = file == nullptr ? "" : file;
  switch (code) {
    case SQLITE_FULL:
      return {Cause::kUnwritable,
              "the disk is full: whole documents written so far are kept; free some space and run again", place};
    case SQLITE_READONLY:
      return {Cause::kUnwritable, "the file may not be written: change its permissions or copy it elsewhere", place};
    case SQLITE_CANTOPEN:
      return {Cause::kUnreadable, "cannot be opened: does the folder exist, and may you write there?", place};
    case SQLITE_NOTADB:
      return {Cause::kMalformed, "is no ledger: not an SQLite file", place};
    case SQLITE_CORRUPT:
      return {Cause::kMalformed, "is damaged: " + said, place};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Cause::kUnwritable, "another process is writing to it and did not finish in time: run again", place};
    case SQLITE_IOERR:
      return {Cause::kUnwritable, "reading or writing failed (" + said + "): is the disk full or gone?", place};
    default:
      return {Cause::kUnreadable, said, place};
  }
}

Query::Query(sqlite3* db, std::string_view sql) : db_(db) {
  sqlite3_stmt* raw = nullptr;
  code_ = sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
  statement_.reset(raw);
}

void Query::put(int at, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), at, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}
void Query::put(int at, int64_t number) {
  sqlite3_bind_int64(statement_.get(), at, number);
}
void Query::put(int at, double number) {
  sqlite3_bind_double(statement_.get(), at, number);
}
void Query::put(int at, Date day) {
  put(at, std::string_view(day.iso()));
}
void Query::put_null(int at) {
  sqlite3_bind_null(statement_.get(), at);
}

bool Query::step() {
  if (!statement_) return false;
  code_ = sqlite3_step(statement_.get());
  return code_ == SQLITE_ROW;
}

bool Query::run() {
  while (step()) {
  }
  const bool went_well = ok() && statement_ != nullptr;
  if (statement_) sqlite3_reset(statement_.get());
  return went_well;
}

std::string Query::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return bytes == nullptr
             ? std::string()
             : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::optional<std::string> Query::optional_text(int column) const {
  if (null(column)) return std::nullopt;
  return text(column);
}

Result<Done> execute(sqlite3* db, const char* sql) {
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return failure(db);
  return Done{};
}

Transaction::~Transaction() {
  if (open_ && began_) sqlite3_exec(db_, "rollback", nullptr, nullptr, nullptr);
}

Result<Done> Transaction::commit() {
  auto done = execute(db_, "commit");
  if (done) open_ = false;
  return done;
}

}  // namespace casus::store
