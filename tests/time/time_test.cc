// Time expressions over hand-made trees, and their reckoning from a dateline of Wednesday 12 July 2023.
#include "time/time.h"

#include <gtest/gtest.h>

#include <sstream>

#include "support/conllu_parsed.h"

namespace casus::time {
namespace {

const std::optional<Date> kDateline = Date::parse("2023-07-12");

// "word/UPOS/XPOS …", flat: the first word heads all; a period is added.
test::Trees flat(const std::string& tagged) {
  std::istringstream words(tagged);
  std::string out;
  int n = 0;
  for (std::string w; words >> w;) {
    ++n;
    const std::size_t a = w.find('/'), b = w.find('/', a + 1);
    const std::string form = w.substr(0, a);
    out += std::to_string(n) + " " + form + " " + form + " " + w.substr(a + 1, b - a - 1) + " " + w.substr(b + 1) +
           " " + (n == 1 ? "0 root" : "1 dep") + "\n";
  }
  return test::conllu(out);
}

class TimeFinder : public testing::Test {
 protected:
  static const Finder& finder() {
    static const auto tables = lexicon::Tables::compiled_in();
    static const auto found = Finder::open(*tables);
    return *found;
  }
  // "text from..to" of each expression, one a line.
  static std::string found(const std::string& tagged, Direction direction = Direction::kPast,
                           std::optional<Date> dateline = kDateline) {
    const test::Trees trees = flat(tagged);
    std::string out;
    for (const Expression& e : finder().find(trees.parsed())) {
      const Resolved r = finder().resolve(e, dateline, direction);
      if (!out.empty()) out += "; ";
      out += std::string(trees.parsed().slice(e.range)) + " " + (r.from ? r.from->iso() : "-") + ".." +
             (r.to ? r.to->iso() : "-");
    }
    return out;
  }
};

TEST_F(TimeFinder, BareWeekdayIsTheLatestUpToTheDateline) {
  EXPECT_EQ(found("met/VERB/VBD on/ADP/IN Tuesday/PROPN/NNP"), "Tuesday 2023-07-11..2023-07-11");
  EXPECT_EQ(found("met/VERB/VBD on/ADP/IN Wednesday/PROPN/NNP"), "Wednesday 2023-07-12..2023-07-12");
  EXPECT_EQ(found("met/VERB/VBD on/ADP/IN Thursday/PROPN/NNP"), "Thursday 2023-07-06..2023-07-06");
}

TEST_F(TimeFinder, AheadItIsTheNext) {
  EXPECT_EQ(found("meets/VERB/VBZ on/ADP/IN Tuesday/PROPN/NNP", Direction::kFuture), "Tuesday 2023-07-18..2023-07-18");
  EXPECT_EQ(found("meets/VERB/VBZ next/ADJ/JJ Friday/PROPN/NNP"), "next Friday 2023-07-14..2023-07-14");
  EXPECT_EQ(found("met/VERB/VBD last/ADJ/JJ Friday/PROPN/NNP"), "last Friday 2023-07-07..2023-07-07");
}

TEST_F(TimeFinder, DeadlinesLookAheadAndKeepTheirPreposition) {
  EXPECT_EQ(found("leave/VERB/VB by/ADP/IN noon/NOUN/NN on/ADP/IN Saturday/PROPN/NNP"),
            "by noon on Saturday 2023-07-15..2023-07-15");
  EXPECT_EQ(found("leave/VERB/VB within/ADP/IN 48/NUM/CD hours/NOUN/NNS"), "within 48 hours 2023-07-12..2023-07-14");
  EXPECT_EQ(found("leave/VERB/VB until/ADP/IN the/DET/DT end/NOUN/NN of/ADP/IN August/PROPN/NNP"),
            "until the end of August 2023-08-31..2023-08-31");
  const test::Trees trees = flat("leave/VERB/VB by/ADP/IN Friday/PROPN/NNP");
  EXPECT_EQ(finder().find(trees.parsed()).at(0).shape, Shape::kDeadline);
}

TEST_F(TimeFinder, DatesInTheirForms) {
  EXPECT_EQ(found("on/ADP/IN July/PROPN/NNP 3/NUM/CD"), "July 3 2023-07-03..2023-07-03");
  EXPECT_EQ(found("on/ADP/IN 3/NUM/CD July/PROPN/NNP 2019/NUM/CD"), "3 July 2019 2019-07-03..2019-07-03");
  EXPECT_EQ(found("on/ADP/IN Monday/PROPN/NNP ,/PUNCT/, July/PROPN/NNP 10/NUM/CD ,/PUNCT/, 2023/NUM/CD"),
            "Monday , July 10 , 2023 2023-07-10..2023-07-10");
  EXPECT_EQ(found("in/ADP/IN July/PROPN/NNP 2014/NUM/CD"), "July 2014 2014-07-01..2014-07-31");
  EXPECT_EQ(found("in/ADP/IN 2014/NUM/CD"), "2014 2014-01-01..2014-12-31");
  EXPECT_EQ(found("in/ADP/IN the/DET/DT 1990s/NOUN/NNS"), "1990s 1990-01-01..1999-12-31");
}

TEST_F(TimeFinder, ADayShortlyAheadIsNotAYearAgo) {
  EXPECT_EQ(found("on/ADP/IN July/PROPN/NNP 20/NUM/CD"), "July 20 2023-07-20..2023-07-20");
  EXPECT_EQ(found("on/ADP/IN December/PROPN/NNP 20/NUM/CD"), "December 20 2022-12-20..2022-12-20");
}

TEST_F(TimeFinder, GranularityIsKept) {
  EXPECT_EQ(found("met/VERB/VBD last/ADJ/JJ week/NOUN/NN"), "last week 2023-07-03..2023-07-09");
  EXPECT_EQ(found("met/VERB/VBD this/DET/DT month/NOUN/NN"), "this month 2023-07-01..2023-07-31");
  EXPECT_EQ(found("met/VERB/VBD two/NUM/CD years/NOUN/NNS ago/ADV/RB"), "two years ago 2021-01-01..2021-12-31");
  EXPECT_EQ(found("met/VERB/VBD three/NUM/CD days/NOUN/NNS ago/ADV/RB"), "three days ago 2023-07-09..2023-07-09");
  EXPECT_EQ(found("comes/VERB/VBZ in/ADP/IN early/ADJ/JJ 2024/NUM/CD"), "early 2024 2024-01-01..2024-05-01");
}

TEST_F(TimeFinder, Ranges) {
  EXPECT_EQ(found("from/ADP/IN 3/NUM/CD May/PROPN/NNP to/ADP/IN 5/NUM/CD May/PROPN/NNP"),
            "from 3 May to 5 May 2023-05-03..2023-05-05");
  EXPECT_EQ(found("between/ADP/IN 2014/NUM/CD and/CCONJ/CC 2016/NUM/CD"),
            "between 2014 and 2016 2014-01-01..2016-12-31");
  EXPECT_EQ(found("over/ADP/IN the/DET/DT past/ADJ/JJ two/NUM/CD weeks/NOUN/NNS"),
            "past two weeks 2023-06-28..2023-07-12");
  EXPECT_EQ(found("since/ADP/IN May/PROPN/NNP"), "since May 2023-05-01..2023-07-12");
}

TEST_F(TimeFinder, WhatCannotBeReckonedKeepsItsTextOnly) {
  EXPECT_EQ(found("met/VERB/VBD the/DET/DT previous/ADJ/JJ day/NOUN/NN"), "previous day -..-");
  EXPECT_EQ(found("met/VERB/VBD several/ADJ/JJ weeks/NOUN/NNS ago/ADV/RB"), "several weeks ago -..-");
  EXPECT_EQ(found("met/VERB/VBD on/ADP/IN Friday/PROPN/NNP", Direction::kPast, std::nullopt), "Friday -..-");
  EXPECT_EQ(found("met/VERB/VBD on/ADP/IN 5/NUM/CD May/PROPN/NNP 2021/NUM/CD", Direction::kPast, std::nullopt),
            "5 May 2021 2021-05-05..2021-05-05");
}

// The calendar ends: what would lie beyond is open, never a day of another millennium.
TEST_F(TimeFinder, AtTheEndsOfTheCalendarDaysAreOpen) {
  const auto last = Date::parse("9999-12-30"), first = Date::parse("0001-01-02");
  EXPECT_EQ(found("leave/VERB/VB within/ADP/IN 24/NUM/CD hours/NOUN/NNS", Direction::kFuture, last),
            "within 24 hours 9999-12-30..9999-12-31");
  EXPECT_EQ(found("leave/VERB/VB within/ADP/IN 48/NUM/CD hours/NOUN/NNS", Direction::kFuture, last),
            "within 48 hours -..-");
  EXPECT_EQ(found("meets/VERB/VBZ next/ADJ/JJ year/NOUN/NN", Direction::kFuture, last), "next year -..-");
  EXPECT_EQ(found("met/VERB/VBD last/ADJ/JJ year/NOUN/NN", Direction::kPast, first), "last year -..-");
  EXPECT_EQ(found("met/VERB/VBD yesterday/NOUN/NN", Direction::kPast, first), "yesterday 0001-01-01..0001-01-01");
  for (const auto dateline : {last, first, Date::of(9999, 12, 31), Date::of(1, 1, 1), Date::of(9995, 6, 15)}) {
    for (int rule = 0; rule <= int(Rule::kNamed); ++rule) {
      for (int unit = 0; unit <= int(Unit::kCentury); ++unit) {
        for (const int number : {-1, 0, 1, 2, 3, 4, 40, 100000, 999999}) {
          for (const int shift : {-1, 0, 1}) {
            Point p;
            p.rule = Rule(rule), p.unit = Unit(unit), p.number = number, p.shift = shift;
            p.month = 12, p.day = 31, p.weekday = 6, p.year = shift == 0 ? 0 : dateline->year();
            for (int edge = 0; edge <= int(Edge::kEnd); ++edge) {
              p.edge = Edge(edge);
              const Resolved r = reckon(p, dateline, shift < 0 ? Direction::kPast : Direction::kFuture);
              ASSERT_EQ(r.from.has_value(), r.to.has_value());
              if (!r.from) continue;
              EXPECT_LE(*r.from, *r.to);
              EXPECT_EQ(Date::parse(r.from->iso()), r.from) << rule << " " << unit << " " << number << " " << shift;
              EXPECT_EQ(Date::parse(r.to->iso()), r.to) << rule << " " << unit << " " << number << " " << shift;
            }
          }
        }
      }
    }
  }
}

TEST_F(TimeFinder, NamedEventsAreText) {
  const test::Trees trees = test::conllu(
      "1 left leave VERB VBD 0 root\n2 ahead ahead ADP IN 5 case\n3 of of ADP IN 2 fixed\n4 the the DET DT 5 det\n5 "
      "summit summit NOUN NN 1 obl\n");
  const auto all = finder().find(trees.parsed());
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(trees.parsed().slice(all[0].range), "ahead of the summit");
  EXPECT_EQ(all[0].point.rule, Rule::kNamed);
  EXPECT_FALSE(finder().resolve(all[0], kDateline, Direction::kPast).from);
}

TEST_F(TimeFinder, WordsThatOnlyLookLikeTime) {
  EXPECT_EQ(found("they/PRON/PRP may/AUX/MD march/VERB/VB"), "");
  EXPECT_EQ(found("sent/VERB/VBD 2000/NUM/CD troops/NOUN/NNS"), "");
  EXPECT_EQ(found("at/ADP/IN the/DET/DT last/ADJ/JJ minute/NOUN/NN"), "");
}

}  // namespace
}  // namespace casus::time
