// The register as a treaty desk would check it: counts of members on days that matter, references that resolve, rows in
// order.

#include "ledger/register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace casus::ledger {
namespace {

using testing::Contains;

Date day(std::string_view iso) {
  return *Date::parse(iso);
}

class RegisterTest : public testing::Test {
 protected:
  static const Register& reg() {
    static const lexicon::Tables tables = lexicon::Tables::compiled_in().value();
    static const auto opened = Register::open(tables);
    if (!opened) throw std::runtime_error(opened.error().text());
    return *opened;
  }
};

TEST_F(RegisterTest, CountsMembersOfADay) {
  EXPECT_EQ(reg().members("NATO", day("1949-12-31")).size(), 12u);
  EXPECT_EQ(reg().members("NATO", day("2023-04-03")).size(), 30u);
  EXPECT_EQ(reg().members("NATO", day("2023-04-04")).size(), 31u);
  EXPECT_EQ(reg().members("NATO", day("2024-03-07")).size(), 32u);
  EXPECT_EQ(reg().members("EU", day("2013-07-01")).size(), 28u);
  EXPECT_EQ(reg().members("EU", day("2020-02-01")).size(), 27u);
  EXPECT_EQ(reg().members("G7", day("2023-07-12")).size(), 7u);
  EXPECT_EQ(reg().members("G8", day("2013-01-01")).size(), 8u);
  EXPECT_EQ(reg().members("ARAB-LEAGUE", day("2012-01-01")).size(), 21u);
  EXPECT_EQ(reg().members("AU", day("2018-01-01")).size(), 55u);
  EXPECT_EQ(reg().members("OSCE", day("2020-01-01")).size(), 57u);
  EXPECT_EQ(reg().members("COE", day("2022-01-01")).size(), 47u);
  EXPECT_EQ(reg().members("COE", day("2023-01-01")).size(), 46u);
  EXPECT_EQ(reg().members("WARSAW-PACT", day("1985-01-01")).size(), 7u);
  EXPECT_EQ(reg().members("BRICS", day("2025-02-01")).size(), 10u);
  EXPECT_EQ(reg().members("SCO", day("2025-01-01")).size(), 10u);
}

TEST_F(RegisterTest, SecurityCouncilHasFifteenMembersEveryYear) {
  for (int year = 2000; year <= 2026; ++year) {
    EXPECT_EQ(reg().members("UNSC", *Date::of(year, 6, 1)).size(), 15u) << year;
  }
}

TEST_F(RegisterTest, KnowsWhoIsInOneHouseOnly) {
  const Date on = day("2024-06-01");
  for (std::string_view state : {"AUT", "CYP", "IRL", "MLT"}) {
    EXPECT_TRUE(reg().member("EU", state, on)) << state;
    EXPECT_FALSE(reg().member("NATO", state, on)) << state;
  }
  for (std::string_view state : {"ALB", "CAN", "GBR", "ISL", "MKD", "MNE", "NOR", "TUR", "USA"}) {
    EXPECT_FALSE(reg().member("EU", state, on)) << state;
    EXPECT_TRUE(reg().member("NATO", state, on)) << state;
  }
}

TEST_F(RegisterTest, SuspensionStandsBetweenThePartiesItNamesOnly) {
  const Date on = day("2000-01-01");
  EXPECT_NE(reg().suspended("ANZUS", "USA", "NZL", on), nullptr);
  EXPECT_NE(reg().suspended("ANZUS", "NZL", "USA", on), nullptr);
  EXPECT_EQ(reg().suspended("ANZUS", "USA", "AUS", on), nullptr);
  EXPECT_EQ(reg().suspended("ANZUS", "USA", "NZL", day("1986-08-10")), nullptr);
  EXPECT_NE(reg().suspended("CST-1992", "RUS", "ARM", day("2025-06-01")), nullptr);
}

TEST_F(RegisterTest, PlacesChangeHands) {
  EXPECT_EQ(reg().area_named_in("an attack on the Senkaku Islands", day("2024-01-01"))->administered_by, "JPN");
  EXPECT_EQ(reg().area_named_in("an attack on the Senkaku Islands", day("1970-01-01"))->administered_by, "USA");
  EXPECT_EQ(reg().area_named_in("Algeria", day("1963-01-01")), nullptr);
  EXPECT_EQ(reg().area_named_in("Mattsu", day("2024-01-01")), nullptr);
}

TEST_F(RegisterTest, JudgesTheThresholdByTheLongestPath) {
  EXPECT_EQ(reg().judge("armed-attack", "attack/missile", "")->threshold, Threshold::kMet);
  EXPECT_EQ(reg().judge("armed-attack", "coerce/cyber", "")->threshold, Threshold::kOpen);
  EXPECT_EQ(reg().judge("armed-attack", "threaten/sanction", "")->threshold, Threshold::kBelow);
  EXPECT_EQ(reg().judge("armed-attack", "meet", ""), nullptr);
  EXPECT_EQ(reg().judge("cluster-munition", "transfer/arms", "weapon/cluster-munition")->threshold, Threshold::kMet);
  EXPECT_EQ(reg().judge("cluster-munition", "transfer/arms", "weapon/tank"), nullptr);
}

TEST_F(RegisterTest, TablesAreSortedWithoutDuplicatesAndEveryPartyIsKnown) {
  const auto tables = lexicon::Tables::compiled_in();
  ASSERT_TRUE(tables);
  for (std::string_view name :
       {"memberships", "treaties", "clauses", "suspensions", "areas", "triggers", "entailments"}) {
    const auto table = tables->table(name);
    ASSERT_TRUE(table) << name;
    std::set<std::string> seen;
    std::string_view before;
    for (std::size_t row = 0; row < (*table)->rows(); ++row) {
      const auto titles = (*table)->titles();
      EXPECT_LE(before, (*table)->text(row, titles.front())) << (*table)->place(row);
      before = (*table)->text(row, titles.front());
      std::string whole;
      for (std::string_view title : titles.first(name == "entailments" ? 2 : 4))
        whole.append((*table)->text(row, title)).push_back('\t');
      if (name == "triggers" || name == "memberships" || name == "treaties") {
        EXPECT_TRUE(seen.insert(whole).second) << (*table)->place(row);
      }
    }
  }
  EXPECT_GE(reg().memberships().size(), 700u);
  for (const Membership& m : reg().memberships()) EXPECT_FALSE(m.citation.empty()) << m.body << m.member;
  for (const Clause& c : reg().clauses()) {
    EXPECT_FALSE(c.duty.empty()) << c.treaty->id;
    EXPECT_FALSE(c.discretion.empty()) << c.treaty->id;
    EXPECT_FALSE(c.obligors.empty()) << c.treaty->id;
  }
}

TEST_F(RegisterTest, NamesOnlyKnownSides) {
  const auto tables = lexicon::Tables::compiled_in();
  std::set<std::string_view> ids;
  for (std::string_view name : {"states", "organizations", "groups"}) {
    const auto table = tables->table(name);
    if (!table) GTEST_SKIP() << "lexicon of actors not built in yet";
    for (std::size_t row = 0; row < (*table)->rows(); ++row) ids.insert((*table)->text(row, "id"));
  }
  for (const Membership& m : reg().memberships()) EXPECT_THAT(ids, Contains(m.member)) << m.body;
  for (const Treaty& t : reg().treaties()) {
    for (std::string_view party : t.parties) {
      if (party == "*" || party.starts_with('@')) continue;
      EXPECT_THAT(ids, Contains(party)) << t.id;
    }
  }
}

}  // namespace
}  // namespace casus::ledger
