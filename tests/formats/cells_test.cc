// Cells and JSON strings made of what attackers write.
#include "formats/cells.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/shown.h"
#include "formats/cameo.h"
#include "formats/csv.h"
#include "formats/json_text.h"
#include "formats/plain.h"
#include "formats/plover.h"
#include "formats/reading_of_ours.h"

namespace casus::formats {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string row(std::initializer_list<std::string_view> cells, char separator = ',', Cells how = Cells::kGuarded) {
  std::string out;
  RowWriter writer(separator, how, out);
  for (const std::string_view cell : cells) writer.text(cell);
  return out;
}

// Rows as RFC 4180 reads them, whatever the separator.
std::vector<std::vector<std::string>> parsed(std::string_view table, char separator) {
  std::vector<std::vector<std::string>> out;
  std::string cell;
  std::vector<std::string> cells;
  bool quoted = false;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char c = table[i];
    if (quoted && c == '"' && i + 1 < table.size() && table[i + 1] == '"') {
      cell += table[i++];
    } else if (c == '"' && (quoted || cell.empty())) {
      quoted = !quoted;
    } else if (!quoted && (c == separator || c == '\n')) {
      cells.push_back(std::exchange(cell, {}));
      if (c == '\n') out.push_back(std::exchange(cells, {}));
    } else if (quoted || c != '\r') {
      cell += c;
    }
  }
  return out;
}

TEST(Cells, WhatBeginsAFormulaGetsAnApostrophe) {
  for (const std::string formula : {"=1+1", "+1", "-1+cmd", "@SUM(A1)", "  =1", "\t=1", "\r\n=1", "＝1", "＋1", "－1",
                                    "＠1", "﹦1", "\u00a0=1", "\u3000=1", "\ufeff=1", "-", "--"}) {
    const bool hyphens = formula == "-" || formula == "--";
    EXPECT_EQ(row({formula}), (hyphens ? "" : "'") + shown(formula));
    EXPECT_EQ(row({formula}, ',', Cells::kRaw), shown(formula));
  }
  EXPECT_EQ(row({"=HYPERLINK(\"http://x\",\"y\")"}), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
}

TEST(Cells, SoDoesEachValueOfSeveral) {
  EXPECT_EQ(row({"Oslo;=1+1; -x"}), "Oslo;'=1+1;' -x");
  EXPECT_EQ(row({"NOR;---;ITA"}), "NOR;---;ITA");
  EXPECT_EQ(row({";;"}), ";;");
}

TEST(Cells, OrdinaryWordsStayAsTheyAre) {
  EXPECT_EQ(row({"", "Oslo", "a=b", "x - y", "---", "042", "\u201cno\u201d", "it's"}, '\t'),
            "\tOslo\ta=b\tx - y\t---\t042\t\u201cno\u201d\tit's");
}

TEST(Cells, OurNumbersStayNumbers) {
  std::string out;
  RowWriter writer('\t', Cells::kGuarded, out);
  writer.number("-3.5");
  writer.text("-3.5");
  EXPECT_EQ(out, "-3.5\t'-3.5");
}

TEST(Cells, EveryRowIsOneLineAndReadsBack) {
  const std::string hostile[] = {"\"",       "\"\"", "\"a",         "a\"", "a\"b\"c", "a,b",        "a\tb",
                                 "\"a\tb\"", "a\nb", "\"a\r\nb,\"", "'",   "\xff\"",  "\x1b[2J\"x", "\u009b,2J",
                                 "\u202e\"", "",     "\"\n\"",      "\\\""};
  for (const char separator : {',', '\t'}) {
    for (const Cells how : {Cells::kGuarded, Cells::kRaw}) {
      std::string table;
      for (const std::string& first : hostile) {
        for (const std::string& second : hostile) table += row({first, second, "end"}, separator, how) + "\n";
      }
      const auto rows = parsed(table, separator);
      ASSERT_EQ(rows.size(), std::size(hostile) * std::size(hostile));
      auto at = rows.begin();
      for (const std::string& first : hostile) {
        for (const std::string& second : hostile)
          EXPECT_THAT(*at++, ElementsAre(shown(first), shown(second), "end")) << "separator " << int(separator);
      }
    }
  }
}

Reading hostile_reading() {
  Reading r = test::reading_of_ours();
  r.document.id = "=d1\n\x1b]0;x\x07";
  r.document.source = "\"Desk";
  r.document.url = "@SUM(1)";
  r.events[0].trigger.text = "\"met\u202e";
  r.events[1].category = Category::kThreaten;
  return r;
}

TEST(Cells, ATableOfHostileTextsKeepsItsRowsAndItsNumbers) {
  for (const bool raw : {false, true}) {
    const Cells how = raw ? Cells::kRaw : Cells::kGuarded;
    const std::string mark = raw ? "" : "'";
    std::string cameo;
    write_cameo_header(cameo);
    write_cameo(hostile_reading(), false, cameo, how);
    const auto rows = parsed(cameo, '\t');
    ASSERT_EQ(rows.size(), 3U);
    for (const auto& cells : rows) EXPECT_EQ(cells.size(), rows[0].size());
    EXPECT_EQ(rows[1][0], mark + "=d1 \uFFFD]0;x\uFFFD/e1");
    EXPECT_EQ(rows[1][24], mark + "@SUM(1)");
    EXPECT_EQ(rows[1][25], "\"Desk");
    EXPECT_EQ(rows[2][16], "-3.5") << "a score is a number";

    std::string csv;
    write_csv_header(Table::kEvents, csv);
    write_csv(hostile_reading(), Table::kEvents, csv, how);
    const auto events = parsed(csv, ',');
    ASSERT_EQ(events.size(), 4U);
    EXPECT_EQ(events[1][0], mark + "=d1 \uFFFD]0;x\uFFFD");
    EXPECT_THAT(events[1], Contains("\"met\uFFFD"));
    EXPECT_THAT(events[2], Contains("-3.5"));
  }
}

TEST(JsonText, WhatSteersIsEscapedAndTheValueStaysExact) {
  const std::string text = "\u009b2J \u202e\u2066 \u200f\u061c \u2028\x7f\x1b \u0085 “é” 東京\n";
  const nlohmann::ordered_json json{{"te\u202ext", text}};
  const std::string line = dumped(json);
  EXPECT_EQ(line,
            "{\"te\\u202ext\":\"\\u009b2J \\u202e\\u2066 \\u200f\\u061c \\u2028\\u007f\\u001b \\u0085 “é” 東京\\n\"}");
  EXPECT_EQ(nlohmann::ordered_json::parse(line), json);
  std::string written;
  write_json_text(text, written);
  EXPECT_EQ(nlohmann::json::parse("\"" + written + "\""), text);
  EXPECT_THAT(line, HasSubstr(written));
  written.clear();
  write_json_text("a\xff\"\x9b\xe2\x80", written);
  EXPECT_EQ(written, "a\uFFFD\\\"\uFFFD\uFFFD");
}

TEST(Plain, OnlyTheTemplateBreaksLines) {
  const std::string id = "x\nforged\x1b[2J";
  EXPECT_EQ(plain("{}\n  {} {:>4} {}\n", id, std::string_view("a\u202e"), 7, "b\n"),
            "x forged\uFFFD[2J\n  a\uFFFD    7 b \n");
}

}  // namespace
}  // namespace casus::formats
