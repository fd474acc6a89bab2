// Tables from outside: bytes that mean the same, bytes that mean nothing, and files that are none.
#include "lexicon/table.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "lexicon/folder.h"

namespace casus::lexicon {
namespace {

std::string refusal(std::string_view bytes) {
  const auto table = Table::parse("t", bytes);
  return table ? "none" : table.error().text();
}

TEST(Table, LineEndsAndByteOrderMarkMeanNothing) {
  const std::string plain = "# head\nword\tnumber\none\t1\n\ntwo\t2\n";
  const std::string wide = "\xEF\xBB\xBF# head\r\nword\tnumber\r\none\t1\r\n\r\ntwo\t2";
  for (const std::string& bytes : {plain, wide}) {
    const auto table = Table::parse("t", bytes);
    ASSERT_TRUE(table) << table.error().text();
    ASSERT_EQ(table->rows(), 2U);
    EXPECT_EQ(table->text(1, "word"), "two");
    EXPECT_EQ(table->text(1, "number"), "2");
    EXPECT_EQ(table->place(1), "t.tsv:5");
  }
}

TEST(Table, AHeaderNamesEachColumnOnce) {
  EXPECT_EQ(refusal("# nothing else\n"), "t.tsv: has no header row; its first line names the columns");
  EXPECT_EQ(refusal("a\tb\ta\n1\t2\t3\n"), "t.tsv:1: the header names the column 'a' twice");
  EXPECT_EQ(refusal("a\t\tb\n1\t2\t3\n"), "t.tsv:1: the header names no column at place 2");
  EXPECT_EQ(refusal(std::string(100, '\t') + "\n"), "t.tsv:1: names more than 64 columns");
}

TEST(Table, ARowHasTheCellsOfTheHeader) {
  EXPECT_EQ(refusal("a\tb\n1\t2\n1\n"),
            "t.tsv:3: has 1 cells, the header has 2; cells are separated by one tab each, also empty ones");
  EXPECT_EQ(refusal("a\tb\n" + std::string(1000, '\t') + "\n"),
            "t.tsv:2: has more than 2 cells, the header has 2; cells are separated by one tab each, also empty ones");
  EXPECT_EQ(refusal("a\tb\n" + std::string(8192, 'x') + "\t2\n"), "none");
  EXPECT_EQ(refusal("a\tb\n" + std::string(8193, 'x') + "\t2\n"), "t.tsv:2: has a cell of more than 8192 bytes");
}

TEST(Table, BytesThatAreNoTextAreRefusedWithTheirLine) {
  using namespace std::string_literals;
  const std::string control = "t.tsv:2: holds a control character; cells are plain text between tabs";
  EXPECT_EQ(refusal("a\nx\0y\n"s), control);
  EXPECT_EQ(refusal("a\nx\x1b[31m\n"), control);
  EXPECT_EQ(refusal("a\nx\ry\n"), control);
  EXPECT_EQ(refusal("a\nx\xc3\x28\n"), "t.tsv:2: is not valid UTF-8; save the table as UTF-8");
  EXPECT_EQ(refusal("\xff\xfe"
                    "a\0\n\0"s),
            "t.tsv:1: is not valid UTF-8; save the table as UTF-8");
}

TEST(Table, ManyEmptyLinesCostNoMoreThanTheirBytes) {  // and not lines times columns
  std::string bytes;
  for (int i = 0; i < 64; ++i) bytes.append(i == 0 ? "c" : "\tc").append(std::to_string(i));
  bytes += std::string(std::size_t{4} << 20, '\n');
  const auto table = Table::parse("t", bytes);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows(), 0U);
}

TEST(Folder, WhatIsNoRegularFileIsRefusedAtOnce) {
  const test::Folder folder("casus_table_files");
  const std::string path = folder.path() + "/t.tsv", wanted = path + ": is no regular file, as a table must be";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  EXPECT_EQ(Tables::from_folder(folder.path()).error().text(), wanted);
  std::filesystem::remove(path);
  std::filesystem::create_directory(path);
  EXPECT_EQ(Tables::from_folder(folder.path()).error().text(), wanted);
  std::filesystem::remove(path);
  std::filesystem::create_symlink("/dev/zero", path);
  EXPECT_EQ(Tables::from_folder(folder.path()).error().text(), wanted);
  std::filesystem::remove(path);
  std::filesystem::create_symlink(path, path);
  EXPECT_EQ(Tables::from_folder(folder.path()).error().text(), wanted);
}

TEST(Folder, TablesOfAllSizeAreRefused) {
  const test::Folder folder("casus_table_sizes");
  folder.put("a", "word\none\n");
  folder.put("b", "word\ntwo\n");
  std::filesystem::resize_file(folder.path() + "/b.tsv", Tables::kMostBytes);
  const auto tables = Tables::from_folder(folder.path());
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.error().text(),
            folder.path() + "/b.tsv: makes the tables of its folder larger than 32 MB, which is the most they may be");
}

TEST(Folder, ATableThatIsMissingIsNamed) {
  const test::Folder folder("casus_table_missing");
  folder.put("a", "word\none\n");
  const auto tables = Tables::from_folder(folder.path());
  ASSERT_TRUE(tables);
  const auto table = tables->table("b");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().text(), "b.tsv: there is no such table; a folder of tables holds all those of lexicons/");
}

}  // namespace
}  // namespace casus::lexicon
