// The threads behind -j: results in the order of the input, whatever each takes, with bounded work under way.
#include "cli/ordered.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <chrono>
#include <new>
#include <stdexcept>
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

// Squares 0 … 99 and throws where it is told to; gives how many came out before that.
enum class Who { kProduce, kWork, kConsume };
int squares_until_thrown(int jobs, Who who, int at) {
  int next = 0, out = 0;
  const auto throw_at = [&](Who here, int n) {
    if (who == here && n == at) throw std::bad_alloc();
  };
  EXPECT_THROW((ordered<int, int>(
                   jobs,
                   [&]() -> std::optional<int> {
                     throw_at(Who::kProduce, next);
                     return next == 100 ? std::nullopt : std::optional(next++);
                   },
                   [&](int& n) {
                     throw_at(Who::kWork, n);
                     return n * n;
                   },
                   [&](int& result) {
                     throw_at(Who::kConsume, out);
                     EXPECT_EQ(result, out * out);
                     ++out;
                     return true;
                   })),
               std::bad_alloc);
  return out;
}

TEST(Ordered, WhatIsThrownComesOutInItsTurnAndNoThreadStays) {
  for (const int jobs : {1, 2, 8}) {
    EXPECT_EQ(squares_until_thrown(jobs, Who::kWork, 37), 37) << jobs;
    EXPECT_EQ(squares_until_thrown(jobs, Who::kWork, 0), 0) << jobs;
    EXPECT_EQ(squares_until_thrown(jobs, Who::kConsume, 37), 37) << jobs;
    EXPECT_LE(squares_until_thrown(jobs, Who::kProduce, 37), 37) << jobs;
  }
}

// As many threads as are asked for; none where each would need more stack than there are addresses.
TEST(Ordered, WorksWithTheThreadsThatThereAre) {
  const auto work = [] {
    int next = 0, sum = 0;
    const int threads = ordered<int, int>(
        4, [&]() -> std::optional<int> { return next == 100 ? std::nullopt : std::optional(next++); },
        [](int& n) { return n; }, [&](int& n) { return sum += n, true; });
    EXPECT_EQ(sum, 4950);
    return threads;
  };
  EXPECT_EQ(work(), 4);
  pthread_attr_t usual, vast;
  ASSERT_EQ(pthread_getattr_default_np(&usual), 0);
  ASSERT_EQ(pthread_attr_init(&vast), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&vast, std::size_t{1} << 60), 0);
  ASSERT_EQ(pthread_setattr_default_np(&vast), 0);
  const int without = work();
  ASSERT_EQ(pthread_setattr_default_np(&usual), 0);
  EXPECT_EQ(without, 1);
}

TEST(Ordered, KeepsLittleUnderWay) {
  int most = 0;
  squares(3, 2000, -1, &most);
  EXPECT_LE(most, 3 * 4);
}

}  // namespace
}  // namespace casus::cli
