// Gathers the slots around a predicate from its tree: voice undone (the object of a passive is its obj), subjects
// shared by coordination, control and participles, antecedents for relative pronouns.
#pragma once

#include "events/scene.h"

namespace casus::events {

Slots slots_of(const Scene& scene, int word);

// The subject of a clause's verb, followed through coordination, control and participles; -1 where there is none.
int subject_of(const Scene& scene, int verb, int depth = 0);

// Whether the verb is passive (auxiliary, passive subject, or a past participle that modifies a noun).
bool passive(const Scene& scene, int verb);

// Whether the clause has that modal auxiliary.
bool modal(const syntax::Tree& tree, int verb, std::string_view lemma);

// The slot that a dependent's preposition gives it; kNoSlot where no frame knows it.
SlotId slot_of(const Scene& scene, int dependent);

}  // namespace casus::events
