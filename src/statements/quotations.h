// Joins quotations to the sayings around them. A region of quoted words goes to the cue behind it ("…," he said), else
// to the cue before it (He said: "…"), else it continues the last speaker of the paragraph. A clause that the tree
// already gave to a cue grows to the whole quotation where it is one, and is mixed where quoted words are only part of
// it.
#pragma once

#include <vector>

#include "statements/frames.h"
#include "statements/quotes.h"
#include "statements/statements.h"

namespace casus::statements {

struct Found {
  Saying saying;
  int sentence = 0;
  StatementMode mode = StatementMode::kIndirect;
  bool quoted = false;  // the cue itself stands in a quotation
  int continues = -1;   // index of the Found whose source speaks here, for quotations without a cue
};

void join_quotations(const syntax::Parsed& parsed, const Layout& layout, std::vector<Found>& found);

}  // namespace casus::statements
