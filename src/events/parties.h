// Who a phrase is: the entity it names, what kind of party that is, and the phrase that names somebody inside a larger
// one ("the president's decision", "an Israeli army outpost").
#pragma once

#include "events/scene.h"

namespace casus::events {

// Of the phrase headed by that word; worked out once.
const Who& who_is(Scene& scene, int word);

// The word inside the phrase of `word` that names a political party: itself, or by-agent, possessor, nation adjective,
// of-, from-, in-phrase in that order; -1 where there is none. `but`: an entity that is not meant ("its war with X").
// kDoer: not whom it is against or to; kOwn: only whose it is ("Danish protesters", not "protesters in Rome").
enum class Within : uint8_t { kAny, kDoer, kOwn };
int party_within(Scene& scene, int word, int but = -1, Within how = Within::kAny);

// Whether a noun only measures others ("a series of", "dozens of").
bool measure(const Scene& scene, int word);

// Whether an entity (or -1) is nobody known: a group or office whose side the text does not name.
bool nameless(const Scene& scene, int entity);

// The phrase as it is quoted: without determiner, relative clause or apposition.
syntax::WordRange phrase(const Scene& scene, int word);

Argument argument(Scene& scene, int word);

// Adds the phrase of `word` and those coordinated with it, each once.
void add_parties(Scene& scene, int word, std::vector<Argument>& out);

// Adds the party that the phrase of `word` names inside, quoted with the phrase ("the president's decision").
void add_named_within(Scene& scene, int word, int inner, std::vector<Argument>& out);

}  // namespace casus::events
