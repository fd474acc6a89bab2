// What a Store holds: one connection, and the few values of `meta`. Two of them are counters: `readings` grows with
// every transaction that changed documents; `ledger` is the value of `readings` that the commitments were folded at.
// `rules` says by which rules and tables. The commitments are level with the documents where all three say so.
#pragma once

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <string>

#include "ledger/ledger.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace casus::store {

[[nodiscard]] inline std::string rules_of(const ledger::Register& reg) {
  return std::to_string(ledger::kRulesVersion) + " " + reg.digest();
}

struct Store::Connection {
  Database db;
  std::string path;
  bool writes = false;
  bool folded = false;  // the commitments asked for are those in memory
  // Set where nothing keeps a writer away: how the file was when it was opened.
  std::optional<struct stat> as_opened;

  [[nodiscard]] sqlite3* raw() const { return db.get(); }
  [[nodiscard]] std::string text(const char* key) const {
    Query q(raw(), "select value from meta where key = ?");
    return q.bind(key).step() ? q.text(0) : std::string();
  }
  [[nodiscard]] int64_t counter(const char* key) const {
    Query q(raw(), "select value from meta where key = ?");
    // What is no counter of ours is none: everything is folded anew.
    return q.bind(key).step() ? std::clamp(q.number(0), int64_t{0}, int64_t{1} << 62) : 0;
  }
  [[nodiscard]] bool set(const char* key, const std::string& value) const {
    return Query(raw(), "insert or replace into meta values (?, ?)").bind(key, value).run();
  }
  [[nodiscard]] bool set(const char* key, int64_t value) const { return set(key, std::to_string(value)); }
  [[nodiscard]] bool level(const std::string& rules) const {
    return counter("readings") == counter("ledger") && text("rules") == rules;
  }

  // Opens a file that others may write; what it holds stays as it is until the connection ends.
  [[nodiscard]] Result<Done> open_to_read();
  [[nodiscard]] Result<Done> open_to_write(bool make);
  // The answer, unless the file changed under it where nothing could keep it.
  template <typename T>
  [[nodiscard]] Result<T> steady(Result<T> answer) const {
    if (as_opened && changed())
      return Error{Cause::kUnreadable, "was written while it was read in a folder you may not write in: ask again",
                   path};
    return answer;
  }

 private:
  [[nodiscard]] Result<Done> open(const std::string& name, int flags);
  [[nodiscard]] bool changed() const;
};

}  // namespace casus::store
