// Trees as CoNLL-U (https://universaldependencies.org/format.html): ten columns, multiword tokens as ranges,
// SpaceAfter=No.
#pragma once

#include <string>

#include "syntax/tree.h"

namespace casus::syntax {

// Appends all sentences. `document` (may be empty) stands in "# newdoc id".
void write_conllu(const Parsed& parsed, std::string_view document, std::string& out);

}  // namespace casus::syntax
