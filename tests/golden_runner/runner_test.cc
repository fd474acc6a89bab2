// The runner of the golden cases itself: a case that cannot fail would be worse than none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "golden/cases.h"
#include "golden/match.h"

namespace casus::golden {
namespace {

using testing::HasSubstr;

TEST(GoldenCases, ReadsTitleHeadTextAndExpectations) {
  const auto cases = parse_cases(
      "# a comment\n\n== first\ndate: 2024-05-14\nid: a\nOne line.\n\nAnother: line.\n\n--\nno coded event "
      "category=AID\n"
      "should statement for=FRA content~\"grain corridor\"\n== second\nText.\n--\ncount event 2\n",
      "x.txt");
  ASSERT_TRUE(cases.ok()) << cases.error().text();
  ASSERT_EQ(cases->size(), 2U);
  const Case& first = (*cases)[0];
  EXPECT_EQ(first.title, "first");
  EXPECT_EQ(first.document.id, "a");
  EXPECT_EQ(first.document.date, Date::of(2024, 5, 14));
  EXPECT_EQ(first.document.text, "One line.\n\nAnother: line.");
  ASSERT_EQ(first.expectations.size(), 2U);
  EXPECT_EQ(first.expectations[0].mode, Expectation::kNone);
  EXPECT_TRUE(first.expectations[0].coded);
  EXPECT_FALSE(first.expectations[0].should);
  EXPECT_TRUE(first.expectations[1].should);
  EXPECT_EQ(first.expectations[1].type, "statement");
  EXPECT_EQ(first.expectations[1].tests[1].value, "grain corridor");
  EXPECT_TRUE(first.expectations[1].tests[1].part);
  EXPECT_EQ((*cases)[1].expectations[0].count, 2U);
}

TEST(GoldenCases, NamesTheLineOfWhatIsWrong) {
  const auto message = [](const char* expectation) {
    const auto cases = parse_cases(std::string("== t\nText.\n--\n") + expectation, "x.txt");
    return cases ? "accepted" : cases.error().text();
  };
  EXPECT_EQ(message(""), "x.txt:1: 't' expects nothing");
  EXPECT_THAT(message("evnt category=AID"), HasSubstr("x.txt:4: 'evnt' is no record"));
  EXPECT_THAT(message("event category"), HasSubstr("'category' is no test"));
  EXPECT_THAT(message("event category="), HasSubstr("compares with nothing"));
  EXPECT_THAT(message("event trigger~\"said"), HasSubstr("not closed"));
  EXPECT_THAT(message("event a..b=c"), HasSubstr("empty step"));
  EXPECT_THAT(message("count event two"), HasSubstr("wants a number"));
  EXPECT_THAT(message("coded entry"), HasSubstr("only events"));
  EXPECT_THAT(message("no"), HasSubstr("record type is missing"));
}

TEST(GoldenCases, RefusesFilesThatAreNoCases) {
  EXPECT_THAT(parse_cases("Text.\n", "x").error().text(), HasSubstr("x:1: text before"));
  EXPECT_THAT(parse_cases("== t\n--\nno event\n", "x").error().text(), HasSubstr("no text"));
  EXPECT_THAT(parse_cases("== t\ndate: soon\n", "x").error().text(), HasSubstr("not a day"));
  EXPECT_THAT(parse_cases("== t\nText.\n== u\nText.\n--\nno event\n", "x").error().text(),
              HasSubstr("x:3: the case before"));
}

class GoldenMatch : public testing::Test {
 protected:
  GoldenMatch() {
    Reading r;
    r.document.text = "Oslo sent aid.";
    r.sentences = {{0, 14}};
    Event& e = r.events.emplace_back();
    e.id = "e1", e.category = Category::kAid, e.trigger = {"sent", {5, 9}};
    e.actor.push_back({"NOR", "NOR", "GOV", Quote{"Oslo", {0, 4}}, Basis::kText});
    e.recipient.push_back({"KEN", "KEN", std::nullopt, std::nullopt, Basis::kContext});
    e.date = TimeReference{Date::of(2024, 5, 14), Date::of(2024, 5, 14), "today", {0, 1}};
    Event& wish = r.events.emplace_back();
    wish.id = "e2", wish.part_of = "e1";
    reading_ = to_json(r);
  }
  std::string complain(const std::string& line) { return complaint(reading_, *detail::expectation(line, 1, "x")); }

  Json reading_;
};

TEST_F(GoldenMatch, HoldsWhatStandsThere) {
  for (const char* line :
       {"event category=AID actor=NOR recipient=KEN trigger=sent", "event actor.sector=GOV actor~sl",
        "event date=2024-05-14 date.text=today mode=null context=null", "coded event id=e1",
        "event recipient.text=null", "count event 1", "count entry 0", "no entry", "no coded event id=e2",
        "sentence index=0 text~aid.", "document language=en date=null", "event object.concept=null"}) {
    EXPECT_EQ(complain(line), "") << line;
  }
}

TEST_F(GoldenMatch, SaysWhatIsMissing) {
  EXPECT_THAT(complain("event category=AID actor=KEN"),
              HasSubstr("missing: event category=AID actor=KEN\n    {\"id\":\"e1\""));
  EXPECT_THAT(complain("entry kind=threat"), HasSubstr("(no entry at all)"));
  EXPECT_THAT(complain("no event category=AID"), HasSubstr("unwanted: "));
  EXPECT_THAT(complain("count event 2"), HasSubstr("1 found: count event 2"));
  EXPECT_THAT(complain("event recipient=null category=AID"), HasSubstr("missing"));
  EXPECT_THAT(complain("event kategory=AID"), HasSubstr("no event has the key 'kategory'"));
  EXPECT_THAT(complain("no event actor.colour=red"), HasSubstr("no event has the key 'actor'"));
}

}  // namespace
}  // namespace casus::golden
