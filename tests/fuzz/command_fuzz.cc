// Any bytes as a command line, split at NULs: understood or refused by the program's own main. Only what touches no
// file but a ledger of this process is run; the others are parsed.
#include <fcntl.h>
#include <unistd.h>

#define main casus_main
#include "cli/main.cc"  // NOLINT(bugprone-suspicious-include): its main is what is tested
#undef main

#include "ledger/histories.h"
#include "small.h"
#include "store/store.h"

using namespace casus;

namespace {

// What the program prints is not looked at, and must not drown what the fuzzer says.
void hush() {
  const int nowhere = ::open("/dev/null", O_WRONLY);
  ::dup2(nowhere, STDOUT_FILENO);
  stderr = ::fdopen(nowhere, "w");
}

void prepare() {
  const std::string book = (fuzz::scratch() / "fuzz.ledger").string();
  const auto tables = lexicon::Tables::compiled_in();
  const auto reg = ledger::Register::open(*tables);
  auto store = store::Store::open(book, store::Store::Mode::kWrite);
  fuzz::hold(reg.ok() && store.ok(), "register and ledger open");
  fuzz::hold(store->put(histories::Maker(1).history(12)).ok() && store->settle(*reg).ok(), "a history is taken in");
  ::setenv("CASUS_LEDGER", book.c_str(), 1);
  fuzz::hold(::chdir(fuzz::scratch().c_str()) == 0, "the folder of the process is there");
  hush();
}

// The command that the line asks for, where running it is safe: it reads the ledger of this process and no other file.
bool harmless(const CLI::App& app) {
  for (const CLI::App* command : app.get_subcommands()) {
    const std::string name = command->get_name();
    if (name == "describe") continue;
    if (name != "ledger" && name != "show" && name != "state" && name != "timeline") return false;
    for (const char* option : {"--ledger", "--lexicons"}) {
      if (command->get_option_no_throw(option) != nullptr && command->count(option) > 0) return false;
    }
  }
  return true;
}

bool may_run(int argc, char** argv) {
  CLI::App app;
  std::function<int()> chosen;
  cli::declare_commands(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Error&) {
    return true;  // is told, and nothing is run
  }
  return harmless(app);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const bool ready = (prepare(), true);
  if (!ready || size > 4000) return 0;
  std::vector<std::string> words{"casus", ""};
  for (std::size_t i = 0; i < size; ++i) {
    if (data[i] == 0)
      words.emplace_back();
    else
      words.back() += char(data[i]);
  }
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const int argc = int(words.size());
  if (!may_run(argc, argv.data())) return 0;
  const int code = casus_main(argc, argv.data());
  if (code < 0 || code > 2) std::abort();
  return 0;
}
