// Dictionaries of the user's own in TABARI and PETRARCH format: what they mean, and what is told of lines that mean
// nothing.
#include "actors/tabari.h"

#include <gtest/gtest.h>

#include "actors/world.h"

namespace casus {
namespace {

using actors::OwnDictionary;
using actors::read_dictionary;

TEST(Tabari, NamesSynonymsAndCodes) {
  const OwnDictionary d = read_dictionary(
      "# a header\n"
      "ANNA_QUILL_ [XYZGOV 990101-041231][XYZELI >20050101] ; minister, then out of office\n"
      "+MS_QUILL\n"
      "+ QUILL_OF_NORTHPORT\n"
      "\n"
      "HARBOUR_UNION\n"
      "\t[XYZLAB <19980630]\n"
      "\t[XYZ]\n");
  ASSERT_EQ(d.actors.size(), 2U);
  EXPECT_TRUE(d.complaints.empty());
  EXPECT_EQ(d.actors[0].names, (std::vector<std::string>{"ANNA QUILL", "MS QUILL", "QUILL OF NORTHPORT"}));
  ASSERT_EQ(d.actors[0].codes.size(), 2U);
  EXPECT_EQ(d.actors[0].codes[0].code, "XYZGOV");
  EXPECT_EQ(d.actors[0].codes[0].from, 19990101);
  EXPECT_EQ(d.actors[0].codes[0].to, 20041231);
  EXPECT_EQ(d.actors[0].codes[1].from, 20050101);
  EXPECT_FALSE(d.actors[1].codes[1].dated());
  EXPECT_EQ(d.actors[1].codes[0].to, 19980630);
}

TEST(Tabari, DatesOfSixAndEightDigitsAndBounds) {
  const OwnDictionary d = read_dictionary(
      "ANNA_QUILL [XYZGOV 300101-291231] # comments as PETRARCH writes them\n"
      "  [XYZOPP <990630]  [XYZELI >20050101] [XYZBUS 19300101-20291231]\n");
  ASSERT_TRUE(d.complaints.empty()) << d.complaints.front().message;
  ASSERT_EQ(d.actors.size(), 1U);
  const auto& codes = d.actors[0].codes;
  ASSERT_EQ(codes.size(), 4U);
  EXPECT_EQ(codes[0].from, 19300101);  // 30 to 99 are of the last century, 00 to 29 of this one
  EXPECT_EQ(codes[0].to, 20291231);
  EXPECT_EQ(codes[1].from, 0);
  EXPECT_EQ(codes[1].to, 19990630);
  EXPECT_EQ(codes[2].from, 20050101);
  EXPECT_EQ(codes[2].to, actors::kOpen);
  EXPECT_EQ(codes[3].from, codes[0].from);
  EXPECT_EQ(codes[3].to, codes[0].to);
}

TEST(Tabari, AgentsPluralsAndSets) {
  const OwnDictionary d = read_dictionary(
      "!PERSON! = MAN, WOMAN\n"
      "HARBOUR_!PERSON! [~LAB]\n"
      "CHIEF_OF_PILOTS {CHIEFS_OF_PILOTS} [~MIL]\n");
  ASSERT_EQ(d.actors.size(), 2U);
  EXPECT_EQ(d.actors[0].names, (std::vector<std::string>{"HARBOUR MAN", "HARBOUR WOMAN"}));
  EXPECT_EQ(d.actors[1].plurals, (std::vector<std::string>{"CHIEFS OF PILOTS"}));
}

TEST(Tabari, EveryMalformedLineIsToldWithItsNumber) {
  const OwnDictionary d = read_dictionary(
      "+ORPHAN\n"                            // 1
      "[XYZ]\n"                              // 2
      "GOOD_ONE [XYZ]\n"                     // 3
      "NO_CODE\n"                            // 4
      "BAD_DATE [XYZ 990231-041231]\n"       // 5: and without another code
      "OPEN_CODE [XYZ\n"                     // 6
      "BACKWARDS [XYZ 20050101-20040101]\n"  // 7
      "LOWER [xyz]\n"                        // 8
      "SET_!NONE! [XYZ]\n"                   // 9
      "WHEN [XYZ soon]\n"                    // 10
      "TAIL [XYZ] and more\n");              // 11
  std::vector<int> lines;
  for (const auto& complaint : d.complaints) {
    if (lines.empty() || lines.back() != complaint.line) lines.push_back(complaint.line);
  }
  EXPECT_EQ(lines, (std::vector<int>{1, 2, 4, 5, 6, 7, 8, 9, 10, 11}));
  ASSERT_EQ(d.actors.size(), 2U);
  EXPECT_EQ(d.actors[0].names[0], "GOOD ONE");
  EXPECT_EQ(d.actors[1].names[0], "TAIL");
}

TEST(Tabari, AnyBytesAreRead) {
  std::string bytes;
  uint32_t state = 12345;
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525 + 1013904223;
    bytes += "[]{}!+;~<>-_AZ09 \n\t\xc3\xff"[state >> 27 & 15];
  }
  for (const auto& complaint : read_dictionary(bytes).complaints) EXPECT_GT(complaint.line, 0);
}

TEST(OwnActors, WinOverOursAndFollowDates) {
  const auto tables = lexicon::Tables::compiled_in();
  ASSERT_TRUE(tables);
  const OwnDictionary d = read_dictionary(
      "LENA_MARSH [NORGOV 20000101-20051231][NOROPP]\n"
      "TIDE_FRONT [NORREB]\n"
      "OSLO [SWE]\n"
      "LIGHTHOUSE_KEEPER [~COP]\n");
  ASSERT_TRUE(d.complaints.empty());
  const auto world = actors::World::read(*tables, d);
  ASSERT_TRUE(world) << world.error().text();
  const int32_t lena = world->phrases.lookup("Lena Marsh");
  ASSERT_GE(lena, 0);
  const actors::Person& person = world->persons[world->phrases.name(lena).row];
  EXPECT_EQ(world->term(person, 20030101).sector, "GOV");
  EXPECT_EQ(world->term(person, 20100101).sector, "OPP");
  const int32_t front = world->phrases.lookup("tide front");
  ASSERT_GE(front, 0);
  EXPECT_EQ(world->sides[world->phrases.name(front).row].id, "NOR/tide-front");
  EXPECT_EQ(world->sides[world->phrases.name(front).row].code, "NOR");
  bool own = false;
  for (int32_t n = world->phrases.lookup("Oslo"); n >= 0; n = world->phrases.name(n).next) {
    const actors::Name& name = world->phrases.name(n);
    if (name.own) own = world->sides[name.row].id == "SWE";
  }
  EXPECT_TRUE(own);
  const int32_t keepers = world->phrases.lookup("lighthouse keepers");
  ASSERT_GE(keepers, 0);
  EXPECT_EQ(world->offices[world->phrases.name(keepers).row].sector, "COP");
}

}  // namespace
}  // namespace casus
