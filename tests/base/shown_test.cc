#include "base/shown.h"

#include <gtest/gtest.h>

namespace casus {
namespace {

TEST(Shown, NothingSteersAndNothingBreaksTheLine) {
  EXPECT_EQ(shown("a\x1b]0;title\x07z"), "a\uFFFD]0;title\uFFFDz");
  EXPECT_EQ(shown("one\r\ntwo\tthree"), "one  two three");
  EXPECT_EQ(shown(std::string("\0\b\v\f\x7f", 5)), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(shown("\u0080\u0085\u009b2J"), "\uFFFD\uFFFD\uFFFD2J");
  EXPECT_EQ(shown("\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069").find_first_not_of("\uFFFD"),
            std::string::npos);
}

TEST(Shown, WhatIsNoUtf8IsReplacedForABareByteMaySteerToo) {
  EXPECT_EQ(shown("a\x9b"
                  "2J\xff"),
            "a\uFFFD2J\uFFFD");
  EXPECT_EQ(shown("\xe2\x80"), "\uFFFD");
}

TEST(Shown, AllElseStays) {
  const std::string text =
      "“Źródła” – שלום, 東京 👩‍👩‍👧 no\u00adbreak\u00a0\u200b\u2027\u202f\u2065\u206a.";
  EXPECT_EQ(shown(text), text);
  EXPECT_EQ(shown(shown("x\x1b\ny")), shown("x\x1b\ny"));
}

}  // namespace
}  // namespace casus
