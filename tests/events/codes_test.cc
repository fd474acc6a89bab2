// Every CAMEO code has a sentence of our own (codes.tsv). How many of them are coded right depends on the trees that
// the shipped model gives, so a share is asked for; the sentences that fail are named.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "casus/reader.h"
#include "lexicon/table.h"

namespace casus::events {
namespace {

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(Codes, EachHasASentence) {
  const std::string bytes = file(CASUS_SOURCE_DIR "/tests/events/codes.tsv");
  const auto sentences = lexicon::Table::parse("codes", bytes);
  ASSERT_TRUE(sentences.ok()) << sentences.error().text();
  std::set<std::string_view> covered;
  for (std::size_t row = 0; row < sentences->rows(); ++row) covered.insert(sentences->text(row, "code"));
  const auto tables = lexicon::Tables::compiled_in();
  ASSERT_TRUE(tables.ok());
  const auto codes = tables->table("cameo");
  ASSERT_TRUE(codes.ok());
  for (std::size_t row = 0; row < (*codes)->rows(); ++row)
    EXPECT_TRUE(covered.contains((*codes)->text(row, "code"))) << (*codes)->text(row, "code");
}

TEST(Codes, AreCodedFromTheirSentences) {
  if (!std::filesystem::exists(CASUS_MODEL)) GTEST_SKIP() << "no model at " << CASUS_MODEL;
  const auto reader = Reader::open({.model = CASUS_MODEL, .lexicons = ""});
  ASSERT_TRUE(reader.ok()) << reader.error().text();
  const std::string bytes = file(CASUS_SOURCE_DIR "/tests/events/codes.tsv");
  const auto sentences = lexicon::Table::parse("codes", bytes);
  ASSERT_TRUE(sentences.ok());
  std::size_t right = 0;
  std::string failed;
  for (std::size_t row = 0; row < sentences->rows(); ++row) {
    Document document;
    document.id = "code";
    document.text = std::string(sentences->text(row, "sentence"));
    bool found = false;
    for (const Event& event : reader->read(document).events)
      found |= !event.part_of && event.cameo == sentences->text(row, "code");
    right += found;
    if (!found)
      failed.append(sentences->text(row, "code")).append(": ").append(sentences->text(row, "sentence")).append("\n");
  }
  EXPECT_GE(right * 100, sentences->rows() * 90) << failed;
}

}  // namespace
}  // namespace casus::events
