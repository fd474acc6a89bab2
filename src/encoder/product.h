// Products of matrices in whole numbers, the bulk of an encoder's work: rows of bytes times weights of seven bits, sums
// of 32. A sum is exact on every processor. With AMX or VNNI, bytes are multiplied. Without, the same numbers are
// multiplied as floats, which is as fast there or twice as fast: -127 to 127 times -63 to 63 adds up to less than 2^24
// over 2,096 columns, below which a float is exact whatever the order; for longer rows bytes again, of which two
// products (of 1 to 255) fit into the sixteen bits that such processors add them in.
//
// The kernels are oneDNN's (https://uxlfoundation.github.io/oneDNN), which picks AMX, AVX-512 or AVX2 by the processor;
// $CASUS_CPU (AVX2, AVX512_CORE, AVX512_CORE_VNNI, …: the names of DNNL_MAX_CPU_ISA) caps it. Nothing else includes it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "casus/error.h"
#include "encoder/steps.h"

namespace casus::encoder {

// Matrices of at most so many rows are multiplied at a time; a longer one goes in blocks, so that sums stay in the
// cache.
inline constexpr int kBlockRows = 256;

// Room that products need while they work, one a thread. Grows, never shrinks.
class Workspace {
 public:
  Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;
  ~Workspace();

 private:
  friend class Product;
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

class Product {
 public:
  // Section: u32 rows out | u32 columns in | f32 scale[out] | f32 bias[out] | int8 weight[out][in]. Copies the weights
  // into the layout of the kernels. kWrongModel where sizes do not fit, a number is not finite or a weight beyond seven
  // bits; `name` says which in the message. kUsage for a $CASUS_CPU that is none.
  static Result<Product> open(std::string_view section, std::string_view name, int out, int in);
  Product(Product&&) noexcept;
  Product& operator=(Product&&) noexcept;
  ~Product();

  [[nodiscard]] int in() const;
  [[nodiscard]] int out() const;
  // What a sum of weights times bytes becomes: (sum - offset) * scale * scale of the row + bias.
  [[nodiscard]] std::span<const float> scale() const;
  [[nodiscard]] std::span<const float> bias() const;
  [[nodiscard]] std::span<const int32_t> offset() const;  // kZero times the sum of a row of weights

  // sums[r * out() + o] = Σ bytes[r * in() + i] * weight[o][i]. Preconditions: 1 <= rows <= kBlockRows; both have room
  // for padded(rows) rows. Safe to call from several threads, each with a workspace of its own.
  void multiply(const uint8_t* bytes, int rows, int32_t* sums, Workspace& workspace) const;

  // The kernels are made for a few sizes only.
  static int padded(int rows);

 private:
  struct Parts;
  explicit Product(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus::encoder
