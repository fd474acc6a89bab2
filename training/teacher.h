// Trees for unlabelled news by a vote of unlike parsers: some read from left to right, some from right to left, and the
// tree with the most votes wins (Sagae and Lavie 2006). What the vote gets right, the one fast parser can learn from.
#pragma once

#include "training/parser_trainer.h"

namespace casus::training {

// The projective tree with one root that has most votes: votes[h * (n + 1) + d] for head h of word d, both counted from
// 1, head 0 being the root. Returns heads from 0, -1 for the root. Time: cubic (Eisner 1996).
std::vector<int32_t> most_voted(const std::vector<float>& votes, int words);

class Teacher {
 public:
  explicit Teacher(std::vector<Sample>& pupils) : pupils_(pupils) {}
  // Lets one parser vote on every pupil.
  void vote(const ParserWeights& parser, bool backwards);
  // Sets heads and relations of the pupils; forgets the votes.
  void decide();

 private:
  struct Arcs {
    std::vector<int16_t> heads;
    std::vector<uint8_t> relations;
  };
  std::vector<Sample>& pupils_;
  std::vector<std::vector<Arcs>> ballots_;  // by parser, then by pupil
};

}  // namespace casus::training
