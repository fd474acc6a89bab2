// casus: one program, a command a file. Only this folder prints, and only here exit codes are made.
#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/command.h"
#include "cli/output.h"

int main(int argc, char** argv) {
  using namespace casus::cli;
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is an error of write(), not a death
  CLI::App app("Casus reads news dispatches about international security and keeps the ledger of who is bound to what.",
               "casus");
  app.set_version_flag("--version", "casus " CASUS_VERSION);
  app.footer("`casus COMMAND --help` tells more. Exit codes: 0 done, 1 nothing found, 2 error.");
  std::function<int()> chosen;
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(command.name, command.summary);
    sub->callback([&chosen, run = command.set_up(*sub)] { chosen = run; });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    app.exit(asked);
    return kDone;
  } catch (const CLI::ParseError& error) {
    complain(std::string(error.what()) + "; `casus --help` shows the way");
    return kFailed;
  }
  if (!chosen) {
    std::fputs(app.help().c_str(), stdout);
    return kDone;
  }
  try {
    return chosen();
  } catch (const std::exception& error) {  // no memory, no thread: what no Result can carry
    complain(error.what());
    return kFailed;
  }
}
