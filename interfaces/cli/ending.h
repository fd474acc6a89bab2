// Being asked to end, by Ctrl-C (SIGINT) or SIGTERM. The first is kept until whoever works has finished what he is at
// and looks here; a second one of either kind ends the process at once.
//
//   auto ending = Ending::listen();
//   while (!ending->asked()) { work(); ending->wait(1000); }
#pragma once

#include "casus/error.h"

namespace casus::cli {

class Ending {
 public:
  // Of the whole process: once.
  static Result<Ending> listen();
  [[nodiscard]] bool asked() const;

  // kUnheard: nobody can read the standard output any more.
  enum class Wake { kAsked, kUnheard, kReadable, kTime };
  // Sleeps until one of these holds: `file` (none: -1) has bytes or ends; `milliseconds` (for ever: -1) have passed.
  // What comes between asked() and wait() is not missed.
  [[nodiscard]] Wake wait(int milliseconds, int file = -1) const;
  static Error unheard() { return {Cause::kUnwritable, "nobody reads it any more", "standard output"}; }

 private:
  Ending() = default;
};

}  // namespace casus::cli
