// The cells of tables, so that spreadsheets, pandas and R read the same rows: RFC 4180 quoting whatever the separator,
// one line a row, and no text that a spreadsheet would run as a formula.
#pragma once

#include <string>
#include <string_view>

namespace casus::formats {

// Guarded: an apostrophe stands before each value that begins like a formula (OWASP, "CSV injection").
enum class Cells { kGuarded, kRaw };

// Appends one row, cell by cell; the line end is the caller's.
class RowWriter {
 public:
  RowWriter(char separator, Cells cells, std::string& out) : separator_(separator), cells_(cells), out_(out) {}

  // Words of a dispatch, ids, codes, also several with ";" between them: shown (base/shown.h), guarded, quoted where
  // they must be.
  void text(std::string_view text);
  // Digits of ours, which stay a number: "-3.5".
  void number(std::string_view digits);

 private:
  void separate();

  char separator_;
  Cells cells_;
  std::string& out_;
  bool first_ = true;
};

}  // namespace casus::formats
