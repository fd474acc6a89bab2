// Rows of floats through a product: quantised, multiplied block by block, restored.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "encoder/product.h"
#include "encoder/steps.h"

namespace casus::encoder {

// Room for it, one a thread. Grows, never shrinks.
struct Scratch {
  Workspace products;
  std::vector<uint8_t> bytes, narrow_bytes;
  std::vector<float> scales, row, rows, wide, attention, mixed;
  std::vector<int32_t> sums;
};

template <typename T>
T* room(std::vector<T>& out, std::size_t size) {
  if (out.size() < size) out.resize(size);
  return out.data();
}

inline Restore restore_of(const Product& product) {
  return {product.scale().data(), product.bias().data(), product.offset().data(), product.out()};
}

// each(row, sums of the row, scale of the row) for `count` rows of product.in() floats.
template <typename Each>
void apply(const Product& product, const float* rows, int count, Scratch& scratch, Each each) {
  const int in = product.in(), out = product.out();
  for (int first = 0; first < count; first += kBlockRows) {
    const int size = std::min(kBlockRows, count - first);
    const auto padded = std::size_t(Product::padded(size));
    uint8_t* bytes = room(scratch.bytes, padded * std::size_t(in));
    float* scales = room(scratch.scales, padded);
    int32_t* sums = room(scratch.sums, padded * std::size_t(out));
    for (int r = 0; r < size; ++r)
      scales[r] = steps().quantise(rows + std::size_t(first + r) * std::size_t(in), in, bytes + r * in);
    product.multiply(bytes, size, sums, scratch.products);
    for (int r = 0; r < size; ++r) each(first + r, sums + std::size_t(r) * std::size_t(out), scales[r]);
  }
}

}  // namespace casus::encoder
