// Rows by title: where a column stands means nothing, what stands in a cell is checked and told with its place.
#include "lexicon/rows.h"

#include <gtest/gtest.h>

#include <map>

#include "casus/vocabulary.h"
#include "lexicon/folder.h"

namespace casus::lexicon {
namespace {

constexpr Columns kParties{"parties", "actor", "recipient", "note?"};
constexpr Columns kTyped{"typed", "word", "day?", "count", "category", "flag?", "sure", "kinds?"};
constexpr Columns kAbsent{"absent", "word"};

class Rows : public testing::Test {
 protected:
  // Every actor, recipient and note of the table; the failure where there is one.
  std::string parties(const std::string& bytes) {
    const Tables tables = load("parties", bytes);
    RowReader read(tables);
    std::string out;
    read.each<kParties>([&](const auto& row) {
      out.append(row["actor"].text()).append(">").append(row["recipient"]).append(":").append(row["note"]).append(" ");
    });
    return read.failure() ? read.failure()->text() : out;
  }
  // What is told of a table with that one row.
  std::string typed(const std::string& row_text) {
    const Tables tables = load("typed", "word\tday\tcount\tcategory\tflag\tsure\tkinds\n" + row_text + "\n");
    RowReader read(tables);
    std::string out;
    read.each<kTyped>([&](const auto& row) {
      constexpr std::pair<std::string_view, int> kKinds[] = {{"a", 1}, {"b", 2}};
      const auto day = row["day"].date();
      const int count = row["count"].number(1, 12);
      const Category category = row["category"].template as<Category>();
      const bool flag = row["flag"].yes("one"), sure = row["sure"].yes_or_no();
      int kinds = 0;
      row["kinds"].each([&](Cell kind) { kinds += kind.one_of(kKinds); });
      out = row["word"].text();
      out += " " + (day ? day->iso() : "-") + " " + std::to_string(count) + " " + std::string(name(category)) + " " +
             std::to_string(flag) + std::to_string(sure) + " " + std::to_string(kinds);
    });
    return read.failure() ? read.failure()->text() : out;
  }
  Tables load(const std::string& name, const std::string& bytes) {
    folder_.put(name, bytes);
    auto tables = Tables::from_folder(folder_.path());
    EXPECT_TRUE(tables) << tables.error().text();
    return std::move(*tables);
  }
  test::Folder folder_{"casus_rows"};
};

TEST_F(Rows, TheOrderOfColumnsMeansNothing) {
  const std::string wanted = "subj>obj:x by>on: ";
  EXPECT_EQ(parties("actor\trecipient\tnote\nsubj\tobj\tx\nby\ton\t\n"), wanted);
  EXPECT_EQ(parties("recipient\tactor\tnote\nobj\tsubj\tx\non\tby\t\n"), wanted);
  EXPECT_EQ(parties("note\textra\trecipient\tactor\nx\t7\tobj\tsubj\n\t7\ton\tby\n"), wanted);
}

TEST_F(Rows, AMissingColumnIsNamed) {
  EXPECT_EQ(parties("actor\tnote\nsubj\tx\n"),
            "parties.tsv: has no column 'recipient'; wanted are actor recipient note");
  EXPECT_EQ(parties("actor\nsubj\n"), "parties.tsv: has no column 'recipient'; wanted are actor recipient note");
  EXPECT_EQ(parties("actor\trecipient\tNote\nsubj\tobj\tx\n"),
            "parties.tsv: has no column 'note'; wanted are actor recipient note");
}

TEST_F(Rows, AnEmptyCellIsNamedWhereOneIsWanted) {
  EXPECT_EQ(parties("actor\trecipient\tnote\nsubj\tobj\t\nsubj\t\tx\n"),
            "parties.tsv:3: column 'recipient' is empty; fill it in or take the row out");
}

TEST_F(Rows, CellsHaveTypes) {
  EXPECT_EQ(typed("w\t2024-02-29\t12\tAID\tone\tyes\ta||b"), "w 2024-02-29 12 AID 11 3");
  EXPECT_EQ(typed("w\t\t1\tAID\t\tno\t"), "w - 1 AID 00 0");
}

TEST_F(Rows, AWrongCellIsNamedWithWhatWouldBeRight) {
  const std::map<std::string, std::string> wrong = {
      {"w\t2023-02-29\t1\tAID\t\tno\t", "'day' holds '2023-02-29', which is no day; write YYYY-MM-DD"},
      {"w\t2023-02-20T\t1\tAID\t\tno\t", "'day' holds '2023-02-20T', which is no day; write YYYY-MM-DD"},
      {"w\t\t13\tAID\t\tno\t", "'count' holds '13', not a number from 1 to 12"},
      {"w\t\t99999999999999\tAID\t\tno\t", "'count' holds '99999999999999', not a number from 1 to 12"},
      {"w\t\t1x\tAID\t\tno\t", "'count' holds '1x', not a number from 1 to 12"},
      {"w\t\t1\tAID\ttwo\tno\t", "'flag' holds 'two', not 'one'; else leave it empty"},
      {"w\t\t1\tAID\t\tperhaps\t", "'sure' holds 'perhaps', not yes or no"},
      {"w\t\t1\tAID\t\tno\ta|c", "'kinds' holds 'c', not one of a, b"}};
  for (const auto& [row, told] : wrong) EXPECT_EQ(typed(row), "typed.tsv:2: column " + told);
  EXPECT_EQ(typed("w\t\t1\tHELP\t\tno\t").substr(0, 59), "typed.tsv:2: column 'category' holds 'HELP', not one of AGR");
  EXPECT_EQ(typed("w\t\t1\tAID\t\t" + std::string(59, 'x') + "\xc3\xa9\t"),  // cut between characters
            "typed.tsv:2: column 'sure' holds '" + std::string(59, 'x') + "…', not yes or no");
}

TEST_F(Rows, TheFirstFailureStandsAndEndsTheReading) {
  const Tables tables = load("parties", "actor\trecipient\tnote\na\tb\t\nc\td\t\n");
  RowReader read(tables);
  int rows = 0;
  read.each<kParties>([&](const auto& row) { row["actor"].fail("wrong " + std::to_string(++rows)); });
  read.each<kParties>([&](const auto&) { ++rows; });
  read.each<kAbsent>([&](const auto&) { ++rows; });
  EXPECT_EQ(rows, 1);
  ASSERT_TRUE(read.failure());
  EXPECT_EQ(read.failure()->text(), "parties.tsv:2: column 'actor' holds 'a', wrong 1");
  EXPECT_EQ(read.failure()->cause, Cause::kMalformed);
}

TEST_F(Rows, AMissingTableIsNamed) {
  const Tables tables = load("parties", "actor\trecipient\tnote\n");
  RowReader read(tables);
  read.each<kAbsent>([](const auto&) { ADD_FAILURE(); });
  ASSERT_TRUE(read.failure());
  EXPECT_EQ(read.failure()->place, "absent.tsv");
}

}  // namespace
}  // namespace casus::lexicon
