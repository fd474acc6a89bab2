#include "lexicon/rows.h"

#include <algorithm>
#include <charconv>

#include "base/quoted.h"

namespace casus::lexicon {

std::optional<Date> Cell::date() const {
  if (empty()) return std::nullopt;
  const auto day = text_.size() == 10 ? Date::parse(text_) : std::nullopt;
  if (!day) fail("which is no day; write YYYY-MM-DD");
  return day;
}

int Cell::number(int least, int most) const {
  int out = 0;
  const auto [stop, error] = std::from_chars(text_.data(), text_.data() + text_.size(), out);
  if (error == std::errc() && stop == text_.data() + text_.size() && least <= out && out <= most) return out;
  fail("not a number from " + std::to_string(least) + " to " + std::to_string(most));
  return least;
}

bool Cell::yes(std::string_view word) const {
  if (!empty() && text_ != word) fail("not '" + std::string(word) + "'; else leave it empty");
  return !empty();
}

bool Cell::yes_or_no() const {
  if (text_ != "yes" && text_ != "no") fail("not yes or no");
  return text_ == "yes";
}

void Cell::fail(std::string_view what) const {
  reader_->fail("column '" + std::string(reader_->titles_[column_].text) + "' holds " + quoted(text_) + ", " +
                std::string(what));
}

bool RowReader::open(std::string_view table, std::span<const Title> titles) {
  if (failure_) return false;
  const auto found = tables_->table(table);
  if (!found) return failure_ = found.error(), false;
  table_ = *found;
  titles_ = titles;
  row_ = 0;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const auto at = std::ranges::find(table_->titles_, titles[i].text);
    if (at == table_->titles_.end()) {
      std::string message = "has no column '" + std::string(titles[i].text) + "'; wanted are";
      for (const Title& title : titles) message.append(" ").append(title.text);
      failure_ = Error{Cause::kMalformed, std::move(message), std::string(table) + ".tsv"};
      return false;
    }
    places_[i] = static_cast<uint8_t>(at - table_->titles_.begin());
  }
  return true;
}

void RowReader::fail(std::string message) {
  if (!failure_) failure_ = Error{Cause::kMalformed, std::move(message), table_->place(row_)};
}

void RowReader::fail_empty(std::size_t column) {
  fail("column '" + std::string(titles_[column].text) + "' is empty; fill it in or take the row out");
}

}  // namespace casus::lexicon
