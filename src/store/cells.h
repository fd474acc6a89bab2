// The cells of the row that a query stands on, each held to what casus writes there. A ledger file is input like any
// other: it may be damaged, or made by somebody who wishes us ill, and what no column forbids it may hold. A bad cell
// gives a harmless value and is refused: the query takes no further step, is not ok(), and its error names table, row
// and column.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "casus/date.h"
#include "casus/span.h"
#include "casus/vocabulary.h"
#include "store/sqlite.h"

namespace casus::store {

class Cells {
 public:
  explicit Cells(Query& query) : query_(query) {}

  [[nodiscard]] bool null(int column) const { return query_.null(column); }
  // UTF-8.
  [[nodiscard]] std::string text(int column) const;
  // The id of a document, which may be the name of a file in any encoding: what is no UTF-8 in it is U+FFFD.
  [[nodiscard]] std::string id(int column) const;
  [[nodiscard]] std::optional<std::string> optional_text(int column) const;
  // NULL, or a day as YYYY-MM-DD.
  [[nodiscard]] std::optional<Date> date(int column) const;
  // A whole number from 0 that is less than `below`.
  [[nodiscard]] std::size_t number(int column, std::size_t below) const;
  // The number of a row in a list that holds `have` rows so far: the next one.
  void next(int column, std::size_t have) const;
  [[nodiscard]] bool flag(int column) const { return number(column, 2) == 1; }
  // Two columns, start and stop, within a text of so many code points.
  [[nodiscard]] Span span(int column, uint32_t characters) const;

  // What the caller alone can tell to be wrong.
  void refuse(int column, std::string_view why) const { query_.refuse(column, why); }

  // A name of the vocabulary E.
  template <typename E>
  [[nodiscard]] E one_of(int column) const {
    const auto value = parse<E>(text(column));
    if (!value) query_.refuse(column, "no word of its vocabulary");
    return value.value_or(E{});
  }
  template <typename E>
  [[nodiscard]] std::optional<E> optional_of(int column) const {
    if (null(column)) return std::nullopt;
    return one_of<E>(column);
  }

 private:
  [[nodiscard]] std::string bytes(int column) const;

  Query& query_;
};

}  // namespace casus::store
