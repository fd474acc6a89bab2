// zsh: a specification of _arguments for each command.
#include "cli/completion.h"

namespace casus::cli {
namespace {

constexpr const char* kHead = R"script(#compdef casus
# zsh completion of casus, printed by `casus describe zsh`
_casus_sides() {
  local -a sides
  sides=(${${(f)"$(_call_program sides casus describe sides 2>/dev/null)"}//$'\t'/:})
  _describe side sides
}
_casus() {
  local -a commands
  local command=$words[2]
  commands=(
)script";

// Text between single quotes, in which the characters that _arguments reads are escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (c == ':' || c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string action(const Value& value) {
  if (value.name == kFile) return "_files";
  if (value.name == kFolder) return "_files -/";
  if (value.name == kSide) return value.list ? "_sequence _casus_sides" : "_casus_sides";
  if (value.words.empty()) return "";
  std::string words;
  for (const std::string& word : value.words) words += (words.empty() ? "" : " ") + word;
  return value.list ? "_sequence compadd - " + words : "(" + words + ")";
}

void specification(const Option& option, std::string& out) {
  const Value& value = option.value;
  const std::string takes = value.name.empty() ? "" : ":" + escaped(value.name) + ":" + action(value);
  if (option.argument()) {
    out += " \\\n      '" + std::string(option.many ? "*" : "1") + takes + "'";
    return;
  }
  for (const std::string& name : option.spellings) {
    const char* joined = value.name.empty() ? "" : name.starts_with("--") ? "=" : "+";
    out.append(" \\\n      '").append(name).append(joined).append("[").append(escaped(option.text));
    out.append("]").append(takes).append("'");
  }
}

}  // namespace

std::string zsh_completion(const Described& casus) {
  std::string names, cases, own;
  for (const DescribedCommand& command : casus.commands) {
    names += "    '" + command.name + ":" + escaped(command.text) + "'\n";
    cases += "  " + command.name + ")\n    _arguments -s";
    for (const Option& option : command.options) specification(option, cases);
    cases += "\n    ;;\n";
  }
  for (const Option& option : casus.program.options) specification(option, own);
  return kHead + names + "  )\n  if ((CURRENT == 2)); then\n    _describe command commands\n    _arguments" + own +
         "\n    return\n  fi\n  shift words\n  ((CURRENT--))\n  case $command in\n" + cases +
         "  esac\n}\n_casus \"$@\"\n";
}

}  // namespace casus::cli
