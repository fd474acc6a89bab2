#include "encoder/steps.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "encoder/product.h"

// Compiled once for each width of registers; the loader takes the widest that the processor has.
#if defined(__x86_64__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define CASUS_WIDTHS [[gnu::target_clones("avx512f", "avx2", "default")]]
#endif
#endif
#ifndef CASUS_WIDTHS
#define CASUS_WIDTHS
#endif
#define CASUS_INLINE [[gnu::always_inline]] inline

namespace casus::encoder {
namespace {

constexpr int kLanes = 8;
using Floats = float __attribute__((vector_size(32)));
using Ints = int32_t __attribute__((vector_size(32)));

CASUS_INLINE void load(const void* at, Floats& out) {
  std::memcpy(&out, at, sizeof out);
}
CASUS_INLINE void load(const void* at, Ints& out) {
  std::memcpy(&out, at, sizeof out);
}
CASUS_INLINE void store(const Floats& x, void* at) {
  std::memcpy(at, &x, sizeof x);
}
CASUS_INLINE void spread(float x, Floats& out) {
  out = Floats{x, x, x, x, x, x, x, x};
}
CASUS_INLINE float sum(const Floats& x) {
  return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
}
CASUS_INLINE float largest(const Floats& x) {
  float out = x[0];
  for (int i = 1; i < kLanes; ++i) out = std::max(out, x[i]);
  return out;
}

constexpr float kRound = 12582912.0F;  // 1.5 * 2^23: added and taken away, it leaves a whole number, rounded to even

// e to the x, for x <= 0; below -87 as good as nothing. A Taylor polynomial about the nearest power of two.
CASUS_INLINE void exponential(Floats& x) {
  constexpr float kLog2E = 1.44269504F, kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
  x = x < -87.0F ? Floats{-87, -87, -87, -87, -87, -87, -87, -87} : x;
  const Floats rounded = x * kLog2E + kRound;
  const Floats power = rounded - kRound;
  const Floats rest = (x - power * kLn2High) - power * kLn2Low;
  Floats y = rest * (1.0F / 720) + 1.0F / 120;
  y = y * rest + 1.0F / 24;
  y = y * rest + 1.0F / 6;
  y = y * rest + 0.5F;
  y = y * rest + 1.0F;
  y = y * rest + 1.0F;
  const Ints exponent = (__builtin_convertvector(power, Ints) + 127) << 23;
  Floats scale;
  std::memcpy(&scale, &exponent, sizeof scale);
  x = y * scale;
}

// x times the share of a normal distribution below x; a least-maximum fit of Φ - 1/2 over x, in powers of x², up to 4.
CASUS_INLINE void gelu(Floats& x) {
  constexpr float kFit[] = {0.398847509F,   -0.0661753781F,   0.00966487344F,  -0.00104820418F,
                            8.0667362e-05F, -4.10086374e-06F, 1.21710997e-07F, -1.58078442e-09F};
  Floats near = x > 4.0F ? Floats{4, 4, 4, 4, 4, 4, 4, 4} : x;
  near = near < -4.0F ? Floats{-4, -4, -4, -4, -4, -4, -4, -4} : near;
  const Floats square = near * near;
  Floats fit = square * kFit[7] + kFit[6];
  for (int i = 5; i >= 0; --i) fit = fit * square + kFit[i];
  x *= fit * near + 0.5F;
}

CASUS_INLINE void restore_lanes(const int32_t* sums, const Floats& row, const Restore& how, int at, Floats& y) {
  Ints sum{}, offset{};
  Floats scale{}, bias{};
  load(sums + at, sum);
  load(how.offset + at, offset);
  load(how.scale + at, scale);
  load(how.bias + at, bias);
  y = __builtin_convertvector(sum - offset, Floats) * (row * scale) + bias;
}

CASUS_INLINE float restore_one(const int32_t* sums, float row_scale, const Restore& how, int at) {
  return float(sums[at] - how.offset[at]) * (row_scale * how.scale[at]) + how.bias[at];
}

// Scores as weights, not yet divided by their sum, which is given; those beyond `length` become nothing.
CASUS_INLINE float soft_max(float* row, int length, int padded) {
  for (int j = length; j < padded; ++j) row[j] = -3e38F;
  Floats most{}, now{}, total{};
  load(row, most);
  for (int j = kLanes; j < padded; j += kLanes) {
    load(row + j, now);
    most = most < now ? now : most;
  }
  const float top = largest(most);
  for (int j = 0; j < padded; j += kLanes) {
    load(row + j, now);
    now -= top;
    exponential(now);
    total += now;
    store(now, row + j);
  }
  return sum(total);
}

}  // namespace

CASUS_WIDTHS float quantise(const float* x, int width, uint8_t* bytes) {
  Floats most{}, now{};
  for (int i = 0; i < width; i += kLanes) {
    load(x + i, now);
    now = now < 0.0F ? -now : now;
    most = most < now ? now : most;
  }
  const float size = largest(most);
  const float scale = size > 0 ? size / 127 : 1;
  const float inverse = 1 / scale;
  using Bytes = uint8_t __attribute__((vector_size(8)));
  for (int i = 0; i < width; i += kLanes) {
    load(x + i, now);
    const Floats whole = (now * inverse + kRound) - kRound + float(kZero);
    const Bytes narrow = __builtin_convertvector(__builtin_convertvector(whole, Ints), Bytes);
    std::memcpy(bytes + i, &narrow, sizeof narrow);
  }
  return scale;
}

CASUS_WIDTHS void restore(const int32_t* sums, float row_scale, const Restore& how, float* y) {
  Floats row{}, now{};
  spread(row_scale, row);
  int i = 0;
  for (; i + kLanes <= how.columns; i += kLanes) {
    restore_lanes(sums, row, how, i, now);
    store(now, y + i);
  }
  for (; i < how.columns; ++i) y[i] = restore_one(sums, row_scale, how, i);
}

CASUS_WIDTHS void restore_gelu(const int32_t* sums, float row_scale, const Restore& how, float* y) {
  Floats row{}, now{};
  spread(row_scale, row);
  for (int i = 0; i + kLanes <= how.columns; i += kLanes) {
    restore_lanes(sums, row, how, i, now);
    gelu(now);
    store(now, y + i);
  }
}

CASUS_WIDTHS void add_and_norm(float* x, const float* y, const float* gain, const float* bias, int width) {
  Floats total{}, squares{}, a{}, b{};
  for (int i = 0; i < width; i += kLanes) {
    load(x + i, a);
    load(y + i, b);
    a += b;
    total += a;
    store(a, x + i);
  }
  const float mean = sum(total) / float(width);
  for (int i = 0; i < width; i += kLanes) {
    load(x + i, a);
    a -= mean;
    squares += a * a;
  }
  const float scale = 1 / std::sqrt(sum(squares) / float(width) + 1e-12F);
  Floats g{}, c{};
  for (int i = 0; i < width; i += kLanes) {
    load(x + i, a);
    load(gain + i, g);
    load(bias + i, c);
    store((a - mean) * scale * g + c, x + i);
  }
}

CASUS_WIDTHS void attend(const float* qkv, int length, int heads, float* out, float* scratch) {
  const int width = heads * kHead, stride = 3 * width, padded = padded_lanes(length);
  float* keys = scratch;  // turned: a row holds one number of every key
  float* weights = scratch + kHead * padded;
  const float root = 1 / std::sqrt(float(kHead));
  for (int head = 0; head < heads; ++head) {
    const float* query = qkv + head * kHead;
    const float* key = query + width;
    const float* value = key + width;
    for (int j = 0; j < padded; ++j) {
      for (int d = 0; d < kHead; ++d) keys[d * padded + j] = j < length ? key[j * stride + d] * root : 0;
    }
    for (int i = 0; i < length; i += kQueries) {
      const float* q[kQueries];
      for (int n = 0; n < kQueries; ++n) q[n] = query + std::min(i + n, length - 1) * stride;
      for (int j = 0; j < padded; j += kLanes) {
        Floats score[kQueries]{}, k{}, one{};
        for (int d = 0; d < kHead; ++d) {
          load(keys + d * padded + j, k);
          for (int n = 0; n < kQueries; ++n) {
            spread(q[n][d], one);
            score[n] += k * one;
          }
        }
        for (int n = 0; n < kQueries; ++n) store(score[n], weights + n * padded + j);
      }
      for (int n = 0; n < std::min(kQueries, length - i); ++n) {
        float* row = weights + n * padded;
        const float share = 1 / soft_max(row, length, padded);
        Floats a{}, b{}, c{}, e{}, v{}, w{};
        static_assert(kHead == 4 * kLanes);
        for (int j = 0; j < length; ++j) {
          const float* from = value + j * stride;
          spread(row[j], w);
          load(from, v);
          a += v * w;
          load(from + kLanes, v);
          b += v * w;
          load(from + 2 * kLanes, v);
          c += v * w;
          load(from + 3 * kLanes, v);
          e += v * w;
        }
        float* to = out + (i + n) * width + head * kHead;
        store(a * share, to);
        store(b * share, to + kLanes);
        store(c * share, to + 2 * kLanes);
        store(e * share, to + 3 * kLanes);
      }
    }
  }
}

CASUS_WIDTHS void add_scaled(const float* x, float share, float* y, int width) {
  Floats a{}, b{};
  for (int i = 0; i < width; i += kLanes) {
    load(x + i, a);
    load(y + i, b);
    store(b + a * share, y + i);
  }
}

CASUS_WIDTHS float dot(const float* a, const float* b, int width) {
  Floats total{}, x{}, y{};
  for (int i = 0; i < width; i += kLanes) {
    load(a + i, x);
    load(b + i, y);
    total += x * y;
  }
  return sum(total);
}

}  // namespace casus::encoder
