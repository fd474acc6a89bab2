// casus: one program, a command a file. Only this folder prints, and only here exit codes are made.
#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/command.h"
#include "cli/output.h"

int main(int argc, char** argv) {
  using namespace casus::cli;
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is an error of write(), not a death
  try {
    CLI::App app;
    std::function<int()> chosen;
    declare_commands(app, chosen);
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
    return chosen();
  } catch (const std::exception& error) {  // no memory, no thread: what no Result can carry
    std::fprintf(stderr, "casus: %s\n", error.what());
    return kFailed;
  }
}
