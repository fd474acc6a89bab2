// A reading for people: who said what, what happened, who is bound to what, each with its sentence.
#pragma once

#include <string>

#include "casus/reading.h"
#include "formats/layout.h"

namespace casus::formats {

void write_report(const Reading& reading, const Layout& layout, std::string& out);

}  // namespace casus::formats
