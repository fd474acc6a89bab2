// Documents out of every format, and what bad input gets.
#include "text/input.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "text/html.h"
#include "text/lines.h"
#include "text/parts.h"

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
      out.push_back({path, std::nullopt, source.error(), {}});
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

TEST_F(InputTest, ALineOfJsonLongerThanTheCapIsAnErrorAndTheNextOneIsRead) {
  const auto path = file("long.jsonl", "{\"text\":\"One.\"}\n{\"text\":\"" + std::string(kLongestLine, 'x') +
                                           "\"}\n{\"text\":\"Three.\"}\n");
  const auto items = all(path);
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].document->text, "One.");
  ASSERT_TRUE(items[1].error);
  EXPECT_EQ(items[1].error->place, path + ":2");
  EXPECT_NE(items[1].error->message.find("longer than 64 MB"), std::string::npos) << items[1].error->message;
  EXPECT_EQ(items[2].document->text, "Three.");
  EXPECT_EQ(items[2].place, path + ":3");
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

TEST_F(InputTest, Utf16WithoutAMarkAndWithAHalfCharacterAtItsEnd) {
  const std::string big("\0H\0e\0l\0l\0o\0 \0y\0o\0u\0", 19);
  const auto items = all(file("a.txt", big));
  ASSERT_TRUE(items[0].document);
  EXPECT_EQ(items[0].document->text, "Hello you");
}

TEST_F(InputTest, KindComesFromExtensionThenFromLookingUnlessItIsSaid) {
  EXPECT_EQ(all(file("page", "  <!-- made by hand -->\n<HTML><p>One.</p><p>Two.</p>"))[0].document->text,
            "One.\n\nTwo.");
  EXPECT_EQ(all(file("lines", "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n")).size(), 2U);
  EXPECT_EQ(all(file("plain", "<1 per cent of voters stayed at home."))[0].document->text,
            "<1 per cent of voters stayed at home.");
  EXPECT_EQ(all(file("lines.txt", "{\"text\":\"One.\"}\n"))[0].document->text, "{\"text\":\"One.\"}\n");
  EXPECT_EQ(all(file("lines2.txt", "{\"text\":\"One.\"}\n"), {InputKind::kJsonLines, {}})[0].document->text, "One.");
}

TEST_F(InputTest, HtmlDatesOfPagesThatDescribeThemselves) {
  const Item item = document_from_html(
      "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\", \"datePublished\" : "
      "\"2023-11-02T09:30\"}</script>"
      "<p>It is so.</p>",
      "page", {});
  EXPECT_EQ(item.document->date, Date::parse("2023-11-02"));
  const Item given = document_from_html("<time datetime=\"2020-01-01\"></time><p>x</p>", "page",
                                        {InputKind::kHtml, Date::parse("2021-06-30")});
  EXPECT_EQ(given.document->date, Date::parse("2021-06-30"));
}

TEST_F(InputTest, HtmlInAnotherEncodingThatItDeclares) {
  const Item item = document_from_html("<meta charset=\"windows-1252\"><p>Caf\xE9 \x93talks\x94</p>", "page", {});
  EXPECT_EQ(item.document->text, "Caf\xC3\xA9 \xE2\x80\x9Ctalks\xE2\x80\x9D");
  EXPECT_EQ(item.notes.size(), 1U);
}

TEST_F(InputTest, HtmlReferences) {
  EXPECT_EQ(read_html("<p>a&#146;s &amp;amp; &#10;&#x2014; &nosuch; &#xD800;&#99999999999; &</p>").text,
            "a\xE2\x80\x99s &amp; \xE2\x80\x94 &nosuch; &#xD800;&#99999999999; &");
}

TEST_F(InputTest, HtmlWithQuotationMarksAstrayIsReadInLinearTime) {
  std::string page;
  for (int i = 0; i < 200000; ++i) page += "<a \">\"";
  page += "\"<p>The end.</p>";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_NE(read_html(page).text.find("The end."), std::string::npos);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));  // quadratic: hours
}

TEST_F(InputTest, ALongTextComesInPartsThatLoseNothing) {
  std::string text;
  while (text.size() < 3 * kLongestPart) text += "Die Stra\xC3\x9F\x65 war leer. ";
  const auto items = all(file("long.txt", text), {InputKind::kAuto, Date::parse("2024-05-14")});
  ASSERT_EQ(items.size(), 4U);
  EXPECT_EQ(items[0].notes.size(), 1U);
  std::string together;
  for (const Item& item : items) {
    ASSERT_TRUE(item.document);
    EXPECT_LE(item.document->text.size(), kLongestPart);
    EXPECT_EQ(item.document->date, Date::parse("2024-05-14"));
    EXPECT_TRUE(item.document->text.starts_with("Die")) << "cut after a sentence";
    together += item.document->text;
  }
  EXPECT_EQ(together, text);
  EXPECT_TRUE(items[0].document->id.ends_with("#1") && items[3].document->id.ends_with("#4"));
  const auto unbroken = all(file("one.txt", [] {
    std::string out;
    while (out.size() < kLongestPart + 10) out += "\xC3\x9F";
    return "a" + out;
  }()));
  ASSERT_EQ(unbroken.size(), 2U);
  EXPECT_TRUE(unbroken[1].document->text.starts_with("\xC3\x9F")) << "no character is cut";
}

TEST_F(InputTest, ATitleNobodyClosedDoesNotSwallowThePage) {
  EXPECT_EQ(read_html("<title>News<body><p>They met.</p>").text, "They met.");
}

TEST(Html, AHeadingThatRepeatsTheTitleIsTheTitle) {
  const Page page =
      read_html("<title>Ministers meet | The Post</title><body><h1>Ministers <b>meet</b></h1><p>They met.</p>");
  EXPECT_EQ(page.text, "They met.");
  EXPECT_EQ(page.title, "Ministers meet");
}

TEST(Html, AnotherHeadingIsText) {
  EXPECT_EQ(read_html("<title>The Post</title><h1>Ministers meet</h1><p>They met.</p>").text,
            "Ministers meet\n\nThey met.");
  EXPECT_EQ(read_html("<h1>Ministers meet</h1><p>They met.</p>").text, "Ministers meet\n\nThey met.");
  EXPECT_EQ(read_html("<title>A</title><h1></h1><p>They met.</p></h1>").text, "They met.");
}

TEST_F(InputTest, JsonOfEveryBadShapeIsAnErrorAndReadingGoesOn) {
  const auto path = file("bad.jsonl",
                         "\xEF\xBB\xBF{\"text\":\"First, after a mark.\"}\r\n"
                         "{\"text\":7}\n"
                         "{\"text\":null}\n"
                         "{\"text\":\"cut\n"
                         "{\"text\":\"half a pair \\ud800\"}\n"
                         "nonsense\n"
                         "{\"text\":\"a\\u0000b\",\"id\":12}\n"
                         "{\"text\":\"bad \xC3 byte\"}\n"
                         "{\"text\":\"\",\"date\":\"\"}\n");
  const auto items = all(path);
  ASSERT_EQ(items.size(), 9U);
  EXPECT_EQ(items[0].document->text, "First, after a mark.");
  for (std::size_t i : {1U, 2U, 3U, 5U}) {
    ASSERT_TRUE(items[i].error) << i;
    EXPECT_EQ(items[i].error->place, path + ":" + std::to_string(i + 1));
  }
  EXPECT_EQ(items[6].document->text, std::string("a\0b", 3));
  EXPECT_EQ(items[6].document->id, "12");
  EXPECT_EQ(items[7].document->text, "bad \xEF\xBF\xBD byte");
  EXPECT_EQ(items[7].notes.size(), 1U);
  EXPECT_EQ(items[8].document->text, "");
  EXPECT_FALSE(items[8].document->date);
}

}  // namespace
}  // namespace casus::text
