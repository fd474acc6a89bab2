// The human-edited tables as rows of cells. A table is a TSV file: first line the column names, then one row a line;
// lines that start with '#' and empty lines are passed over; cells hold no tabs; '|' separates the members of a list
// cell.
//
// The tables of lexicons/ are put into the program at build time, name by name, byte for byte; the same parser reads
// those and a folder given with --lexicons, so both are one thing. All views point into the bytes that a Tables holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/error.h"

namespace casus::lexicon {

class Table {
 public:
  // Fails with kMalformed and "name.tsv:line" where a row has not as many cells as the header.
  static Result<Table> parse(std::string_view name, std::string_view bytes);

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::size_t rows() const { return lines_.size(); }
  // Number of a column; kMalformed where the table has none of that name.
  [[nodiscard]] Result<std::size_t> column(std::string_view title) const;
  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const {
    return cells_[row * columns_.size() + column];
  }
  // "name.tsv:line" of a row, for messages.
  [[nodiscard]] std::string place(std::size_t row) const;
  [[nodiscard]] uint32_t line(std::size_t row) const { return lines_[row]; }

 private:
  std::string name_;
  std::vector<std::string_view> columns_;
  std::vector<std::string_view> cells_;
  std::vector<uint32_t> lines_;
};

// Members of a list cell, in order, without empty ones.
[[nodiscard]] std::vector<std::string_view> members(std::string_view cell);

class Tables {
 public:
  static Result<Tables> compiled_in();
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
