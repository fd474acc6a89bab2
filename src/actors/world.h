// What the lexicons know of the world: sides (states, organizations, groups), persons with their dated roles, offices,
// and one phrase index over all their names. Immutable; all views point into the tables.
//
// Rows of the index (Name::row): kSide, kAdjective, kPeople, kCapital, kSeat: a side; kPlace: a place; kBody: a body;
// kPerson and kSurname: a person; kOffice: an office; kAnaphor: an anaphor.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "actors/phrases.h"
#include "actors/tabari.h"
#include "casus/error.h"
#include "casus/vocabulary.h"
#include "lexicon/table.h"

namespace casus::actors {

inline constexpr int kOpen = 99999999;  // the end of what goes on
inline constexpr int kNone = -1;

struct Side {
  std::string_view id, name, code, sector;
  ActorKind kind = ActorKind::kState;
  int from = 0, to = kOpen;
  std::vector<int> members;     // sides, for small organizations
  std::vector<uint64_t> nouns;  // hashes of the common nouns that may stand for it ("the bloc")
};

// One office that a person held. from and to are days as YYYYMMDD.
struct Term {
  int side = kNone;
  std::string_view role, sector;
  int from = 0, to = kOpen;
};

struct Person {
  std::string_view name;
  std::vector<Term> terms;
  bool female = false;
};

enum class OfficeKind : uint8_t { kOffice, kState, kPeople };

struct Office {
  std::string_view phrase, sector, role;
  OfficeKind kind = OfficeKind::kOffice;
  bool plural = false;
  int other = kNone;    // its plural, for a singular
  bool single = false;  // a side has one holder of it at a time
  int base = kNone;     // its singular, or itself
};

struct Place {
  std::string_view name;
  int side = kNone;  // kNone for seas and regions of several states
};

struct Body {
  std::string_view name, sector;
  int side = kNone;
};

enum class Refers : uint8_t { kState, kOrganization, kGroup, kPerson, kPair, kFormer, kLatter };

// What a word before an office or a name tells of who holds it.
enum class Standing : uint8_t { kSilent, kPast, kComing, kCourtesy, kUnder };

// What a word tells of a capitalised name that no table holds.
enum class NameWordKind : uint8_t { kHead, kUnit, kModifier, kLandmark, kOpener };

struct NameWord {
  NameWordKind kind = NameWordKind::kHead;
  std::string_view sector;  // empty: no party
};

struct Anaphor {
  Refers refers = Refers::kState;
  bool plural = false;
  uint64_t noun = 0;
};

struct World {
  static Result<World> read(const lexicon::Tables& tables, const OwnDictionary& own = {});

  std::vector<Side> sides;
  std::vector<Person> persons;
  std::vector<Office> offices;
  std::vector<Place> places;
  std::vector<Body> bodies;
  std::vector<Anaphor> anaphors;
  Phrases phrases;

  // The first side of that id, kNone where there is none.
  [[nodiscard]] int side(std::string_view id) const;
  // The term that best fits a day (0: unknown) and, where given, a role: the one that holds on that day, else the one
  // whose role it is, else the longest. Precondition: the person has one.
  [[nodiscard]] const Term& term(const Person& person, int day, std::string_view role = {}) const;
  // The plural of an office's phrase, or the phrase where it has none.
  [[nodiscard]] std::string_view plural_of(const Office& office) const;
  // The number that a word such as "seven" names, 0 where it names none.
  [[nodiscard]] int numeral(std::string_view word) const;
  // Whether a name with that word in it is no person's name.
  [[nodiscard]] bool names_a_thing(uint64_t word) const { return things_.contains(word); }
  // What that word tells of a name that no table holds; nullptr where it tells nothing.
  [[nodiscard]] const NameWord* name_word(uint64_t word) const {
    const auto found = name_words_.find(word);
    return found == name_words_.end() ? nullptr : &found->second;
  }
  // Whether that lemma moves forces.
  [[nodiscard]] bool moves(uint64_t lemma) const { return movers_.contains(lemma); }
  // What that word, before an office or a name, tells of who holds it.
  [[nodiscard]] Standing standing(uint64_t word) const {
    const auto found = standings_.find(word);
    return found == standings_.end() ? Standing::kSilent : found->second;
  }
  // Who holds that office of that side on that day; kNone where nobody is known or the day is 0.
  [[nodiscard]] int holder(int side, std::string_view role, int day) const;

 private:
  struct Reader;
  // own.cc
  void add_own(const OwnDictionary& dictionary);
  void add_agent(const OwnActor& actor);
  int own_side(std::string_view id, std::string_view name, std::string_view code, std::string_view sector,
               ActorKind kind);
  std::string_view keep(std::string_view text);

  struct Seat {
    int side;
    std::string_view role;
    int from, to, person;
  };
  std::unordered_map<std::string_view, int> by_id_;  // the first side of each
  std::vector<std::pair<uint64_t, int>> numerals_;
  std::unordered_set<uint64_t> things_;
  std::unordered_map<uint64_t, Standing> standings_;
  std::unordered_map<uint64_t, NameWord> name_words_;
  std::unordered_set<uint64_t> movers_;
  std::vector<std::unique_ptr<const std::string>> kept_;  // texts that no table holds
  std::vector<Seat> seats_;                               // sorted by side
};

// Days as YYYYMMDD from YYYY, YYYY-MM or YYYY-MM-DD; the last day of the year or month when `end`. -1 where it is none.
[[nodiscard]] int day_number(std::string_view iso, bool end);

}  // namespace casus::actors
