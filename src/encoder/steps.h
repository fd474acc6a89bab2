// What a transformer does between its products, in float: each a plain loop over rows, in one order of additions on
// every processor (eight lanes, no fused multiply-add), so that instruction sets agree bit for bit.
//
//   steps().add_and_norm(row, sum, gain, bias, width);
//
// Rows lie one after the other; widths are multiples of 8. Nothing here allocates.
#pragma once

#include <cstdint>

namespace casus::encoder {

// Bytes stand for values from -127 to 127 about this zero.
inline constexpr int kZero = 128;

// A product's sums as the numbers they stand for (product.h).
struct Restore {
  const float* scale;     // of each column
  const float* bias;      // of each column
  const int32_t* offset;  // of each column
  int columns;            // any number, but for restore_gelu
};

struct Steps {
  // bytes[i] = kZero + x[i] / scale, rounded to even, from 1 to 255; gives the scale, which is the largest of |x| over
  // 127 (1 where all are zero).
  float (*quantise)(const float* x, int width, uint8_t* bytes);

  // y = (sums - offset) * (row_scale * scale) + bias
  void (*restore)(const int32_t* sums, float row_scale, const Restore& how, float* y);

  // The same, then x * Φ(x), the Gaussian error linear unit (Hendrycks and Gimpel 2016); Φ by a polynomial, at most
  // 0.0001 from it.
  void (*restore_gelu)(const int32_t* sums, float row_scale, const Restore& how, float* y);

  // x = gain * (x + y - mean) / deviation + bias over a row (Ba et al. 2016).
  void (*add_and_norm)(float* x, const float* y, const float* gain, const float* bias, int width);

  // Attention of `length` rows to each other (Vaswani et al. 2017). A row of `qkv` holds queries, keys and values, each
  // of `heads` times kHead; a row of `out` holds heads times kHead. `scratch` has room for attention_room(length).
  void (*attend)(const float* qkv, int length, int heads, float* out, float* scratch);

  // y += share * x
  void (*add_scaled)(const float* x, float share, float* y, int width);

  // The sum of products of two rows.
  float (*dot)(const float* a, const float* b, int width);
};

// Those for the widest registers that the processor has.
const Steps& steps();

inline constexpr int kHead = 32;    // numbers of a head
inline constexpr int kQueries = 4;  // looked at together
constexpr int padded_lanes(int length) {
  return (length + 7) / 8 * 8;
}
constexpr int attention_room(int length) {
  return (kHead + kQueries) * padded_lanes(length);
}

}  // namespace casus::encoder
