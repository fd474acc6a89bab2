// Records as tables by RFC 4180: a header row, cells as formats/cells.h says, CRLF at the end of each row. Several
// values of one cell have ";" between them. docs/formats.md lists the columns.
#pragma once

#include <string>

#include "casus/reading.h"
#include "formats/cells.h"

namespace casus::formats {

enum class Table { kEvents, kStatements, kEntries };

void write_csv_header(Table table, std::string& out);
// One row for each record of the table; events all with their status and part_of, so that nothing is lost.
void write_csv(const Reading& reading, Table table, std::string& out, Cells cells = Cells::kGuarded);

}  // namespace casus::formats
