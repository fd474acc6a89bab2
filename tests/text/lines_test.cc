// Lines of a stream in pieces: their numbers and texts, and that what is longer than the cap is never held.
#include "text/lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <new>
#include <vector>

namespace casus::text {
namespace {

// The stream in pieces of so many bytes; `most` is the most that was held when a piece was asked for.
std::vector<std::string> lines_of(const std::string& stream, std::size_t piece, std::size_t longest,
                                  std::size_t* most = nullptr) {
  std::size_t at = 0, held_most = 0;
  Lines lines(
      "",
      [&](std::string& held) {
        held_most = std::max(held_most, held.size());
        const std::string next = stream.substr(at, piece);
        at += next.size();
        held += next;
        return !next.empty();
      },
      longest);
  std::vector<std::string> out;
  while (const auto line = lines.next()) {
    EXPECT_EQ(line->number, out.size() + 1);
    out.push_back(line->too_long ? "(too long)" : std::string(line->text));
  }
  EXPECT_FALSE(lines.next());
  if (most != nullptr) *most = held_most;
  return out;
}

TEST(Lines, AreThoseOfTheStreamInPiecesOfAnySize) {
  const std::vector<std::string> wanted{"one", "", "three", "the last"};
  for (const std::size_t piece : {1U, 2U, 3U, 7U, 100U})
    EXPECT_EQ(lines_of("one\n\nthree\nthe last", piece, 100), wanted) << piece;
  EXPECT_EQ(lines_of("one\n", 100, 100), std::vector<std::string>{"one"});
  EXPECT_TRUE(lines_of("", 100, 100).empty());
}

TEST(Lines, OneLongerThanTheCapIsPassedOverWithoutBeingHeld) {
  const std::string long_line(10000, 'x');
  for (const std::size_t piece : {1U, 16U, 64U}) {
    std::size_t most = 0;
    EXPECT_EQ(lines_of("one\n" + long_line + "\nthree\n" + long_line, piece, 50, &most),
              (std::vector<std::string>{"one", "(too long)", "three", "(too long)"}))
        << piece;
    EXPECT_LE(most, 50 + 2 * piece) << piece;
  }
  EXPECT_EQ(lines_of(std::string(50, 'y') + "\n" + std::string(51, 'y'), 8, 50),
            (std::vector<std::string>{std::string(50, 'y'), "(too long)"}));
}

TEST(Lines, OneThatThereIsNoMemoryForIsPassedOverToo) {
  std::size_t at = 0;
  const std::string stream = "one\n" + std::string(100, 'x') + "\nthree\n";
  Lines lines("", [&](std::string& held) {
    if (held.size() > 40) throw std::bad_alloc();
    const std::string next = stream.substr(at, 10);
    at += next.size();
    held += next;
    return !next.empty();
  });
  EXPECT_EQ(lines.next()->text, "one");
  const auto second = lines.next();
  EXPECT_TRUE(second->too_long);
  EXPECT_EQ(second->number, 2U);
  EXPECT_EQ(lines.next()->text, "three");
  EXPECT_FALSE(lines.next());
}

}  // namespace
}  // namespace casus::text
