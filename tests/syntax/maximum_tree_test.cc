#include "syntax/maximum_tree.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace casus::syntax {
namespace {

using testing::ElementsAre;

float sum_of(std::span<const float> scores, std::span<const int32_t> heads) {
  float out = 0;
  for (std::size_t w = 0; w < heads.size(); ++w) {
    out += scores[w * (heads.size() + 1) + std::size_t(heads[w] + 1)];
  }
  return out;
}

// The best of all assignments of heads that are one projective tree.
float best_of_all(std::span<const float> scores, std::size_t n) {
  std::vector<int32_t> heads(n, -1);
  float best = -1e30F;
  for (;;) {
    if (is_projective_tree(heads)) best = std::max(best, sum_of(scores, heads));
    std::size_t w = 0;
    while (w < n && heads[w] + 1 == int32_t(n)) heads[w++] = -1;
    if (w == n) return best;
    ++heads[w];
  }
}

TEST(IsProjectiveTree, KnowsTreesFromOthers) {
  const auto is = [](std::vector<int32_t> heads) { return is_projective_tree(heads); };
  EXPECT_TRUE(is({-1}));
  EXPECT_TRUE(is({1, -1, 1}));
  EXPECT_TRUE(is({-1, 0, 1, 2}));
  EXPECT_FALSE(is({-1, -1})) << "two roots";
  EXPECT_FALSE(is({1, 0})) << "none";
  EXPECT_FALSE(is({-1, 2, 1})) << "a circle";
  EXPECT_FALSE(is({2, 3, -1, 2})) << "arcs that cross";
  EXPECT_FALSE(is({1, 2, -1, 1})) << "an arc over the root";
}

TEST(MaximumTree, IsTheBestOfAllForSmallSentences) {
  std::mt19937 random(7);
  std::normal_distribution<float> normal;
  MaximumTree maximum;
  for (std::size_t n = 1; n <= 5; ++n) {
    for (int round = 0; round < 60; ++round) {
      std::vector<float> scores(n * (n + 1));
      for (float& score : scores) score = normal(random);
      for (std::size_t w = 0; w < n; ++w) scores[w * (n + 1) + w + 1] = -1e9F;
      std::vector<int32_t> heads(n);
      maximum.find(scores, heads);
      ASSERT_TRUE(is_projective_tree(heads));
      ASSERT_NEAR(sum_of(scores, heads), best_of_all(scores, n), 1e-4);
    }
  }
}

TEST(MaximumTree, TakesTheBestHeadsWhereTheyMakeATree) {
  // "Norway warned Russia": the root is likeliest for "warned".
  const std::vector<float> scores{0, -9, 5, 0, /**/ 4, 0, -9, 0, /**/ 0, 1, 6, -9};
  std::vector<int32_t> heads(3);
  MaximumTree().find(scores, heads);
  EXPECT_THAT(heads, ElementsAre(1, -1, 1));
}

TEST(MaximumTree, OneWordIsUnderTheRootThoughAllWouldBe) {
  std::vector<float> scores(4 * 5, 0);
  for (std::size_t w = 0; w < 4; ++w) scores[w * 5] = 10 + float(w == 2);
  std::vector<int32_t> heads(4);
  MaximumTree().find(scores, heads);
  EXPECT_EQ(std::ranges::count(heads, -1), 1);
  EXPECT_EQ(heads[2], -1);
}

TEST(MaximumTree, SurvivesWhatIsNoNumber) {
  for (const float odd : {NAN, INFINITY, -INFINITY}) {
    for (std::size_t n = 1; n < 9; ++n) {
      const std::vector<float> scores(n * (n + 1), odd);
      std::vector<int32_t> heads(n);
      MaximumTree().find(scores, heads);
      EXPECT_TRUE(is_projective_tree(heads)) << odd << " " << n;
    }
  }
}

}  // namespace
}  // namespace casus::syntax
