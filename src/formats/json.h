// A reading as one line of casus.reading/1, keys in the order of docs/reading.md.
#pragma once

#include <string>

#include "casus/reading.h"

namespace casus::formats {

// Appends the object and a line break to `out`.
void write_json(const Reading& reading, std::string& out);

}  // namespace casus::formats
