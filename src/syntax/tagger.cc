#include "syntax/tagger.h"

#include <algorithm>

namespace casus::syntax {

Result<std::vector<JointTag>> read_joint_tags(std::string_view section) {
  const Error damaged{Cause::kWrongModel, "section 'tags' is damaged", ""};
  uint32_t count = 0;
  if (section.size() < sizeof count) return damaged;
  std::memcpy(&count, section.data(), sizeof count);
  if (count < 1 || count > section.size() || section.size() != sizeof count + 2 * count) return damaged;
  std::vector<JointTag> tags;
  for (uint32_t i = 0; i < count; ++i) {
    const auto upos = uint8_t(section[sizeof count + 2 * i]), xpos = uint8_t(section[sizeof count + 2 * i + 1]);
    if (upos >= kUposCount || xpos >= kXposCount) return damaged;
    tags.push_back({static_cast<Upos>(upos), static_cast<Xpos>(xpos)});
  }
  return tags;
}

Result<Tagger> Tagger::open(std::string_view tags_section, std::string_view weights_section) {
  auto tags = read_joint_tags(tags_section);
  if (!tags) return tags.error();
  if (tags->size() > ClassTable::kMaxClasses) return Error{Cause::kWrongModel, "section 'tags' is damaged", ""};
  const auto weights = ClassTable::open(weights_section, int(tags->size()));
  if (!weights) return weights.error();
  return Tagger(*std::move(tags), *weights);
}

Tagger::Tagger(std::vector<JointTag> tags, ClassTable weights) : tags_(std::move(tags)), weights_(weights) {
  for (int upos = 0; upos < kUposCount; ++upos) {
    for (int xpos = 0; xpos < kXposCount; ++xpos) {
      const auto likeness = [&](JointTag tag) { return 2 * (int(tag.xpos) == xpos) + (int(tag.upos) == upos); };
      numbers_[std::size_t(upos)][std::size_t(xpos)] =
          uint8_t(std::ranges::max_element(tags_, {}, likeness) - tags_.begin());
    }
  }
}

void Tagger::tag(std::span<const Lexeme> words, std::span<uint8_t> out) const {
  int tag_1 = -1, tag_2 = -2;
  tagger::Keys keys;
  const tagger::Style style = tagger::style_of(words);
  static_assert(tagger::kTemplateCount <= ClassTable::kMaxKeys);
  ClassTable::Scores scores;
  for (std::size_t at = 0; at < words.size(); ++at) {
    int best = words[at].only_tag;
    if (best == kNoTag) {
      tagger::keys(words, at, tag_1, tag_2, style, keys);
      weights_.score(keys, scores);
      best = int(std::max_element(scores.begin(), scores.begin() + count()) - scores.begin());
    }
    out[at] = uint8_t(best);
    tag_2 = tag_1;
    tag_1 = best;
  }
}

}  // namespace casus::syntax
