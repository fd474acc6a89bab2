// Sentences as the trainers take them: words already looked up, tags as joint numbers.
#pragma once

#include <string>
#include <vector>

#include "syntax/lexeme.h"
#include "syntax/tagger.h"
#include "training/conllu.h"

namespace casus::training {

struct Sample {
  std::vector<syntax::Lexeme> words;
  std::vector<uint8_t> gold_tags, tags;  // tags: those that the parser sees, predicted
  std::vector<int32_t> heads;            // -1 for the root; projective
  std::vector<uint8_t> relations;
};

// The joint tags of the corpora that occur at least `least` times, the most frequent first.
std::vector<syntax::JointTag> joint_tags(const std::vector<GoldSentence>& sentences, int least);
std::string tags_section(const std::vector<syntax::JointTag>& tags);
// Number of a joint tag; of the commonest with the same Penn tag where it is rare.
int tag_number(const std::vector<syntax::JointTag>& tags, syntax::Upos upos, syntax::Xpos xpos);

std::vector<Sample> samples(const std::vector<GoldSentence>& sentences, const std::vector<syntax::JointTag>& tags,
                            const syntax::WordList& words);

// The sentence read backwards.
Sample reversed(const Sample& sample);

// Lifts arcs that cross others to the head's head until the tree is projective.
void projectivise(std::vector<int32_t>& heads);

}  // namespace casus::training
