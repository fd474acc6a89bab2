// A small encoder of random weights, as a model file: two layers, 64 wide, letters for pieces. What it says means
// nothing; that it says the same is what tests hold.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "base/model_file.h"
#include "encoder/pieces.h"
#include "encoder/steps.h"
#include "syntax/tags.h"

namespace casus::test {

class SmallEncoder {
 public:
  static constexpr uint32_t kWidth = 64, kLayers = 2, kInner = 128, kPlaces = 512;

  // Sections by name, to be changed before write().
  std::vector<std::pair<std::string, std::string>> sections;

  explicit SmallEncoder(uint64_t seed = 1) : state_(seed) {
    std::string letters = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nwill\n##ing\nnorway\n.\n,\n-";
    for (char c = 'a'; c <= 'z'; ++c) letters += std::string("\n") + c + "\n##" + c;
    for (char c = '0'; c <= '9'; ++c) letters += std::string("\n") + c + "\n##" + c;
    const std::size_t pieces = std::size_t(std::count(letters.begin(), letters.end(), '\n')) + 1;
    sections = {{"encoder", numbers<uint32_t>({kWidth, kLayers, kWidth / uint32_t(encoder::kHead), kInner, kPlaces})},
                {"vocabulary", letters},
                {"words", floats(pieces, 0.02F, 0.03F) + levels(pieces * kWidth, 127)},
                {"places", floats(std::size_t{kPlaces} * kWidth, -0.3F, 0.3F)},
                {"shapes", floats(std::size_t{encoder::kShapes} * kWidth, -0.3F, 0.3F)},
                {"norms", norms()},
                {"mix", floats(kLayers, 0.4F, 0.6F)}};
    for (uint32_t n = 0; n < kLayers; ++n) {
      const std::string number = std::to_string(n) + " ";
      sections.emplace_back(number + "attend", product(3 * kWidth, kWidth));
      sections.emplace_back(number + "output", product(kWidth, kWidth));
      sections.emplace_back(number + "widen", product(kInner, kWidth));
      sections.emplace_back(number + "narrow", product(kWidth, kInner));
    }
    std::string tags = numbers<uint32_t>({4});
    for (const auto& [upos, xpos] : {std::pair{syntax::Upos::NOUN, syntax::Xpos::NN},
                                     {syntax::Upos::VERB, syntax::Xpos::VBD},
                                     {syntax::Upos::AUX, syntax::Xpos::MD},
                                     {syntax::Upos::PUNCT, syntax::Xpos::STOP}}) {
      tags += {char(upos), char(xpos)};
    }
    std::string relations;
    for (const syntax::Deprel r : {syntax::Deprel::root, syntax::Deprel::nsubj, syntax::Deprel::obj,
                                   syntax::Deprel::aux, syntax::Deprel::punct, syntax::Deprel::dep}) {
      relations.push_back(char(r));
    }
    sections.emplace_back("tags", tags);
    sections.emplace_back("relations", relations);
    sections.emplace_back("root", floats(256 + 128, -1, 1));
    sections.emplace_back("looks", product(4 + 1 + 2 * (256 + 128), kWidth));
    sections.emplace_back("arcs", product(256, 256));
    sections.emplace_back("labels", product(6, 3 * 128));
  }

  std::string& section(std::string_view name) {
    for (auto& [known, bytes] : sections) {
      if (known == name) return bytes;
    }
    return sections.emplace_back(name, "").second;
  }

  void write(const std::string& path) const {
    ModelWriter writer;
    for (const auto& [name, bytes] : sections) writer.add(name, bytes);
    if (!writer.write(path)) std::abort();
  }

  std::string product(std::size_t out, std::size_t in) {
    return numbers<uint32_t>({uint32_t(out), uint32_t(in)}) + floats(out, 0.002F, 0.004F) + floats(out, -0.1F, 0.1F) +
           levels(out * in, 63);
  }

 private:
  template <typename T>
  static std::string numbers(const std::vector<T>& of) {
    return {reinterpret_cast<const char*>(of.data()), of.size() * sizeof(T)};
  }
  uint32_t draw() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return uint32_t(state_ >> 33);
  }
  std::string floats(std::size_t count, float from, float to) {
    std::vector<float> out(count);
    for (float& x : out) x = from + (to - from) * float(draw() % 10007) / 10007;
    return numbers(out);
  }
  std::string levels(std::size_t count, int most) {
    std::string out(count, 0);
    for (char& x : out) x = char(int(draw() % uint32_t(2 * most + 1)) - most);
    return out;
  }
  std::string norms() {
    std::string out;
    for (uint32_t n = 0; n < 1 + 2 * kLayers; ++n) out += floats(kWidth, 0.8F, 1.2F) + floats(kWidth, -0.1F, 0.1F);
    return out;
  }
  uint64_t state_;
};

}  // namespace casus::test
