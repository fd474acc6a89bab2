// Every table of lexicons/, swept: header and columns documented in lexicons/README.md, rows sorted where nothing else
// is said, no row twice, cells clean, dates that are days, codes that exist. A new table is swept as soon as it lies in
// the folder.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "actors/world.h"
#include "base/utf8.h"
#include "casus/date.h"
#include "lexicon/table.h"

namespace casus {
namespace {

using lexicon::Table;

const std::string kFolder = std::string(CASUS_SOURCE_DIR) + "/lexicons";

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

// The second cell of the README's row for each table; "as `other`" takes over what the other's row documents.
std::map<std::string, std::string> documented() {
  std::map<std::string, std::string> out;
  std::istringstream in(read_file(kFolder + "/README.md"));
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("| `")) continue;
    const std::size_t end = line.find('`', 3);
    out[line.substr(3, end - 3)] += line.substr(end + 1);
  }
  for (auto& [name, text] : out) {
    const std::size_t as = text.find("as `");
    if (as == std::string::npos) continue;
    const std::size_t end = text.find('`', as + 4);
    const auto other = out.find(text.substr(as + 4, end - as - 4));
    if (other != out.end() && other->first != name) text += other->second;
  }
  return out;
}

bool holds_word(const std::string& text, std::string_view word) {
  const auto letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const bool before = at > 0 && letter(text[at - 1]);
    const bool after = at + word.size() < text.size() && letter(text[at + word.size()]);
    if (!before && !after) return true;
  }
  return false;
}

class Lint : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto tables = lexicon::Tables::from_folder(kFolder);
    ASSERT_TRUE(tables) << tables.error().text();
    tables_ = new lexicon::Tables(std::move(*tables));
  }
  static void TearDownTestSuite() { delete tables_; }
  static std::string_view cell(const Table& table, std::size_t row, std::string_view column) {
    EXPECT_TRUE(has(table, column)) << table.name() << " has no column " << column;
    return table.text(row, column);
  }
  static bool has(const Table& table, std::string_view column) {
    return std::ranges::find(table.titles(), column) != table.titles().end();
  }
  static std::string whole(const Table& table, std::size_t row) {
    std::string out;
    for (std::string_view title : table.titles()) out.append(table.text(row, title)).append("\t");
    return out;
  }
  static std::set<std::string_view> column(std::string_view table, std::string_view title) {
    std::set<std::string_view> out;
    const Table& t = **tables_->table(table);
    for (std::size_t row = 0; row < t.rows(); ++row) out.insert(cell(t, row, title));
    return out;
  }
  static lexicon::Tables* tables_;
};
lexicon::Tables* Lint::tables_ = nullptr;

TEST_F(Lint, EveryTableAndColumnIsDocumented) {
  const auto readme = documented();
  for (const Table& table : tables_->all()) {
    const auto row = readme.find(std::string(table.name()));
    EXPECT_NE(row, readme.end()) << table.name() << " has no row in lexicons/README.md";
    if (row == readme.end()) continue;
    for (std::string_view title : table.titles()) {
      EXPECT_TRUE(holds_word(row->second, title)) << table.name() << ": column " << title << " is not documented";
    }
  }
}

TEST_F(Lint, HeadersNameEachColumnOnce) {
  for (const Table& table : tables_->all()) {
    const auto titles = table.titles();
    EXPECT_EQ(std::set<std::string_view>(titles.begin(), titles.end()).size(), titles.size()) << table.name();
    for (std::string_view title : titles) EXPECT_FALSE(title.empty()) << table.name();
    EXPECT_GT(table.rows(), 0U) << table.name();
  }
}

TEST_F(Lint, CellsAreClean) {
  for (const Table& table : tables_->all()) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      EXPECT_FALSE(table.text(row, table.titles().front()).empty()) << table.place(row);
      for (std::string_view title : table.titles()) {
        const std::string_view text = table.text(row, title);
        EXPECT_EQ(utf8::first_invalid(text), std::string_view::npos) << table.place(row);
        EXPECT_FALSE(text.starts_with(' ') || text.ends_with(' ')) << table.place(row) << " '" << text << "'";
        EXPECT_EQ(text.find("||"), std::string_view::npos) << table.place(row);
        EXPECT_FALSE(text.ends_with('|') || text.starts_with('|')) << table.place(row) << " '" << text << "'";
      }
    }
  }
}

TEST_F(Lint, RowsAreSortedAndDifferent) {
  const auto readme = documented();
  for (const Table& table : tables_->all()) {
    const auto row_text = readme.find(std::string(table.name()));
    const bool own_order = row_text != readme.end() && row_text->second.find("order") != std::string::npos;
    std::set<std::string> seen;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      EXPECT_TRUE(seen.insert(whole(table, row)).second) << table.place(row) << " stands there twice";
      if (row > 0 && !own_order) {
        const std::string_view first = table.titles().front();
        EXPECT_LE(table.text(row - 1, first), table.text(row, first)) << table.place(row) << " is out of order";
      }
    }
  }
}

TEST_F(Lint, KeysAreUnique) {
  const std::map<std::string_view, std::vector<std::string_view>> keys = {
      {"anaphors", {"noun"}},
      {"bodies", {"name", "side"}},
      {"groups", {"id", "from"}},
      {"offices", {"phrase"}},
      {"organizations", {"id", "from"}},
      {"persons", {"name", "side", "role", "from"}},
      {"places", {"name", "state"}},
      {"states", {"id"}},
      {"numerals", {"word"}},
      {"months", {"name"}},
      {"concepts", {"id"}},
      {"cameo", {"code"}},
      {"treaties", {"id"}},
      {"areas", {"id", "from"}},
  };
  for (const auto& [name, columns] : keys) {
    const auto table = tables_->table(name);
    ASSERT_TRUE(table) << name;
    std::set<std::string> seen;
    for (std::size_t row = 0; row < (*table)->rows(); ++row) {
      std::string key;
      for (std::string_view title : columns) key += std::string(cell(**table, row, title)) + '\t';
      EXPECT_TRUE(seen.insert(key).second) << (*table)->place(row) << ": " << key;
    }
  }
}

TEST_F(Lint, DatesAreDays) {
  const std::set<std::string_view> dated = {"from", "to", "signed", "in_force", "end"};
  for (const Table& table : tables_->all()) {
    for (std::string_view title : table.titles()) {
      if (!dated.contains(title)) continue;
      for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string_view date = cell(table, row, title);
        if (date.empty() || !std::isdigit(static_cast<unsigned char>(date[0]))) continue;
        EXPECT_GT(actors::day_number(date, false), 0) << table.place(row) << " " << date;
        const bool real = date.size() != 10 || Date::parse(date).has_value();
        EXPECT_TRUE(real) << table.place(row) << " " << date;
      }
    }
    if (!has(table, "from") || !has(table, "to")) continue;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string_view from = cell(table, row, "from"), to = cell(table, row, "to");
      if (from.empty() || to.empty()) continue;
      EXPECT_LE(actors::day_number(from, false), actors::day_number(to, true)) << table.place(row);
    }
  }
}

TEST_F(Lint, ActorCodesAndSectorsExist) {
  const std::set<std::string_view> general = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC", "UNK"};
  const std::set<std::string_view> sectors = {"",    "GOV", "MIL", "LEG", "JUD", "COP", "PTY", "REB", "PRM",
                                              "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
                                              "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"};
  const auto states = column("states", "id");
  for (std::string_view name : {"organizations", "groups"}) {
    const Table& table = **tables_->table(name);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string_view code = cell(table, row, "code");
      EXPECT_TRUE(general.contains(code) || states.contains(code)) << table.place(row) << " " << code;
    }
  }
  for (std::string_view name : {"organizations", "groups", "bodies", "offices", "name_words"}) {
    const Table& table = **tables_->table(name);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      EXPECT_TRUE(sectors.contains(cell(table, row, "sector")))
          << table.place(row) << " " << cell(table, row, "sector");
    }
  }
}

TEST_F(Lint, ActorTablesMakeAWorld) {  // sides, roles and members that they name exist
  const auto world = actors::World::read(*tables_);
  ASSERT_TRUE(world) << world.error().text();
  EXPECT_GT(world->phrases.size(), 5000U);
}

TEST_F(Lint, CategoriesExist) {
  for (const Table& table : tables_->all()) {
    if (!has(table, "category")) continue;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string_view category = cell(table, row, "category");
      EXPECT_TRUE(category.empty() || parse<Category>(category)) << table.place(row) << " " << category;
    }
  }
}

TEST_F(Lint, CompiledTablesAreTheFolder) {
  const auto compiled = lexicon::Tables::compiled_in();
  ASSERT_TRUE(compiled);
  EXPECT_EQ(compiled->digest(), tables_->digest());
}

}  // namespace
}  // namespace casus
