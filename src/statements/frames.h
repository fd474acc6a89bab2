// From one sentence's tree to its sayings: each cue word with the words it says. A cue opens one frame, tried in this
// order: clause, infinitive, gerund, prepositional phrase, object; what stands beside the frame is source or
// circumstance. Quotations are joined to cues later, by position, because their trees are least to be trusted.
#pragma once

#include <vector>

#include "actors/actors.h"
#include "statements/cues.h"
#include "syntax/tree.h"

namespace casus::statements {

struct Saying {
  const Cue* cue = nullptr;  // null for "according to" and headlines
  int word = -1;             // the cue's own word
  syntax::WordRange range;   // cue with auxiliaries and particle
  int source = -1;           // head of the source's noun phrase
  syntax::WordRange named;   // the source's phrase where it is known better than from the tree
  int addressee = -1;
  std::vector<syntax::WordRange> content;
  std::vector<int> heads;
  SpeechAct act = SpeechAct::kAssert;
  bool negated = false;
  bool voice = false;       // could introduce a quotation
  bool object = false;      // content is the cue's object
  bool infinitive = false;  // content is what the source itself will do ("refused to talk")
};

// Appends the sayings of the sentence in order of their cue words. Those with `voice` may have no content yet.
void find_sayings(const syntax::Tree& tree, int sentence, const CueTable& cues, const actors::Cast& cast,
                  std::vector<Saying>& out);

// The noun phrase governed by `head` as a source is quoted: with apposition, without a comma's relative clause or what
// lies around the cue word.
syntax::WordRange source_phrase(const syntax::Tree& tree, int sentence, int head, int cue);

// The first word behind a dateline ("LIMA, May 3 (Agency) - "), 0 where there is none.
int after_dateline(const syntax::Tree& tree);

// [first, last] without the punctuation at its edges; quotation marks stay when their partner is inside.
syntax::WordRange trimmed(const syntax::Tree& tree, int sentence, int first, int last);

bool negated(const syntax::Tree& tree, int word);

}  // namespace casus::statements
