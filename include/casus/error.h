// Errors are values: what went wrong, in words for a person, and where.
//
//   casus::Result<Document> d = parse_json_line(line);
//   if (!d) { report(d.error().message); return; }
//   use(*d);
//
// The library never prints, never throws across its own interface and never exits; the command line does the printing.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace casus {

enum class Cause {
  kNotFound,    // a file, a model, a lexicon that is not there
  kUnreadable,  // it is there and cannot be read: a directory, no permission, a failing disk
  kMalformed,   // bytes that are not what they ought to be: bad JSON, a bad row, not text
  kWrongModel,  // a model or table of another version, or damaged
  kUsage,       // the caller asked for something that does not exist
  kUnwritable,  // output that could not be written: a full disk, a closed pipe
};

// `place` is the offending spot as a person would look it up: "report.jsonl:17", "actors.tsv:203", "byte 5120".
struct Error {
  Cause cause = Cause::kUsage;
  std::string message;
  std::string place;

  [[nodiscard]] std::string text() const { return place.empty() ? message : place + ": " + message; }
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}      // NOLINT(google-explicit-constructor): return value;
  Result(Error error) : value_(std::move(error)) {}  // NOLINT(google-explicit-constructor): return Error{…};

  [[nodiscard]] bool ok() const { return value_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Precondition for value(), * and ->: ok(). For error(): !ok().
  T& value() & { return std::get<0>(value_); }
  const T& value() const& { return std::get<0>(value_); }
  T&& value() && { return std::get<0>(std::move(value_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::get<0>(std::move(value_)); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(value_); }

 private:
  std::variant<T, Error> value_;
};

// For what succeeds without a value.
struct Done {};

}  // namespace casus
