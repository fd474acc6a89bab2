// Opening, to read and to write.
//
// Who reads never writes: the connection begins a transaction at once and keeps it, so that all its answers are of one
// moment. A file in WAL mode needs two others beside it even to be read. Where a writer has made them the file is
// opened for reading only; otherwise SQLite makes them and takes them away again, which it does only for one who may
// write. In a folder that may not be written, and with no log beside it, the file alone is all there is; then nothing
// keeps a writer with more rights away, so every answer looks whether the file is still the one that was opened.

#include <unistd.h>

#include <filesystem>

#include "store/connection.h"
#include "store/guard.h"
#include "store/schema.h"

namespace casus::store {
namespace {

bool exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

bool may_write_beside(const std::string& path) {
  std::error_code ignored;
  const auto folder = std::filesystem::absolute(path, ignored).parent_path();
  return ::access(folder.c_str(), W_OK) == 0;
}

// The file as an address that says that nobody writes it.
std::string address_of(const std::string& path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = "file:";
  for (char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      out.push_back('%');
      out.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
      out.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
    } else {
      out.push_back(c);
    }
  }
  return out + "?immutable=1";
}

constexpr int kPatience = 60000;  // milliseconds that one waits for another

// Two processes that make one file: SQLite does not wait here.
Result<Done> keep_a_log(sqlite3* db) {
  for (int waited = 0;; waited += 50) {
    auto done = execute(db, "pragma journal_mode = wal");
    const int code = sqlite3_errcode(db);
    if (done || waited >= kPatience || (code != SQLITE_BUSY && code != SQLITE_LOCKED)) return done;
    sqlite3_sleep(50);
  }
}

}  // namespace

Result<Done> Store::Connection::open(const std::string& name, int flags) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &opened, flags, nullptr);
  db.reset(opened);
  if (opened == nullptr) return Error{Cause::kUnreadable, "out of memory", path};
  if (code != SQLITE_OK) {
    Error error = failure(opened);
    error.place = path;
    return error;
  }
  sqlite3_busy_timeout(opened, kPatience);
  if (auto done = harden(opened); !done) return done.error();
  return execute(opened, "pragma temp_store = memory; pragma cache_size = -65536");
}

bool Store::Connection::changed() const {
  struct stat now {};
  return ::stat(path.c_str(), &now) != 0 || now.st_ino != as_opened->st_ino || now.st_size != as_opened->st_size ||
         now.st_mtim.tv_sec != as_opened->st_mtim.tv_sec || now.st_mtim.tv_nsec != as_opened->st_mtim.tv_nsec ||
         exists(path + "-wal");
}

Result<Done> Store::Connection::open_to_read() {
  bool shut = false;  // there, but not to be read where it lies: the first look at it tells
  const auto begin = [&](const std::string& name, int flags) -> Result<int> {
    if (auto done = open(name, flags); !done) return done.error();
    if (auto done = execute(raw(), "begin; select 1 from sqlite_schema limit 1"); !done) {
      shut = sqlite3_errcode(raw()) == SQLITE_CANTOPEN;
      return done.error();
    }
    return version_of(raw());
  };
  auto version = begin(path, exists(path + "-wal") ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  struct stat as_it_is {};
  if (shut && !may_write_beside(path) && ::stat(path.c_str(), &as_it_is) == 0) {
    if (exists(path + "-wal")) {
      return Error{
          Cause::kUnreadable,
          "has changes waiting in " + path + "-wal, which cannot be read where you may not write: copy both files",
          path};
    }
    as_opened = as_it_is;
    version = begin(address_of(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  }
  if (!version) return version.error();
  if (*version == 0) return Error{Cause::kNotFound, "is empty, no ledger yet: make one with casus ingest", path};
  return show_old_documents(raw(), *version);
}

Result<Done> Store::Connection::open_to_write(bool make) {
  if (auto done = open(path, SQLITE_OPEN_READWRITE | (make ? SQLITE_OPEN_CREATE : 0)); !done) return done.error();
  if (sqlite3_db_readonly(raw(), "main") != 0)
    return Error{Cause::kUnwritable, "the file may not be written: change its permissions or copy it elsewhere", path};
  const auto version = version_of(raw());
  if (!version) return version.error();
  if (*version == 0 && !make)
    return Error{Cause::kNotFound, "is empty, no ledger yet: make one with casus ingest", path};
  if (auto done = keep_a_log(raw()); !done) return done.error();
  if (auto done = migrate(raw()); !done) return done.error();
  writes = true;
  return execute(raw(), "pragma foreign_keys = on; pragma synchronous = normal; pragma wal_autocheckpoint = 4000");
}

Store::Store(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path, Mode mode) {
  if (auto plain = plain_file(path); !plain) return plain.error();
  if (mode != Mode::kWrite && !exists(path))
    return Error{Cause::kNotFound, "no such ledger: make one with casus ingest", path};
  auto connection = std::make_unique<Connection>();
  connection->path = path;
  const auto opened =
      mode == Mode::kRead ? connection->open_to_read() : connection->open_to_write(mode == Mode::kWrite);
  if (!opened) return opened.error();
  return Store(std::move(connection));
}

}  // namespace casus::store
