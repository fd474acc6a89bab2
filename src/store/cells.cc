#include "store/cells.h"

#include "base/utf8.h"

namespace casus::store {

std::string Cells::bytes(int column) const {
  if (query_.type(column) != SQLITE_TEXT) {
    query_.refuse(column, null(column) ? "is empty" : "no text");
    return {};
  }
  std::string out = query_.text(column);
  query_.spend(out.size());
  return out;
}

std::string Cells::id(int column) const {
  return utf8::repaired(bytes(column));
}

std::string Cells::text(int column) const {
  std::string out = bytes(column);
  if (utf8::first_invalid(out) != std::string::npos) {
    query_.refuse(column, "no valid UTF-8");
    return {};
  }
  return out;
}

std::optional<std::string> Cells::optional_text(int column) const {
  if (null(column)) return std::nullopt;
  return text(column);
}

std::optional<Date> Cells::date(int column) const {
  if (null(column)) return std::nullopt;
  const std::string written = text(column);
  const auto day = Date::parse(written);
  if (!day || day->iso() != written) query_.refuse(column, "no day of the calendar");
  return day;
}

std::size_t Cells::number(int column, std::size_t below) const {
  if (query_.type(column) != SQLITE_INTEGER) {
    query_.refuse(column, null(column) ? "is empty" : "no whole number");
    return 0;
  }
  const int64_t value = query_.number(column);
  if (value < 0 || static_cast<std::size_t>(value) >= below) {
    query_.refuse(column, std::to_string(value) + " is out of range");
    return 0;
  }
  return static_cast<std::size_t>(value);
}

void Cells::next(int column, std::size_t have) const {
  if (query_.type(column) != SQLITE_INTEGER || query_.number(column) != static_cast<int64_t>(have))
    query_.refuse(column, "not " + std::to_string(have) + ", the next number: rows are missing before it");
}

Span Cells::span(int column, uint32_t characters) const {
  const auto start = uint32_t(number(column, std::size_t{characters} + 1));
  const auto stop = uint32_t(number(column + 1, std::size_t{characters} + 1));
  if (stop < start) {
    query_.refuse(column, "its end is before its start");
    return {};
  }
  return {start, stop};
}

}  // namespace casus::store
