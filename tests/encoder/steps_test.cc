#include "encoder/steps.h"

#include <gmock/gmock.h>

#include <cmath>
#include <vector>

#include "encoder/product.h"

namespace casus::encoder {
extern const Steps kSteps;
#if defined(__x86_64__)
extern const Steps kStepsAvx2, kStepsAvx512;
#endif
namespace {

std::vector<float> wave(std::size_t size, float height, float pace) {
  std::vector<float> out(size);
  for (std::size_t i = 0; i < size; ++i) out[i] = height * std::sin(pace * float(i));
  return out;
}

TEST(Quantise, KeepsValuesWithinHalfAStep) {
  const auto x = wave(64, 3.5F, 0.37F);
  std::vector<uint8_t> bytes(64);
  const float scale = steps().quantise(x.data(), 64, bytes.data());
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_NEAR(float(int(bytes[i]) - kZero) * scale, x[i], scale * 0.5001F);
    EXPECT_GE(bytes[i], 1);
  }
}

TEST(Quantise, ZerosAndExtremes) {
  std::vector<float> x(8, 0);
  std::vector<uint8_t> bytes(8);
  EXPECT_EQ(steps().quantise(x.data(), 8, bytes.data()), 1);
  EXPECT_THAT(bytes, testing::Each(kZero));
  x[3] = -127;
  x[4] = 126.4F;
  EXPECT_EQ(steps().quantise(x.data(), 8, bytes.data()), 1);
  EXPECT_EQ(bytes[3], 1);
  EXPECT_EQ(bytes[4], 254);
}

TEST(Restore, UndoesOffsetAndScales) {
  const std::vector<int32_t> sums{1280, 0, 5, -7, 100, 2, 3, 4, 1000};
  const std::vector<int32_t> offset{1280, 10, 0, 0, 50, 0, 0, 0, 0};
  const std::vector<float> scale(9, 0.5F), bias{1, 2, 3, 4, 5, 6, 7, 8, 9};
  std::vector<float> y(9);
  steps().restore(sums.data(), 2, {scale.data(), bias.data(), offset.data(), 9}, y.data());
  EXPECT_THAT(y, testing::ElementsAre(1, -8, 8, -3, 55, 8, 10, 12, 1009));
}

TEST(RestoreGelu, IsTheGaussianErrorLinearUnit) {
  std::vector<int32_t> sums(8 * 100);
  const std::vector<int32_t> offset(sums.size(), 0);
  const std::vector<float> scale(sums.size(), 0.02F), bias(sums.size(), 0);
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = int32_t(i) - 400;
  std::vector<float> y(sums.size());
  steps().restore_gelu(sums.data(), 1, {scale.data(), bias.data(), offset.data(), int(sums.size())}, y.data());
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const double x = 0.02 * sums[i];
    EXPECT_NEAR(y[i], x * 0.5 * (1 + std::erf(x / std::sqrt(2.0))), 5e-4) << x;
  }
}

TEST(AddAndNorm, HasTheMeanAndDeviationOfItsGainAndBias) {
  constexpr int kWidth = 64;
  auto x = wave(kWidth, 5, 0.7F);
  const auto y = wave(kWidth, 2, 1.9F), before = x;
  const std::vector<float> gain(kWidth, 2), bias(kWidth, 0.25F);
  steps().add_and_norm(x.data(), y.data(), gain.data(), bias.data(), kWidth);
  double mean = 0, variance = 0;
  for (std::size_t i = 0; i < kWidth; ++i) mean += (before[i] + y[i]) / kWidth;
  for (std::size_t i = 0; i < kWidth; ++i) variance += std::pow(before[i] + y[i] - mean, 2) / kWidth;
  for (std::size_t i = 0; i < kWidth; ++i) {
    EXPECT_NEAR(x[i], 2 * (before[i] + y[i] - mean) / std::sqrt(variance) + 0.25, 1e-4);
  }
}

TEST(Attend, IsThePlainFormula) {
  constexpr int kHeads = 2;
  constexpr std::size_t kWidth = kHeads * kHead;
  for (const int length : {1, 3, 8, 21}) {
    const auto n = std::size_t(length);
    const auto qkv = wave(n * 3 * kWidth, 1.5F, 0.913F);
    std::vector<float> out(n * kWidth), scratch(std::size_t(attention_room(length)));
    steps().attend(qkv.data(), length, kHeads, out.data(), scratch.data());
    for (std::size_t head = 0; head < kHeads; ++head) {
      for (std::size_t i = 0; i < n; ++i) {
        std::vector<double> weight(n, 0);
        double total = 0;
        for (std::size_t j = 0; j < n; ++j) {
          double score = 0;
          for (std::size_t d = 0; d < kHead; ++d) {
            score += double(qkv[i * 3 * kWidth + head * kHead + d]) * qkv[j * 3 * kWidth + kWidth + head * kHead + d];
          }
          weight[j] = std::exp(score / std::sqrt(double(kHead)));
          total += weight[j];
        }
        for (std::size_t d = 0; d < kHead; ++d) {
          double wanted = 0;
          for (std::size_t j = 0; j < n; ++j) {
            wanted += weight[j] / total * qkv[j * 3 * kWidth + 2 * kWidth + head * kHead + d];
          }
          EXPECT_NEAR(out[i * kWidth + head * kHead + d], wanted, 2e-4);
        }
      }
    }
  }
}

TEST(Dot, AddsProducts) {
  std::vector<float> a(16, 2), b(16, 3);
  b[15] = -3;
  EXPECT_EQ(steps().dot(a.data(), b.data(), 16), 84);
  steps().add_scaled(a.data(), 0.5F, b.data(), 16);
  EXPECT_EQ(b[0], 4);
  EXPECT_EQ(b[15], -2);
}

// What the widths of registers make of the same rows, bit for bit.
std::vector<float> all_of(const Steps& steps) {
  constexpr int kLength = 13, kHeads = 2, kWidth = kHeads * kHead;
  std::vector<float> out(kLength * kWidth), scratch(attention_room(kLength)), restored(kWidth);
  const auto qkv = wave(std::size_t{kLength} * 3 * kWidth, 2.3F, 0.717F), bias = wave(kWidth, 0.1F, 0.3F);
  steps.attend(qkv.data(), kLength, kHeads, out.data(), scratch.data());
  steps.add_and_norm(out.data(), qkv.data(), qkv.data() + kWidth, bias.data(), kWidth);
  std::vector<uint8_t> bytes(kWidth);
  out.push_back(steps.quantise(out.data(), kWidth, bytes.data()));
  out.insert(out.end(), bytes.begin(), bytes.end());
  std::vector<int32_t> sums(kWidth), offset(kWidth, 3);
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = int32_t(i * 7919 % 1001) - 500;
  const std::vector<float> scale(kWidth, 0.0137F);
  const Restore how{scale.data(), bias.data(), offset.data(), kWidth};
  steps.restore(sums.data(), 0.77F, how, restored.data());
  out.insert(out.end(), restored.begin(), restored.end());
  steps.restore_gelu(sums.data(), 0.77F, how, restored.data());
  steps.add_scaled(qkv.data(), 0.3F, restored.data(), kWidth);
  out.insert(out.end(), restored.begin(), restored.end());
  out.push_back(steps.dot(qkv.data(), restored.data(), kWidth));
  return out;
}

TEST(Steps, EveryWidthOfRegistersGivesTheSameBits) {
  const std::vector<float> plain = all_of(kSteps);
  EXPECT_EQ(all_of(steps()), plain);
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) {
    EXPECT_EQ(all_of(kStepsAvx2), plain);
  }
  if (__builtin_cpu_supports("avx512f")) {
    EXPECT_EQ(all_of(kStepsAvx512), plain);
  }
#endif
}

}  // namespace
}  // namespace casus::encoder
