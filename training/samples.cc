#include "training/samples.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace casus::training {

using syntax::JointTag;

std::vector<JointTag> joint_tags(const std::vector<GoldSentence>& sentences, int least) {
  std::map<std::pair<int, int>, int> counts;
  for (const GoldSentence& sentence : sentences) {
    for (const GoldWord& word : sentence.words) ++counts[{int(word.upos), int(word.xpos)}];
  }
  std::vector<std::pair<int, JointTag>> ranked;
  for (const auto& [tag, count] : counts) {
    if (count >= least)
      ranked.push_back({count, {static_cast<syntax::Upos>(tag.first), static_cast<syntax::Xpos>(tag.second)}});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<JointTag> out;
  for (const auto& [count, tag] : ranked) out.push_back(tag);
  return out;
}

std::string tags_section(const std::vector<JointTag>& tags) {
  const auto count = uint32_t(tags.size());
  std::string out(reinterpret_cast<const char*>(&count), sizeof count);
  for (JointTag tag : tags) out += {char(tag.upos), char(tag.xpos)};
  return out;
}

int tag_number(const std::vector<JointTag>& tags, syntax::Upos upos, syntax::Xpos xpos) {
  int same_xpos = 0;
  for (int i = int(tags.size()) - 1; i >= 0; --i) {
    if (tags[std::size_t(i)] == JointTag{upos, xpos}) return i;
    if (tags[std::size_t(i)].xpos == xpos) same_xpos = i;
  }
  return same_xpos;
}

void projectivise(std::vector<int32_t>& heads) {
  const int n = int(heads.size());
  const auto crosses = [&](int word) {
    const int head = heads[std::size_t(word)];
    const int low = std::min(word, head), high = std::max(word, head);
    for (int between = low + 1; between < high; ++between) {
      int up = between;
      for (int steps = 0; up >= 0 && up != head && steps <= n; ++steps) up = heads[std::size_t(up)];
      if (up != head) return true;  // not under the head: the arc has a hole
    }
    return false;
  };
  for (;;) {
    int shortest = -1;
    for (int w = 0; w < n; ++w) {
      if (heads[std::size_t(w)] < 0 || heads[std::size_t(heads[std::size_t(w)])] < 0 || !crosses(w)) continue;
      const auto length = [&](int word) { return std::abs(word - heads[std::size_t(word)]); };
      if (shortest < 0 || length(w) < length(shortest)) shortest = w;
    }
    if (shortest < 0) return;
    heads[std::size_t(shortest)] = heads[std::size_t(heads[std::size_t(shortest)])];
  }
}

std::vector<Sample> samples(const std::vector<GoldSentence>& sentences, const std::vector<JointTag>& tags,
                            const syntax::WordList& words) {
  std::vector<Sample> out;
  for (const GoldSentence& sentence : sentences) {
    Sample sample;
    for (const GoldWord& word : sentence.words) {
      sample.words.push_back(syntax::lexeme(word.form, words));
      sample.gold_tags.push_back(uint8_t(tag_number(tags, word.upos, word.xpos)));
      sample.heads.push_back(word.head);
      sample.relations.push_back(uint8_t(word.relation));
    }
    sample.tags = sample.gold_tags;
    projectivise(sample.heads);
    out.push_back(std::move(sample));
  }
  return out;
}

Sample reversed(const Sample& sample) {
  Sample out = sample;
  std::reverse(out.words.begin(), out.words.end());
  std::reverse(out.tags.begin(), out.tags.end());
  std::reverse(out.gold_tags.begin(), out.gold_tags.end());
  std::reverse(out.heads.begin(), out.heads.end());
  std::reverse(out.relations.begin(), out.relations.end());
  for (int32_t& head : out.heads) head = head < 0 ? -1 : int32_t(out.words.size()) - 1 - head;
  return out;
}

}  // namespace casus::training
