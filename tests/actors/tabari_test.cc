// Dictionaries of the user's own in TABARI and PETRARCH format: what they mean, and what is told of lines that mean
// nothing.
#include "actors/tabari.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "actors/actors.h"
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
  EXPECT_EQ(lines, (std::vector<int>{1, 2, 4, 5, 6, 7}));  // eight complaints, two each of lines 5 and 6
  EXPECT_EQ(d.complaints.size(), OwnDictionary::kMostComplaints);
  EXPECT_EQ(d.further, 7U);  // 7 without another code, twice 8, 9, twice 10, 11
  ASSERT_EQ(d.actors.size(), 2U);
  EXPECT_EQ(d.actors[0].names[0], "GOOD ONE");
  EXPECT_EQ(d.actors[1].names[0], "TAIL");
}

// The complaints of a dictionary, "line: why" each.
std::string told(std::string_view bytes) {
  std::string out;
  for (const auto& [line, message] : read_dictionary(bytes).complaints)
    out += std::to_string(line) + ": " + message + "\n";
  return out;
}

TEST(Tabari, ASetThatNamesItselfIsTold) {
  EXPECT_EQ(told("!A! = x !A!\nBOAT_!A! [XYZ]\n"),
            "1: the set '!A!' names itself\n2: 'BOAT !A!' names a set that no line above it defines\n");
}

TEST(Tabari, SetsThatNameEachOtherInARingAreTold) {
  EXPECT_EQ(told("!A! = !B!\n!B! = !C!\n!C! = !A!\nBOAT [XYZ]\n"),
            "1: '!B!' names a set that no line above it defines\n"
            "2: '!C!' names a set that no line above it defines\n"
            "3: '!A!' names a set that no line above it defines\n");
}

TEST(Tabari, NestedSetsAreSpeltOutAsFarAsTheyMayBe) {
  const OwnDictionary d = read_dictionary("!A! = ONE, TWO\n!B! = !A!_RED, BLUE\nBOAT_!B!_!A! [XYZ]\n");
  EXPECT_TRUE(d.complaints.empty()) << d.complaints.front().message;
  ASSERT_EQ(d.actors.size(), 1U);
  EXPECT_EQ(d.actors[0].names, (std::vector<std::string>{"BOAT ONE RED ONE", "BOAT ONE RED TWO", "BOAT TWO RED ONE",
                                                         "BOAT TWO RED TWO", "BOAT BLUE ONE", "BOAT BLUE TWO"}));
  std::string doubling = "!A! = P, Q\n", longer = "!A! = PILOT_OF_THE_HARBOUR\n";
  for (char set = 'A'; set < 'Z'; ++set) {
    const std::string twice = std::string("!") + char(set + 1) + "! = !" + set + "!_!" + set + "!\n";
    doubling += twice, longer += twice;
  }
  EXPECT_EQ(told(doubling).substr(0, 38), "4: more than 64 forms of '!C! !C!'\n5: ");
  EXPECT_EQ(told(longer).substr(0, 45), "5: a form of more than 200 bytes of '!D! !D!'");
}

TEST(Tabari, BytesThatAreNoTextAreTold) {
  using namespace std::string_literals;
  EXPECT_EQ(told("GOOD [XYZ]\nB\0D [XYZ]\n"s), "2: a control character\n");
  EXPECT_EQ(told("GOOD [XYZ]\nB\xc3(D [XYZ]\n"), "2: not valid UTF-8\n");
  EXPECT_EQ(told("<!-- a head\nGOOD [XYZ]\n"), "1: a comment that is not closed by '-->'\n");
  EXPECT_EQ(told("\xEF\xBB\xBFGOOD\t[XYZ]\r\n"), "");
}

TEST(Tabari, CodesAndDatesAreChecked) {
  for (const char* when :
       {"-99699-991231", "19990230", ">990230", "<1999013", ">", "990101-", "-", "20050101-20040101"})
    EXPECT_NE(told(std::string("BOAT [XYZ ") + when + "]\n"), "") << when;
  EXPECT_EQ(told("PILOT [~MIL] [XYZ]\n"), "1: 'PILOT' has codes with and without '~'\n");
  EXPECT_EQ(told("BOAT [" + std::string(61, 'X') + "]\n").substr(0, 20), "1: 'XXXXXXXXXXXXXXXX");
}

TEST(Tabari, HugeLinesCostNoMoreThanTheirBytes) {
  constexpr std::size_t kHuge = std::size_t{1} << 18;
  const auto repeated = [](std::string_view part) {
    std::string out;
    while (out.size() < kHuge) out += part;
    return out;
  };
  for (const char* part : {"A", "_", "!", "[", "]", "{", "+", "[XYZ]", "!A! = B,", "A, ", "<!--", "[XYZ\n", "!A!\n"})
    EXPECT_NE(told(repeated(part)), "") << part;
  EXPECT_EQ(told("A\n" + repeated("[XYZ]") + "\n"), "");
  std::string codes = "A\n";
  for (int i = 0; i < 1000001; ++i) codes += "[XYZ]";
  EXPECT_EQ(told(codes), "2: more than 1000000 names and codes, the most there may be\n");
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

class DictionaryFile : public testing::Test {
 protected:
  static void SetUpTestSuite() { tables_ = new lexicon::Tables(lexicon::Tables::compiled_in().value()); }
  static void TearDownTestSuite() { delete tables_; }
  ~DictionaryFile() override { std::filesystem::remove_all(path_); }

  // What is told of the file as a dictionary, "" where it is taken.
  std::string refusal() const {
    const auto opened = actors::Resolver::open(*tables_, path_);
    return opened ? "" : opened.error().text();
  }
  static lexicon::Tables* tables_;
  const std::string path_ = testing::TempDir() + "casus_own_" + std::to_string(::getpid()) + ".txt";
};
lexicon::Tables* DictionaryFile::tables_ = nullptr;

TEST_F(DictionaryFile, IsRefusedWithTheFirstEightOfItsFaults) {
  std::ofstream(path_) << "GOOD [XYZ]\nBAD [xyz]\n";
  EXPECT_EQ(refusal(), path_ + ":2: 'xyz' is no code; " + path_ + ":2: 'BAD' has no code");
  std::ofstream out(path_);
  for (int i = 0; i < 20; ++i) out << "[XYZ]\n";
  out.close();
  const std::string told = refusal();
  EXPECT_TRUE(told.starts_with(path_ + ":1: a code without a name before it; " + path_ + ":2: a code")) << told;
  EXPECT_NE(told.find(path_ + ":8: "), std::string::npos);
  EXPECT_EQ(told.find(path_ + ":9: "), std::string::npos);
  EXPECT_TRUE(told.ends_with("; … and 12 more")) << told;
}

TEST_F(DictionaryFile, IsARegularFile) {
  EXPECT_EQ(refusal(), path_ + ": No such file or directory");
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  EXPECT_EQ(refusal(), path_ + ": is no regular file, as a dictionary must be");
  std::filesystem::remove(path_);
  std::filesystem::create_directory(path_);
  EXPECT_EQ(refusal(), path_ + ": is no regular file, as a dictionary must be");
  EXPECT_EQ(actors::Resolver::open(*tables_, "/dev/zero").error().text(),
            "/dev/zero: is no regular file, as a dictionary must be");
}

TEST_F(DictionaryFile, ManyActorsOfOneNameTakeLinearTime) {  // each meaning of a name hangs on the one before
  std::ofstream out(path_);
  for (int i = 0; i < 50000; ++i)
    out << "HARBOUR_PILOT [XYZ]\nPILOT_" << i << " [Q" << char('A' + i % 26) << "Z" << i << "]\n";
  out.close();
  EXPECT_EQ(refusal(), "");
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
