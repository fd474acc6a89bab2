// Documents out of every format, and what bad input gets.
#include "text/input.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace casus::text {
namespace {

class InputTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("casus-input-" + std::to_string(::getpid()) +
                                                        testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string file(const std::string& name, const std::string& bytes) const {
    const auto path = folder_ / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
  static std::vector<Item> all(const std::string& path, const InputOptions& options = {}) {
    std::vector<Item> out;
    auto source = DocumentSource::open(path, options);
    if (!source) {
      out.push_back({std::nullopt, source.error(), {}});
      return out;
    }
    while (auto item = source->next()) out.push_back(std::move(*item));
    return out;
  }
  std::filesystem::path folder_;
};

TEST_F(InputTest, PlainTextIsOneDocumentWithAnIdOfItsContent) {
  const auto items = all(file("a.txt", "The ministers met.\r\n"), {InputKind::kAuto, Date::parse("2024-05-14")});
  ASSERT_EQ(items.size(), 1U);
  ASSERT_TRUE(items[0].document);
  EXPECT_EQ(items[0].document->text, "The ministers met.\r\n");
  EXPECT_EQ(items[0].document->date, Date::parse("2024-05-14"));
  EXPECT_TRUE(items[0].document->id.starts_with("sha256:"));
}

TEST_F(InputTest, JsonLinesKeepGoodLinesAndNameBadOnes) {
  const auto path = file("a.jsonl",
                         "{\"id\":\"x\",\"date\":\"2024-05-14\",\"title\":null,\"text\":\"One.\"}\n"
                         "[1,2]\n\n"
                         "{\"id\":\"y\"}\n"
                         "{\"text\":\"T\",\"date\":\"14 May\"}\n"
                         "{broken\n"
                         "{\"text\":\"Last, without an id or a line break.\"}");
  const auto items = all(path);
  ASSERT_EQ(items.size(), 6U);
  EXPECT_EQ(items[0].document->id, "x");
  EXPECT_FALSE(items[0].document->title);
  EXPECT_EQ(items[1].error->place, path + ":2");
  EXPECT_EQ(items[2].error->place, path + ":4");
  EXPECT_NE(items[3].error->message.find("date"), std::string::npos);
  EXPECT_EQ(items[4].error->place, path + ":6");
  EXPECT_EQ(items[5].document->id, path + ":7");
}

TEST_F(InputTest, ALineLongerThanTheBufferIsRead) {
  const std::string text(300000, 'a');
  const auto items = all(file("a.jsonl", "{\"id\":\"1\",\"text\":\"" + text + "\"}\n{\"id\":\"2\",\"text\":\"b\"}\n"));
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].document->text.size(), text.size());
  EXPECT_EQ(items[1].document->id, "2");
}

TEST_F(InputTest, HtmlGivesItsReadableText) {
  const auto items =
      all(file("a.html",
               "<!DOCTYPE html><html><head><title>A &amp; B</title><style>p{}</style>"
               "<meta property=\"article:published_time\" content=\"2024-05-14T08:00:00Z\"></head><body><nav>Menu</nav>"
               "<script>if (a < b) alert('</p>');</script><p>The &ldquo;talks&rdquo; failed "
               "&#8211;<br>again.</p><p>Both left.</p></body></html>"));
  ASSERT_EQ(items.size(), 1U);
  ASSERT_TRUE(items[0].document);
  EXPECT_EQ(items[0].document->text, "The \xE2\x80\x9Ctalks\xE2\x80\x9D failed \xE2\x80\x93\nagain.\n\nBoth left.");
  EXPECT_EQ(items[0].document->title, "A & B");
  EXPECT_EQ(items[0].document->date, Date::parse("2024-05-14"));
}

TEST_F(InputTest, HtmlThatIsBrokenStillEnds) {
  for (const char* html :
       {"<", "<p", "<!--", "<p title=\"x", "</", "<script>", "&", "&#", "&#x110000;", "<p>a</p", "<title>"}) {
    const Item item = document_from_html(html, "page", {});
    EXPECT_TRUE(item.document) << html;
  }
}

TEST_F(InputTest, Utf16IsConverted) {
  const std::string little("\xFF\xFEH\0i\0!\0", 8);
  const auto items = all(file("a.txt", little));
  ASSERT_TRUE(items[0].document);
  EXPECT_EQ(items[0].document->text, "\xEF\xBB\xBFHi!");
  EXPECT_EQ(items[0].notes.size(), 1U);
}

TEST_F(InputTest, InvalidUtf8IsReplacedAndItsPlaceTold) {
  const auto items = all(file("a.txt", "Good \xFF\xFE text.\n"));
  ASSERT_TRUE(items[0].document);
  EXPECT_EQ(items[0].document->text, "Good \xEF\xBF\xBD\xEF\xBF\xBD text.\n");
  ASSERT_EQ(items[0].notes.size(), 1U);
  EXPECT_NE(items[0].notes[0].find("byte 5"), std::string::npos);
}

TEST_F(InputTest, WhatIsNoTextIsRefused) {
  EXPECT_EQ(all(file("a.txt", std::string("ELF\0\x01\x02", 6)))[0].error->cause, Cause::kMalformed);
  EXPECT_EQ(all(file("empty.txt", ""))[0].error->cause, Cause::kMalformed);
  EXPECT_EQ(all(folder_.string())[0].error->cause, Cause::kUnreadable);
  EXPECT_EQ(all((folder_ / "none.txt").string())[0].error->cause, Cause::kNotFound);
}

}  // namespace
}  // namespace casus::text
