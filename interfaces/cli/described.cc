#include "cli/described.h"

#include <CLI/CLI.hpp>

namespace casus::cli {
namespace {

Value value_of(const CLI::Option& option) {
  Value out;
  if (option.get_items_expected_max() == 0) return out;
  // "NAME:{one,two}": the name of the type, then what the check says of itself.
  const std::string type = option.get_type_name();
  out.name = option.get_positional() ? option.get_name(true) : type.substr(0, type.find(':'));
  out.list = option.get_delimiter() != '\0';
  const std::size_t open = type.find('{'), close = type.find('}');
  if (open == type.npos || close == type.npos) return out;
  std::string word;
  for (char c : type.substr(open + 1, close - open)) {
    if (c != ',' && c != '}') {
      word += c;
    } else if (!word.empty()) {
      out.words.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

Option described(const CLI::Option& option) {
  Option out;
  out.name = option.get_name(true, !option.get_positional());
  for (const std::string& name : option.get_lnames()) out.spellings.push_back("--" + name);
  for (const std::string& name : option.get_snames()) out.spellings.push_back("-" + name);
  out.text = option.get_description();
  out.preset = option.get_default_str();
  out.value = value_of(option);
  out.required = option.get_required();
  out.many = option.get_items_expected_max() > 1;
  return out;
}

DescribedCommand command(const CLI::App& app) {
  DescribedCommand out{app.get_name(), app.get_description(), app.get_footer(), {}};
  for (const CLI::Option* option : app.get_options()) {
    out.options.push_back(described(*option));
    out.options.back().help = option == app.get_help_ptr();
  }
  return out;
}

}  // namespace

Described described(const CLI::App& app) {
  Described out{command(app), {}};
  for (const CLI::App* sub : app.get_subcommands({})) out.commands.push_back(command(*sub));
  return out;
}

}  // namespace casus::cli
