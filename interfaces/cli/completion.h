// What the shells complete, made from what the commands declare: sub-commands, options, and the values of options by
// the words they are checked against (CLI::IsMember) or by the name of what they take.
//
//   app.add_option("--sort", …)->check(CLI::IsMember({"date", "kind"}));   // completes date, kind
//   app.add_option("--holder", …)->type_name("SIDE")->delimiter(',');      // completes RUS,UKR
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace casus::cli {

// Type names of options and names of arguments that complete as something: files, folders, what `casus describe sides`
// lists.
inline constexpr std::string_view kFile = "FILE", kFolder = "FOLDER", kSide = "SIDE";

struct Value {
  std::string name;                // "FILE", "SIDE", "NAME"; empty: a flag takes no value
  std::vector<std::string> words;  // those it may be; empty: any text
  bool list = false;               // several, with commas between them
};

[[nodiscard]] Value value_of(const CLI::Option& option);
// "--jobs" and "-j" of an option as they are typed, long ones first; empty for a positional argument.
[[nodiscard]] std::vector<std::string> spellings(const CLI::Option& option);
// The positional argument of a command, null where it takes none.
[[nodiscard]] const CLI::Option* argument_of(const CLI::App& command);

[[nodiscard]] std::string bash_completion(const CLI::App& app);
[[nodiscard]] std::string zsh_completion(const CLI::App& app);
[[nodiscard]] std::string fish_completion(const CLI::App& app);

}  // namespace casus::cli
