#include "events/topics.h"

#include "events/concepts.h"

namespace casus::events {

Result<Topics> Topics::open(const lexicon::Tables& tables) {
  static constexpr lexicon::Columns kWords{"topics", "word", "topic", "weight"};
  constexpr std::pair<std::string_view, Topic> kTopics[] = {
      {"sport", Topic::kSport},     {"disaster", Topic::kDisaster}, {"health", Topic::kHealth},
      {"culture", Topic::kCulture}, {"history", Topic::kHistory},   {"accident", Topic::kAccident},
      {"crime", Topic::kCrime}};
  Topics out;
  lexicon::RowReader read(tables);
  read.each<kWords>([&](const auto& row) {
    out.words_[folded_hash(row["word"])] = {row["topic"].one_of(kTopics), row["weight"].number(1, 2)};
  });
  if (read.failure()) return *read.failure();
  return out;
}

TopicWeights Topics::of(const syntax::Parsed& parsed) const {
  TopicWeights out{};
  for (const syntax::Word& word : parsed.words()) {
    if (word.upos != syntax::Upos::NOUN && word.upos != syntax::Upos::PROPN && word.upos != syntax::Upos::VERB)
      continue;
    const auto found = words_.find(folded_hash(word.lemma));
    if (found == words_.end() || (word.upos == syntax::Upos::VERB && found->second.topic != Topic::kAccident)) continue;
    out[std::size_t(found->second.topic)] += found->second.weight;
  }
  return out;
}

bool Topics::is(std::string_view lemma, Topic topic) const {
  const auto found = words_.find(folded_hash(lemma));
  return found != words_.end() && found->second.topic == topic;
}

}  // namespace casus::events
