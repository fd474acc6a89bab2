// A transformer encoder (Devlin et al. 2019; here MiniLM, Wang et al. 2020): words in, a vector a word out. A word is
// its first piece, mixed over the layers. Products are in whole numbers (product.h), the rest in float (steps.h).
//
//   Windows windows(encoder.vocabulary());
//   windows.begin(); windows.word("Norway", false); windows.word("warned", true); windows.end();
//   encoder.encode(windows, scratch, vectors);  // 2 * encoder.width() floats
//
// A window is what attends to itself; what else is encoded in the same call makes no difference to its vectors.
//
// Sections: "encoder" (u32 width, layers, heads, width inside, places), "vocabulary" (pieces.h), "words" (f32
// scale[piece], int8 [piece][width]), "places" and "shapes" (f32 [n][width]), "norms" (f32 gain and bias of the first
// norm and of two in each layer), "mix" (f32 share[layer]), and a product (product.h) for each of "0 attend", "0
// output", "0 widen", "0 narrow", "1 attend" …
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/model_file.h"
#include "casus/error.h"
#include "encoder/apply.h"
#include "encoder/pieces.h"

namespace casus::encoder {

inline constexpr std::size_t kWindow = 500;  // pieces of a window at most, of 512 places

// Words of several windows, one after the other.
class Windows {
 public:
  explicit Windows(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void begin();
  // `spaced`: a space stands before it. A window that is full ends, and another begins.
  void word(std::string_view form, bool spaced);
  void end();
  void clear();

  [[nodiscard]] std::size_t words() const { return first_piece_.size(); }
  [[nodiscard]] std::size_t pieces() const { return pieces_.size(); }

 private:
  friend class Encoder;
  const Vocabulary& vocabulary_;
  std::vector<uint16_t> pieces_;
  std::vector<uint8_t> shapes_;
  std::vector<uint32_t> begin_{0};       // of each window, in pieces; the last is their end
  std::vector<uint32_t> first_piece_;    // of each word
  std::vector<uint32_t> first_word_{0};  // of each window; the last is their end
  std::vector<uint16_t> split_;
};

class Encoder {
 public:
  // `model` must outlive the encoder. kWrongModel where a section is missing or damaged.
  static Result<Encoder> open(const ModelFile& model);
  Encoder(Encoder&&) noexcept;
  Encoder& operator=(Encoder&&) noexcept;
  ~Encoder();

  [[nodiscard]] const Vocabulary& vocabulary() const;
  [[nodiscard]] int width() const;

  // vectors: width() floats for each word, in order. Safe to call from several threads, each with its own scratch.
  void encode(const Windows& windows, Scratch& scratch, std::vector<float>& vectors) const;

 private:
  struct Parts;
  explicit Encoder(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::encoder
