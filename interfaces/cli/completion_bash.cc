// bash: one function that looks up what the word before takes. --option=value comes as three words.
#include "cli/completion.h"

namespace casus::cli {
namespace {

constexpr const char* kHead = R"script(# bash completion of casus, printed by `casus describe bash`
_casus() {
  local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} before="" takes="" options="" line
  COMPREPLY=()
  [[ $option == = ]] && option=${COMP_WORDS[COMP_CWORD - 2]}
  [[ $word == = ]] && word=""
  if ((COMP_CWORD == 1)); then
)script";

// $takes: words, or @file, @folder, @side, @text; a comma in front: several of them.
constexpr const char* kTail = R"script(  fi
  if [[ $takes == ,* ]]; then
    takes=${takes#,}
    [[ $word == *,* ]] && before=${word%,*}, word=${word##*,}
  fi
  case $takes in
  @text) ;;
  @file)
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
    ;;
  @folder)
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -d -- "$word")
    ;;
  @side)
    word=${word//\\/}
    while IFS= read -r line; do
      [[ $line == "$word"* ]] && printf -v line %q "$line" && COMPREPLY+=("$before$line")
    done < <("${COMP_WORDS[0]}" describe sides 2>/dev/null | tr '\t' '\n')
    ;;
  *)
    for line in $takes; do
      [[ $line == "$word"* ]] && COMPREPLY+=("$before$line")
    done
    ;;
  esac
}
complete -F _casus casus
)script";

std::string taken(const Value& value) {
  std::string out = value.list ? "," : "";
  if (value.words.empty())
    return out + (value.name == kFile     ? "@file"
                  : value.name == kFolder ? "@folder"
                  : value.name == kSide   ? "@side"
                                          : "@text");
  for (const std::string& word : value.words) out += (&word == &value.words.front() ? "" : " ") + word;
  return out;
}

std::string options_of(const CLI::App& command) {
  std::string out;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : spellings(*option)) out += (out.empty() ? "" : " ") + name;
  }
  return out;
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
  std::string names, cases;
  for (const CLI::App* command : app.get_subcommands({})) {
    names += (names.empty() ? "" : " ") + command->get_name();
    const CLI::Option* argument = argument_of(*command);
    cases += "    " + command->get_name() + ")\n      options=\"" + options_of(*command) + "\" takes=\"" +
             (argument != nullptr ? taken(value_of(*argument)) : "@text") + "\"\n" +
             "      [[ $word == -* ]] && takes=$options\n      case $option in\n";
    for (const CLI::Option* option : command->get_options()) {
      const Value value = value_of(*option);
      if (option->get_positional() || value.name.empty()) continue;
      std::string pattern;
      for (const std::string& name : spellings(*option)) pattern += (pattern.empty() ? "" : " | ") + name;
      cases += "      " + pattern + ") takes=\"" + taken(value) + "\" ;;\n";
    }
    cases += "      esac\n      ;;\n";
  }
  return kHead + std::string("    takes=\"") + names + "\"\n    [[ $word == -* ]] && takes=\"" + options_of(app) +
         "\"\n  else\n    case ${COMP_WORDS[1]} in\n" + cases + "    esac\n" + kTail;
}

}  // namespace casus::cli
