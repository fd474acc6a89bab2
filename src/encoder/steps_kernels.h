// The steps themselves (steps.h), compiled once for each width of registers: a file that includes this says which by
// its compiler's options and by CASUS_STEPS, the name of its table. Eight lanes on every processor, so that sums are
// added in the same order. No inline function of another header is called: the linker might keep the wrong one of
// several.
#pragma once

#include <cstdint>
#include <cstring>

#include "encoder/steps.h"

#define CASUS_INLINE [[gnu::always_inline]] inline

namespace casus::encoder {
namespace {

constexpr int kLanes = 8;
using Floats = float __attribute__((vector_size(32)));
using Ints = int32_t __attribute__((vector_size(32)));
using Bytes = uint8_t __attribute__((vector_size(8)));

CASUS_INLINE Floats floats(const float* at) {
  Floats out;
  std::memcpy(&out, at, sizeof out);
  return out;
}
CASUS_INLINE Ints ints(const int32_t* at) {
  Ints out;
  std::memcpy(&out, at, sizeof out);
  return out;
}
CASUS_INLINE void store(Floats x, float* at) {
  std::memcpy(at, &x, sizeof x);
}
CASUS_INLINE float sum(Floats x) {
  return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
}
CASUS_INLINE float largest(Floats x) {
  float out = x[0];
  for (int i = 1; i < kLanes; ++i) out = out < x[i] ? x[i] : out;
  return out;
}

constexpr float kRound = 12582912.0F;  // 1.5 * 2^23: added and taken away, it leaves a whole number, rounded to even

// e to the x, for x <= 0; below -87 as good as nothing. A Taylor polynomial about the nearest power of two.
CASUS_INLINE Floats exponential(Floats x) {
  constexpr float kLog2E = 1.44269504F, kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
  x = x < -87.0F ? Floats{} - 87.0F : x;
  const Floats power = (x * kLog2E + kRound) - kRound;
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
  return y * scale;
}

// x times the share of a normal distribution below x; a least-maximum fit of Φ - 1/2 over x, in powers of x², up to 4.
CASUS_INLINE Floats gelu(Floats x) {
  constexpr float kFit[] = {0.398847509F,   -0.0661753781F,   0.00966487344F,  -0.00104820418F,
                            8.0667362e-05F, -4.10086374e-06F, 1.21710997e-07F, -1.58078442e-09F};
  Floats near = x > 4.0F ? Floats{} + 4.0F : x;
  near = near < -4.0F ? Floats{} - 4.0F : near;
  const Floats square = near * near;
  Floats fit = square * kFit[7] + kFit[6];
  for (int i = 5; i >= 0; --i) fit = fit * square + kFit[i];
  return x * (fit * near + 0.5F);
}

CASUS_INLINE Floats restored(const int32_t* sums, float row_scale, const Restore& how, int at) {
  const Floats apart = __builtin_convertvector(ints(sums + at) - ints(how.offset + at), Floats);
  return apart * (floats(how.scale + at) * row_scale) + floats(how.bias + at);
}

// Scores as weights, not yet divided by their sum, which is given; those beyond `length` become nothing.
CASUS_INLINE float soft_max(float* row, int length, int padded) {
  for (int j = length; j < padded; ++j) row[j] = -3e38F;
  Floats most = floats(row), total{};
  for (int j = kLanes; j < padded; j += kLanes) {
    const Floats now = floats(row + j);
    most = most < now ? now : most;
  }
  const float top = largest(most);
  for (int j = 0; j < padded; j += kLanes) {
    const Floats now = exponential(floats(row + j) - top);
    total += now;
    store(now, row + j);
  }
  return sum(total);
}

float quantise(const float* x, int width, uint8_t* bytes) {
  Floats most{};
  for (int i = 0; i < width; i += kLanes) {
    Floats now = floats(x + i);
    now = now < 0.0F ? -now : now;
    most = most < now ? now : most;
  }
  const float size = largest(most);
  const float scale = size > 0 ? size / 127 : 1;
  const float inverse = 1 / scale;
  for (int i = 0; i < width; i += kLanes) {
    const Floats whole = (floats(x + i) * inverse + kRound) - kRound + float(kZero);
    const Bytes narrow = __builtin_convertvector(__builtin_convertvector(whole, Ints), Bytes);
    std::memcpy(bytes + i, &narrow, sizeof narrow);
  }
  return scale;
}

void restore(const int32_t* sums, float row_scale, const Restore& how, float* y) {
  int i = 0;
  for (; i + kLanes <= how.columns; i += kLanes) store(restored(sums, row_scale, how, i), y + i);
  for (; i < how.columns; ++i) {
    y[i] = float(sums[i] - how.offset[i]) * (how.scale[i] * row_scale) + how.bias[i];
  }
}

void restore_gelu(const int32_t* sums, float row_scale, const Restore& how, float* y) {
  for (int i = 0; i + kLanes <= how.columns; i += kLanes) store(gelu(restored(sums, row_scale, how, i)), y + i);
}

void add_and_norm(float* x, const float* y, const float* gain, const float* bias, int width) {
  Floats total{}, squares{};
  for (int i = 0; i < width; i += kLanes) {
    const Floats now = floats(x + i) + floats(y + i);
    total += now;
    store(now, x + i);
  }
  const float mean = sum(total) / float(width);
  for (int i = 0; i < width; i += kLanes) {
    const Floats now = floats(x + i) - mean;
    squares += now * now;
  }
  const float scale = 1 / __builtin_sqrtf(sum(squares) / float(width) + 1e-12F);
  for (int i = 0; i < width; i += kLanes) {
    store((floats(x + i) - mean) * scale * floats(gain + i) + floats(bias + i), x + i);
  }
}

void add_scaled(const float* x, float share, float* y, int width) {
  for (int i = 0; i < width; i += kLanes) store(floats(y + i) + floats(x + i) * share, y + i);
}

float dot(const float* a, const float* b, int width) {
  Floats total{};
  for (int i = 0; i < width; i += kLanes) total += floats(a + i) * floats(b + i);
  return sum(total);
}

void attend(const float* qkv, int length, int heads, float* out, float* scratch) {
  const int width = heads * kHead, stride = 3 * width, padded = padded_lanes(length);
  float* keys = scratch;  // turned: a row holds one number of every key
  float* weights = scratch + kHead * padded;
  const float root = 1 / __builtin_sqrtf(float(kHead));
  for (int head = 0; head < heads; ++head) {
    const float* query = qkv + head * kHead;
    const float* key = query + width;
    const float* value = key + width;
    for (int d = 0; d < kHead; ++d) {
      float* row = keys + d * padded;
      for (int j = 0; j < length; ++j) row[j] = key[j * stride + d] * root;
      for (int j = length; j < padded; ++j) row[j] = 0;
    }
    for (int i = 0; i < length; i += kQueries) {
      const int count = length - i < kQueries ? length - i : kQueries;
      const float* q[kQueries];
      for (int n = 0; n < kQueries; ++n) q[n] = query + (n < count ? i + n : i) * stride;
      for (int j = 0; j < padded; j += kLanes) {
        Floats score[kQueries]{};
        for (int d = 0; d < kHead; ++d) {
          const Floats k = floats(keys + d * padded + j);
          for (int n = 0; n < kQueries; ++n) score[n] += k * q[n][d];
        }
        for (int n = 0; n < kQueries; ++n) store(score[n], weights + n * padded + j);
      }
      float share[kQueries]{};
      for (int n = 0; n < count; ++n) share[n] = 1 / soft_max(weights + n * padded, length, padded);
      constexpr int kParts = kHead / kLanes;
      for (int n = 0; n < count; n += 2) {  // a second beyond the last is none's; its room is there
        const float* weight[2] = {weights + n * padded, weights + (n + 1) * padded};
        Floats mixed[2][kParts]{};
        for (int j = 0; j < length; ++j) {
          for (int p = 0; p < kParts; ++p) {
            const Floats v = floats(value + j * stride + p * kLanes);
            mixed[0][p] += v * weight[0][j];
            mixed[1][p] += v * weight[1][j];
          }
        }
        for (int m = 0; m < 2 && n + m < count; ++m) {
          float* to = out + (i + n + m) * width + head * kHead;
          for (int p = 0; p < kParts; ++p) store(mixed[m][p] * share[n + m], to + p * kLanes);
        }
      }
    }
  }
}

}  // namespace

extern const Steps CASUS_STEPS;
const Steps CASUS_STEPS{quantise, restore, restore_gelu, add_and_norm, attend, add_scaled, dot};

}  // namespace casus::encoder
