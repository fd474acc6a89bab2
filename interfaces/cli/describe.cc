// The man page and the shell completions, made by walking what the commands declare: they cannot fall behind.
#include <cstdio>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/output.h"

namespace casus::cli {
namespace {

// Text of a man page: a leading dot or quote would be a request, a backslash or hyphen an escape, and what is not ASCII
// goes by its number.
std::string roff(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, length, valid] = utf8::decode(text, at);
    at += length;
    if (value >= 0x80) {
      char number[16];
      std::snprintf(number, sizeof number, "\\[u%04X]", unsigned(value));
      out += number;
      continue;
    }
    if (value == '\\' || value == '-') out += '\\';
    if ((value == '.' || value == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    out += char(value);
  }
  return out;
}

std::string arguments(const CLI::App& app) {
  std::string out = " [OPTIONS]";
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) continue;
    const std::string word = option->get_name(true) + (option->get_items_expected_max() > 1 ? "..." : "");
    out += option->get_required() ? " " + word : " [" + word + "]";
  }
  return out;
}

void options_as_roff(const CLI::App& app, std::string& out) {
  for (const CLI::Option* option : app.get_options()) {
    out += ".TP\n\\fB" + roff(option->get_name(true, true)) + "\\fR";
    const std::string type = option->get_type_name();
    if (!option->get_positional() && option->get_items_expected_max() > 0 && !type.empty())
      out += " \\fI" + roff(type) + "\\fR";
    out += "\n" + roff(option->get_description());
    const std::string preset = option->get_default_str();
    if (!preset.empty()) out += " [" + roff(preset) + "]";
    out += "\n";
  }
}

std::string man_page(const CLI::App& app) {
  std::string out = ".TH CASUS 1 \"\" \"casus " CASUS_VERSION "\" \"User Commands\"\n.SH NAME\ncasus \\- " +
                    roff("who said what, who did what to whom, who is bound to what") +
                    "\n.SH SYNOPSIS\n\\fBcasus\\fR COMMAND [OPTIONS]\n.SH DESCRIPTION\n" + roff(app.get_description()) +
                    "\n.SH COMMANDS\n";
  for (const CLI::App* command : app.get_subcommands({})) {
    out += ".SS \"casus " + command->get_name() + roff(arguments(*command)) + "\"\n" +
           roff(command->get_description()) + ".\n";
    options_as_roff(*command, out);
  }
  out +=
      ".SH EXIT STATUS\n0: done. 1: nothing was found. 2: an error, told on the standard error.\n"
      ".SH ENVIRONMENT\n.TP\n\\fBCASUS_MODEL\\fR\nthe model file, where \\-\\-model names none\n"
      ".TP\n\\fBNO_COLOR\\fR\nset and not empty: no colours\n.SH EXAMPLES\n";
  for (const char* example :
       {"casus read --date 2024-05-14 dispatch.txt",
        "casus read archive.jsonl -j 2 --format cameo --dyadic > dyads.tsv",
        "casus explain \"Norway warned that it would close its ports unless Russia releases the crew.\"",
        "casus ingest archive.jsonl && casus ledger --kind threat --holder RUS"})
    out += ".PP\n.RS\n" + roff(example) + "\n.RE\n";
  return out;
}

// Long and short names of a command's options: "--format -j --jobs".
std::string flags(const CLI::App& app) {
  std::string out;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) continue;
    for (const std::string& name : option->get_snames()) out += "-" + name + " ";
    for (const std::string& name : option->get_lnames()) out += "--" + name + " ";
  }
  return out;
}

std::string bash_completion(const CLI::App& app) {
  std::string names, cases;
  for (const CLI::App* command : app.get_subcommands({})) {
    names += command->get_name() + " ";
    cases += "    " + command->get_name() + ") words=\"" + flags(*command) + "\" ;;\n";
  }
  return "# bash completion of casus, printed by `casus describe bash`\n"
         "_casus() {\n  local word=${COMP_WORDS[COMP_CWORD]} words=\"\"\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    mapfile -t COMPREPLY < <(compgen -W \"" +
         names + flags(app) + "\" -- \"$word\")\n    return\n  fi\n  case ${COMP_WORDS[1]} in\n" + cases +
         "  esac\n  if [[ $word == -* ]]; then\n    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n  "
         "else\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n  fi\n}\ncomplete -o filenames -F _casus casus\n";
}

std::string zsh_completion(const CLI::App& app) {
  std::string names, cases;
  for (const CLI::App* command : app.get_subcommands({})) {
    names += command->get_name() + " ";
    cases += "  " + command->get_name() + ") compadd -- " + flags(*command) + ";;\n";
  }
  return "#compdef casus\n# zsh completion of casus, printed by `casus describe zsh`\n"
         "if (( CURRENT == 2 )); then compadd -- " +
         names + flags(app) + "; return; fi\nif [[ $PREFIX != -* ]]; then _files; return; fi\ncase $words[2] in\n" +
         cases + "esac\n";
}

}  // namespace

std::function<int()> set_up_describe(CLI::App& app) {
  const auto what = std::make_shared<std::string>();
  app.add_option("WHAT", *what, "man, bash or zsh")->required()->check(CLI::IsMember({"man", "bash", "zsh"}));
  return [what] {
    CLI::App whole;
    std::function<int()> unused;
    declare_commands(whole, unused);
    Output output;
    output.write(*what == "man" ? man_page(whole) : *what == "bash" ? bash_completion(whole) : zsh_completion(whole));
    return finish(output, kDone);
  };
}

}  // namespace casus::cli
