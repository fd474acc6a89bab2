// What the program says of itself, made by walking what the commands declare: it cannot fall behind. And the sides, for
// shells that complete them.
#include <CLI/CLI.hpp>
#include <set>

#include "cli/book.h"
#include "cli/command.h"
#include "cli/completion.h"
#include "cli/man_page.h"
#include "cli/output.h"

namespace casus::cli {
namespace {

struct Page {
  const char* name;
  std::string (*write)(const Described& casus);
};

constexpr Page kPages[] = {
    {"man", man_page}, {"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}};

// A line each: id, tab, name.
int list_sides() {
  const auto tables = lexicon::Tables::compiled_in();
  if (!tables) return failed(tables.error());
  std::set<std::string_view> seen;  // a table may hold a side once for each of its times
  Output output;
  each_side(*tables, [&](std::string_view id, std::string_view name, const auto&) {
    if (seen.insert(id).second) output.write(std::string(id).append("\t").append(name).append("\n"));
  });
  return finish(output, kDone);
}

int describe(const std::string& what) {
  if (what == "sides") return list_sides();
  CLI::App whole;
  std::function<int()> unused;
  declare_commands(whole, unused);
  const Described casus = described(whole);
  Output output;
  for (const Page& page : kPages) {
    if (what == page.name) output.write(page.write(casus));
  }
  return finish(output, kDone);
}

}  // namespace

std::function<int()> set_up_describe(CLI::App& app) {
  const auto what = std::make_shared<std::string>();
  std::vector<std::string> names;
  for (const Page& page : kPages) names.emplace_back(page.name);
  names.emplace_back("sides");
  app.add_option("WHAT", *what, "the page, the completion of a shell, or the sides by id and name")
      ->required()
      ->check(CLI::IsMember(names));
  return [what] { return describe(*what); };
}

}  // namespace casus::cli
