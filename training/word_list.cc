#include "training/word_list.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "syntax/lexeme.h"
#include "training/samples.h"

namespace casus::training {
namespace {

using syntax::WordEntry;

constexpr int kLeastForClass =
    3;  // rarer forms stay without a class, so that the tagger learns what unknown words look like
constexpr int kLeastForOnly = 20;
constexpr double kPure = 0.998;  // share of its one tag that makes a form unambiguous

}  // namespace

std::string normal_form(const std::string& form) {
  std::string out = form;
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c >= '0' && c <= '9' ? '0' : c;
  return out;
}

std::string words_section(const std::vector<GoldSentence>& sentences, const std::vector<syntax::JointTag>& tags,
                          const std::unordered_map<std::string, uint8_t>& cluster_of) {
  std::map<std::string, std::map<int, int>> counts;
  for (const GoldSentence& sentence : sentences) {
    for (const GoldWord& word : sentence.words) ++counts[word.form][tag_number(tags, word.upos, word.xpos)];
  }
  std::map<std::vector<int>, uint16_t> classes;
  std::map<std::string, WordEntry> entries;
  for (const auto& [form, borne] : counts) {
    int total = 0;
    for (const auto& [tag, n] : borne) total += n;
    if (total < kLeastForClass) continue;
    std::vector<std::pair<int, int>> ranked;
    for (const auto& [tag, n] : borne) {
      if (n * 50 >= total) ranked.emplace_back(-n, tag);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<int> set;
    for (const auto& [n, tag] : ranked) set.push_back(tag);
    if (set.size() > 4) set.resize(4);
    const auto made = classes.try_emplace(set, uint16_t(classes.size() + 1)).first;
    WordEntry& entry = entries[form];
    entry.tag_class = made->second;
    if (total >= kLeastForOnly && -ranked[0].first >= kPure * total) entry.only_tag = uint8_t(set[0]);
  }
  for (const auto& [form, cluster] : cluster_of) entries[form].cluster = cluster;

  int log = 4;
  while ((std::size_t(1) << log) * 2 < entries.size() * 3) ++log;
  const std::size_t slots = std::size_t(1) << log;
  std::vector<WordEntry> table(slots);
  for (auto& [form, entry] : entries) {
    const uint64_t hash = syntax::form_hash(form);
    std::size_t at = hash >> (64 - log);
    while (table[at].check != 0) at = (at + 1) & (slots - 1);
    entry.check = uint32_t(hash) | 1;
    table[at] = entry;
  }
  std::string out(8 + slots * sizeof(WordEntry), '\0');
  const auto head = uint32_t(log), class_count = uint32_t(classes.size());
  std::memcpy(out.data(), &head, 4);
  std::memcpy(out.data() + 4, &class_count, 4);
  std::memcpy(out.data() + 8, table.data(), slots * sizeof(WordEntry));
  return out;
}

}  // namespace casus::training
