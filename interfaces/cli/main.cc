// casus: one program, a command a file. Only this folder prints, and only here exit codes are made.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/nearest.h"
#include "cli/output.h"

namespace {

int say(const std::string& text) {
  casus::cli::Output output;
  output.write(text);
  return finish(output, casus::cli::kDone);
}

// What was wrong with the command line, and what may have been meant.
std::string way_out(const CLI::ParseError& error, int argc, char** argv) {
  using namespace casus::cli;
  const std::string_view first = argc > 1 ? argv[1] : "";
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  if (!first.empty() && first.front() != '-' && std::find(names.begin(), names.end(), first) == names.end()) {
    std::string out = "no command " + std::string(first);
    if (const std::string near = nearest(first, names); !near.empty()) out += "; did you mean " + near + "?";
    out += "; the commands are";
    for (std::string_view name : names) out.append(name == names.front() ? " " : ", ").append(name);
    return out + "; `casus --help` tells what they do";
  }
  const bool words = first == "whatif" && argc > 3 && argv[2][0] != '-' && argv[3][0] != '-';
  return std::string(error.what()) +
         (words ? "; put the sentence in quotes: casus whatif \"Russia attacks Estonia\"" : "") +
         "; `casus --help` shows the way";
}

}  // namespace

int main(int argc, char** argv) {
  using namespace casus::cli;
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is an error of write(), not a death
  std::signal(SIGXFSZ, SIG_IGN);  // and so is a limit of file size
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
      complain(way_out(error, argc, argv));
      return kFailed;
    }
    return chosen ? chosen() : say(app.help());
  } catch (const std::bad_alloc&) {
    complain("out of memory");
    return kFailed;
  } catch (const std::exception& error) {  // no memory, no thread: what no Result can carry
    complain(error.what());
    return kFailed;
  }
}
