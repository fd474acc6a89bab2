// casus: one program, a command a file. Only this folder prints, and only here exit codes are made.
#include <csignal>
#include <cstdio>
#include <exception>
#include <sstream>

#include "cli/command.h"
#include "cli/output.h"

namespace {

int say(const std::string& text) {
  casus::cli::Output output;
  output.write(text);
  return finish(output, casus::cli::kDone);
}

}  // namespace

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
      std::ostringstream text, unused;
      app.exit(asked, text, unused);
      return say(text.str());
    } catch (const CLI::ParseError& error) {
      complain(std::string(error.what()) + "; `casus --help` shows the way");
      return kFailed;
    }
    return chosen ? chosen() : say(app.help());
  } catch (const std::exception& error) {  // no memory, no thread: what no Result can carry
    std::fprintf(stderr, "casus: %s\n", error.what());
    return kFailed;
  }
}
