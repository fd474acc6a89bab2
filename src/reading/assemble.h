// The last step of the street: what the layers found, with word numbers and indices, becomes the public records, with
// quotes, code point spans and ids ("s1", "e1", "c1").
#pragma once

#include <vector>

#include "actors/actors.h"
#include "casus/reading.h"
#include "commitments/commitments.h"
#include "events/events.h"
#include "statements/statements.h"
#include "syntax/tree.h"
#include "time/time.h"

namespace casus::reading {

// All that was found in one document, each layer by its own record.
struct Findings {
  const syntax::Parsed& parsed;
  const actors::Cast& cast;
  const std::vector<time::Expression>& times;
  const statements::Said& statements;
  const std::vector<events::Event>& events;
  const std::vector<commitments::Commitment>& commitments;
};

// Fills sentences, actors, statements, events and entries of `out`, whose document must be set.
void assemble(const Findings& found, const time::Finder& clock, Reading& out);

}  // namespace casus::reading
