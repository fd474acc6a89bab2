// What the coder tried and why it did not code a word: for `casus explain`. Costs nothing where no trace is asked for.
#pragma once

#include <string>
#include <vector>

namespace casus::events {

struct TraceLine {
  int sentence = 0, word = 0;
  std::string frame;    // "verbs.tsv:12 attack -> attack": file and line
  std::string verdict;  // "fits", "a condition does not hold: obj=weapon", "AID needs a recipient"
};

using Trace = std::vector<TraceLine>;

}  // namespace casus::events
