#include "cli/gear.h"

#include "cli/output.h"

namespace casus::cli {

Result<bool> reads_fast(const ReadingOptions& options, bool mixed, const std::string& path, store::Store& store) {
  const auto gear = store.gear();
  if (!gear) return gear.error();
  if (gear->name.empty() || mixed) return options.fast;
  const std::string reread = "`casus ingest --reread -l " + path + "` reads all its texts again";
  if (gear->name == "mixed") {
    complain(path + ": holds readings of both gears; " + reread + " in one");
    return options.fast;
  }
  const bool fast = gear->name == "fast";
  if (options.fast && !fast) {
    return Error{Cause::kUsage,
                 "was read in the accurate gear and keeps to it: leave --fast out; `casus ingest --mixed` takes both",
                 path};
  }
  if (fast && !options.encoder.empty()) {
    return Error{Cause::kUsage,
                 "was read in the fast gear and keeps to it: leave --encoder out; `casus ingest --mixed` takes both, " +
                     reread + " in the accurate gear",
                 path};
  }
  if (gear->older && fast && !options.fast) {
    complain(path + ": an older ledger, read in the fast gear, and so is this; " + reread + " in the accurate one");
  }
  return fast;
}

}  // namespace casus::cli
