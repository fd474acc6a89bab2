// Coded events as a tab-separated table with the columns of the Phoenix data set (Open Event Data Alliance), in its
// order, followed by our own: what PETRARCH2 prints (date, source, target, code) is columns 2, 6, 10 and 14.
// docs/formats.md says what each column holds, formats/cells.h how a cell is written.
//
// Without `dyadic` an event is one row and several parties stand in one cell with ";" between them; with it, each pair
// of source and target has a row of its own, and a reciprocal event ("met") one for each direction, as TABARI and
// PETRARCH2 write them.
#pragma once

#include <string>

#include "casus/reading.h"
#include "formats/cells.h"

namespace casus::formats {

void write_cameo_header(std::string& out);
void write_cameo(const Reading& reading, bool dyadic, std::string& out, Cells cells = Cells::kGuarded);

}  // namespace casus::formats
