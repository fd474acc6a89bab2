// The threads behind -j: results in the order of the input, whatever each takes, with bounded work under way.
#include "cli/ordered.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <vector>

namespace casus::cli {
namespace {

std::vector<int> squares(int jobs, int count, int stop_after, int* most_under_way = nullptr) {
  int next = 0;
  std::atomic<int> under_way = 0;
  int most = 0;
  std::vector<int> out;
  ordered<int, int>(
      jobs,
      [&]() -> std::optional<int> {
        if (next == count) return std::nullopt;
        most = std::max(most, ++under_way);
        return next++;
      },
      [](int& n) {
        if (n % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
        return n * n;
      },
      [&](int& result) {
        --under_way;
        out.push_back(result);
        return int(out.size()) != stop_after;
      });
  if (most_under_way != nullptr) *most_under_way = most;
  return out;
}

TEST(Ordered, KeepsTheOrderWithAnyNumberOfThreads) {
  for (const int jobs : {1, 2, 3, 8}) {
    const std::vector<int> out = squares(jobs, 500, -1);
    ASSERT_EQ(out.size(), 500U) << jobs;
    for (int i = 0; i < 500; ++i) ASSERT_EQ(out[std::size_t(i)], i * i) << jobs;
  }
}

TEST(Ordered, StopsWhenNobodyWantsMore) {
  for (const int jobs : {1, 4}) EXPECT_EQ(squares(jobs, 100000, 10).size(), 10U) << jobs;
}

TEST(Ordered, NothingGivesNothing) {
  for (const int jobs : {1, 4}) EXPECT_TRUE(squares(jobs, 0, -1).empty()) << jobs;
}

TEST(Ordered, KeepsLittleUnderWay) {
  int most = 0;
  squares(3, 2000, -1, &most);
  EXPECT_LE(most, 3 * 4);
}

}  // namespace
}  // namespace casus::cli
