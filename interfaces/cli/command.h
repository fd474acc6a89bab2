// The commands of casus, in one table (commands.cc): the help, the man page and the completion are made from what each
// command declares in its set_up.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "casus/error.h"

namespace CLI {
class App;
}

namespace casus::cli {

// Exit codes: what was asked for is there; nothing was found; something went wrong.
enum Exit : int { kDone = 0, kNothing = 1, kFailed = 2 };

struct Command {
  const char* name;
  const char* summary;
  // Declares arguments on `app` and gives what runs once they are parsed; what it returns is the exit code.
  std::function<int()> (*set_up)(CLI::App& app);
};

std::span<const Command> commands();

// The whole program: every command declared on `app`; parsing sets `chosen` to what the command line asks for.
void declare_commands(CLI::App& app, std::function<int()>& chosen);

std::function<int()> set_up_read(CLI::App& app);
std::function<int()> set_up_parse(CLI::App& app);
std::function<int()> set_up_explain(CLI::App& app);
std::function<int()> set_up_describe(CLI::App& app);
std::function<int()> set_up_ingest(CLI::App& app);
std::function<int()> set_up_forget(CLI::App& app);
std::function<int()> set_up_ledger(CLI::App& app);
std::function<int()> set_up_show(CLI::App& app);
std::function<int()> set_up_state(CLI::App& app);
std::function<int()> set_up_timeline(CLI::App& app);
std::function<int()> set_up_whatif(CLI::App& app);
std::function<int()> set_up_watch(CLI::App& app);

}  // namespace casus::cli
