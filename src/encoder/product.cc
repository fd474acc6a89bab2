#include "encoder/product.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <oneapi/dnnl/dnnl.hpp>
#include <optional>
#include <vector>

// Of OpenMP, by which oneDNN spreads a product over threads. clang's own header would bring clang's own library.
extern "C" {
int omp_get_max_threads();
void omp_set_num_threads(int);
}

namespace casus::encoder {
namespace {

using dnnl::memory;

constexpr std::array kSizes{16, 32, 48, 64, 96, 128, 192, kBlockRows};
constexpr int kSevenBits = 63;

std::size_t size_number(int rows) {
  std::size_t i = 0;
  while (kSizes[i] < rows) ++i;
  return i;
}

// By $CASUS_CPU, before the first kernel is made. Whether there was none or it is the name of a cap; what the processor
// lacks caps nothing.
bool cap_instruction_set() {
  static const bool understood = [] {
    const char* wanted = std::getenv("CASUS_CPU");
    if (wanted == nullptr || *wanted == '\0') return true;
    constexpr std::pair<std::string_view, dnnl::cpu_isa> kCaps[] = {
        {"SSE41", dnnl::cpu_isa::sse41},
        {"AVX", dnnl::cpu_isa::avx},
        {"AVX2", dnnl::cpu_isa::avx2},
        {"AVX512_CORE", dnnl::cpu_isa::avx512_core},
        {"AVX512_CORE_VNNI", dnnl::cpu_isa::avx512_core_vnni},
        {"AVX512_CORE_AMX", dnnl::cpu_isa::avx512_core_amx}};
    for (const auto& [name, cap] : kCaps) {
      if (name != wanted) continue;
      dnnl::set_max_cpu_isa(cap);
      return true;
    }
    return false;
  }();
  return understood;
}

const dnnl::engine& cpu() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

// One thread a call: what runs side by side is for the caller to say. The caller's own setting comes back.
class OneThread {
 public:
  OneThread() : before_(omp_get_max_threads()) { omp_set_num_threads(1); }
  ~OneThread() { omp_set_num_threads(before_); }
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

// What is multiplied: bytes as they are, or the same numbers as floats.
enum class Numbers { kWhole, kFloat };

// Sums of so many products of -127 to 127 and -63 to 63 are floats without rounding, in whatever order they are added.
constexpr int kExactColumns = (1 << 24) / (127 * kSevenBits);

// Processors without VNNI multiply floats as fast as bytes, or twice as fast (AMD Zen).
Numbers numbers_for(int in) {
  if (in > kExactColumns) return Numbers::kWhole;
#if defined(__x86_64__)
  switch (dnnl::get_effective_cpu_isa()) {
    case dnnl::cpu_isa::sse41:
    case dnnl::cpu_isa::avx:
    case dnnl::cpu_isa::avx2:
    case dnnl::cpu_isa::avx512_mic:
    case dnnl::cpu_isa::avx512_mic_4ops:
    case dnnl::cpu_isa::avx512_core:
      return Numbers::kFloat;
    default:
      return Numbers::kWhole;
  }
#else
  return Numbers::kFloat;
#endif
}

struct Kernel {
  dnnl::matmul matmul;
  memory::desc rows, sums, scratch;
};

dnnl::matmul::primitive_desc describe(Numbers numbers, int rows, int in, int out, const memory::desc& weights) {
  const bool whole = numbers == Numbers::kWhole;
  const memory::desc bytes({rows, in}, whole ? memory::data_type::u8 : memory::data_type::f32, memory::format_tag::ab);
  const memory::desc sums({rows, out}, whole ? memory::data_type::s32 : memory::data_type::f32, memory::format_tag::ab);
  dnnl::primitive_attr own_scratch;
  own_scratch.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return {dnnl::matmul::desc(bytes, weights, sums), own_scratch, cpu()};
}

}  // namespace

struct Workspace::Parts {
  dnnl::stream stream{cpu()};
  memory scratch;
  std::size_t room = 0;
  std::vector<float> rows, sums;

  memory& with_room(const memory::desc& wanted) {
    if (wanted.get_size() > room || !scratch) {
      scratch = memory(wanted, cpu());
      room = wanted.get_size();
    }
    return scratch;
  }
};

Workspace::Workspace() : parts_(std::make_unique<Parts>()) {}
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;
Workspace::~Workspace() = default;

struct Product::Parts {
  int in = 0, out = 0;
  Numbers numbers = Numbers::kWhole;
  std::vector<float> scale, bias;
  std::vector<int32_t> offset;
  memory weights;
  mutable std::array<std::once_flag, kSizes.size()> made;
  mutable std::array<std::optional<Kernel>, kSizes.size()> kernels;

  const Kernel& kernel(std::size_t size) const {
    std::call_once(made[size], [&] {
      const auto how = describe(numbers, kSizes[size], in, out, weights.get_desc());
      kernels[size] = Kernel{dnnl::matmul(how), how.src_desc(), how.dst_desc(), how.scratchpad_desc()};
    });
    return *kernels[size];
  }
};

Product::Product(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Product::Product(Product&&) noexcept = default;
Product& Product::operator=(Product&&) noexcept = default;
Product::~Product() = default;

int Product::in() const {
  return parts_->in;
}
int Product::out() const {
  return parts_->out;
}
std::span<const float> Product::scale() const {
  return parts_->scale;
}
std::span<const float> Product::bias() const {
  return parts_->bias;
}
std::span<const int32_t> Product::offset() const {
  return parts_->offset;
}
int Product::padded(int rows) {
  return kSizes[size_number(rows)];
}

Result<Product> Product::open(std::string_view section, std::string_view name, int out, int in) {
  const Error wrong{Cause::kWrongModel, "section '" + std::string(name) + "' is damaged", ""};
  const std::size_t columns = std::size_t(in), rows = std::size_t(out);
  uint32_t head[2] = {};
  if (section.size() != sizeof head + rows * 2 * sizeof(float) + rows * columns) return wrong;
  std::memcpy(head, section.data(), sizeof head);
  if (head[0] != rows || head[1] != columns) return wrong;
  auto parts = std::make_unique<Parts>();
  parts->in = in;
  parts->out = out;
  parts->scale.resize(rows);
  parts->bias.resize(rows);
  parts->offset.resize(rows);
  const char* at = section.data() + sizeof head;
  std::memcpy(parts->scale.data(), at, rows * sizeof(float));
  std::memcpy(parts->bias.data(), at + rows * sizeof(float), rows * sizeof(float));
  const auto* weights = reinterpret_cast<const int8_t*>(at + 2 * rows * sizeof(float));
  for (std::size_t o = 0; o < rows; ++o) {
    if (!std::isfinite(parts->scale[o]) || !std::isfinite(parts->bias[o])) return wrong;
    int32_t sum = 0;
    for (std::size_t i = 0; i < columns; ++i) {
      const int weight = weights[o * columns + i];
      if (weight < -kSevenBits || weight > kSevenBits) return wrong;
      sum += weight;
    }
    parts->offset[o] = sum * kZero;
  }
  if (!cap_instruction_set()) {
    return Error{Cause::kUsage, "not one of SSE41, AVX, AVX2, AVX512_CORE, AVX512_CORE_VNNI, AVX512_CORE_AMX",
                 "$CASUS_CPU"};
  }
  const OneThread one;
  parts->numbers = numbers_for(in);
  try {
    if (parts->numbers == Numbers::kFloat) {
      parts->weights = memory({{in, out}, memory::data_type::f32, memory::format_tag::ab}, cpu());
      auto* turned = static_cast<float*>(parts->weights.get_data_handle());
      constexpr std::size_t kLine = 16;  // floats of a line of the cache
      for (std::size_t first = 0; first < rows; first += kLine) {
        const std::size_t last = std::min(first + kLine, rows);
        for (std::size_t i = 0; i < columns; ++i) {
          for (std::size_t o = first; o < last; ++o) turned[i * rows + o] = weights[o * columns + i];
        }
      }
      return Product(std::move(parts));
    }
    const memory::desc any({in, out}, memory::data_type::s8, memory::format_tag::any);
    const memory::desc given({in, out}, memory::data_type::s8, memory::format_tag::ba);
    parts->weights = memory(describe(parts->numbers, kBlockRows, in, out, any).weights_desc(), cpu());
    memory mapped(given, cpu(), const_cast<int8_t*>(weights));
    dnnl::stream stream(cpu());
    dnnl::reorder(mapped, parts->weights).execute(stream, mapped, parts->weights);
    stream.wait();
  } catch (const dnnl::error& error) {
    return Error{Cause::kWrongModel, std::string("oneDNN cannot multiply here: ") + error.what(), ""};
  }
  return Product(std::move(parts));
}

void Product::multiply(const uint8_t* bytes, int rows, int32_t* sums, Workspace& workspace) const {
  const OneThread one;
  const Kernel& kernel = parts_->kernel(size_number(rows));
  Workspace::Parts& own = *workspace.parts_;
  const auto multiply = [&](void* from, void* to) {
    kernel.matmul.execute(own.stream, {{DNNL_ARG_SRC, memory(kernel.rows, cpu(), from)},
                                       {DNNL_ARG_WEIGHTS, parts_->weights},
                                       {DNNL_ARG_DST, memory(kernel.sums, cpu(), to)},
                                       {DNNL_ARG_SCRATCHPAD, own.with_room(kernel.scratch)}});
    own.stream.wait();
  };
  if (parts_->numbers == Numbers::kWhole) return multiply(const_cast<uint8_t*>(bytes), sums);
  const auto in = std::size_t(parts_->in), out = std::size_t(parts_->out), all = std::size_t(padded(rows));
  if (own.rows.size() < all * in) own.rows.resize(all * in);
  if (own.sums.size() < all * out) own.sums.resize(all * out);
  for (std::size_t i = 0; i < all * in; ++i) own.rows[i] = float(bytes[i] - kZero);
  multiply(own.rows.data(), own.sums.data());
  for (std::size_t r = 0; r < std::size_t(rows); ++r) {
    for (std::size_t o = 0; o < out; ++o) sums[r * out + o] = int32_t(own.sums[r * out + o]) + parts_->offset[o];
  }
}

}  // namespace casus::encoder
