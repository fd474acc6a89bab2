#include "encoder/pieces.h"

#include <gmock/gmock.h>

namespace casus::encoder {
namespace {

using testing::ElementsAre;

class Pieces : public testing::Test {
 protected:
  std::vector<std::string> split(std::string_view word) const {
    std::vector<uint16_t> numbers;
    vocabulary_->split(word, numbers);
    std::vector<std::string> out;
    for (const uint16_t number : numbers) out.push_back(names_[number]);
    return out;
  }
  const std::vector<std::string> names_{"[UNK]",  "[CLS]", "[SEP]",  "el", "##ys", "##ee", "un",
                                        "##want", "##ed",  "unwant", "-",  "'",    "s",    "u",
                                        ".",      "5",     "##0",    "é",  "–",    "国"};
  std::string section_ = [this] {
    std::string out;
    for (const std::string& name : names_) out += name + "\n";
    return out;
  }();
  Result<Vocabulary> vocabulary_ = Vocabulary::open(section_);
};

TEST_F(Pieces, TheLongestPieceWins) {
  EXPECT_THAT(split("unwanted"), ElementsAre("unwant", "##ed"));
  EXPECT_THAT(split("UN"), ElementsAre("un"));
}

TEST_F(Pieces, LettersAreSmallAndWithoutAccents) {
  EXPECT_THAT(split("Élysée"), ElementsAre("el", "##ys", "##ee"));
  EXPECT_THAT(split("ÉLYSÉE"), ElementsAre("el", "##ys", "##ee"));
}

TEST_F(Pieces, MarksStandAlone) {
  EXPECT_THAT(split("U.S."), ElementsAre("u", ".", "s", "."));
  EXPECT_THAT(split("'s"), ElementsAre("'", "s"));
  EXPECT_THAT(split("–"), ElementsAre("–"));
  EXPECT_THAT(split("50"), ElementsAre("5", "##0"));
}

TEST_F(Pieces, WhatTheVocabularyLacksIsOneUnknownPiece) {
  EXPECT_THAT(split("unxyz"), ElementsAre("[UNK]"));
  EXPECT_THAT(split("xyz-s"), ElementsAre("[UNK]", "-", "s"));
  EXPECT_THAT(split("国"), ElementsAre("国"));
  EXPECT_THAT(split("\xff"), ElementsAre("[UNK]"));
  EXPECT_THAT(split(""), ElementsAre("[UNK]"));
  EXPECT_THAT(split("\xcc\x81"), ElementsAre("[UNK]")) << "an accent alone";
}

TEST_F(Pieces, LongWordsAreBounded) {
  EXPECT_THAT(split(std::string(100000, 's')), ElementsAre("[UNK]"));
  EXPECT_EQ(split(std::string(1000, '.')).size(), Vocabulary::kMost);
}

TEST_F(Pieces, AVocabularyWithoutItsThreeIsRefused) {
  EXPECT_FALSE(Vocabulary::open(""));
  EXPECT_FALSE(Vocabulary::open("[CLS]\n[SEP]\na"));
  std::string many = "[CLS]\n[SEP]\n[UNK]";
  for (int i = 0; i < 70000; ++i) many += "\n" + std::to_string(i);
  EXPECT_FALSE(Vocabulary::open(many));
}

TEST(Shape, TellsCapitalsAndSpace) {
  const auto of = [](Capitals capitals, bool spaced) { return uint8_t(int(capitals) + (spaced ? 0 : kShapes / 2)); };
  EXPECT_EQ(shape("said", true), of(Capitals::kNone, true));
  EXPECT_EQ(shape("Said", false), of(Capitals::kFirst, false));
  EXPECT_EQ(shape("I", true), of(Capitals::kFirst, true));
  EXPECT_EQ(shape("NATO", true), of(Capitals::kAll, true));
  EXPECT_EQ(shape("McCain", true), of(Capitals::kMixed, true));
  EXPECT_EQ(shape("Émile", true), of(Capitals::kFirst, true));
  EXPECT_EQ(shape("2024", true), of(Capitals::kNone, true));
}

}  // namespace
}  // namespace casus::encoder
