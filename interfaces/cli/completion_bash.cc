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

std::string options_of(const DescribedCommand& command) {
  std::string out;
  for (const Option& option : command.options) {
    for (const std::string& name : option.spellings) out += (out.empty() ? "" : " ") + name;
  }
  return out;
}

std::string argument_of(const DescribedCommand& command) {
  for (const Option& option : command.options) {
    if (option.argument()) return taken(option.value);
  }
  return "@text";
}

}  // namespace

std::string bash_completion(const Described& casus) {
  std::string names, cases;
  for (const DescribedCommand& command : casus.commands) {
    names += (names.empty() ? "" : " ") + command.name;
    cases += "    " + command.name + ")\n      options=\"" + options_of(command) + "\" takes=\"" +
             argument_of(command) + "\"\n      [[ $word == -* ]] && takes=$options\n      case $option in\n";
    for (const Option& option : command.options) {
      if (option.argument() || option.value.name.empty()) continue;
      std::string pattern;
      for (const std::string& name : option.spellings) pattern += (pattern.empty() ? "" : " | ") + name;
      cases += "      " + pattern + ") takes=\"" + taken(option.value) + "\" ;;\n";
    }
    cases += "      esac\n      ;;\n";
  }
  return kHead + std::string("    takes=\"") + names + "\"\n    [[ $word == -* ]] && takes=\"" +
         options_of(casus.program) + "\"\n  else\n    case ${COMP_WORDS[1]} in\n" + cases + "    esac\n" + kTail;
}

}  // namespace casus::cli
