// How a cue of commitment_cues.tsv fits a word of a tree: where its act, its object and its parties stand.
#pragma once

#include "commitments/grammar.h"

namespace casus::commitments {

// What a cue found at a word.
struct Match {
  int action = -1, object = -1;
  std::optional<Withdrawn> withdraws;
};

std::optional<Match> match(const Scene& scene, int word, const Cue& cue);
// The word that heads what stands in a slot of the cue, -1 where the slot is empty.
int in_slot(const Scene& scene, int cue, const Slot& slot);

bool infinitive(const syntax::Tree& tree, int word);
// The organizations named in the range.
Sides organizations(const Scene& scene, syntax::WordRange range);

}  // namespace casus::commitments
