// Part-of-speech tags by an averaged perceptron, greedily from left to right (Collins 2002). A tag is joint, a pair of
// Penn and universal tag, so that one decision gives both. Forms that always bear one tag are not asked about.
//
// Section "tags": u32 count, then per joint tag u8 upos, u8 xpos. Section "tagger": a ClassTable over them.
#pragma once

#include <span>
#include <vector>

#include "syntax/lexeme.h"
#include "syntax/tags.h"
#include "syntax/weights.h"

namespace casus::syntax {

struct JointTag {
  Upos upos;
  Xpos xpos;
  friend bool operator==(JointTag, JointTag) = default;
};

// The joint tags of a section "tags"; kWrongModel where it is damaged.
Result<std::vector<JointTag>> read_joint_tags(std::string_view section);

namespace tagger {

// Atoms of a place: the word itself, its neighbours by distance, the two tags already given.
enum Atom : uint8_t {
  kForm,
  kLower,
  kPrefix1,
  kPrefix2,
  kPrefix3,
  kSuffix1,
  kSuffix2,
  kSuffix3,
  kSuffix4,
  kSuffix5,
  kShape,
  kCluster,
  kClass,
  kLowerClass,
  kLower_1,
  kLower_2,
  kLower1,
  kLower2,
  kCluster_1,
  kCluster_2,
  kCluster1,
  kCluster2,
  kClass1,
  kClass2,
  kTag_1,
  kTag_2,
  kSuffix3_1,
  kSuffix3_n1,
  kShape_1,
  kShape1,
  kPlace,
  kLowerClass1,
  kAtomCount
};

inline constexpr Template kTemplates[] = {{kForm},
                                          {kLower},
                                          {kPrefix1},
                                          {kPrefix2},
                                          {kPrefix3},
                                          {kSuffix1},
                                          {kSuffix2},
                                          {kSuffix3},
                                          {kSuffix4},
                                          {kSuffix5},
                                          {kShape},
                                          {kCluster},
                                          {kClass},
                                          {kLowerClass},
                                          {kLower_1},
                                          {kLower1},
                                          {kLower_2},
                                          {kLower2},
                                          {kCluster_1},
                                          {kCluster1},
                                          {kCluster_2},
                                          {kCluster2},
                                          {kClass1},
                                          {kClass2},
                                          {kTag_1},
                                          {kSuffix3_1},
                                          {kSuffix3_n1},
                                          {kTag_1, kTag_2},
                                          {kTag_1, kLower},
                                          {kTag_1, kCluster},
                                          {kTag_1, kClass},
                                          {kTag_1, kSuffix3},
                                          {kTag_1, kLower1},
                                          {kTag_1, kCluster1},
                                          {kTag_1, kClass1},
                                          {kLower_1, kLower},
                                          {kLower, kLower1},
                                          {kCluster, kCluster1},
                                          {kCluster_1, kCluster},
                                          {kClass, kClass1},
                                          {kClass, kLower1},
                                          {kClass, kLower_1},
                                          {kShape, kPlace},
                                          {kLowerClass, kShape, kPlace},
                                          {kCluster, kShape, kPlace},
                                          {kShape, kTag_1},
                                          {kShape, kShape1},
                                          {kShape, kLowerClass},
                                          {kShape, kSuffix3, kPlace},
                                          {kClass1, kClass2},
                                          {kTag_2, kLower},
                                          {kTag_1, kTag_2, kLower},
                                          {kTag_1, kTag_2, kClass},
                                          {kTag_1, kClass, kClass1},
                                          {kClass, kClass1, kClass2},
                                          {kCluster_1, kCluster, kCluster1},
                                          {kTag_1, kShape, kShape1},
                                          {kClass, kCluster1, kCluster2},
                                          {kTag_1, kLower, kLower1},
                                          {kTag_1, kTag_2, kClass1},
                                          {kTag_1, kSuffix2, kClass1},
                                          {kLowerClass, kTag_1, kShape},
                                          {kClass, kLower1, kLower2},
                                          {kSuffix3, kShape}};
inline constexpr std::size_t kTemplateCount = std::size(kTemplates);
using Atoms = std::array<uint64_t, kAtomCount>;
using Keys = std::array<uint64_t, kTemplateCount>;

inline uint64_t tag_atom(int tag) {
  return kAtoms<AtomKind::kTag, 258>[std::size_t(tag + 2)];
}

// How a sentence uses capitals: a capital says little in a headline, and nothing where all letters are capitals.
enum class Style : uint8_t { kPlain, kTitle, kShout };

inline Style style_of(std::span<const Lexeme> words) {
  int small = 0, capital = 0, upper = 0;
  for (const Lexeme& word : words) {
    small += word.letters == Case::kLower;
    capital += word.letters == Case::kCapital;
    upper += word.letters == Case::kUpper;
  }
  if (upper > small + capital) return Style::kShout;
  return capital > small ? Style::kTitle : Style::kPlain;
}

// The keys of word `at` of a sentence, given the tags before it (-1 and -2 stand before the sentence).
inline void keys(std::span<const Lexeme> words, std::size_t at, int tag_1, int tag_2, Style style, Keys& out) {
  static constexpr uint64_t kEdge = atom(AtomKind::kPlace, 7);
  const Lexeme& w = words[at];
  const Lexeme* w_1 = at > 0 ? &words[at - 1] : nullptr;
  const Lexeme* w_2 = at > 1 ? &words[at - 2] : nullptr;
  const Lexeme* w1 = at + 1 < words.size() ? &words[at + 1] : nullptr;
  const Lexeme* w2 = at + 2 < words.size() ? &words[at + 2] : nullptr;
  Atoms a;
  a[kForm] = w.form;
  a[kLower] = w.lower;
  for (std::size_t i = 0; i < 3; ++i) a[kPrefix1 + i] = w.prefix[i];
  for (std::size_t i = 0; i < 5; ++i) a[kSuffix1 + i] = w.suffix[i];
  a[kShape] = w.shape;
  a[kCluster] = w.cluster;
  a[kClass] = w.tag_class;
  a[kLowerClass] = w.lower_class;
  a[kLower_1] = w_1 ? w_1->lower : kEdge;
  a[kLower_2] = w_2 ? w_2->lower : kEdge;
  a[kLower1] = w1 ? w1->lower : kEdge;
  a[kLower2] = w2 ? w2->lower : kEdge;
  a[kCluster_1] = w_1 ? w_1->cluster : kEdge;
  a[kCluster_2] = w_2 ? w_2->cluster : kEdge;
  a[kCluster1] = w1 ? w1->cluster : kEdge;
  a[kCluster2] = w2 ? w2->cluster : kEdge;
  a[kClass1] = w1 ? w1->tag_class : kEdge;
  a[kClass2] = w2 ? w2->tag_class : kEdge;
  a[kTag_1] = tag_atom(tag_1);
  a[kTag_2] = tag_atom(tag_2);
  a[kSuffix3_1] = w_1 ? w_1->suffix[2] : kEdge;
  a[kSuffix3_n1] = w1 ? w1->suffix[2] : kEdge;
  a[kShape_1] = w_1 ? w_1->shape : kEdge;
  a[kShape1] = w1 ? w1->shape : kEdge;
  a[kPlace] = kAtoms<AtomKind::kPlace, 8>[(at == 0 ? 4U : 0U) + unsigned(style)];
  a[kLowerClass1] = w1 ? w1->lower_class : kEdge;
  fill_keys<kTemplates>(a, 0, out);
}

}  // namespace tagger

class Tagger {
 public:
  static Result<Tagger> open(std::string_view tags_section, std::string_view weights_section);

  [[nodiscard]] int count() const { return int(tags_.size()); }
  [[nodiscard]] JointTag joint(int tag) const { return tags_[std::size_t(tag)]; }
  // The number of a tag, or of the one that is most like it: of the same Penn tag, else the same universal one.
  [[nodiscard]] int number(JointTag tag) const { return numbers_[std::size_t(tag.upos)][std::size_t(tag.xpos)]; }
  // One tag number for each word of a sentence; out has the size of words.
  void tag(std::span<const Lexeme> words, std::span<uint8_t> out) const;

 private:
  Tagger(std::vector<JointTag> tags, ClassTable weights);
  std::vector<JointTag> tags_;
  std::array<std::array<uint8_t, kXposCount>, kUposCount> numbers_{};
  ClassTable weights_;
};

}  // namespace casus::syntax
