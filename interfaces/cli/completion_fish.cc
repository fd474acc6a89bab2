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

void line(const Option& option, const std::string& when, std::string& out) {
  const std::string completed = completes(option.value);
  if (option.argument()) {
    if (!completed.empty()) out += "complete -c casus" + when + completed + "\n";
    return;
  }
  out += "complete -c casus" + when;
  for (const std::string& name : option.spellings)
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (!option.value.name.empty()) out += " -r" + (option.value.name == kFile ? completed : " -f" + completed);
  out += " -d " + in_quotes(option.text) + "\n";
}

}  // namespace

std::string fish_completion(const Described& casus) {
  std::string out = kHead;
  for (const Option& option : casus.program.options) line(option, " -n __fish_use_subcommand", out);
  for (const DescribedCommand& command : casus.commands) {
    out += "complete -c casus -n __fish_use_subcommand -a " + command.name + " -d " + in_quotes(command.text) + "\n";
    const std::string when = " -n '__fish_seen_subcommand_from " + command.name + "'";
    for (const Option& option : command.options) line(option, when, out);
  }
  return out;
}

}  // namespace casus::cli
