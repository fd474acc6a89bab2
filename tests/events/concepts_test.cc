#include "events/concepts.h"

#include <gtest/gtest.h>

#include "events/frames.h"
#include "support/conllu_parsed.h"

namespace casus::events {
namespace {

Concepts opened() {
  static const lexicon::Tables kTables = lexicon::Tables::compiled_in().value();
  auto concepts = Concepts::open(kTables);
  EXPECT_TRUE(concepts.ok());
  return std::move(*concepts);
}

TEST(Concepts, PathsSpecialise) {
  EXPECT_TRUE(specialises("weapon/tank", "weapon"));
  EXPECT_TRUE(specialises("weapon", "weapon"));
  EXPECT_FALSE(specialises("weapons", "weapon"));
  EXPECT_FALSE(specialises("weapon", "weapon/tank"));
}

TEST(Concepts, LongestPhraseNamesTheObject) {
  const Concepts concepts = opened();
  const test::Trees t = test::conllu(R"(
    1 ballistic ballistic ADJ  JJ 2 amod
    2 missile   missile   NOUN NN 0 root
  )");
  EXPECT_EQ(concepts.of(t.parsed().tree(0), 1)[0], "weapon/missile/ballistic");
  const test::Trees u = test::conllu(R"(
    1 tanks tank NOUN NNS 0 root
  )");
  EXPECT_EQ(concepts.of(u.parsed().tree(0), 0)[0], "weapon/tank");
}

TEST(Concepts, EveryDeedHasACodeOfItsCategoryOrSaysOtherwise) {
  const Concepts concepts = opened();
  const Deed* deed = concepts.deed("sanction/convict");
  ASSERT_NE(deed, nullptr);
  EXPECT_EQ(deed->category, Category::kSanction);
  EXPECT_EQ(deed->mode, "convict");
  EXPECT_EQ(concepts.deed("no-such-deed"), nullptr);
}

TEST(Concepts, GovernedCodesExist) {
  const Concepts concepts = opened();
  const CameoCode* arms = concepts.cameo("072");
  ASSERT_NE(arms, nullptr);
  EXPECT_EQ(arms->agree, "0332");
  EXPECT_EQ(arms->request, "1032");
  EXPECT_EQ(arms->reject, "1222");
  for (std::string_view code : {arms->agree, arms->request, arms->reject, arms->threaten})
    EXPECT_NE(concepts.cameo(code), nullptr) << code;
}

TEST(Stems, RegularFormsAreUndone) {
  std::array<char, 48> room;
  const auto is = [](std::string_view wanted) { return [wanted](std::string_view stem) { return stem == wanted; }; };
  EXPECT_EQ(regular_stem("shelled", room, is("shell")), "shell");
  EXPECT_EQ(regular_stem("accuses", room, is("accuse")), "accuse");
  EXPECT_EQ(regular_stem("banned", room, is("ban")), "ban");
  EXPECT_EQ(regular_stem("seizing", room, is("seize")), "seize");
  EXPECT_EQ(regular_stem("defied", room, is("defy")), "defy");
  EXPECT_EQ(regular_stem("red", room, is("r")), "");
}

TEST(Frames, FoldedLookup) {
  const lexicon::Tables tables = lexicon::Tables::compiled_in().value();
  const auto concepts = Concepts::open(tables);
  ASSERT_TRUE(concepts.ok());
  const auto frames = Frames::open(tables, *concepts);
  ASSERT_TRUE(frames.ok()) << frames.error().text();
  EXPECT_FALSE(frames->verbs("attack").empty());
  EXPECT_FALSE(frames->verbs("Attack").empty());
  EXPECT_TRUE(frames->verbs("zzz").empty());
  EXPECT_NE(frames->preposition("against"), kNoSlot);
  EXPECT_EQ(frames->preposition("zzz"), kNoSlot);
}

TEST(Frames, ABadRowIsNamed) {
  const auto table = lexicon::Table::parse(
      "verbs", "lemma\twith\tdeed\tactor\trecipient\tobject\tgovern\tneeds\nhit\t\tno-such-deed\tsubj\tobj\t\t\t\n");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->place(0), "verbs.tsv:2");
}

}  // namespace
}  // namespace casus::events
