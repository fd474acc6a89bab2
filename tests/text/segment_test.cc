// Tokens and sentences of news text, and what no text may do to the segmenter.
#include "text/segment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "base/model_file.h"

namespace casus::text {
namespace {

using testing::ElementsAre;

class SegmentTest : public testing::Test {
 protected:
  void SetUp() override {
    auto model = ModelFile::open(CASUS_MODEL);
    if (!model) GTEST_SKIP() << "no model yet";
    model_ = std::make_unique<ModelFile>(std::move(*model));
    const auto section = model_->section("segmenter");
    ASSERT_TRUE(section.ok()) << section.error().message;
    auto segmenter = Segmenter::open(*section);
    ASSERT_TRUE(segmenter.ok());
    segmenter_ = std::make_unique<Segmenter>(*segmenter);
  }
  Segments segment(std::string_view text) const {
    Segments out;
    segmenter_->segment(text, out);
    return out;
  }
  std::vector<std::string> tokens(std::string_view text) const {
    std::vector<std::string> out;
    for (const Token& t : segment(text).tokens) out.emplace_back(text.substr(t.begin, t.end - t.begin));
    return out;
  }
  std::vector<std::string> sentences(std::string_view text) const {
    const Segments s = segment(text);
    std::vector<std::string> out;
    for (int i = 0; i < s.sentences(); ++i) {
      const Token &first = s.tokens[s.sentence_start[std::size_t(i)]],
                  &last = s.tokens[s.sentence_start[std::size_t(i) + 1] - 1];
      out.emplace_back(text.substr(first.begin, last.end - first.begin));
    }
    return out;
  }
  std::unique_ptr<ModelFile> model_;
  std::unique_ptr<Segmenter> segmenter_;
};

TEST_F(SegmentTest, CliticsAreWordsOfOneToken) {
  EXPECT_THAT(tokens("They won't go, she's here."),
              ElementsAre("They", "wo", "n't", "go", ",", "she", "'s", "here", "."));
  EXPECT_THAT(tokens("The army\xE2\x80\x99s generals cannot win."),
              ElementsAre("The", "army", "\xE2\x80\x99s", "generals", "can", "not", "win", "."));
  const Segments s = segment("They won't go.");
  EXPECT_TRUE(s.tokens[1].first_of_token);
  EXPECT_FALSE(s.tokens[2].first_of_token);
  EXPECT_FALSE(s.tokens[1].space_after);
  EXPECT_TRUE(s.tokens[2].space_after);
}

TEST_F(SegmentTest, AbbreviationsInitialsAndNumbersKeepTheirStops) {
  EXPECT_THAT(tokens("Gen. Adams and Sen. J. Miller left the U.S. base."),
              ElementsAre("Gen.", "Adams", "and", "Sen.", "J.", "Miller", "left", "the", "U.S.", "base", "."));
  EXPECT_THAT(tokens("It cost $1.5 million, or 2,000 a day."),
              ElementsAre("It", "cost", "$", "1.5", "million", ",", "or", "2,000", "a", "day", "."));
}

TEST_F(SegmentTest, SentencesEndAtStopsAndAfterClosingQuotes) {
  EXPECT_THAT(sentences("The talks failed. Both sides left."), ElementsAre("The talks failed.", "Both sides left."));
  EXPECT_THAT(sentences("\"We will stay,\" the minister said. \"They must go.\" He then left."),
              ElementsAre("\"We will stay,\" the minister said.", "\"They must go.\"", "He then left."));
  EXPECT_THAT(sentences("U.S. President Adams met Gen. Miller on Jan. 3 in Geneva."), testing::SizeIs(1));
}

TEST_F(SegmentTest, ABlankLineEndsASentenceAndALineBreakDoesNot) {
  EXPECT_THAT(sentences("Ministers meet in Oslo\n\nThe ministers met on Monday."), testing::SizeIs(2));
  EXPECT_THAT(sentences("The ministers of the two\ncountries met on\nMonday."), testing::SizeIs(1));
}

TEST_F(SegmentTest, ADatelineIsASentenceOfItsOwn) {
  for (const char* dateline :
       {"OSLO, May 14 (Agency) -", "OSLO -", "Lima, Peru (Agency) \xE2\x80\x94", "SAN JOSE (Agency) --",
        "GENEVA/VIENNA, Sept. 3 (Agency) -", "Abuja, 3 May \xE2\x80\x93"}) {
    const auto found = sentences(std::string(dateline) + " The ministers met on Monday.");
    ASSERT_THAT(found, testing::SizeIs(2)) << dateline;
    EXPECT_EQ(found[0], dateline);
  }
}

TEST_F(SegmentTest, OtherDashesEndNoSentence) {
  for (const char* text : {"NATO - the alliance of 32 states - met on Monday.", "The Oslo - Bergen line was cut.",
                           "IRAN - ISRAEL WAR GOES ON", "Anna Berg - Minister of Defence of Norway - met him.",
                           "Norway \xE2\x80\x93 Sweden talks ended on Monday.", "UN - Norway wants talks."}) {
    EXPECT_THAT(sentences(text), testing::SizeIs(1)) << text;
  }
}

TEST_F(SegmentTest, TokensCoverAllThatIsNotSpace) {
  for (std::string_view text :
       {"a", "\"", "((((", "...", "x--y", "\xE2\x80\x9C\xE2\x80\x9D", " \n\n ", "", "don't don\xE2\x80\x99t",
        "a\xC2\xA0"
        "b"}) {
    const Segments s = segment(text);
    uint32_t at = 0;
    for (const Token& token : s.tokens) {
      EXPECT_GE(token.begin, at) << text;
      EXPECT_GT(token.end, token.begin) << text;
      at = token.end;
    }
    EXPECT_LE(at, text.size());
    EXPECT_EQ(s.tokens.empty() ? 0U : s.tokens.size(), s.sentence_start.empty() ? 0U : s.sentence_start.back());
  }
}

TEST_F(SegmentTest, LongSentencesAreCut) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "word ";
  const Segments s = segment(text);
  EXPECT_EQ(s.tokens.size(), 3000U);
  EXPECT_GE(s.capped, 7);
  for (int i = 0; i < s.sentences(); ++i)
    EXPECT_LE(s.sentence_start[std::size_t(i) + 1] - s.sentence_start[std::size_t(i)], uint32_t(kMaxSentence));
}

TEST_F(SegmentTest, NoSentenceEndsInsideNamesFiguresAndAbbreviations) {
  for (std::string_view text :
       {"They asked Sen. Baker and Rep. Lopez to vote on Resolution No. 5 by Sept. 3.",
        "Sgt. Miller and Cpl. Jones of the U.S. Marine Corps were wounded.",
        "The price rose to $1.5 billion from $1.2 billion.", "The case of Brown v. Carter opened on Monday.",
        "J. K. Brown and R. Adams signed for the U.K. government.",
        "Officials from the U.N. mission met Lt. Gen. Adams at 5 p.m. on Friday.",
        "The firm (owned by Baker Corp.) was sold.", "Sens. Baker, R-Calif., and Lopez, D-Mass., said no."})
    EXPECT_THAT(sentences(text), testing::SizeIs(1)) << text;
}

TEST_F(SegmentTest, SentencesEndWhereOthersBegin) {
  for (std::string_view text :
       {"He said the deal was dead. \"We are leaving,\" he said.", "Troops left the U.S. The mission is over.",
        "\"I will go,\" he said. \"They will stay.\"", "\xE2\x80\x9CWe lost.\xE2\x80\x9D The minister resigned.",
        "They lost 3-1. The coach resigned.", "They want to stay. That\xE2\x80\x99s a fact.",
        "''This is a big deal,'' she said. ''I hate it.''", "The talks failed. (Agency) The sides will meet again."})
    EXPECT_THAT(sentences(text), testing::SizeIs(2)) << text;
}

TEST_F(SegmentTest, LinesOfUnwrappedTextAreParagraphs) {
  const std::string body =
      "The ministers of the four countries met in the capital on Monday to discuss the supply of grain, the exchange "
      "of "
      "prisoners and the return of those who had fled, and agreed to meet again in the spring.";
  EXPECT_THAT(sentences("Ministers agree to meet again\n" + body + "\n" + body), testing::SizeIs(3));
}

TEST_F(SegmentTest, TimeIsLinearWhateverComes) {
  const auto start = std::chrono::steady_clock::now();
  const auto many = [](std::string_view unit, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += unit;
    return out;
  };
  for (const std::string& text : {many("a", 4000000), many("(", 400000), many("\n", 4000000), many("a\n", 1000000),
                                  many("\"", 400000), many("a.", 400000), many("\xF0\x9F\x98\x80", 400000),
                                  many("a \n \n b\n", 400000), many("\xE2\x80\x9C", 400000), many("'t", 400000)}) {
    const Segments s = segment(text);
    for (int i = 0; i < s.sentences(); ++i)
      EXPECT_LE(s.sentence_start[std::size_t(i) + 1] - s.sentence_start[std::size_t(i)], uint32_t(kMaxSentence));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));  // quadratic: days
}

TEST(Segmenter, RefusesAnotherLayout) {
  EXPECT_EQ(Segmenter::open("").error().cause, Cause::kWrongModel);
  EXPECT_EQ(Segmenter::open(std::string(1000, 'x')).error().cause, Cause::kWrongModel);
}

}  // namespace
}  // namespace casus::text
