// The JSON Schema says what the program says: closed vocabularies, categories with their worth, the words of the
// tables.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "casus/reading.h"
#include "lexicon/table.h"

namespace casus {
namespace {

using testing::ElementsAreArray;
using testing::IsSupersetOf;
using Json = nlohmann::ordered_json;

class Schema : public testing::Test {
 protected:
  Schema() : schema_(Json::parse(std::ifstream(CASUS_SOURCE_DIR "/schema/casus.reading-1.schema.json"))) {}

  const Json& at(const std::string& path) const { return schema_.at(Json::json_pointer(path)); }
  static std::vector<std::string> words(const Json& shape) {
    if (shape.contains("const"))
      return shape["const"].is_null() ? std::vector<std::string>() : std::vector{shape["const"].get<std::string>()};
    std::vector<std::string> out;
    for (const Json& word : shape.at("enum")) {
      if (!word.is_null()) out.push_back(word);
    }
    return out;
  }
  template <typename E>
  void same(const std::string& path) const {
    EXPECT_THAT(words(at("/$defs/" + path)), ElementsAreArray(names_of(E{}))) << path;
  }

  Json schema_;
};

TEST_F(Schema, VocabulariesAreThoseOfTheProgram) {
  EXPECT_THAT(words(at("/properties/schema")), testing::ElementsAre(kReadingSchema));
  same<ActorKind>("actor/properties/kind");
  same<StatementMode>("statement/properties/mode");
  same<SpeechAct>("statement/properties/act");
  same<Category>("category");
  same<EventStatus>("event/properties/status");
  same<Basis>("party/properties/basis");
  same<EntryKind>("entry/properties/kind");
  same<Polarity>("entry/properties/action/properties/polarity");
  same<Stance>("entry/properties/stance");
  same<AccessionStep>("entry/properties/step");
  same<Withdrawn>("entry/properties/withdraws");
  same<ClaimRelation>("entry/properties/relation");
  same<Force>("entry/properties/force");
  same<Strength>("entry/properties/strength");
  same<Specificity>("entry/properties/specificity");
  same<EntryStatus>("entry/properties/status");
}

TEST_F(Schema, CategoriesHaveTheirWorth) {
  const Json& rows = at("/$defs/worth/oneOf");
  ASSERT_EQ(rows.size(), names_of(Category{}).size());
  for (const Json& row : rows) {
    const Json& is = row["properties"];
    const auto category = parse<Category>(is["category"]["const"].get<std::string>());
    ASSERT_TRUE(category) << row;
    EXPECT_EQ(is["quad"]["const"], value_of(*category).quad) << row;
    EXPECT_EQ(is["score"]["const"], value_of(*category).score) << row;
  }
}

TEST_F(Schema, HoldsTheWordsOfTheTables) {
  const auto tables = lexicon::Tables::compiled_in();
  ASSERT_TRUE(tables) << tables.error().text();
  const auto cells = [&](const lexicon::Table& table, std::string_view title, std::size_t row) {
    return std::string(table.text(row, title));
  };
  std::set<std::string> sectors;
  for (const char* name : {"organizations", "groups", "bodies", "offices", "name_words"}) {
    const lexicon::Table& table = **tables->table(name);
    for (std::size_t row = 0; row < table.rows(); ++row) sectors.insert(cells(table, "sector", row));
  }
  sectors.erase("");
  EXPECT_THAT(words(at("/$defs/sector")), IsSupersetOf(sectors));

  std::map<std::string, std::set<std::string>> modes;
  for (const char* name : {"cameo", "concepts"}) {
    const lexicon::Table& table = **tables->table(name);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (!cells(table, "mode", row).empty()) modes[cells(table, "category", row)].insert(cells(table, "mode", row));
    }
  }
  modes.erase("");  // of a concept: the category of its code
  ASSERT_GT(modes.size(), 5U);
  for (const Json& row : at("/$defs/worth/oneOf")) {
    const std::string category = row["properties"]["category"]["const"];
    EXPECT_THAT(words(row["properties"]["mode"]), IsSupersetOf(modes[category])) << category;
  }
}

}  // namespace
}  // namespace casus
