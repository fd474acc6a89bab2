#include "syntax/relations.h"

namespace casus::syntax {

void choose_relations(std::span<const float> scores, const Biaffine& biaffine, std::span<Word> words) {
  const auto count = std::size_t(biaffine.relations());
  for (std::size_t w = 0; w < words.size(); ++w) {
    int best = -1;
    for (std::size_t r = 0; r < count; ++r) {
      const bool is_root = biaffine.relation(int(r)) == Deprel::root;
      if (is_root != (words[w].head < 0)) continue;
      if (best < 0 || scores[w * count + r] > scores[w * count + std::size_t(best)]) best = int(r);
    }
    words[w].relation = best < 0 ? Deprel::root : biaffine.relation(best);
  }
}

}  // namespace casus::syntax
