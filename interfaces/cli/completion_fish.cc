// fish: a line for each command, option and argument.
#include "cli/completion.h"

namespace casus::cli {
namespace {

constexpr const char* kHead = R"script(# fish completion of casus, printed by `casus describe fish`
function __casus_sides
    casus describe sides 2>/dev/null
end
complete -c casus -f
)script";

std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

// What stands in the place of a value.
std::string completes(const Value& value) {
  if (value.name == kFile) return " -F";
  if (value.name == kFolder) return " -a '(__fish_complete_directories)'";
  if (value.name == kSide) return value.list ? " -a '(__fish_complete_list , __casus_sides)'" : " -a '(__casus_sides)'";
  if (value.words.empty()) return "";
  std::string words;
  for (const std::string& word : value.words) words += (words.empty() ? "" : " ") + word;
  return value.list ? " -a " + in_quotes("(__fish_complete_list , \"string split ' ' '" + words + "'\")")
                    : " -a " + in_quotes(words);
}

void line(const CLI::Option& option, const std::string& when, std::string& out) {
  const Value value = value_of(option);
  std::string completed = completes(value);
  if (option.get_positional()) {
    if (!completed.empty()) out += "complete -c casus" + when + completed + "\n";
    return;
  }
  out += "complete -c casus" + when;
  for (const std::string& name : option.get_lnames()) out += " -l " + name;
  for (const std::string& name : option.get_snames()) out += " -s " + name;
  if (!value.name.empty()) out += " -r" + (value.name == kFile ? completed : " -f" + completed);
  out += " -d " + in_quotes(option.get_description()) + "\n";
}

}  // namespace

std::string fish_completion(const CLI::App& app) {
  std::string out = kHead;
  for (const CLI::Option* option : app.get_options()) line(*option, " -n __fish_use_subcommand", out);
  for (const CLI::App* command : app.get_subcommands({})) {
    out += "complete -c casus -n __fish_use_subcommand -a " + command->get_name() + " -d " +
           in_quotes(command->get_description()) + "\n";
    const std::string when = " -n '__fish_seen_subcommand_from " + command->get_name() + "'";
    for (const CLI::Option* option : command->get_options()) line(*option, when, out);
  }
  return out;
}

}  // namespace casus::cli
