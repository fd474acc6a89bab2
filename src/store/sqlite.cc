#include "store/sqlite.h"

#include <algorithm>
#include <array>

namespace casus::store {
namespace {

std::string file_of(sqlite3* db) {
  const char* file = sqlite3_db_filename(db, "main");
  return file == nullptr ? "" : file;
}

constexpr const char* kAnew = "; ingest the documents into a new file";

// The columns that tell a row from the others of its table.
constexpr std::array<std::string_view, 9> kKeys{"seq",   "document", "commitment", "actor", "statement",
                                                "event", "entry",    "role",       "n"};

}  // namespace

Error failure(sqlite3* db) {
  const int code = sqlite3_errcode(db);
  const std::string said = sqlite3_errmsg(db);
  const std::string place = file_of(db);
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
      return {Cause::kMalformed, "is damaged: " + said + kAnew, place};
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return {Cause::kMalformed, "is damaged: its rows contradict one another (" + said + ")" + kAnew, place};
    case SQLITE_INTERRUPT:  // only our own guard interrupts
      return {Cause::kMalformed, std::string("is damaged: its pages lead round in circles") + kAnew, place};
    case SQLITE_TOOBIG:
      return {Cause::kMalformed, std::string("is damaged: a cell is longer than any that casus writes") + kAnew, place};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Cause::kUnwritable, "another process is writing to it and did not finish in time: run again", place};
    case SQLITE_IOERR:
      return {
          Cause::kUnwritable,
          "reading or writing failed (" + said + "): is the disk full or gone, or files limited in size (ulimit -f)?",
          place};
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
  if (!statement_ || refused_) return false;
  code_ = sqlite3_step(statement_.get());
  if (code_ != SQLITE_ROW) return false;
  constexpr std::size_t kLeast = 2;  // no row takes fewer bytes of a page
  spend(kLeast);
  return !refused_;
}

void Query::spend(std::size_t bytes) {
  constexpr std::size_t kFree = 32U << 20;  // so much may be read of any file before its size is looked at
  spent_ += bytes;
  if (spent_ <= std::max(kFree, most_)) return;
  Query size(db_, "select page_count * page_size from pragma_page_count, pragma_page_size");
  constexpr std::size_t kTimes = 8;  // words are read for more than one column, in UTF-8 where they stand in UTF-16
  if (size.step()) most_ = kFree + kTimes * static_cast<std::size_t>(size.number(0));
  if (spent_ > most_) refuse("", "there is more of it than the file can hold");
}

void Query::refuse(std::string_view column, std::string_view why) {
  if (refused_) return;
  const char* sql = sqlite3_sql(statement_.get());
  std::string where = sql == nullptr ? "" : sql;
  where.erase(
      0, std::min(where.size(), where.find(" from ") == std::string::npos ? where.size() : where.find(" from ") + 6));
  where = "table " + where.substr(0, where.find(' '));
  for (int i = 0; i < sqlite3_column_count(statement_.get()); ++i) {
    const std::string_view key = sqlite3_column_name(statement_.get(), i);
    if (std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end() && type(i) == SQLITE_INTEGER)
      where.append(", ").append(key).append(" ").append(std::to_string(number(i)));
  }
  if (!column.empty()) where.append(", column ").append(column);
  refused_ = Error{Cause::kMalformed, "is damaged: " + where + ": " + std::string(why) + kAnew, file_of(db_)};
}

void Query::refuse(int column, std::string_view why) {
  const char* name = sqlite3_column_name(statement_.get(), column);
  refuse(name == nullptr ? std::string_view() : std::string_view(name), why);
}

Error Query::error() const {
  return refused_ ? *refused_ : failure(db_);
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
