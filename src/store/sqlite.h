// SQLite as values: a connection, statements with bound parameters, errors as Result. Only src/store includes this.
//
//   Query q(db, "select text from documents where id = ?");
//   q.bind(id);
//   while (q.step()) use(q.text(0));
//   if (!q.ok()) return q.error();
//
// A failed step leaves the statement in a state where step() is false and ok() is false; nothing throws. The accessors
// here give what SQLite makes of a cell; whoever relies on what stands there reads it through Cells (cells.h), which
// refuses a bad one: that, too, ends the steps.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "casus/date.h"
#include "casus/error.h"

namespace casus::store {

struct CloseDatabase {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

// The last failure of a connection in words for a person, with a way out where there is one.
[[nodiscard]] Error failure(sqlite3* db);

class Query {
 public:
  Query(sqlite3* db, std::string_view sql);

  // Binds all parameters in order and starts afresh.
  template <typename... Values>
  Query& bind(const Values&... values) {
    sqlite3_reset(statement_.get());
    int at = 0;
    (put(++at, values), ...);
    return *this;
  }
  void put(int at, std::string_view text);
  void put(int at, const std::string& text) { put(at, std::string_view(text)); }
  void put(int at, const char* text) { put(at, std::string_view(text)); }
  void put(int at, int64_t number);
  void put(int at, int number) { put(at, int64_t{number}); }
  void put(int at, uint32_t number) { put(at, int64_t{number}); }
  void put(int at, std::size_t number) { put(at, static_cast<int64_t>(number)); }
  void put(int at, bool flag) { put(at, int64_t{flag}); }
  void put(int at, double number);
  void put(int at, Date day);
  void put_null(int at);
  template <typename T>
  void put(int at, const std::optional<T>& value) {
    value ? put(at, *value) : put_null(at);
  }
  void reset() { sqlite3_reset(statement_.get()); }

  bool step();  // to the next row; false at the end or on failure
  bool run();   // steps to the end; true where it went well
  [[nodiscard]] bool ok() const {
    return !refused_ && (code_ == SQLITE_OK || code_ == SQLITE_ROW || code_ == SQLITE_DONE);
  }
  [[nodiscard]] Error error() const;

  // The row it stands on is no row that casus writes: ok() is false from here on, and error() names table, row and
  // column. The first refusal stands.
  void refuse(std::string_view column, std::string_view why);
  void refuse(int column, std::string_view why);
  // Counts what was read: a damaged file may give more rows and more text than it holds, without end.
  void spend(std::size_t bytes);

  [[nodiscard]] int type(int column) const { return sqlite3_column_type(statement_.get(), column); }
  [[nodiscard]] bool null(int column) const { return type(column) == SQLITE_NULL; }
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::optional<std::string> optional_text(int column) const;
  [[nodiscard]] int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  [[nodiscard]] std::optional<Date> date(int column) const { return Date::parse(text(column)); }

 private:
  sqlite3* db_;
  std::unique_ptr<sqlite3_stmt, FinishStatement> statement_;
  int code_ = SQLITE_OK;
  std::size_t spent_ = 0, most_ = 0;
  std::optional<Error> refused_;
};

// Runs statements without results.
[[nodiscard]] Result<Done> execute(sqlite3* db, const char* sql);

// begin immediate … commit; rolled back where it goes out of scope unfinished. Whoever writes asks and writes inside
// one: what was asked before it began, another process may have changed.
class Transaction {
 public:
  explicit Transaction(sqlite3* db) : db_(db), began_(execute(db, "begin immediate")) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  [[nodiscard]] const Result<Done>& began() const { return began_; }
  [[nodiscard]] Result<Done> commit();

 private:
  sqlite3* db_;
  Result<Done> began_;
  bool open_ = true;
};

}  // namespace casus::store
