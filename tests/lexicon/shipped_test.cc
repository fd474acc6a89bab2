// The tables of lexicons/ with their columns in other orders: the same world, the same register, the same reading.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "casus/reader.h"
#include "formats/json.h"
#include "ledger/register.h"
#include "lexicon/folder.h"
#include "lexicon/table.h"

namespace casus {
namespace {

using lexicon::Table;
using lexicon::Tables;

const std::string kFolder = std::string(CASUS_SOURCE_DIR) + "/lexicons";

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

// The table with its columns in that order.
std::string arranged(const Table& table, const std::vector<std::string_view>& titles) {
  std::string out;
  const auto line = [&](auto cell) {
    for (std::size_t i = 0; i < titles.size(); ++i) out.append(i == 0 ? "" : "\t").append(cell(titles[i]));
    out += '\n';
  };
  line([](std::string_view title) { return title; });
  for (std::size_t row = 0; row < table.rows(); ++row)
    line([&](std::string_view title) { return table.text(row, title); });
  return out;
}

std::string digest(const ledger::Register& r) {
  std::ostringstream out;
  const auto list = [&](const ledger::Names& names) {
    for (std::string_view one : names) out << one << ',';
    out << '|';
  };
  const auto when = [&](const ledger::Interval& i) {
    out << (i.from ? i.from->iso() : "") << '-' << (i.to ? i.to->iso() : "") << '|';
  };
  for (const auto& m : r.memberships()) when(m.when), out << m.body << m.member << m.status << m.citation << '\n';
  for (const auto& t : r.treaties())
    when(t.in_force), list(t.parties), out << t.id << t.name << t.citation << name(t.force) << t.is_public << '\n';
  for (const auto& c : r.clauses()) {
    when(c.when), list(c.obligors), list(c.beneficiaries), list(c.protects), list(c.area_in), list(c.area_out);
    out << c.treaty->id << c.article << c.type << c.trigger << c.title << c.duty << name(c.polarity) << '\n';
  }
  for (const auto& s : r.suspensions()) when(s.when), out << s.treaty << s.party << s.other << s.effect << '\n';
  for (const auto& a : r.areas()) when(a.when), list(a.names), list(a.claims), out << a.id << a.kind << a.state << '\n';
  return out.str();
}

class Shipped : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto tables = Tables::from_folder(kFolder);
    ASSERT_TRUE(tables) << tables.error().text();
    tables_ = new Tables(std::move(*tables));
  }
  static void TearDownTestSuite() { delete tables_; }

  // All tables with their columns rearranged.
  template <typename F>
  void arrange(F order) {
    for (const Table& table : tables_->all()) {
      std::vector<std::string_view> titles(table.titles().begin(), table.titles().end());
      order(titles);
      folder_.put(std::string(table.name()), arranged(table, titles));
    }
  }
  static std::string reading(const std::string& folder) {
    auto reader = Reader::open({.model = CASUS_MODEL, .lexicons = folder});
    EXPECT_TRUE(reader) << reader.error().text();
    Document document;
    document.id = "d";
    document.date = Date::parse("2024-05-14");
    document.text = file(CASUS_SOURCE_DIR "/examples/dispatch.txt");
    Reading out = reader->read(document);
    EXPECT_NE(out.versions.lexicons, "");
    out.versions.lexicons.clear();  // a digest of the bytes
    std::string json;
    formats::write_json(out, json);
    return json;
  }
  static Tables* tables_;
  test::Folder folder_{"casus_shipped"};
};
Tables* Shipped::tables_ = nullptr;

TEST_F(Shipped, AnyTwoColumnsExchangedGiveTheSameCells) {
  for (const Table& table : tables_->all()) {
    const std::vector<std::string_view> titles(table.titles().begin(), table.titles().end());
    for (std::size_t i = 0; i < titles.size(); ++i) {
      for (std::size_t j = i + 1; j < titles.size(); ++j) {
        std::vector<std::string_view> exchanged = titles;
        std::swap(exchanged[i], exchanged[j]);
        const std::string bytes = arranged(table, exchanged);
        const auto other = Table::parse(table.name(), bytes);
        ASSERT_TRUE(other) << other.error().text();
        ASSERT_EQ(other->rows(), table.rows());
        for (std::size_t row = 0; row < table.rows(); row += 37) {
          for (std::string_view title : titles) ASSERT_EQ(other->text(row, title), table.text(row, title));
        }
      }
    }
  }
}

TEST_F(Shipped, AnyOrderOfColumnsGivesTheSameReading) {
  if (!std::filesystem::exists(CASUS_MODEL)) GTEST_SKIP() << "no model at " << CASUS_MODEL;
  const std::string wanted = reading(kFolder);
  EXPECT_NE(wanted.find("\"events\":[{"), std::string::npos);
  arrange([](auto& titles) { std::ranges::reverse(titles); });
  EXPECT_EQ(reading(folder_.path()), wanted);
  arrange([](auto& titles) { std::ranges::rotate(titles, titles.begin() + 1); });
  EXPECT_EQ(reading(folder_.path()), wanted);
}

TEST_F(Shipped, AnyOrderOfColumnsGivesTheSameRegister) {
  const auto ours = ledger::Register::open(*tables_);
  ASSERT_TRUE(ours) << ours.error().text();
  arrange([](auto& titles) { std::ranges::reverse(titles); });
  const auto tables = Tables::from_folder(folder_.path());
  ASSERT_TRUE(tables) << tables.error().text();
  const auto turned = ledger::Register::open(*tables);
  ASSERT_TRUE(turned) << turned.error().text();
  EXPECT_EQ(digest(*turned), digest(*ours));
}

}  // namespace
}  // namespace casus
