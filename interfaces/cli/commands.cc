#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace casus::cli {

std::span<const Command> commands() {
  static const Command kCommands[] = {
      {"read", "read dispatches: who said what, who did what to whom, who is bound to what", set_up_read},
      {"parse", "print the syntax trees of texts as CoNLL-U", set_up_parse},
      {"explain", "show why a sentence was read as it was: tree, mentions, frames tried, rules", set_up_explain},
      {"ingest", "take dispatches into the ledger", set_up_ingest},
      {"forget", "take a document out of the ledger, with all it did", set_up_forget},
      {"ledger", "list commitments: who is bound to what, and where it stands", set_up_ledger},
      {"show", "tell the whole story of a commitment, sentence by sentence", set_up_show},
      {"state", "memberships, treaties and commitments that stand on a day", set_up_state},
      {"timeline", "what two sides undertook and threatened, in time", set_up_timeline},
      {"whatif", "what follows if: which commitments and clauses fall due, and why", set_up_whatif},
      {"watch", "follow a stream or a folder and tell what happens to commitments", set_up_watch},
      {"describe", "print the man page or the completion of a shell", set_up_describe},
  };
  return kCommands;
}

void declare_commands(CLI::App& app, std::function<int()>& chosen) {
  app.name("casus");
  app.description(
      "Casus reads news dispatches about international security and keeps the ledger of who is bound to what.");
  app.set_version_flag("--version", "casus " CASUS_VERSION);
  app.footer("`casus COMMAND --help` tells more. Exit codes: 0 done, 1 nothing found, 2 error.");
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(command.name, command.summary);
    sub->callback([&chosen, run = command.set_up(*sub)] { chosen = run; });
  }
}

}  // namespace casus::cli
