#include "formats/cells.h"

#include <algorithm>

#include "base/shown.h"
#include "base/utf8.h"

namespace casus::formats {
namespace {

constexpr char32_t kBlanks[] = {U' ', U'\u00A0', U'\u200B', U'\u3000', U'\uFEFF'};
// = + - @ and their small and fullwidth forms.
constexpr char32_t kFormula[] = {U'=',      U'+',      U'-',      U'@',      U'\uFE62', U'\uFE63',
                                 U'\uFE66', U'\uFE6B', U'\uFF0B', U'\uFF0D', U'\uFF1D', U'\uFF20'};

template <std::size_t n>
bool among(const char32_t (&list)[n], char32_t c) {
  return std::find(list, list + n, c) != list + n;
}

// Hyphens alone, as in "---" for an unknown party, compute nothing.
bool begins_formula(std::string_view value) {
  if (value.find_first_not_of('-') == std::string_view::npos) return false;
  for (std::size_t at = 0; at < value.size();) {
    const utf8::Decoded c = utf8::decode(value, at);
    if (!among(kBlanks, c.value)) return among(kFormula, c.value);
    at += c.length;
  }
  return false;
}

// Each value, for a spreadsheet that takes ";" for the separator begins a cell there.
std::string guarded(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string_view value = text.substr(begin, end - begin);
    if (begin > 0) out += ';';
    if (begins_formula(value)) out += '\'';
    out += value;
    begin = end + 1;
  }
  return out;
}

}  // namespace

void RowWriter::separate() {
  if (!first_) out_ += separator_;
  first_ = false;
}

void RowWriter::text(std::string_view text) {
  separate();
  std::string cell = shown(text);
  if (cells_ == Cells::kGuarded) cell = guarded(cell);
  if (cell.find(separator_) == std::string::npos && cell.find('"') == std::string::npos) {
    out_ += cell;
    return;
  }
  out_ += '"';
  for (const char c : cell) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
}

void RowWriter::number(std::string_view digits) {
  separate();
  out_ += digits;
}

}  // namespace casus::formats
