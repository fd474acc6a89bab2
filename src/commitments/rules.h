// The rules, one family a file. Each looks at the scene's sentence and appends what it finds; commitments.cc asks them
// in this order and takes out what says the same twice.
#pragma once

#include "commitments/grammar.h"

namespace casus::commitments {

void cued(Scene& scene);    // cued.cc: words that bind, demand, block or take back ("vowed to", "demands that", "lifted
                            // its veto")
void willed(Scene& scene);  // willed.cc: what a side says it will do, or is ready to do
// answered.cc: an act of others that a side says it will answer; asked of every word by willed().
bool answered(Scene& scene, int word, bool future);
// brooked.cc: what a side will not bear ("will not tolerate X"), asked of every word that will not be or be done; what
// "there would be if", asked of the word "there".
bool brooked(Scene& scene, int word);
bool there_would_be(Scene& scene, int there);
void granted(Scene& scene);  // granted.cc: guarantees and aid as nouns ("the guarantees that … offers to …")
void pending(Scene& scene);  // granted.cc: decisions still to be made, standing attitudes
void claimed(Scene& scene);  // claimed.cc: claims about commitments, harms, ties and norms

// What an act is to the other side.
struct Nature {
  bool harm = false, benefit = false, protect = false, vague = false;
  bool own = false;    // the holder's own defence
  bool force = false;  // a show of force: harm to whom it is announced against, help to whom it is sent
};
// Of the act headed by a verb or noun, from its own words and from the event coded there.
Nature nature(const Scene& scene, int word);

// Fills what every entry needs once kind, holder, action and condition are set, and appends it: counterparty where
// still empty, event links, deadline, specificity, status, statement, evidence. Without a holder nothing is appended.
// Gives the entry.
Commitment* finish(Scene& scene, Commitment entry, int word, const Condition& condition, const char* rule);

// "… or face N": the threat that stands beside a demand.
void or_else(Scene& scene, const Commitment& demand, int action_word);

}  // namespace casus::commitments
