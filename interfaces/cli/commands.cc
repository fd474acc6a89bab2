#include "cli/command.h"

namespace casus::cli {

std::span<const Command> commands() {
  static const Command kCommands[] = {
      {"read", "read dispatches: who said what, who did what to whom, who is bound to what", set_up_read},
      {"parse", "print the syntax trees of texts as CoNLL-U", set_up_parse},
  };
  return kCommands;
}

}  // namespace casus::cli
