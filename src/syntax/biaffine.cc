#include "syntax/biaffine.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace casus::syntax {
namespace {

constexpr int kArc = 256, kRelation = 128, kSides = 2 * (kArc + kRelation);
// Where each side of a word stands among its kSides numbers.
constexpr std::size_t kArcDependent = 0, kArcHead = kArc, kLabelDependent = 2 * kArc, kLabelHead = 2 * kArc + kRelation;
constexpr std::size_t kMostTags = 255;
constexpr float kNever = -1e9F;

Error damaged(const char* name) {
  return {Cause::kWrongModel, std::string("section '") + name + "' is damaged", ""};
}

}  // namespace

struct Biaffine::Parts {
  std::vector<JointTag> tags;
  std::vector<Deprel> relations;
  std::vector<float> root;
  encoder::Product looks, arcs, labels;
};

Biaffine::Biaffine(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Biaffine::Biaffine(Biaffine&&) noexcept = default;
Biaffine& Biaffine::operator=(Biaffine&&) noexcept = default;
Biaffine::~Biaffine() = default;

JointTag Biaffine::joint(int tag) const {
  return parts_->tags[std::size_t(tag)];
}
std::span<const Deprel> Biaffine::relations() const {
  return parts_->relations;
}

Result<Biaffine> Biaffine::open(const ModelFile& model, int width) {
  constexpr std::array kNames{"tags", "relations", "root", "looks", "arcs", "labels"};
  std::array<std::string_view, kNames.size()> bytes;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const auto section = model.section(kNames[i]);
    if (!section) return section.error();
    bytes[i] = *section;
  }
  auto tags = read_joint_tags(bytes[0]);
  if (!tags) return tags.error();
  if (tags->size() > kMostTags) return damaged("tags");
  std::vector<Deprel> relations;
  for (char c : bytes[1]) {
    if (uint8_t(c) >= kDeprelCount) return damaged("relations");
    relations.push_back(static_cast<Deprel>(c));
  }
  if (relations.empty()) return damaged("relations");
  std::vector<float> root(kArc + kRelation);
  if (bytes[2].size() != root.size() * sizeof(float)) return damaged("root");
  std::memcpy(root.data(), bytes[2].data(), bytes[2].size());
  auto looks = encoder::Product::open(bytes[3], "looks", int(tags->size()) + 1 + kSides, width);
  if (!looks) return looks.error();
  auto arcs = encoder::Product::open(bytes[4], "arcs", kArc, kArc);
  if (!arcs) return arcs.error();
  auto labels = encoder::Product::open(bytes[5], "labels", int(relations.size()), 3 * kRelation);
  if (!labels) return labels.error();
  return Biaffine(std::make_unique<Parts>(Parts{*std::move(tags), std::move(relations), std::move(root),
                                                *std::move(looks), *std::move(arcs), *std::move(labels)}));
}

void Biaffine::look(std::span<const float> vectors, encoder::Scratch& scratch, Looks& out) const {
  const Parts& own = *parts_;
  const std::size_t tags = own.tags.size(), words = vectors.size() / std::size_t(own.looks.in());
  out.tags.resize(words);
  out.sides.resize(words * kSides);
  out.asked.resize(words * kArc);
  const encoder::Restore of_looks = restore_of(own.looks), of_arcs = restore_of(own.arcs);
  const encoder::Restore of_sides{of_looks.scale + tags + 1, of_looks.bias + tags + 1, of_looks.offset + tags + 1,
                                  kSides};
  const encoder::Restore of_tags{of_looks.scale, of_looks.bias, of_looks.offset, int(tags)};
  std::vector<float>& row = out.row;
  row.resize(tags);
  apply(own.looks, vectors.data(), int(words), scratch, [&](int word, const int32_t* sums, float scale) {
    const auto w = std::size_t(word);
    encoder::steps().restore(sums, scale, of_tags, row.data());
    out.tags[w] = uint8_t(std::ranges::max_element(row) - row.begin());
    encoder::steps().restore_gelu(sums + tags + 1, scale, of_sides, out.sides.data() + w * kSides);
  });
  out.pairs.resize(words * kArc);
  for (std::size_t w = 0; w < words; ++w) {
    std::copy_n(out.sides.data() + w * kSides + kArcDependent, kArc, out.pairs.data() + w * kArc);
  }
  apply(own.arcs, out.pairs.data(), int(words), scratch, [&](int word, const int32_t* sums, float scale) {
    encoder::steps().restore(sums, scale, of_arcs, out.asked.data() + std::size_t(word) * kArc);
  });
}

void Biaffine::arcs(const Looks& looks, std::size_t first, std::size_t n, std::vector<float>& out) const {
  out.resize(n * (n + 1));
  for (std::size_t w = 0; w < n; ++w) {
    const float* asked = looks.asked.data() + (first + w) * kArc;
    float* row = out.data() + w * (n + 1);
    row[0] = encoder::steps().dot(asked, parts_->root.data(), kArc);
    for (std::size_t h = 0; h < n; ++h) {
      const float* head = looks.sides.data() + (first + h) * kSides + kArcHead;
      row[h + 1] = h == w ? kNever : encoder::steps().dot(asked, head, kArc);
    }
  }
}

void Biaffine::labels(Looks& looks, std::size_t first, std::span<const int32_t> heads, encoder::Scratch& scratch,
                      std::vector<float>& out) const {
  const std::size_t n = heads.size(), count = parts_->relations.size();
  out.resize(n * count);
  looks.pairs.resize(n * 3 * kRelation);
  for (std::size_t w = 0; w < n; ++w) {
    const float* dependent = looks.sides.data() + (first + w) * kSides + kLabelDependent;
    const float* head = heads[w] < 0 ? parts_->root.data() + kArc
                                     : looks.sides.data() + (first + std::size_t(heads[w])) * kSides + kLabelHead;
    float* pair = looks.pairs.data() + w * 3 * kRelation;
    std::copy_n(dependent, kRelation, pair);
    std::copy_n(head, kRelation, pair + kRelation);
    for (int d = 0; d < kRelation; ++d) pair[2 * kRelation + d] = dependent[d] * head[d];
  }
  const encoder::Restore of_labels = restore_of(parts_->labels);
  apply(parts_->labels, looks.pairs.data(), int(n), scratch, [&](int word, const int32_t* sums, float scale) {
    encoder::steps().restore(sums, scale, of_labels, out.data() + std::size_t(word) * count);
  });
}

}  // namespace casus::syntax
