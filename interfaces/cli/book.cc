#include "cli/book.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <ctime>

#include "cli/command.h"
#include "cli/nearest.h"
#include "cli/output.h"
#include "lexicon/rows.h"

namespace casus::cli {

void BookOptions::declare(CLI::App& app) {
  app.add_option("-l,--ledger", file, "ledger file; else $CASUS_LEDGER, else casus.ledger")->type_name("FILE");
  if (app.get_option_no_throw("--lexicons") == nullptr) {
    app.add_option("--lexicons", lexicons, "folder of tables that replaces those compiled in")->type_name("FOLDER");
  }
  app.add_flag("--json", json, "one JSON object a line");
}

std::string BookOptions::path() const {
  if (!file.empty()) return file;
  const char* set = std::getenv("CASUS_LEDGER");
  return set != nullptr && *set != '\0' ? set : "casus.ledger";
}

void DayOptions::declare(CLI::App& app) {
  app.add_option("--on", on, "how it was on that day, as 2023-07-12; else today")->type_name("DAY");
  app.add_option("--known", known, "by what had been reported by that day")->type_name("DAY");
}

void add_limit(CLI::App& app, std::size_t& limit, const std::string& says) {
  app.add_option("--limit", limit, says)
      ->type_name("N")
      ->check([](const std::string& text) {
        const bool number = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == text.npos;
        return number ? std::string() : "not a number from 0: " + text;
      })
      ->capture_default_str();
}

Result<ledger::AsOf> DayOptions::as_of() const {
  ledger::AsOf out;
  for (const auto& [text, day, option] :
       {std::tuple{&on, &out.on, "--on"}, std::tuple{&known, &out.known, "--known"}}) {
    const auto given = day_of(*text, option);
    if (!given) return given.error();
    *day = *given;
  }
  return out;
}

Result<Desk> Desk::open(const std::string& lexicons) {
  auto tables = lexicons.empty() ? lexicon::Tables::compiled_in() : lexicon::Tables::from_folder(lexicons);
  if (!tables) return tables.error();
  Desk out;
  out.tables = std::make_unique<lexicon::Tables>(std::move(*tables));
  out.own_tables = !lexicons.empty();
  auto reg = ledger::Register::open(*out.tables);
  if (!reg) return reg.error();
  out.reg = std::make_unique<ledger::Register>(std::move(*reg));
  return out;
}

namespace {

constexpr lexicon::Columns kStates{"states", "id", "name", "names?"};
constexpr lexicon::Columns kOrganizations{"organizations", "id", "name", "names?"};
constexpr lexicon::Columns kGroups{"groups", "id", "name", "names?"};

}  // namespace

void each_side(
    const lexicon::Tables& tables,
    const std::function<void(std::string_view, std::string_view, const std::vector<std::string_view>&)>& take) {
  lexicon::RowReader read(tables);
  const auto of_row = [&](const auto& row) { take(row["id"], row["name"].text(), row["names"].list()); };
  read.each<kStates>(of_row);
  read.each<kOrganizations>(of_row);
  read.each<kGroups>(of_row);
}

std::optional<std::string> Desk::in_tables(const std::string& name) const {
  const auto same = [&](std::string_view known) {
    return known.size() == name.size() && std::equal(known.begin(), known.end(), name.begin(), [](char a, char b) {
             return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
           });
  };
  std::optional<std::string> out;
  each_side(*tables, [&](std::string_view id, std::string_view known, const auto& others) {
    if (!out && (same(id) || same(known) || std::ranges::any_of(others, same))) out = std::string(id);
  });
  return out;
}

std::string Desk::side(const std::string& name) const {
  return in_tables(name).value_or(name);
}

Result<std::string> Desk::known_side(const std::string& name, store::Store* store) const {
  if (auto id = in_tables(name)) return *id;
  const auto& all = reg->memberships();
  if (std::any_of(all.begin(), all.end(), [&](const auto& m) { return m.member == name || m.body == name; }))
    return name;
  if (store != nullptr) {
    store::Filter filter;
    filter.party = {name};
    const auto listed = store->list(filter, {});
    if (!listed) return listed.error();
    if (!listed->empty()) return name;
  }
  std::vector<std::string_view> names;
  each_side(*tables, [&](std::string_view id, std::string_view known, const auto& others) {
    names.push_back(id);
    names.push_back(known);
    names.insert(names.end(), others.begin(), others.end());
  });
  const std::string near = nearest(name, names);
  return Error{Cause::kUsage,
               "no side of that name is known; " +
                   (near.empty() ? "" : "did you mean " + near + " (" + side(near) + ")? ") + kHowSides,
               name};
}

Result<std::vector<std::string>> Desk::known_sides(const std::vector<std::string>& names, store::Store* store) const {
  std::vector<std::string> out;
  for (const std::string& name : names) {
    auto id = known_side(name, store);
    if (!id) return id.error();
    out.push_back(std::move(*id));
  }
  return out;
}

Result<store::Store> open_book(const BookOptions& options, const Desk& desk) {
  auto store = store::Store::open(options.path(), store::Store::Mode::kRead);
  if (!store) return store.error();
  const auto folded = store->settle(*desk.reg);
  if (!folded) return folded.error();
  if (*folded && !desk.own_tables) {
    complain(options.path() +
             ": answered from memory, for the commitments in it are behind its documents or by other rules; the next "
             "casus ingest writes them");
  }
  return store;
}

Result<std::optional<Date>> day_of(const std::string& text, const char* option) {
  if (text.empty()) return std::optional<Date>();
  const auto day = Date::parse(text);
  if (!day) return Error{Cause::kUsage, "not a day like 2024-05-14: " + text, option};
  return day;
}

std::string why_nothing(store::Store& store, const BookOptions& options, const ledger::AsOf& as_of) {
  const auto all = store.list({}, {});
  if (!all) return "";
  if (all->empty())
    return "the ledger " + options.path() + " holds no commitment yet; `casus ingest` takes dispatches in";
  if (!as_of.on) return "";
  std::optional<Date> first;
  for (const store::Listed& one : *all) {
    const auto made = one.commitment.made_on();
    if (made && (!first || *made < *first)) first = made;
  }
  if (!first || *first <= *as_of.on) return "";
  return "the ledger begins on " + first->iso() + ", after " + as_of.on->iso();
}

Result<Date> today_or(const std::string& day) {
  if (!day.empty()) {
    if (const auto given = Date::parse(day)) return *given;
    return Error{Cause::kUsage, "not a day like 2024-05-14: " + day, "--on"};
  }
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  return *Date::of(utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

std::string joined(const std::vector<std::string>& sides, std::string_view between) {
  std::string out;
  for (const std::string& side : sides) {
    if (!out.empty()) out += between;
    out += side;
  }
  return out;
}

std::string title_of(const ledger::Commitment& c, const ledger::Standing& s, const ledger::AsOf& as_of) {
  std::string out(name(c.kind));
  out += "  " + joined(c.holder);
  if (const auto others = ledger::counterparties(c, as_of); !others.empty()) out += " > " + joined(others);
  if (s.status) {
    out += "  ";
    out += name(*s.status);
    if (s.since) out += " since " + s.since->iso();
    if (s.presumed) out += " (" + s.rule + ", presumed)";
  }
  return out;
}

std::string matter_of(const ledger::Commitment& c) {
  std::string out = c.polarity == Polarity::kRefrain && !c.action.empty() ? "not: " : "";
  out += c.action;
  if (!c.condition.empty()) out += (out.empty() ? "" : " | ") + c.condition;
  if (!c.deadline.empty()) out += (out.empty() ? "" : " | ") + c.deadline;
  if (out.empty() && !c.evidence.empty()) out = c.evidence.front().text;
  return out;
}

int failed(const Error& error) {
  complain(error.text());
  return kFailed;
}

}  // namespace casus::cli
