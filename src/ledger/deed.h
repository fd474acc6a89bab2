// An act reduced to what decides whether a report and a condition speak of the same thing: deed, doers, undergoers,
// object, place. Doers and undergoers are sides (the official's side, never the official); concepts are paths
// (lexicons/concepts.tsv).
//
//   given   Norway  delivers  cruise missiles   to Ukraine      transfer/arms  NOR  UKR  weapon/missile
//   pattern anybody delivers  weapons           to Ukraine      transfer/arms  -    UKR  weapon
//   fit(given, pattern, …).fits: each slot of the given act matches or specialises that of the pattern.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casus/reading.h"
#include "ledger/register.h"

namespace casus::ledger {

struct Deed {
  std::string deed;
  Category base = Category::kConsult;
  std::vector<std::string> doers, undergoers, places;  // sides; places: codes of states
  std::string object, object_head;                     // concept, and the last word of the phrase in lower case
  std::string text;                                    // the words of the place and the object, for names of areas

  [[nodiscard]] bool empty() const { return deed.empty(); }
};

// An object that only says the deed again: to sanction with sanctions.
[[nodiscard]] bool repeats_deed(const Deed& deed);

// The side a party of a reading belongs to: itself, or for a person or an office the side it serves; empty where
// unknown.
[[nodiscard]] std::string side_of(const std::string& id, const Reading& reading);

// An event as a deed. Deeds with a converse in entailments.tsv ("turned") are turned round: NATO enlarges, one joins
// NATO. What is done to a state's ships or citizens is done to the state.
[[nodiscard]] Deed deed_of(const Event& event, const Reading& reading, const Register& reg);

enum class Slot { kNone, kDeed, kDoer, kUndergoer, kObject };

struct Fit {
  bool fits = false;
  bool loosely = false;  // only because --loose let an open slot or a member pass for its body
  Slot failed = Slot::kNone;
  std::string why;  // what failed, or what was let pass, in words
};

struct FitRules {
  const Register& reg;
  std::optional<Date> day;  // on which memberships are looked up
  bool loose = false;
};

[[nodiscard]] Fit fit(const Deed& given, const Deed& pattern, const FitRules& rules);

}  // namespace casus::ledger
