#include "syntax/tagger.h"

#include <algorithm>

namespace casus::syntax {

Result<Tagger> Tagger::open(std::string_view tags_section, std::string_view weights_section) {
  const Error damaged{Cause::kWrongModel, "section 'tags' is damaged", ""};
  uint32_t count = 0;
  if (tags_section.size() < sizeof count) return damaged;
  std::memcpy(&count, tags_section.data(), sizeof count);
  if (count < 1 || count > ClassTable::kMaxClasses || tags_section.size() != sizeof count + 2 * count) return damaged;
  std::vector<JointTag> tags;
  for (uint32_t i = 0; i < count; ++i) {
    const auto upos = uint8_t(tags_section[sizeof count + 2 * i]),
               xpos = uint8_t(tags_section[sizeof count + 2 * i + 1]);
    if (upos >= kUposCount || xpos >= kXposCount) return damaged;
    tags.push_back({static_cast<Upos>(upos), static_cast<Xpos>(xpos)});
  }
  const auto weights = ClassTable::open(weights_section, int(count));
  if (!weights) return weights.error();
  return Tagger(std::move(tags), *weights);
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
