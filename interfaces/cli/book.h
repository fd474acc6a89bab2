// What every command about the ledger has in common: the file it stands in, the register, the day, and how a line
// looks.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "ledger/register.h"
#include "lexicon/table.h"
#include "store/store.h"

namespace CLI {
class App;
}

namespace casus::cli {

struct BookOptions {
  std::string file, lexicons;
  bool json = false;

  // -l, --lexicons and --json.
  void declare(CLI::App& app);
  // The file named with -l, $CASUS_LEDGER, else casus.ledger in the working folder.
  [[nodiscard]] std::string path() const;
};

struct DayOptions {
  std::string on, known;
  void declare(CLI::App& app);
  // kUsage for what is no day.
  [[nodiscard]] Result<ledger::AsOf> as_of() const;
};

// Calls take(id, name, other names) for every row of the tables that name sides: states, organizations, groups. A side
// has a row for each of its times.
void each_side(
    const lexicon::Tables& tables,
    const std::function<void(std::string_view, std::string_view, const std::vector<std::string_view>&)>& take);

// --limit, a number from 0.
void add_limit(CLI::App& app, std::size_t& limit, const std::string& says);

// Tables and register, which must live together.
struct Desk {
  std::unique_ptr<lexicon::Tables> tables;
  std::unique_ptr<ledger::Register> reg;
  bool own_tables = false;  // of --lexicons
  static Result<Desk> open(const std::string& lexicons);
  // The id of the state, organization or group that goes by that name ("Russia", "russia", "RUS"); what no table knows
  // is taken as it is, for it may be the id of a side that only the ledger knows.
  [[nodiscard]] std::string side(const std::string& name) const;
  // The same, but an error for a name that neither the tables nor the register nor the ledger (where there is one)
  // hold.
  [[nodiscard]] Result<std::string> known_side(const std::string& name, store::Store* store) const;
  [[nodiscard]] Result<std::vector<std::string>> known_sides(const std::vector<std::string>& names,
                                                             store::Store* store) const;

 private:
  [[nodiscard]] std::optional<std::string> in_tables(const std::string& name) const;
};

// For errors that leave one asking how a side is called.
inline constexpr const char* kHowSides = "sides are named by id or name: RUS, Russia, NATO, SDN/rebels";

// The ledger ready to be asked: opened to be read, and level with its documents by the tables of the desk, in memory
// where the file is not. Everything it answers is of one moment.
Result<store::Store> open_book(const BookOptions& options, const Desk& desk);

// A day given with an option; absent where the text is empty, kUsage where it is none.
[[nodiscard]] Result<std::optional<Date>> day_of(const std::string& text, const char* option);
// What an empty answer is due to, where it is the ledger or the day: no commitment at all, or none as early as that.
[[nodiscard]] std::string why_nothing(store::Store& store, const BookOptions& options, const ledger::AsOf& as_of);
[[nodiscard]] Result<Date> today_or(const std::string& day);
[[nodiscard]] std::string joined(const std::vector<std::string>& sides, std::string_view between = ", ");
// "threat  RUS > UKR, USA  conditional since 2023-07-12": what it is and where it stands.
[[nodiscard]] std::string title_of(const ledger::Commitment& commitment, const ledger::Standing& standing,
                                   const ledger::AsOf& as_of);
// "countermeasures | if Oslo receives …": what was said.
[[nodiscard]] std::string matter_of(const ledger::Commitment& commitment);

// Complains and gives the exit code for an error.
int failed(const Error& error);

}  // namespace casus::cli
