// What a dispatch is about, where its verbs mislead: matches and titles are won and lost like wars. Words of topics.tsv
// are counted once a document; weight 2 tells by itself, 1 only with another.
#pragma once

#include <array>
#include <string_view>
#include <unordered_map>

#include "lexicon/table.h"
#include "syntax/tree.h"

namespace casus::events {

enum class Topic : uint8_t { kSport, kDisaster, kHealth, kCulture, kHistory, kAccident, kCrime };

using TopicWeights = std::array<int, 7>;  // by Topic

class Topics {
 public:
  static Result<Topics> open(const lexicon::Tables& tables);

  [[nodiscard]] TopicWeights of(const syntax::Parsed& parsed) const;
  [[nodiscard]] bool is(std::string_view lemma, Topic topic) const;

 private:
  struct Entry {
    Topic topic;
    int weight;
  };
  std::unordered_map<uint64_t, Entry> words_;
};

}  // namespace casus::events
