// Events as PLOVER JSON lines, one event a line, in the field names of the PLOVER manual and its gold records: id,
// date, event, mode, context, actor and recipient (actorText, code, sector), eventText, text. The manual's auxiliary
// modes stand in "auxiliary". What PLOVER has no name for stands in "casus": document, sentence, spans, versions.
#pragma once

#include <string>

#include "casus/reading.h"

namespace casus::formats {

// Appends the reading's events but for parts of other records (conditions, demanded, promised or threatened acts).
void write_plover(const Reading& reading, std::string& out);

}  // namespace casus::formats
