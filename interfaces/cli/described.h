// The program as its manual and the shells' completions see it: plain data, read off what the commands declare, so that
// neither can fall behind.
//
//   app.add_option("--sort", …)->check(CLI::IsMember({"date", "kind"}));   // takes one of date, kind
//   app.add_option("--holder", …)->type_name("SIDE")->delimiter(',');      // takes sides: RUS,UKR
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace casus::cli {

// Type names of options and names of arguments that complete as something: files, folders, what `casus describe sides`
// lists.
inline constexpr std::string_view kFile = "FILE", kFolder = "FOLDER", kSide = "SIDE";

struct Value {
  std::string name;                // "FILE", "SIDE", "NAME"; empty: a flag takes no value
  std::vector<std::string> words;  // those it may be; empty: any text
  bool list = false;               // several, with commas between them
};

// An option, or an argument that stands for itself.
struct Option {
  std::string name;                    // as the help prints it: "-j,--jobs", "FILE"
  std::vector<std::string> spellings;  // as it is typed, long ones first: "--jobs", "-j"; empty: an argument
  std::string text, preset;            // what it does; its value where none is given
  Value value;
  bool required = false, many = false;
  bool help = false;  // -h, --help

  [[nodiscard]] bool argument() const { return spellings.empty(); }
};

// One command, or the program itself.
struct DescribedCommand {
  std::string name, text, footer;
  std::vector<Option> options;
};

struct Described {
  DescribedCommand program;
  std::vector<DescribedCommand> commands;
};

[[nodiscard]] Described described(const CLI::App& app);

}  // namespace casus::cli
