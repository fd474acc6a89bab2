// Faults in the shipped tables, one at a time: whoever reads the table tells its line and column.
#include <gtest/gtest.h>

#include <algorithm>

#include "actors/world.h"
#include "commitments/commitments.h"
#include "events/events.h"
#include "ledger/register.h"
#include "lexicon/folder.h"
#include "statements/statements.h"
#include "text/language.h"
#include "time/time.h"

namespace casus {
namespace {

using lexicon::Table;
using lexicon::Tables;

// The first error of all that read tables; "" where there is none.
std::string refusal(const Tables& tables) {
  std::string out;
  const auto open = [&](const auto& opened) {
    if (out.empty() && !opened) out = opened.error().text();
  };
  open(text::Languages::open(tables));
  open(time::Finder::open(tables));
  open(statements::Finder::open(tables));
  open(events::Coder::open(tables));
  open(commitments::Finder::open(tables));
  open(ledger::Register::open(tables));
  open(actors::World::read(tables));
  return out;
}

class Faults : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto tables = Tables::from_folder(std::string(CASUS_SOURCE_DIR) + "/lexicons");
    ASSERT_TRUE(tables) << tables.error().text();
    tables_ = new Tables(std::move(*tables));
  }
  static void TearDownTestSuite() { delete tables_; }

  // What is told once cell(row, title) has had its say over every cell of the table, the header (row -1) too; a cell
  // that it makes nullopt goes.
  template <typename F>
  std::string with(const std::string& name, F cell) {
    const test::Folder folder("casus_faults");
    for (const auto& other : std::filesystem::directory_iterator(std::string(CASUS_SOURCE_DIR) + "/lexicons")) {
      if (other.path().extension() == ".tsv" && other.path().stem() != name)
        std::filesystem::create_symlink(other.path(), folder.path() + "/" + other.path().filename().string());
    }
    const Table& table = **tables_->table(name);
    std::string bytes;
    for (int row = -1; row < int(table.rows()); ++row) {
      const char* gap = "";
      for (std::string_view title : table.titles()) {
        const std::string_view text = row < 0 ? title : table.text(std::size_t(row), title);
        if (const auto changed = cell(row, title, text)) bytes.append(gap).append(*changed), gap = "\t";
      }
      bytes += '\n';
    }
    folder.put(name, bytes);
    const auto tables = Tables::from_folder(folder.path());
    return tables ? refusal(*tables) : tables.error().text();
  }
  std::string with_cell(const std::string& table, std::string_view column, const std::string& value) {
    return with(table, [&](int row, std::string_view title, std::string_view text) {
      return std::optional(row == 0 && title == column ? value : std::string(text));
    });
  }
  static Tables* tables_;
};
Tables* Faults::tables_ = nullptr;

TEST_F(Faults, TheShippedTablesHaveNone) {
  EXPECT_EQ(refusal(*tables_), "");
  EXPECT_EQ(with_cell("movers", "none", ""), "");
}

TEST_F(Faults, AWrongCellIsToldWithItsLineAndColumn) {
  const std::vector<std::array<std::string, 3>> cells = {{"act_words", "sense", "anger"},
                                                         {"anaphors", "refers", "thing"},
                                                         {"areas", "kind", "moon"},
                                                         {"areas", "administered_by", "XYZ"},
                                                         {"binding_words", "classes", "zzz"},  // a sixty-fifth class
                                                         {"bodies", "side", "XYZ"},
                                                         {"cameo", "category", "HELP"},
                                                         {"cameo", "reject", "999"},
                                                         {"clauses", "polarity", "perhaps"},
                                                         {"clauses", "trigger", "no-trigger"},
                                                         {"commitment_cues", "kind", "wish"},
                                                         {"commitment_cues", "action", "q:x"},
                                                         {"commitment_cues", "detail", "step="},
                                                         {"concepts", "cameo", "999"},
                                                         {"conditions", "kinds", "wish"},
                                                         {"conditions", "as", "noun"},
                                                         {"connectives", "class", "no class"},
                                                         {"cues", "frames", "thta"},
                                                         {"cues", "act", "sing"},
                                                         {"entailments", "counts_as", "fly"},
                                                         {"groups", "from", "2020-13"},
                                                         {"languages", "kind", "sound"},
                                                         {"lightverbs", "effect", "fly"},
                                                         {"memberships", "member", "XYZ"},
                                                         {"memberships", "from", "2023-02-30"},
                                                         {"months", "number", "13"},
                                                         {"name_words", "as", "tail"},
                                                         {"nouns", "deed", "fly"},
                                                         {"numerals", "number", "eight"},
                                                         {"offices", "kind", "job"},
                                                         {"organizations", "code", "usa"},
                                                         {"organizations", "members", "XYZ"},
                                                         {"persons", "role", "no role"},
                                                         {"persons", "gender", "x"},
                                                         {"places", "state", "XYZ"},
                                                         {"standing", "standing", "tall"},
                                                         {"suspensions", "treaty", "NONE"},
                                                         {"targets", "kind", "trains"},
                                                         {"time_words", "value", "x"},
                                                         {"topics", "weight", "3"},
                                                         {"treaties", "force", "brute"},
                                                         {"treaties", "parties", "@NOBODY"},
                                                         {"triggers", "verdict", "maybe"},
                                                         {"vague_deeds", "deed", "fly"},
                                                         {"verbs", "with", "obj=@angel"},
                                                         {"verbs", "govern", "sing"},
                                                         {"verbs", "lemma", "-"},
                                                         {"wars", "to", "1900-01-01T"},
                                                         {"withdrawals", "treaty", "NONE"}};
  for (const auto& [table, column, value] : cells) {
    const std::string told = with_cell(table, column, value);
    EXPECT_TRUE(told.starts_with(table + ".tsv:2: column '" + column + "' holds '")) << table << ": " << told;
  }
}

TEST_F(Faults, AnEmptyCellIsTold) {
  for (const auto& [table, column] : std::vector<std::pair<std::string, std::string>>{{"cues", "lemma"},
                                                                                      {"lightverbs", "lemma"},
                                                                                      {"months", "name"},
                                                                                      {"time_words", "word"},
                                                                                      {"verbs", "deed"},
                                                                                      {"treaties", "citation"}}) {
    EXPECT_EQ(with_cell(table, column, ""),
              table + ".tsv:2: column '" + column + "' is empty; fill it in or take the row out");
  }
}

TEST_F(Faults, AMissingColumnIsTold) {
  for (const std::string table : {"verbs", "cameo", "concepts", "topics", "lightverbs"}) {
    const std::string gone((*tables_->table(table))->titles()[1]);
    const std::string told = with(table, [&](int, std::string_view title, std::string_view text) {
      return title == gone ? std::nullopt : std::optional(std::string(text));
    });
    EXPECT_TRUE(told.starts_with(table + ".tsv: has no column '" + gone + "'; wanted are ")) << told;
    const std::string single = with(table, [&](int, std::string_view title, std::string_view text) {
      return title == gone ? std::optional(std::string(text)) : std::nullopt;
    });
    EXPECT_TRUE(single.starts_with(table + ".tsv: has no column '")) << single;
  }
}

TEST_F(Faults, MorePrepositionsThanSlotsHaveNumbersAreTold) {
  const std::string told = with("verbs", [](int row, std::string_view title, std::string_view text) {
    return std::optional(row >= 0 && row < 300 && title == "recipient" ? "prep" + std::to_string(row)
                                                                       : std::string(text));
  });
  EXPECT_NE(told.find("column 'recipient' holds 'prep2"), std::string::npos) << told;
  EXPECT_TRUE(told.ends_with("one preposition more than the tables of frames may have")) << told;
}

}  // namespace
}  // namespace casus
