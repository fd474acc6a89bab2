// The coder over trees made by hand: no model, the compiled-in tables, the actors layer for who is who.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "events/events.h"
#include "support/conllu_parsed.h"

namespace casus::events {
namespace {

struct Coded {
  actors::Cast cast;
  std::vector<Event> events;
  [[nodiscard]] std::string who(const std::vector<Argument>& list) const {
    std::string out;
    for (const Argument& a : list)
      out += (out.empty() ? "" : "+") + (a.entity < 0 ? std::string("?") : cast.entities[std::size_t(a.entity)].id);
    return out;
  }
};

Coded code(const test::Trees& trees, Trace* trace = nullptr) {
  static const lexicon::Tables kTables = lexicon::Tables::compiled_in().value();
  static const auto kActors = actors::Resolver::open(kTables);
  static const auto kCoder = Coder::open(kTables);
  Document document;
  document.id = "t";
  document.date = Date::parse("2024-05-14");
  document.text = std::string(trees.parsed().text());
  Coded out;
  out.cast = kActors->resolve(trees.parsed(), document);
  out.events = kCoder->code(trees.parsed(), out.cast, {}, {}, document, trace);
  std::erase_if(out.events, [](const Event& e) { return e.spare; });  // kept for entries only
  return out;
}

const char* const kActive = R"(
  1 Ethiopia Ethiopia PROPN NNP 2 nsubj
  2 attacked attack   VERB  VBD 0 root
  3 Eritrea  Eritrea  PROPN NNP 2 obj  SpaceAfter=No
  4 .        .        PUNCT .   2 punct
)";

TEST(Coder, Active) {
  const Coded c = code(test::conllu(kActive));
  ASSERT_EQ(c.events.size(), 1u);
  EXPECT_EQ(c.events[0].category, Category::kAssault);
  EXPECT_EQ(c.who(c.events[0].actor), "ETH");
  EXPECT_EQ(c.who(c.events[0].recipient), "ERI");
  EXPECT_EQ(c.events[0].cameo, "190");
}

TEST(Coder, PassiveSwapsParties) {
  const Coded c = code(test::conllu(R"(
    1 Eritrea  Eritrea  PROPN NNP 3 nsubj:pass
    2 was      be       AUX   VBD 3 aux:pass
    3 attacked attack   VERB  VBN 0 root
    4 by       by       ADP   IN  5 case
    5 Ethiopia Ethiopia PROPN NNP 3 obl:agent
  )"));
  ASSERT_EQ(c.events.size(), 1u);
  EXPECT_EQ(c.who(c.events[0].actor), "ETH");
  EXPECT_EQ(c.who(c.events[0].recipient), "ERI");
}

TEST(Coder, NegationAndFuture) {
  const Coded c = code(test::conllu(R"(
    1 Ethiopia Ethiopia PROPN NNP 4 nsubj
    2 did      do       AUX   VBD 4 aux
    3 not      not      PART  RB  4 advmod
    4 attack   attack   VERB  VB  0 root
    5 Eritrea  Eritrea  PROPN NNP 4 obj
  )"));
  ASSERT_EQ(c.events.size(), 1u);
  EXPECT_EQ(c.events[0].status, EventStatus::kNegated);
}

TEST(Coder, GovernedActIsPart) {
  const Coded c = code(test::conllu(R"(
    1 Iran       Iran     PROPN NNP 2 nsubj
    2 threatened threaten VERB  VBD 0 root
    3 to         to       PART  TO  4 mark
    4 attack     attack   VERB  VB  2 xcomp
    5 Israel     Israel   PROPN NNP 4 obj
  )"));
  ASSERT_EQ(c.events.size(), 2u);
  EXPECT_EQ(c.events[0].category, Category::kThreaten);
  EXPECT_EQ(c.events[0].cameo, "1384");
  EXPECT_EQ(c.who(c.events[0].recipient), "ISR");
  EXPECT_EQ(c.events[1].part_of, 0);
  EXPECT_EQ(c.events[1].status, EventStatus::kHypothetical);
}

TEST(Coder, FutureAidIsAgreement) {
  const Coded c = code(test::conllu(R"(
    1 Sweden    Sweden   PROPN NNP 3 nsubj
    2 will      will     AUX   MD  3 aux
    3 deliver   deliver  VERB  VB  0 root
    4 howitzers howitzer NOUN  NNS 3 obj
    5 to        to       ADP   IN  6 case
    6 Ukraine   Ukraine  PROPN NNP 3 obl
  )"));
  ASSERT_EQ(c.events.size(), 1u);
  EXPECT_EQ(c.events[0].category, Category::kAgree);
  EXPECT_EQ(c.events[0].base, Category::kAid);
  EXPECT_EQ(c.events[0].deed, "transfer/arms");
  EXPECT_EQ(c.events[0].object_concept, "weapon/artillery");
  EXPECT_EQ(c.events[0].cameo, "0332");
}

TEST(Coder, LightVerbLendsItsSubject) {
  const Coded c = code(test::conllu(R"(
    1 Ethiopia Ethiopia PROPN NNP 2 nsubj
    2 carried  carry    VERB  VBD 0 root
    3 out      out      ADP   RP  2 compound:prt
    4 an       a        DET   DT  5 det
    5 attack   attack   NOUN  NN  2 obj
    6 on       on       ADP   IN  7 case
    7 Eritrea  Eritrea  PROPN NNP 5 nmod
  )"));
  ASSERT_EQ(c.events.size(), 1u);
  EXPECT_EQ(c.who(c.events[0].actor), "ETH");
  EXPECT_EQ(c.who(c.events[0].recipient), "ERI");
}

TEST(Coder, AidWithoutRecipientIsNotCoded) {
  Trace trace;
  const Coded c = code(test::conllu(R"(
    1 Sweden    Sweden   PROPN NNP 2 nsubj
    2 delivered deliver  VERB  VBD 0 root
    3 howitzers howitzer NOUN  NNS 2 obj
  )"),
                       &trace);
  EXPECT_TRUE(c.events.empty());
  std::string verdicts;
  for (const TraceLine& line : trace) verdicts += line.verdict + "\n";
  EXPECT_THAT(verdicts, testing::HasSubstr("needs a recipient"));
}

TEST(Coder, ManyWordsAndNoVerbsAreQuiet) {
  std::string rows;
  for (int i = 1; i <= 390; ++i)
    rows += std::to_string(i) + " attack attack NOUN NN " + std::to_string(i == 1 ? 0 : i - 1) +
            (i == 1 ? " root\n" : " compound\n");
  EXPECT_TRUE(code(test::conllu(rows)).events.empty());
}

}  // namespace
}  // namespace casus::events
