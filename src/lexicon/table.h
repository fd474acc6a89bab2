// The human-edited tables as rows of cells. A table is a TSV file in UTF-8: first line the column names, then one row a
// line; lines that start with '#' and empty lines are passed over; cells hold no tabs and no control characters; '|'
// separates the members of a list cell. A byte order mark and carriage returns at line ends mean nothing.
//
// The tables of lexicons/ are put into the program at build time, name by name, byte for byte; the same parser reads
// those and a folder given with --lexicons, so both are one thing. All views point into the bytes that a Tables holds.
// Whoever wants the meaning of rows reads them by title, typed and checked: rows.h.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casus/error.h"

namespace casus::lexicon {

class Table {
 public:
  static constexpr std::size_t kMostColumns = 64;
  static constexpr std::size_t kLongestCell = 8192;  // bytes

  // Fails with kMalformed and "name.tsv:line" where the header names a column twice or not at all, a row has not as
  // many cells as the header, a cell is too long, or the bytes are no text.
  static Result<Table> parse(std::string_view name, std::string_view bytes);

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::size_t rows() const { return lines_.size(); }
  [[nodiscard]] std::span<const std::string_view> titles() const { return titles_; }
  // The cell under that title; empty where the table has no such column.
  [[nodiscard]] std::string_view text(std::size_t row, std::string_view title) const;
  // "name.tsv:line" of a row, for messages.
  [[nodiscard]] std::string place(std::size_t row) const;
  [[nodiscard]] uint32_t line(std::size_t row) const { return lines_[row]; }

 private:
  friend class RowReader;
  friend class Tables;
  static Result<Table> split(std::string_view name, std::string_view bytes);

  std::string name_;
  std::vector<std::string_view> titles_;
  std::vector<std::string_view> cells_;  // row by row
  std::vector<uint32_t> lines_;
};

// Members of a list cell, in order, without empty ones.
[[nodiscard]] std::vector<std::string_view> members(std::string_view cell);

class Tables {
 public:
  static constexpr std::size_t kMostBytes = std::size_t{32} << 20;  // of a folder's tables together

  Tables() = default;
  Tables(Tables&&) = default;  // the bytes stay where they are; a copy would look at those of another
  Tables& operator=(Tables&&) = default;

  static Result<Tables> compiled_in();
  // Every *.tsv of the folder. kNotFound, kUnreadable for what is no regular file, and what parse() fails with.
  static Result<Tables> from_folder(const std::string& folder);

  // kNotFound where there is no such table ("actors" for actors.tsv).
  [[nodiscard]] Result<const Table*> table(std::string_view name) const;
  [[nodiscard]] const std::vector<Table>& all() const { return tables_; }
  // First 12 hex digits of the SHA-256 over names and bytes of all tables.
  [[nodiscard]] const std::string& digest() const { return digest_; }

 private:
  std::vector<std::string> held_;  // bytes, where they come from a folder
  std::vector<Table> tables_;
  std::string digest_;
};

}  // namespace casus::lexicon
