// Rows of tables, typed and by title. Where a column stands in the file means nothing: the compiler turns a title into
// its place among those asked for, and these are found in the file's header once.
//
//   static constexpr lexicon::Columns kPlaces{"places", "name", "state?", "names?"};
//   lexicon::RowReader read(tables);
//   read.each<kPlaces>([&](const auto& row) { places.push_back({row["name"], side_of(row["state"])}); });
//   if (read.failure()) return *read.failure();
//
// A title not asked for does not compile. All columns asked for must be there; cells of one asked for with '?' may be
// empty, those of the others may not. The first error is kept, ends its row as well as it may, and makes each() pass
// over all further rows and tables; it names file, line, column and what would be right.
#pragma once

#include <array>
#include <optional>
#include <utility>

#include "casus/date.h"
#include "lexicon/table.h"

namespace casus::lexicon {

struct Title {
  consteval Title(const char* asked) : text(asked) {  // NOLINT(google-explicit-constructor): a literal is one
    optional = text.ends_with('?');
    if (optional) text.remove_suffix(1);
  }
  std::string_view text;
  bool optional = false;
};

// A table and the columns that are read of it.
template <std::size_t N>
struct Columns {
  template <typename... T>
  consteval explicit Columns(const char* name, T... asked) : table(name), titles{Title(asked)...} {
    static_assert(N <= Table::kMostColumns);
  }
  [[nodiscard]] consteval std::size_t find(std::string_view title) const {
    for (std::size_t i = 0; i < N; ++i) {
      if (titles[i].text == title) return i;
    }
    throw "this title was not asked for";  // which ends the compilation
  }
  std::string_view table;
  std::array<Title, N> titles;
};
template <typename... T>
Columns(const char*, T...) -> Columns<sizeof...(T)>;

class RowReader;

// The text of one cell, or of a member of it, and where it stands. What cannot be read fails there and gives the
// empty value of its type.
class Cell {
 public:
  Cell(RowReader& reader, std::size_t column, std::string_view text) : reader_(&reader), column_(column), text_(text) {}

  operator std::string_view() const { return text_; }  // NOLINT(google-explicit-constructor): a cell is its text
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] std::vector<std::string_view> list() const { return members(text_); }
  // Another text, told of at this cell.
  [[nodiscard]] Cell part(std::string_view text) const { return {*reader_, column_, text}; }
  // Members of the list, one after another, as cells.
  template <typename F>
  void each(F read) const {
    for (std::string_view rest = text_; !rest.empty();) {
      const std::size_t bar = rest.find('|');
      if (bar != 0) read(part(rest.substr(0, bar)));
      rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
    }
  }

  [[nodiscard]] std::optional<Date> date() const;       // YYYY-MM-DD; empty: nullopt
  [[nodiscard]] int number(int least, int most) const;  // in decimal digits
  [[nodiscard]] bool yes(std::string_view word) const;  // that word or empty
  [[nodiscard]] bool yes_or_no() const;
  // The value of a name of the list.
  template <typename Value, std::size_t N>
  [[nodiscard]] Value one_of(const std::pair<std::string_view, Value> (&names)[N]) const {
    for (const auto& [name, value] : names) {
      if (name == text_) return value;
    }
    none_of([&](std::size_t i) { return names[i].first; }, N);
    return Value{};
  }
  // The text itself, which must be one of the list.
  template <std::size_t N>
  [[nodiscard]] std::string_view one_of(const std::string_view (&names)[N]) const {
    for (std::string_view name : names) {
      if (name == text_) return text_;
    }
    none_of([&](std::size_t i) { return names[i]; }, N);
    return {};
  }
  // The member of that name of a vocabulary of casus/vocabulary.h.
  template <typename E>
  [[nodiscard]] E as() const {
    constexpr auto kNames = names_of(E{});
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      if (kNames[i] == text_) return static_cast<E>(i);
    }
    none_of([&](std::size_t i) { return kNames[i]; }, kNames.size());
    return E{};
  }

  // "table.tsv:7: column 'state' holds 'XYZ', " and then what is wrong with it.
  void fail(std::string_view what) const;

 private:
  template <typename NameAt>
  void none_of(NameAt name, std::size_t count) const {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) {
      if (!name(i).empty()) list.append(list.empty() ? "" : ", ").append(name(i));
    }
    fail("not one of " + list);
  }
  RowReader* reader_;
  std::size_t column_;
  std::string_view text_;
};

template <const auto& kColumns>
class Row;

class RowReader {
 public:
  explicit RowReader(const Tables& tables) : tables_(&tables) {}

  // Calls read(row) for each row of the table; calls are not nested.
  template <const auto& kColumns, typename F>
  void each(F read) {
    if (!open(kColumns.table, kColumns.titles)) return;
    const Row<kColumns> row(*this);
    for (; row_ < table_->rows() && !failure_; ++row_) {
      if (row.is_whole()) read(row);
    }
  }
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  friend class Cell;
  template <const auto& kColumns>
  friend class Row;

  bool open(std::string_view table, std::span<const Title> titles);
  void fail(std::string message);
  void fail_empty(std::size_t column);
  [[nodiscard]] std::string_view cell(std::size_t column) const {
    return table_->cells_[row_ * table_->titles_.size() + places_[column]];
  }

  const Tables* tables_;
  const Table* table_ = nullptr;
  std::span<const Title> titles_;
  std::array<uint8_t, Table::kMostColumns> places_{};  // in the file, of each title asked for
  std::size_t row_ = 0;
  std::optional<Error> failure_;
};

template <const auto& kColumns>
class Row {
 public:
  struct Column {
    consteval Column(const char* title)  // NOLINT(google-explicit-constructor): a literal is one
        : index(kColumns.find(title)) {}
    std::size_t index;
  };
  explicit Row(RowReader& reader) : reader_(&reader) {}

  [[nodiscard]] Cell operator[](Column column) const { return {*reader_, column.index, reader_->cell(column.index)}; }
  [[nodiscard]] uint32_t line() const { return reader_->table_->line(reader_->row_); }
  // "table.tsv:7: " and then what is wrong with the row.
  void fail(std::string message) const { reader_->fail(std::move(message)); }

 private:
  friend class RowReader;
  [[nodiscard]] bool is_whole() const {
    for (std::size_t i = 0; i < kColumns.titles.size(); ++i) {
      if (!kColumns.titles[i].optional && reader_->cell(i).empty()) return reader_->fail_empty(i), false;
    }
    return true;
  }
  RowReader* reader_;
};

}  // namespace casus::lexicon
