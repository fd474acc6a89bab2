// Statements over hand-made trees: what the layer makes of good trees, apart from any model.
#include "statements/statements.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "statements/quotes.h"
#include "support/conllu_parsed.h"

namespace casus::statements {
namespace {

class Statements : public testing::Test {
 protected:
  static const Finder& finder() {
    static const auto tables = lexicon::Tables::compiled_in();
    static const auto found = Finder::open(*tables);
    return *found;
  }
  static Said find(const test::Trees& t) { return finder().find(t.parsed(), {}, {}); }
  static std::string text(const test::Trees& t, const std::vector<syntax::WordRange>& ranges) {
    std::string out;
    for (const syntax::WordRange& range : ranges)
      out += (out.empty() ? "" : " | ") + std::string(t.parsed().slice(range));
    return out;
  }
};

TEST_F(Statements, ClauseWithItsThat) {
  const test::Trees t = test::conllu(R"(
    1 Oslo   Oslo   PROPN NNP 2 nsubj
    2 said   say    VERB  VBD 0 root
    3 that   that   SCONJ IN  6 mark
    4 ships  ship   NOUN  NNS 6 nsubj
    5 had    have   AUX   VBD 6 aux
    6 sailed sail   VERB  VBN 2 ccomp SpaceAfter=No
    7 .      .      PUNCT .   2 punct
  )");
  const auto all = find(t);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(t.parsed().slice(all[0].source), "Oslo");
  EXPECT_EQ(t.parsed().slice(all[0].cue), "said");
  EXPECT_EQ(text(t, all[0].content), "that ships had sailed");
  EXPECT_EQ(all[0].mode, StatementMode::kIndirect);
  EXPECT_EQ(all[0].heads, std::vector<int>{5});
}

TEST_F(Statements, QuotationBrokenByItsCue) {
  const test::Trees t = test::conllu(R"(
    1  “      “     PUNCT `` 2  punct SpaceAfter=No
    2  Leave  leave VERB  VB 6  ccomp SpaceAfter=No
    3  ,      ,     PUNCT ,  2  punct SpaceAfter=No
    4  ”      ”     PUNCT '' 2  punct
    5  she    she   PRON  PRP 6 nsubj
    6  said   say   VERB  VBD 0 root SpaceAfter=No
    7  ,      ,     PUNCT ,  6  punct
    8  “      “     PUNCT `` 9  punct SpaceAfter=No
    9  go     go    VERB  VB 6  parataxis
    10 home   home  ADV   RB 9  advmod SpaceAfter=No
    11 .      .     PUNCT .  9  punct SpaceAfter=No
    12 ”      ”     PUNCT '' 9  punct
  )");
  const auto all = find(t);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].mode, StatementMode::kDirect);
  EXPECT_EQ(text(t, all[0].content), "“Leave,” | “go home.”");
  EXPECT_EQ(t.parsed().slice(all[0].source), "she");
}

TEST_F(Statements, ReportsInsideReports) {
  const test::Trees t = test::conllu(R"(
    1 Oslo     Oslo    PROPN NNP 2 nsubj
    2 said     say     VERB  VBD 0 root
    3 Lima     Lima    PROPN NNP 5 nsubj
    4 had      have    AUX   VBD 5 aux
    5 promised promise VERB  VBN 2 ccomp
    6 to       to      PART  TO  7 mark
    7 help     help    VERB  VB  5 xcomp SpaceAfter=No
    8 .        .       PUNCT .   2 punct
  )");
  const auto all = find(t);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].inside, -1);
  EXPECT_EQ(all[1].inside, 0);
  EXPECT_EQ(all[1].act, SpeechAct::kPromise);
  EXPECT_EQ(text(t, all[1].content), "to help");
  EXPECT_EQ(innermost(all, 0, 6), 1);
  EXPECT_EQ(innermost(all, 0, 2), 0);
  EXPECT_EQ(innermost(all, 0, 0), -1);
}

TEST_F(Statements, NegationIsOfTheSaying) {
  const test::Trees t = test::conllu(R"(
    1 Oslo    Oslo    PROPN NNP 4 nsubj
    2 did     do      AUX   VBD 4 aux
    3 not     not     PART  RB  4 advmod
    4 say     say     VERB  VB  0 root
    5 whether whether SCONJ IN  7 mark
    6 it      it      PRON  PRP 7 nsubj
    7 agreed  agree   VERB  VBD 4 ccomp
  )");
  const auto all = find(t);
  ASSERT_FALSE(all.empty());
  EXPECT_TRUE(all[0].negated);
  EXPECT_EQ(t.parsed().slice(all[0].cue), "did not say");
  EXPECT_EQ(text(t, all[0].content), "whether it agreed");
}

TEST_F(Statements, PlainNarrativeSaysNothing) {
  const test::Trees t = test::conllu(R"(
    1 Ships  ship NOUN  NNS 2 nsubj
    2 sailed sail VERB  VBD 0 root
    3 home   home ADV   RB  2 advmod SpaceAfter=No
    4 .      .    PUNCT .   2 punct
  )");
  EXPECT_TRUE(find(t).empty());
}

TEST_F(Statements, ARowThatCannotBeReadIsNamed) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "casus_statements_cues";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "cues.tsv") << "lemma\tparticle\tpos\tframes\tact\nsay\t\tverb\tthta\tassert\n";
  const auto tables = lexicon::Tables::from_folder(folder.string());
  ASSERT_TRUE(tables.ok());
  const auto opened = Finder::open(*tables);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(
      opened.error().text(),
      "cues.tsv:2: column 'frames' holds 'thta', not one of that, quote, to, ing, np, small, addr, np-with, deed");
  std::filesystem::remove_all(folder);
}

TEST(QuoteRegions, EndWithTheParagraphAndPairStraightMarks) {
  const test::Trees t = test::conllu(R"(
    1 “    “    PUNCT `` 2 punct SpaceAfter=No
    2 Wait wait VERB  VB 0 root
    3 .    .    PUNCT .  2 punct Blank=Yes

    1 "    "    PUNCT `` 2 punct SpaceAfter=No
    2 Go   go   VERB  VB 0 root SpaceAfter=No
    3 "    "    PUNCT '' 2 punct
    4 .    .    PUNCT .  2 punct
  )");
  const Layout layout(t.parsed());
  const auto regions = quote_regions(t.parsed(), layout);
  ASSERT_EQ(regions.size(), 2U);
  EXPECT_FALSE(regions[0].closed);
  EXPECT_EQ(regions[0].last, 2);
  EXPECT_TRUE(regions[1].closed);
  EXPECT_EQ(regions[1].first, 3);
  EXPECT_EQ(regions[1].last, 5);
}

}  // namespace
}  // namespace casus::statements
