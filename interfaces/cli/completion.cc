#include "cli/completion.h"

namespace casus::cli {

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

std::vector<std::string> spellings(const CLI::Option& option) {
  std::vector<std::string> out;
  for (const std::string& name : option.get_lnames()) out.push_back("--" + name);
  for (const std::string& name : option.get_snames()) out.push_back("-" + name);
  return out;
}

const CLI::Option* argument_of(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_positional()) return option;
  }
  return nullptr;
}

}  // namespace casus::cli
