// Run by ctest once as the processor is, and once under each cap of $CASUS_CPU: the sums are the same.
#include "encoder/product.h"

#include <gmock/gmock.h>

#include <cstring>

#include "support/small_encoder.h"

namespace casus::encoder {
namespace {

struct Matrix {
  std::string section;
  int out, in;
  [[nodiscard]] int8_t weight(int o, int i) const {
    return int8_t(section[8 + 8 * std::size_t(out) + std::size_t(o) * std::size_t(in) + std::size_t(i)]);
  }
};

void expect_exact(const Matrix& matrix, const std::vector<uint8_t>& bytes, int rows) {
  const auto product = Product::open(matrix.section, "test", matrix.out, matrix.in);
  ASSERT_TRUE(product) << product.error().text();
  const auto padded = std::size_t(Product::padded(rows));
  std::vector<uint8_t> padded_bytes(padded * std::size_t(matrix.in), kZero);
  std::copy(bytes.begin(), bytes.end(), padded_bytes.begin());
  std::vector<int32_t> sums(padded * std::size_t(matrix.out));
  Workspace workspace;
  product->multiply(padded_bytes.data(), rows, sums.data(), workspace);
  for (int r = 0; r < rows; ++r) {
    for (int o = 0; o < matrix.out; ++o) {
      int32_t sum = 0;
      for (int i = 0; i < matrix.in; ++i) sum += bytes[std::size_t(r * matrix.in + i)] * matrix.weight(o, i);
      ASSERT_EQ(sums[std::size_t(r * matrix.out + o)], sum) << "row " << r << ", column " << o;
    }
  }
}

TEST(Product, IsExactForAnyNumberOfRows) {
  test::SmallEncoder random;
  for (const auto& [out, in] : {std::pair{192, 64}, {64, 128}, {51, 384}}) {
    const Matrix matrix{random.product(std::size_t(out), std::size_t(in)), out, in};
    for (const int rows : {1, 15, 16, 17, 100, kBlockRows}) {
      std::vector<uint8_t> bytes(std::size_t(rows * in));
      for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = uint8_t(1 + i * 2654435761U % 255);
      expect_exact(matrix, bytes, rows);
    }
  }
}

TEST(Product, ExtremeRowsAreExact) {
  constexpr int kOut = 16;
  test::SmallEncoder random;
  for (const int in : {512, 2096, 3072}) {  // as floats where VNNI lacks, up to their last exact sum, and beyond
    Matrix matrix{random.product(kOut, std::size_t(in)), kOut, in};
    for (const int8_t weight : {int8_t{63}, int8_t{-63}}) {
      for (std::size_t i = 8 + 8 * kOut; i < matrix.section.size(); ++i) matrix.section[i] = char(weight);
      for (const uint8_t byte : {uint8_t{255}, uint8_t{1}})
        expect_exact(matrix, std::vector<uint8_t>(std::size_t(32 * in), byte), 32);
    }
  }
}

TEST(Product, RefusesWhatIsNoMatrix) {
  test::SmallEncoder random;
  const std::string good = random.product(8, 16);
  EXPECT_TRUE(Product::open(good, "good", 8, 16));
  EXPECT_FALSE(Product::open(good, "turned", 16, 8));
  EXPECT_FALSE(Product::open(good.substr(1), "short", 8, 16));
  EXPECT_FALSE(Product::open("", "empty", 8, 16));
  std::string wide = good;
  wide.back() = 64;
  EXPECT_FALSE(Product::open(wide, "beyond seven bits", 8, 16));
  std::string infinite = good;
  const float infinity = INFINITY;
  std::memcpy(infinite.data() + 8, &infinity, sizeof infinity);
  const auto refused = Product::open(infinite, "infinite", 8, 16);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().text(), testing::HasSubstr("'infinite'"));
}

}  // namespace
}  // namespace casus::encoder
