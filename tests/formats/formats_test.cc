// What each format makes of one reading that a person can check by eye.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "formats/cameo.h"
#include "formats/csv.h"
#include "formats/json.h"
#include "formats/plover.h"
#include "formats/reading_of_ours.h"
#include "formats/report.h"

namespace casus::formats {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::ordered_json;

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::stringstream in(text);
  for (std::string piece; std::getline(in, piece, at);) out.push_back(piece);
  if (text.ends_with(at) && at != '\n') out.emplace_back();
  return out;
}

TEST(Json, KeysStandInTheOrderOfTheContract) {
  std::string line;
  write_json(test::reading_of_ours(), line);
  ASSERT_TRUE(line.ends_with("}\n"));
  const Json json = Json::parse(line);
  const auto keys = [](const Json& object) {
    std::vector<std::string> out;
    for (const auto& [key, value] : object.items()) out.push_back(key);
    return out;
  };
  EXPECT_THAT(keys(json),
              ElementsAre("schema", "versions", "document", "sentences", "actors", "statements", "events", "entries"));
  EXPECT_THAT(keys(json["document"]),
              ElementsAre("id", "date", "title", "source", "url", "language", "text", "characters", "sha256"));
  EXPECT_THAT(keys(json["statements"][0]), ElementsAre("id", "sentence", "speaker", "addressee", "cue", "content",
                                                       "mode", "act", "negated", "inside", "date"));
  EXPECT_THAT(keys(json["events"][0]), ElementsAre("id", "sentence", "statement", "part_of", "category", "mode",
                                                   "context", "base", "deed", "cameo", "quad", "score", "actor",
                                                   "recipient", "object", "location", "date", "status", "trigger"));
  EXPECT_THAT(keys(json["entries"][0]),
              ElementsAre("id", "sentence", "kind", "holder", "counterparty", "action", "condition", "deadline",
                          "stance", "step", "body", "withdraws", "norm", "about", "harmed", "relation", "force",
                          "strength", "specificity", "status", "said_by", "said_on", "statement", "evidence"));
  EXPECT_TRUE(json["events"][0]["deed"].is_null());
  EXPECT_EQ(json["events"][1]["score"], 2.5);
  EXPECT_EQ(json["entries"][0]["condition"]["span"], Json::array({53, 67}));
}

TEST(Json, EscapesWhatMustNotStandInAString) {
  Reading r;
  r.document.text = "a\"b\\c\n\t\x01\x7f é";
  std::string line;
  write_json(r, line);
  EXPECT_THAT(line, HasSubstr(R"("text":"a\"b\\c\n\t\u0001\u007f é")"));
  EXPECT_EQ(Json::parse(line)["document"]["text"], r.document.text);
}

// One file a format, written by hand after docs/formats.md: what reading_of_ours() must come to, byte for byte.
TEST(Golden, EveryFormatIsWhatItsFileSays) {
  const Reading reading = test::reading_of_ours();
  const auto expect = [](const char* file, const std::string& written) {
    std::stringstream wanted;
    wanted << std::ifstream(std::string(CASUS_SOURCE_DIR "/tests/formats/golden/") + file).rdbuf();
    ASSERT_FALSE(wanted.str().empty()) << file;
    EXPECT_EQ(written, wanted.str()) << file;
  };
  std::string out;
  write_plover(reading, out);
  expect("plover.jsonl", out);
  for (const bool dyadic : {false, true}) {
    out.clear();
    write_cameo_header(out);
    write_cameo(reading, dyadic, out);
    expect(dyadic ? "cameo-dyadic.tsv" : "cameo.tsv", out);
  }
  const std::pair<Table, const char*> tables[] = {
      {Table::kEvents, "events.csv"}, {Table::kStatements, "statements.csv"}, {Table::kEntries, "entries.csv"}};
  for (const auto& [table, file] : tables) {
    out.clear();
    write_csv_header(table, out);
    write_csv(reading, table, out);
    expect(file, out);
  }
}

TEST(Plover, WritesEventsButNotPartsOfOthers) {
  std::string out;
  write_plover(test::reading_of_ours(), out);
  const auto lines = split(out, '\n');
  ASSERT_EQ(lines.size(), 2U);
  const Json met = Json::parse(lines[0]), aid = Json::parse(lines[1]);
  EXPECT_EQ(met["id"], "d1/e1");
  EXPECT_EQ(met["event"], "CONSULT");
  EXPECT_EQ(met["actor"][1], Json::parse(R"({"actorText":"Rome","code":"ITA","sector":null,"id":"ITA"})"));
  EXPECT_EQ(met["text"], "Oslo and Rome met, \"envoys\" said.");
  EXPECT_EQ(met["casus"]["versions"]["lexicons"], "l0");
  EXPECT_EQ(met["casus"]["span"], Json::array({14, 17}));
  EXPECT_TRUE(met["auxiliary"].is_null());
  EXPECT_EQ(aid["auxiliary"], "future");
  EXPECT_EQ(aid["date"], "2024-05-14");
}

TEST(Cameo, OneRowAnEvent) {
  std::string out;
  write_cameo_header(out);
  write_cameo(test::reading_of_ours(), false, out);
  const auto lines = split(out, '\n');
  ASSERT_EQ(lines.size(), 3U);
  const auto header = split(lines[0], '\t'), met = split(lines[1], '\t'), aid = split(lines[2], '\t');
  ASSERT_EQ(met.size(), header.size());
  ASSERT_EQ(aid.size(), header.size());
  EXPECT_EQ(lines[0].substr(0, 36), "EventID\tDate\tYear\tMonth\tDay\tSourceAc");
  EXPECT_THAT(std::vector(met.begin(), met.begin() + 18),
              ElementsAre("d1/e1", "2024-05-14", "2024", "5", "14", "NORGOV;ITA", "NOR;ITA", "GOV;", "NOR;ITA", "", "",
                          "", "", "042", "04", "1", "2.5", "diplomatic;legal"));
  EXPECT_EQ(met[25], "Desk one") << "a tab in a cell would break the table";
  EXPECT_EQ(met.back(), "casus=1.2.3;model=m0;lexicons=l0");
}

TEST(Cameo, DyadicRowsHaveOneSourceAndOneTarget) {
  std::string out;
  write_cameo(test::reading_of_ours(), true, out);
  const auto lines = split(out, '\n');
  ASSERT_EQ(lines.size(), 3U);
  const auto dyad = [&](std::size_t i) {
    const auto cells = split(lines[i], '\t');
    return cells[0] + " " + cells[5] + " " + cells[9];
  };
  EXPECT_EQ(dyad(0), "d1/e1.1 NORGOV ITA");
  EXPECT_EQ(dyad(1), "d1/e1.2 ITA NORGOV");
  EXPECT_EQ(dyad(2), "d1/e2.1 --- KEN");
}

// Cells of one RFC 4180 row.
std::vector<std::string> cells(std::string_view row) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '"' && quoted && i + 1 < row.size() && row[i + 1] == '"')
      out.back() += row[i++];
    else if (row[i] == '"')
      quoted = !quoted;
    else if (row[i] == ',' && !quoted)
      out.emplace_back();
    else
      out.back() += row[i];
  }
  return out;
}

TEST(Csv, EveryTableHasAsManyCellsAsColumns) {
  for (const Table table : {Table::kEvents, Table::kStatements, Table::kEntries}) {
    std::string header, rows;
    write_csv_header(table, header);
    write_csv(test::reading_of_ours(), table, rows);
    ASSERT_TRUE(header.ends_with("\r\n") && rows.ends_with("\r\n"));
    const auto columns = cells(header);
    std::size_t begin = 0, count = 0;
    for (std::size_t end = rows.find("\r\n"); end != std::string::npos;
         begin = end + 2, end = rows.find("\r\n", begin), ++count) {
      EXPECT_EQ(cells(std::string_view(rows).substr(begin, end - begin)).size(), columns.size()) << header;
    }
    EXPECT_EQ(count, table == Table::kEvents ? 3U : 1U);
  }
}

TEST(Csv, QuotesWhatHoldsQuotes) {
  std::string rows;
  write_csv(test::reading_of_ours(), Table::kStatements, rows);
  EXPECT_THAT(rows, HasSubstr(R"(,"""envoys""",)"));
  const auto row = cells(rows);
  EXPECT_EQ(row[0], "d1");
  EXPECT_EQ(row[11], "\"envoys\"");
}

TEST(Report, SaysWhoIsBoundAndShowsTheSentence) {
  std::string out;
  write_report(test::reading_of_ours(), {.width = 60, .colours = false}, out);
  EXPECT_EQ(out,
            "d1, 2024-05-14, 2 sentences\n"
            "\nWHO SAID WHAT\n"
            "\n  s1  \u201c\"envoys\"\u201d said\n"
            "      | Oslo and Rome met, \"envoys\" said.\n"
            "\nWHO DID WHAT TO WHOM\n"
            "\n  e1  CONSULT-visit: Norway, Italy, told in s1\n"
            "        deed: CAMEO 042\n"
            "      | Oslo and Rome met, \"envoys\" said.\n"
            "\n  e2  AGREE: somebody \u2192 KEN, future\n"
            "        deed: CAMEO 033\n"
            "      | Kenya will get aid if Oslo agrees.\n"
            "\n  e3  AGREE: somebody, hypothetical, part of c1\n"
            "      | Kenya will get aid if Oslo agrees.\n"
            "\nWHO IS BOUND TO WHAT\n"
            "\n  c1  promise: Norway, Italy \u2192 KEN, conditional\n"
            "        act: \u201cget aid\u201d\n"
            "        condition: \u201cif Oslo agrees\u201d: that it comes to e3\n"
            "      | Kenya will get aid if Oslo agrees.\n");
}

TEST(Report, MarksSpansInColourAndClosesThem) {
  std::string out;
  write_report(test::reading_of_ours(), {.width = 60, .colours = true}, out);
  EXPECT_THAT(out, HasSubstr("\033[35mif Oslo agrees\033[0m."));
  std::size_t opened = 0, closed = 0;
  for (std::size_t at = out.find("\033["); at != std::string::npos; at = out.find("\033[", at + 1)) {
    out.compare(at, 4, "\033[0m") == 0 ? ++closed : ++opened;
  }
  EXPECT_EQ(opened, closed);
}

TEST(Layout, WrapsAtBlanksAndKeepsLongWordsWhole) {
  std::string out;
  lay_out("one two  three\nfour incomprehensibilities five", {}, 2, {.width = 12, .colours = false}, out);
  EXPECT_EQ(out, "  one two\n  three four\n  incomprehensibilities\n  five\n");
}

TEST(Layout, ADispatchCannotSteerTheTerminal) {
  std::string out;
  lay_out("a\033[31mb\xc2\x9b\u202e\xff", {}, 0, {}, out);
  EXPECT_EQ(out, "a\uFFFD[31mb\uFFFD\uFFFD\uFFFD\n");
}

TEST(Layout, AStyleGoesOverBlanksButNotOverLines) {
  std::string out;
  lay_out("aa bb cc", {{{0, 8}, Style::kContent}}, 0, {.width = 5, .colours = true}, out);
  EXPECT_EQ(out, "\033[32maa bb\033[0m\n\033[32mcc\033[0m\n");
}

}  // namespace
}  // namespace casus::formats
