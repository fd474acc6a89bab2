#include "events/topics.h"

#include "events/concepts.h"

namespace casus::events {

Result<Topics> Topics::open(const lexicon::Tables& tables) {
  auto found = tables.table("topics");
  if (!found) return found.error();
  const lexicon::Table& table = **found;
  constexpr std::string_view kNames[] = {"sport", "disaster", "health", "culture", "history", "accident", "crime"};
  Topics out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto* name = std::find(std::begin(kNames), std::end(kNames), table.cell(row, 1));
    if (name == std::end(kNames)) return Error{Cause::kMalformed, "has an unknown topic", table.place(row)};
    out.words_[folded_hash(table.cell(row, 0))] = {Topic(name - std::begin(kNames)), table.cell(row, 2) == "2" ? 2 : 1};
  }
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
