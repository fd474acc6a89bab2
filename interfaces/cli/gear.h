// In which gear a command about a ledger reads. A ledger keeps to one: what two readers make of the same report
// differs, and a difference between readers must not look like a difference between reports.
#pragma once

#include <string>

#include "cli/documents.h"
#include "store/store.h"

namespace casus::cli {

// Whether documents for the ledger at `path` are read with --fast: as those it holds, or, where it holds none or both
// gears or may be `mixed`, as the options say. kUsage where the options say otherwise than the ledger. A ledger from
// before there were two gears, or with both, is named on the standard error with the way out.
Result<bool> reads_fast(const ReadingOptions& options, bool mixed, const std::string& path, store::Store& store);

}  // namespace casus::cli
