// What happens to a batch when one of its documents cannot be read: it is named, and the others are read.
#include "cli/documents.h"

#include <gtest/gtest.h>

#include <new>
#include <stdexcept>

namespace casus::cli {
namespace {

Batch three() {
  Batch out;
  for (const char* place : {"day.jsonl:1", "day.jsonl:2", "day.jsonl:3"}) {
    out.documents.emplace_back();
    out.documents.back().place = place;
  }
  return out;
}

TEST(Batch, ADocumentThatThereIsNoMemoryForIsNamedAndTheOthersAreRead) {
  std::vector<std::string> read;
  const std::vector<Error> errors = each_of(three(), [&](std::span<const Document* const> documents) {
    std::vector<std::string> now;
    for (const Document* document : documents) {
      const std::string& place = static_cast<const Incoming*>(document)->place;
      if (place == "day.jsonl:2") throw std::bad_alloc();
      now.push_back(place);
    }
    read.insert(read.end(), now.begin(), now.end());
  });
  EXPECT_EQ(read, (std::vector<std::string>{"day.jsonl:1", "day.jsonl:3"}));
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].place, "day.jsonl:2");
  EXPECT_NE(errors[0].message.find("out of memory"), std::string::npos) << errors[0].message;
}

TEST(Batch, WhateverElseIsThrownIsToldToo) {
  const std::vector<Error> errors =
      each_of(three(), [](std::span<const Document* const>) { throw std::length_error("a vector too long"); });
  ASSERT_EQ(errors.size(), 3U);
  EXPECT_EQ(errors[2].text(), "day.jsonl:3: not read: a vector too long");
}

}  // namespace
}  // namespace casus::cli
