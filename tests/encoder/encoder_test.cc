#include "encoder/encoder.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <thread>

#include "support/small_encoder.h"

namespace casus::encoder {
namespace {

class OfSmall : public testing::Test {
 protected:
  void SetUp() override { small_.write(path_); }
  void TearDown() override { std::filesystem::remove(path_); }

  Result<Encoder> open() {
    auto model = ModelFile::open(path_);
    EXPECT_TRUE(model) << model.error().text();
    model_.emplace(*std::move(model));
    return Encoder::open(*model_);
  }

  static void add(Windows& windows, std::string_view words) {
    windows.begin();
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find(' ', at), words.size());
      windows.word(words.substr(at, end - at), at > 0);
      at = end + 1;
    }
    windows.end();
  }
  static std::vector<float> vectors_of(const Encoder& encoder, const std::vector<std::string>& texts) {
    Windows windows(encoder.vocabulary());
    for (const std::string& text : texts) add(windows, text);
    Scratch scratch;
    std::vector<float> out;
    encoder.encode(windows, scratch, out);
    EXPECT_EQ(out.size(), windows.words() * std::size_t(encoder.width()));
    return out;
  }

  test::SmallEncoder small_;
  const std::string path_ = testing::TempDir() + "small_encoder_" + std::to_string(getpid()) + ".model";
  std::optional<ModelFile> model_;
};

TEST_F(OfSmall, ANeighbourMakesNoDifference) {
  const auto encoder = open();
  ASSERT_TRUE(encoder) << encoder.error().text();
  const std::string text = "Norway will be warning Russia , again .";
  std::string long_text;
  for (int i = 0; i < 60; ++i) long_text += "word" + std::to_string(i) + " ";
  const auto alone = vectors_of(*encoder, {text});
  for (const auto& company : {std::vector<std::string>{"A b .", text, long_text}, {long_text, text}, {text, text}}) {
    const auto together = vectors_of(*encoder, company);
    std::size_t at = 0;
    for (const std::string& other : company) {
      if (other == text) break;
      at += std::size_t(std::ranges::count(other, ' ') + (other.back() == ' ' ? 0 : 1)) * std::size_t(encoder->width());
    }
    EXPECT_TRUE(std::equal(alone.begin(), alone.end(), together.begin() + std::ptrdiff_t(at)));
  }
}

TEST_F(OfSmall, WhatStandsAroundAWordDoes) {
  const auto encoder = open();
  ASSERT_TRUE(encoder) << encoder.error().text();
  EXPECT_NE(vectors_of(*encoder, {"will be"}), vectors_of(*encoder, {"be will"}));
  EXPECT_NE(vectors_of(*encoder, {"will be"}), vectors_of(*encoder, {"Will be"})) << "a capital";
}

TEST_F(OfSmall, LongWindowsAreCut) {
  const auto encoder = open();
  ASSERT_TRUE(encoder) << encoder.error().text();
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "abcdefghij ";
  EXPECT_EQ(vectors_of(*encoder, {text}).size(), 3000 * test::SmallEncoder::kWidth);
  EXPECT_TRUE(vectors_of(*encoder, {}).empty());
}

TEST_F(OfSmall, ThreadsShareIt) {
  const auto encoder = open();
  ASSERT_TRUE(encoder) << encoder.error().text();
  const auto alone = vectors_of(*encoder, {"Norway will be warning Russia ."});
  std::vector<std::vector<float>> got(4);
  std::vector<std::thread> threads;
  for (auto& mine : got) {
    threads.emplace_back([&] { mine = vectors_of(*encoder, {"Norway will be warning Russia ."}); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(got, testing::Each(alone));
}

TEST_F(OfSmall, DamagedSectionsAreNamed) {
  for (const std::string name : {"encoder", "vocabulary", "words", "places", "norms", "mix", "1 widen"}) {
    test::SmallEncoder broken;
    std::string& bytes = broken.section(name);
    bytes = name == "vocabulary" ? "a" : bytes.substr(0, bytes.size() - 1);
    broken.write(path_);
    const auto encoder = open();
    ASSERT_FALSE(encoder) << name;
    EXPECT_THAT(encoder.error().text(), testing::HasSubstr("'" + name + "' is damaged"));
  }
  test::SmallEncoder without;
  std::erase_if(without.sections, [](const auto& s) { return s.first == "mix"; });
  without.write(path_);
  EXPECT_THAT(open().error().text(), testing::HasSubstr("no section 'mix'"));
}

}  // namespace
}  // namespace casus::encoder
