#include "encoder/encoder.h"

#include <array>
#include <cmath>
#include <cstring>
#include <string>

namespace casus::encoder {
namespace {

constexpr uint32_t kMostWidth = 1024, kMostLayers = 24, kMostPlaces = 4096;

Error damaged(std::string_view name) {
  return {Cause::kWrongModel, "section '" + std::string(name) + "' is damaged", ""};
}

// A section of floats, as many as wanted, all finite.
Result<std::vector<float>> floats(const ModelFile& model, const std::string& name, std::size_t count) {
  const auto section = model.section(name);
  if (!section) return section.error();
  if (section->size() != count * sizeof(float)) return damaged(name);
  std::vector<float> out(count);
  std::memcpy(out.data(), section->data(), section->size());
  if (!std::ranges::all_of(out, [](float x) { return std::isfinite(x); })) return damaged(name);
  return out;
}

Result<Product> product(const ModelFile& model, const std::string& name, uint32_t out, uint32_t in) {
  const auto section = model.section(name);
  if (!section) return section.error();
  return Product::open(*section, name, int(out), int(in));
}

struct Norm {
  const float* gain;
  const float* bias;
};

struct Layer {
  Product attend, output, widen, narrow;
  Norm after_attention, after;
};

}  // namespace

void Windows::begin() {
  pieces_.push_back(vocabulary_.first());
  shapes_.push_back(0);
}

void Windows::word(std::string_view form, bool spaced) {
  split_.clear();
  vocabulary_.split(form, split_);
  if (pieces_.size() - begin_.back() + split_.size() + 1 > kWindow) {
    end();
    begin();
  }
  first_piece_.push_back(uint32_t(pieces_.size()));
  pieces_.insert(pieces_.end(), split_.begin(), split_.end());
  shapes_.insert(shapes_.end(), split_.size(), shape(form, spaced));
}

void Windows::end() {
  pieces_.push_back(vocabulary_.last());
  shapes_.push_back(0);
  begin_.push_back(uint32_t(pieces_.size()));
  first_word_.push_back(uint32_t(first_piece_.size()));
}

void Windows::clear() {
  pieces_.clear();
  shapes_.clear();
  first_piece_.clear();
  begin_.assign(1, 0);
  first_word_.assign(1, 0);
}

struct Encoder::Parts {
  int width = 0, heads = 0, inner = 0;
  Vocabulary vocabulary;
  const int8_t* words = nullptr;
  std::vector<float> word_scales{}, places{}, shapes{}, norms{}, mix{};
  std::vector<Layer> layers{};

  void embed(const Windows& windows, std::size_t first, std::size_t last, float* rows) const;
  void attention(const Layer& layer, std::span<const uint32_t> begins, float* rows, Scratch& scratch) const;
  void feed_forward(const Layer& layer, int count, float* rows, Scratch& scratch) const;
};

Encoder::Encoder(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Encoder::Encoder(Encoder&&) noexcept = default;
Encoder& Encoder::operator=(Encoder&&) noexcept = default;
Encoder::~Encoder() = default;

const Vocabulary& Encoder::vocabulary() const {
  return parts_->vocabulary;
}
int Encoder::width() const {
  return parts_->width;
}

Result<Encoder> Encoder::open(const ModelFile& model) {
  const auto sizes = model.section("encoder");
  if (!sizes) return sizes.error();
  std::array<uint32_t, 5> size{};
  if (sizes->size() != sizeof size) return damaged("encoder");
  std::memcpy(size.data(), sizes->data(), sizeof size);
  const auto [width, layers, heads, inner, places] = size;
  if (width == 0 || width > kMostWidth || width != heads * kHead || layers == 0 || layers > kMostLayers || inner == 0 ||
      inner % 8 != 0 || inner > 4 * kMostWidth || places < kWindow || places > kMostPlaces) {
    return damaged("encoder");
  }
  const auto letters = model.section("vocabulary");
  if (!letters) return letters.error();
  auto vocabulary = Vocabulary::open(*letters);
  if (!vocabulary) return vocabulary.error();
  const auto words = model.section("words");
  if (!words) return words.error();
  const std::size_t count = vocabulary->size();
  if (words->size() != count * (sizeof(float) + width)) return damaged("words");

  auto parts = std::make_unique<Parts>(Parts{int(width), int(heads), int(inner), *std::move(vocabulary)});
  parts->word_scales.resize(count);
  std::memcpy(parts->word_scales.data(), words->data(), count * sizeof(float));
  if (!std::ranges::all_of(parts->word_scales, [](float x) { return std::isfinite(x); })) return damaged("words");
  parts->words = reinterpret_cast<const int8_t*>(words->data() + count * sizeof(float));
  const std::tuple<const char*, std::size_t, std::vector<float>*> tables[] = {
      {"places", std::size_t(places) * width, &parts->places},
      {"shapes", std::size_t(kShapes) * width, &parts->shapes},
      {"norms", std::size_t(2 + 4 * layers) * width, &parts->norms},
      {"mix", layers, &parts->mix}};
  for (const auto& [name, numbers, table] : tables) {
    auto read = floats(model, name, numbers);
    if (!read) return read.error();
    *table = *std::move(read);
  }
  for (uint32_t n = 0; n < layers; ++n) {
    const std::string number = std::to_string(n) + " ";
    auto attend = product(model, number + "attend", 3 * width, width);
    if (!attend) return attend.error();
    auto output = product(model, number + "output", width, width);
    if (!output) return output.error();
    auto widen = product(model, number + "widen", inner, width);
    if (!widen) return widen.error();
    auto narrow = product(model, number + "narrow", width, inner);
    if (!narrow) return narrow.error();
    const float* norms = parts->norms.data() + std::size_t(2 + 4 * n) * width;
    parts->layers.push_back({*std::move(attend), *std::move(output), *std::move(widen), *std::move(narrow),
                             Norm{norms, norms + width}, Norm{norms + 2 * width, norms + 3 * width}});
  }
  return Encoder(std::move(parts));
}

// Pieces [first, last) as vectors: the piece, its place in the window, its shape, normed.
void Encoder::Parts::embed(const Windows& windows, std::size_t first, std::size_t last, float* rows) const {
  const auto size = std::size_t(width);
  for (std::size_t w = first; w < last; ++w) {
    for (std::size_t i = windows.begin_[w]; i < windows.begin_[w + 1]; ++i, rows += size) {
      const std::size_t piece = windows.pieces_[i];
      const int8_t* levels = words + piece * size;
      for (std::size_t d = 0; d < size; ++d) rows[d] = float(levels[d]) * word_scales[piece];
      steps().add_scaled(places.data() + (i - windows.begin_[w]) * size, 1, rows, width);
      steps().add_and_norm(rows, shapes.data() + windows.shapes_[i] * size, norms.data(), norms.data() + size, width);
    }
  }
}

void Encoder::Parts::attention(const Layer& layer, std::span<const uint32_t> begins, float* rows,
                               Scratch& scratch) const {
  const int count = int(begins.back() - begins.front());
  const auto size = std::size_t(width);
  float* wide = room(scratch.wide, std::size_t(count) * 3 * size);
  const Restore of_attend = restore_of(layer.attend), of_output = restore_of(layer.output);
  apply(layer.attend, rows, count, scratch, [&](int row, const int32_t* sums, float scale) {
    steps().restore(sums, scale, of_attend, wide + std::size_t(row) * 3 * size);
  });
  float* mixed = room(scratch.mixed, std::size_t(count) * size);
  for (std::size_t w = 0; w + 1 < begins.size(); ++w) {
    const std::size_t at = begins[w] - begins.front();
    const int length = int(begins[w + 1] - begins[w]);
    steps().attend(wide + at * 3 * size, length, heads, mixed + at * size,
                   room(scratch.attention, std::size_t(attention_room(length))));
  }
  float* now = room(scratch.row, size);
  apply(layer.output, mixed, count, scratch, [&](int row, const int32_t* sums, float scale) {
    steps().restore(sums, scale, of_output, now);
    steps().add_and_norm(rows + std::size_t(row) * size, now, layer.after_attention.gain, layer.after_attention.bias,
                         width);
  });
}

void Encoder::Parts::feed_forward(const Layer& layer, int count, float* rows, Scratch& scratch) const {
  const auto size = std::size_t(width);
  const Restore of_widen = restore_of(layer.widen), of_narrow = restore_of(layer.narrow);
  float* wide = room(scratch.wide, std::size_t(count) * std::size_t(inner));
  apply(layer.widen, rows, count, scratch, [&](int row, const int32_t* sums, float scale) {
    steps().restore_gelu(sums, scale, of_widen, wide + std::size_t(row) * std::size_t(inner));
  });
  float* now = room(scratch.row, size);
  apply(layer.narrow, wide, count, scratch, [&](int row, const int32_t* sums, float scale) {
    steps().restore(sums, scale, of_narrow, now);
    steps().add_and_norm(rows + std::size_t(row) * size, now, layer.after.gain, layer.after.bias, width);
  });
}

void Encoder::encode(const Windows& windows, Scratch& scratch, std::vector<float>& vectors) const {
  const Parts& own = *parts_;
  const auto size = std::size_t(own.width);
  vectors.assign(windows.words() * size, 0);
  const std::size_t count = windows.begin_.size() - 1;
  // As many windows at a time as fill a block.
  for (std::size_t first = 0, last = 0; first < count; first = last) {
    const uint32_t begin = windows.begin_[first];
    do {
      ++last;
    } while (last < count && windows.begin_[last + 1] - begin <= kBlockRows);
    const std::span begins(windows.begin_.data() + first, last - first + 1);
    const int pieces = int(begins.back() - begin);
    float* rows = room(scratch.rows, std::size_t(pieces) * size);
    own.embed(windows, first, last, rows);
    for (std::size_t n = 0; n < own.layers.size(); ++n) {
      own.attention(own.layers[n], begins, rows, scratch);
      own.feed_forward(own.layers[n], pieces, rows, scratch);
      for (std::size_t w = windows.first_word_[first]; w < windows.first_word_[last]; ++w) {
        steps().add_scaled(rows + (windows.first_piece_[w] - begin) * size, own.mix[n], vectors.data() + w * size,
                           own.width);
      }
    }
  }
}

}  // namespace casus::encoder
