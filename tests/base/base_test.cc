#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/file_bytes.h"
#include "base/model_file.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "base/word_filter.h"
#include "casus/date.h"
#include "casus/vocabulary.h"

namespace casus {
namespace {

TEST(Date, ReadsRealDaysOnly) {
  EXPECT_EQ(Date::parse("2024-02-29")->iso(), "2024-02-29");
  EXPECT_FALSE(Date::parse("2023-02-29"));
  EXPECT_FALSE(Date::parse("2023-2-9"));
  EXPECT_FALSE(Date::parse("2023-01-01x"));
  EXPECT_EQ(Date::parse("2023-01-01T10:00:00Z")->iso(), "2023-01-01");
}

TEST(Date, CountsDaysMonthsAndWeekdays) {
  const Date day = *Date::parse("2024-01-31");
  EXPECT_EQ(day.weekday(), 2);  // a Wednesday
  EXPECT_EQ(day.plus_days(1).iso(), "2024-02-01");
  EXPECT_EQ(day.plus_months(1).iso(), "2024-02-29");
  EXPECT_EQ(day.plus_months(-2).iso(), "2023-11-30");
  EXPECT_EQ(day.days_until(*Date::parse("2024-03-01")), 30);
}

TEST(Utf8, ReplacesEachMaximalInvalidPartOnce) {
  EXPECT_EQ(utf8::repaired("a\xF0\x9F\x92z"), "a\xEF\xBF\xBDz");                      // truncated: one part
  EXPECT_EQ(utf8::repaired("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");                  // overlong: two parts
  EXPECT_EQ(utf8::repaired("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // a surrogate: three
  EXPECT_EQ(utf8::first_invalid("ab\xFF"), 2u);
  EXPECT_EQ(utf8::first_invalid("“ok”"), std::string_view::npos);
}

TEST(Utf8, OffsetsAgreeWithALinearCount) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += i % 3 == 0 ? "é" : i % 7 == 0 ? "😀" : "x";
  const utf8::Offsets offsets(text);
  uint32_t points = 0;
  for (uint32_t byte = 0; byte <= text.size(); ++points) {
    EXPECT_EQ(offsets.code_point(byte), points);
    EXPECT_EQ(offsets.byte(points), byte);
    if (byte == text.size()) break;
    byte += utf8::decode(text, byte).length;
  }
  EXPECT_EQ(offsets.characters(), points);
}

TEST(Sha256, MatchesTheStandardsExamples) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(FileBytes, NamesWhatCannotBeRead) {
  EXPECT_EQ(FileBytes::open("no/such/file").error().cause, Cause::kNotFound);
  EXPECT_EQ(FileBytes::open(CASUS_SOURCE_DIR).error().cause, Cause::kUnreadable);
  EXPECT_EQ(FileBytes::open("/dev/zero").error().cause, Cause::kUnreadable);
}

TEST(FileBytes, StayWhatTheyWereWhenTheFileIsCutOrWrittenOver) {
  const std::string path = testing::TempDir() + "file_bytes.bin", content(5000000, 'x');
  std::ofstream(path, std::ios::binary) << content;
  const auto file = FileBytes::open(path);
  ASSERT_TRUE(file.ok());
  std::filesystem::resize_file(path, 10);
  EXPECT_EQ(file->view(), content);
  std::fstream(path, std::ios::in | std::ios::out | std::ios::binary) << "other";
  EXPECT_EQ(file->view(), content);
  std::filesystem::remove(path);
}

TEST(ModelFile, GivesBackWhatWasWrittenAndRefusesDamage) {
  const std::string path = testing::TempDir() + "base_test.model";
  ModelWriter writer;
  writer.add("one", "first");
  writer.add("two", std::string(100, 'x'));
  ASSERT_TRUE(writer.write(path).ok());
  {
    const auto model = ModelFile::open(path);
    ASSERT_TRUE(model.ok());
    EXPECT_EQ(*model->section("one"), "first");
    EXPECT_EQ(model->section("two")->size(), 100u);
    EXPECT_FALSE(model->section("three").ok());
    EXPECT_EQ(model->digest().size(), 12u);
  }
  const auto size = std::filesystem::file_size(path);
  for (const std::uintmax_t less : {size - 1, size / 2, std::uintmax_t{120}, std::uintmax_t{9}, std::uintmax_t{0}}) {
    std::filesystem::resize_file(path, less);
    EXPECT_EQ(ModelFile::open(path).error().cause, Cause::kWrongModel) << less;
  }
}

TEST(ModelFile, RefusesBytesThatAreNotThoseOfItsDigest) {
  const std::string path = testing::TempDir() + "base_test_digest.model";
  ModelWriter writer;
  writer.add("one", std::string(100, 'x'));
  ASSERT_TRUE(writer.write(path).ok());
  ASSERT_TRUE(ModelFile::open(path).ok());
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(128 + 50);
  file << 'y';
  file.close();
  const auto model = ModelFile::open(path);
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.error().cause, Cause::kWrongModel);
  EXPECT_NE(model.error().message.find("digest"), std::string::npos) << model.error().message;
}

TEST(ModelFile, TheModelsWeShipAreToldByTheirSums) {
  const auto file = FileBytes::open(CASUS_MODEL), encoder = FileBytes::open(CASUS_SOURCE_DIR "/models/encoder.model");
  if (!file || !encoder) GTEST_SKIP() << "no model";
  EXPECT_EQ(quick_sum(file->view()), kShippedSum) << "a new model: write this sum into model_file.h";
  EXPECT_EQ(quick_sum(encoder->view()), kShippedEncoderSum) << "a new model: write this sum into model_file.h";
}

TEST(ModelFile, ChangingAnyByteChangesTheSum) {
  std::string bytes(200, 'a');
  const uint64_t sum = quick_sum(bytes);
  for (char& c : bytes) {
    for (const char other : {'b', '\xE1', '\0'}) {
      c = other;
      EXPECT_NE(quick_sum(bytes), sum);
    }
    c = 'a';
  }
  EXPECT_NE(quick_sum(bytes + 'a'), sum);
}

TEST(WordFilter, NeverTurnsAwayWhatWasPut) {
  WordFilter filter;
  for (const char* word : {"say", "a", "Überfall", "according"}) filter.put(word);
  for (const char* word : {"say", "SAY", "a", "Überfall", "according", "According"}) EXPECT_TRUE(filter.may_hold(word));
  int passed = 0;
  for (const char* word : {"", "the", "bridge", "over", "river", "was", "lost", "in", "May"})
    passed += filter.may_hold(word);
  EXPECT_LT(passed, 3);
}

TEST(Vocabulary, NamesAndValuesGoBothWays) {
  EXPECT_EQ(name(EntryKind::kThreat), "threat");
  EXPECT_EQ(parse<EntryKind>("withdrawal"), EntryKind::kWithdrawal);
  EXPECT_FALSE(parse<EntryKind>("menace"));
  EXPECT_EQ(value_of(Category::kAssault).quad, 4);
  EXPECT_EQ(value_of(Category::kAid).score, 10);
}

}  // namespace
}  // namespace casus
