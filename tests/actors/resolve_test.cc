// Names, offices and what refers back, on trees written by hand.
#include <gtest/gtest.h>

#include "actors/actors.h"
#include "treebuild.h"

namespace casus {
namespace {

class Actors : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    tables_ = new lexicon::Tables(lexicon::Tables::compiled_in().value());
    auto resolver = actors::Resolver::open(*tables_);
    ASSERT_TRUE(resolver) << resolver.error().text();
    resolver_ = new actors::Resolver(std::move(*resolver));
  }
  static void TearDownTestSuite() {
    delete resolver_;
    delete tables_;
  }

  void read(const std::string& lines, const char* date = nullptr, const char* title = nullptr) {
    built_ = test::build(lines);
    Document document;
    document.text = *built_.text;
    if (date != nullptr) document.date = Date::parse(date);
    if (title != nullptr) document.title = title;
    cast_ = resolver_->resolve(*built_.parsed, document);
  }
  // Id of the entity of the outermost mention with that text; "none" where there is no such mention.
  std::string id(std::string_view text, int sentence = -1) {
    for (const actors::Mention& m : cast_.mentions) {
      if (built_.parsed->slice(m.range) != text || (sentence >= 0 && m.range.sentence != sentence)) continue;
      const actors::Entity& e = cast_.entities[std::size_t(m.entity)];
      if (e.members.empty()) return e.id;
      std::string out;
      for (int member : e.members) out += (out.empty() ? "" : "+") + cast_.entities[std::size_t(member)].id;
      return out;
    }
    return "none";
  }
  std::string sector(std::string_view text) {
    for (const actors::Mention& m : cast_.mentions) {
      if (built_.parsed->slice(m.range) != text) continue;
      return m.sector ? *m.sector : cast_.entities[std::size_t(m.entity)].sector.value_or("");
    }
    return "none";
  }

  static lexicon::Tables* tables_;
  static actors::Resolver* resolver_;
  test::Built built_;
  actors::Cast cast_;
};
lexicon::Tables* Actors::tables_ = nullptr;
actors::Resolver* Actors::resolver_ = nullptr;

TEST_F(Actors, StatesByNameAdjectiveAndCapital) {
  read(R"(Chad PROPN NNP 2 nsubj
warned VERB VBD 0 root
Turkish ADJ JJ 4 amod
troops NOUN NNS 2 obj
in ADP IN 6 case
Doha PROPN NNP 2 obl)");
  EXPECT_EQ(id("Chad"), "TCD");
  EXPECT_EQ(id("Turkish troops"), "TUR");
  EXPECT_EQ(sector("Turkish troops"), "MIL");
  EXPECT_EQ(id("Turkish"), "TUR");
  EXPECT_EQ(id("Doha"), "QAT");
}

TEST_F(Actors, PronounUsIsNoState) {
  read(R"(He PRON PRP 2 nsubj
told VERB VBD 0 root
us PRON PRP 2 iobj
the DET DT 5 det
US PROPN NNP 6 nsubj
left VERB VBD 2 ccomp)");
  EXPECT_EQ(id("us"), "none");
  EXPECT_EQ(id("US"), "USA");
}

TEST_F(Actors, UnknownPersonTakesSideAndRoleFromTitle) {
  read(R"(Hungarian ADJ JJ 3 amod
Defence PROPN NNP 3 compound
Minister PROPN NNP 4 nmod:desc
Anna PROPN NNP 6 nsubj
Kovacsne PROPN NNP 4 flat
resigned VERB VBD 0 root

Kovacsne PROPN NNP 2 nsubj
said VERB VBD 0 root
she PRON PRP 4 nsubj
tired VERB VBD 2 ccomp)");
  EXPECT_EQ(id("Hungarian Defence Minister Anna Kovacsne"), "HUN/anna-kovacsne");
  EXPECT_EQ(sector("Hungarian Defence Minister Anna Kovacsne"), "MIL");
  EXPECT_EQ(id("Kovacsne", 1), "HUN/anna-kovacsne");
  EXPECT_EQ(id("she"), "HUN/anna-kovacsne");
}

TEST_F(Actors, OfficeAfterTheName) {
  read(R"(Peter PROPN NNP 9 nsubj
Mwangale PROPN NNP 1 flat
, PUNCT , 5 punct
the DET DT 5 det
spokesman NOUN NN 1 appos
of ADP IN 7 case
Kenya PROPN NNP 5 nmod
, PUNCT , 5 punct
left VERB VBD 0 root)");
  EXPECT_EQ(id("Peter Mwangale"), "KEN/peter-mwangale");
  EXPECT_EQ(id("spokesman of Kenya"), "KEN/peter-mwangale");
}

TEST_F(Actors, HeadsOfStateByDate) {
  const std::string text = R"(Vladimir PROPN NNP 3 nsubj
Putin PROPN NNP 1 flat
spoke VERB VBD 0 root)";
  read(text, "2009-03-01");
  EXPECT_EQ(cast_.entities[0].role, "prime minister");
  read(text, "2023-03-01");
  EXPECT_EQ(cast_.entities[0].role, "president");
  EXPECT_EQ(id("Vladimir Putin"), "RUS/vladimir-putin");
}

TEST_F(Actors, GroupsServeTheirNation) {
  read(R"(Sudanese ADJ JJ 2 amod
rebels NOUN NNS 3 nsubj
shelled VERB VBD 0 root
Iran PROPN NNP 6 obl
- PUNCT HYPH 6 punct
backed VERB VBN 7 amod
militants NOUN NNS 3 obj
in ADP IN 9 case
Iraq PROPN NNP 7 nmod)");
  EXPECT_EQ(id("Sudanese rebels"), "SDN/rebels");
  EXPECT_EQ(id("Iran-backed militants"), "IRQ/militants");
}

TEST_F(Actors, TheBlocAndTheSevenCountries) {
  read(R"(The DET DT 2 det
G7 PROPN NNP 3 nsubj
met VERB VBD 0 root

The DET DT 2 det
bloc NOUN NN 3 nsubj
agreed VERB VBD 0 root

These DET DT 3 det
seven NUM CD 3 nummod
countries NOUN NNS 4 nsubj
left VERB VBD 0 root)");
  EXPECT_EQ(id("bloc"), "G7");
  EXPECT_EQ(id("seven countries"), "G7");
}

TEST_F(Actors, TheTwoCountriesAreTheLastTwoStates) {
  read(R"(Peru PROPN NNP 2 nsubj
met VERB VBD 0 root
Chile PROPN NNP 2 obj

The DET DT 3 det
two NUM CD 3 nummod
countries NOUN NNS 4 nsubj
agreed VERB VBD 0 root)");
  EXPECT_EQ(id("two countries"), "PER+CHL");
}

TEST_F(Actors, PresidentUnderATitle) {
  read(R"(The DET DT 2 det
president NOUN NN 3 nsubj
resigned VERB VBD 0 root)",
       "2019-05-05", "2019 protests in Kenya");
  EXPECT_EQ(id("president").substr(0, 4), "KEN/");
}

}  // namespace
}  // namespace casus
