#include "actors/world.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

namespace casus::actors {

int day_number(std::string_view iso, bool end) {
  const auto number = [&](std::size_t at, std::size_t length, int low, int high) {
    int value = -1;
    const auto [stop, error] = std::from_chars(iso.data() + at, iso.data() + at + length, value);
    return error == std::errc() && stop == iso.data() + at + length && value >= low && value <= high ? value : -1;
  };
  if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return -1;
  if ((iso.size() > 4 && iso[4] != '-') || (iso.size() > 7 && iso[7] != '-')) return -1;
  const int year = number(0, 4, 1, 9999);
  const int month = iso.size() > 4 ? number(5, 2, 1, 12) : (end ? 12 : 1);
  const int day = iso.size() > 7 ? number(8, 2, 1, 31) : (end ? 31 : 1);
  return year < 0 || month < 0 || day < 0 ? -1 : year * 10000 + month * 100 + day;
}

// Reads one table after another; the first failure stays and stops the rest.
struct World::Reader {
  const lexicon::Tables& tables;
  World& world;
  Error error{};
  bool failed = false;

  std::unordered_set<uint64_t> nouns{};                              // of the anaphors added so far
  std::unordered_map<std::string_view, std::string_view> sectors{};  // of the offices, by phrase
  const lexicon::Table* table = nullptr;
  std::size_t row = 0;

  void fail(std::string message) {
    if (failed) return;
    failed = true;
    error = Error{Cause::kMalformed, std::move(message), table->place(row)};
  }

  // Calls read(cell) for each row; cell(title) is the text of that column.
  template <typename F>
  void each(std::string_view name, const std::vector<std::string_view>& titles, F read) {
    if (failed) return;
    auto found = tables.table(name);
    if (!found) {
      failed = true;
      error = found.error();
      return;
    }
    table = *found;
    std::vector<std::size_t> columns;
    for (std::string_view title : titles) {
      auto column = table->column(title);
      if (!column) {
        failed = true;
        error = column.error();
        return;
      }
      columns.push_back(*column);
    }
    for (row = 0; row < table->rows() && !failed; ++row) {
      read([&](std::size_t i) { return table->cell(row, columns[i]); });
    }
  }

  int date(std::string_view cell, bool end) {
    if (cell.empty()) return end ? kOpen : 0;
    const int day = day_number(cell, end);
    if (day < 0) fail("'" + std::string(cell) + "' is no date");
    return day;
  }

  int side_of(std::string_view id) {
    if (id.empty()) return kNone;
    const int side = world.side(id);
    if (side == kNone) fail("there is no side '" + std::string(id) + "'");
    return side;
  }

  void names(std::string_view cell, Name name) {
    if (cell.empty()) return;
    for (std::string_view member : lexicon::members(cell)) world.phrases.add(member, name);
  }

  void states() {
    each("states", {"id", "name", "from", "to", "names", "adjectives", "people", "capital", "seats"}, [&](auto cell) {
      const auto index = uint32_t(world.sides.size());
      Side side{cell(0), cell(1), cell(0), {}, ActorKind::kState, date(cell(2), false), date(cell(3), true), {}, {}};
      Name name{.kind = NameKind::kSide, .exact = true, .row = index};
      if (!cell(2).empty())
        name.from = side.from, name.to = side.to;  // a state that came and went: its name may be two states
      world.phrases.add(side.name, name);
      names(cell(4), name);
      name.kind = NameKind::kAdjective;
      names(cell(5), name);
      name.kind = NameKind::kPeople;
      names(cell(6), name);
      name.kind = NameKind::kCapital;
      names(cell(7), name);
      name.kind = NameKind::kSeat;
      names(cell(8), name);
      world.sides.push_back(std::move(side));
    });
  }

  void organizations() {
    each("organizations", {"id", "name", "code", "sector", "from", "to", "names", "nouns"}, [&](auto cell) {
      Side side{cell(0), cell(1), cell(2), cell(3), ActorKind::kOrganization, date(cell(4), false), date(cell(5), true),
                {},      {}};
      add(std::move(side), cell(6), cell(7));
    });
    each("groups", {"id", "name", "code", "sector", "from", "to", "names", "nouns"}, [&](auto cell) {
      Side side{cell(0),
                cell(1),
                cell(2) == "UNK" ? std::string_view() : cell(2),
                cell(3),
                ActorKind::kGroup,
                date(cell(4), false),
                date(cell(5), true),
                {},
                {}};
      add(std::move(side), cell(6), cell(7));
    });
  }

  void add(Side side, std::string_view other_names, std::string_view stand_ins) {
    Name name{.kind = NameKind::kSide, .row = uint32_t(world.sides.size()), .from = side.from, .to = side.to};
    world.phrases.add(side.name, name);
    if (side.id != side.name && side.kind == ActorKind::kOrganization) {
      Name id = name;
      id.exact = true;
      world.phrases.add(side.id, id);
    }
    names(other_names, name);
    for (std::string_view noun : lexicon::members(stand_ins)) {
      side.nouns.push_back(noun_hash(noun));
      if (!nouns.insert(side.nouns.back()).second) continue;
      world.phrases.add(noun, {.kind = NameKind::kAnaphor, .row = uint32_t(world.anaphors.size())});
      world.anaphors.push_back(
          {side.kind == ActorKind::kGroup ? Refers::kGroup : Refers::kOrganization, false, noun_hash(noun)});
    }
    world.sides.push_back(std::move(side));
  }

  static uint64_t noun_hash(std::string_view noun) {
    std::vector<Atom> atoms;
    split_phrase(noun, atoms);
    uint64_t key = 0;
    for (const Atom& atom : atoms) key = Phrases::step(key, atom.folded.hash);
    return key;
  }

  void index_sides() {
    for (std::size_t i = 0; i < world.sides.size(); ++i) world.by_id_.emplace_back(world.sides[i].id, int(i));
    std::stable_sort(world.by_id_.begin(), world.by_id_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  void members_of_organizations() {
    each("organizations", {"id", "members"}, [&](auto cell) {
      const int index = side_of(cell(0));
      if (index == kNone) return;
      for (std::string_view member : lexicon::members(cell(1))) {
        world.sides[std::size_t(index)].members.push_back(side_of(member));
      }
    });
  }

  void places_and_bodies() {
    each("places", {"name", "state", "names"}, [&](auto cell) {
      const Name name{.kind = NameKind::kPlace, .row = uint32_t(world.places.size())};
      world.phrases.add(cell(0), name);
      names(cell(2), name);
      world.places.push_back({cell(0), side_of(cell(1))});
    });
    each("bodies", {"name", "side", "sector", "names"}, [&](auto cell) {
      const Name name{.kind = NameKind::kBody, .row = uint32_t(world.bodies.size())};
      world.phrases.add(cell(0), name);
      names(cell(3), name);
      world.bodies.push_back({cell(0), cell(2), side_of(cell(1))});
    });
  }

  void offices() {
    each("offices", {"phrase", "plural", "number", "kind", "sector", "role", "held"}, [&](auto cell) {
      Office office{cell(0), cell(4), cell(5), OfficeKind::kOffice, cell(2) == "pl", kNone, cell(6) == "one"};
      if (cell(3) == "state") {
        office.kind = OfficeKind::kState;
      } else if (cell(3) == "people") {
        office.kind = OfficeKind::kPeople;
      } else if (cell(3) != "office") {
        fail("'" + std::string(cell(3)) + "' is no kind of office");
      }
      office.base = int(world.offices.size());
      if (!cell(1).empty()) office.other = int(world.offices.size()) + 1;
      add_office(office, cell(0));
      if (cell(1).empty()) return;
      office.other = kNone;
      office.plural = true;
      office.phrase = cell(1);
      add_office(office, cell(1));
    });
  }

  void add_office(const Office& office, std::string_view phrase) {
    world.phrases.add(phrase,
                      {.kind = NameKind::kOffice, .plural = office.plural, .row = uint32_t(world.offices.size())});
    sectors.emplace(phrase, office.sector);
    world.offices.push_back(office);
  }

  void anaphors() {
    each("anaphors", {"noun", "plural", "refers"}, [&](auto cell) {
      const std::string_view kinds[] = {"state", "organization", "group", "person", "pair", "former", "latter"};
      const auto* const kind = std::find(std::begin(kinds), std::end(kinds), cell(2));
      if (kind == std::end(kinds)) return fail("'" + std::string(cell(2)) + "' is nothing that a noun refers to");
      for (std::size_t number = 0; number < 2; ++number) {
        if (cell(number).empty()) continue;
        nouns.insert(noun_hash(cell(number)));
        world.phrases.add(cell(number),
                          {.kind = NameKind::kAnaphor, .plural = number == 1, .row = uint32_t(world.anaphors.size())});
        world.anaphors.push_back({Refers(kind - std::begin(kinds)), number == 1, noun_hash(cell(0))});
      }
    });
  }

  void numerals() {
    each("numerals", {"word", "number"}, [&](auto cell) {
      int number = 0;
      std::from_chars(cell(1).data(), cell(1).data() + cell(1).size(), number);
      if (number <= 0) return fail("'" + std::string(cell(1)) + "' is no number");
      world.numerals_.emplace_back(fold(cell(0)).hash, number);
    });
  }

  void standings() {
    each("standing", {"word", "standing"}, [&](auto cell) {
      const Standing standing = cell(1) == "past"       ? Standing::kPast
                                : cell(1) == "coming"   ? Standing::kComing
                                : cell(1) == "courtesy" ? Standing::kCourtesy
                                : cell(1) == "under"    ? Standing::kUnder
                                                        : Standing::kSilent;
      if (standing == Standing::kSilent) return fail("'" + std::string(cell(1)) + "' is no standing");
      world.standings_.emplace(fold(cell(0)).hash, standing);
    });
  }

  void things() {
    each("things", {"word"}, [&](auto cell) { world.things_.insert(fold(cell(0)).hash); });
  }

  void name_words() {
    each("name_words", {"word", "as", "sector"}, [&](auto cell) {
      const std::string_view kinds[] = {"head", "unit", "modifier", "landmark", "opener"};
      const auto* const kind = std::find(std::begin(kinds), std::end(kinds), cell(1));
      if (kind == std::end(kinds)) return fail("'" + std::string(cell(1)) + "' is nothing that a word of a name does");
      world.name_words_.emplace(fold(cell(0)).hash, NameWord{NameWordKind(kind - std::begin(kinds)), cell(2)});
    });
    each("movers", {"lemma"}, [&](auto cell) { world.movers_.insert(fold(cell(0)).hash); });
  }

  void persons() {
    std::vector<std::pair<std::string_view, uint32_t>> surnames;
    each("persons", {"name", "side", "role", "from", "to", "names", "short", "gender"}, [&](auto cell) {
      const bool known = !world.persons.empty() && world.persons.back().name == cell(0);
      if (!known) world.persons.push_back({cell(0), {}, false});
      const auto index = uint32_t(world.persons.size() - 1);
      Person& person = world.persons.back();
      if (cell(7) == "f") person.female = true;
      const Name name{.kind = NameKind::kPerson, .row = index};
      const auto add_name = [&](std::string_view spelling) {
        if (spelling.find(' ') != std::string_view::npos) {
          world.phrases.add(spelling, name);
        } else if (!spelling.empty()) {  // "Fahd": as a surname alone
          surnames.emplace_back(spelling, index);
        }
      };
      if (!known) add_name(cell(0));
      for (std::string_view spelling : lexicon::members(cell(5))) add_name(spelling);
      for (std::string_view surname : lexicon::members(cell(6))) surnames.emplace_back(surname, index);
      Term term{side_of(cell(1)), cell(2), sector_of(cell(2)), date(cell(3), false), date(cell(4), true)};
      if (term.side != kNone) world.seats_.push_back({term.side, term.role, term.from, term.to, int(index)});
      person.terms.push_back(term);
    });
    // A surname alone means him from a year before his first office to five years after his last.
    for (const auto& [surname, index] : surnames) {
      Name name{.kind = NameKind::kSurname, .row = index, .from = kOpen, .to = 0};
      for (const Term& term : world.persons[index].terms) {
        name.from = std::min(name.from, term.from - 10000);
        name.to = std::max(name.to, std::min(kOpen, term.to + 50000));
      }
      world.phrases.add(surname, name);
    }
    std::stable_sort(world.seats_.begin(), world.seats_.end(),
                     [](const Seat& a, const Seat& b) { return a.side < b.side; });
  }

  std::string_view sector_of(std::string_view role) {
    const auto found = sectors.find(role);
    if (found != sectors.end()) return found->second;
    fail("the role '" + std::string(role) + "' is not in offices.tsv");
    return {};
  }
};

Result<World> World::read(const lexicon::Tables& tables, const OwnDictionary& own) {
  World world;
  world.phrases.reserve(1 << 16);
  Reader reader{tables, world};
  reader.states();
  reader.anaphors();
  reader.organizations();
  reader.index_sides();
  reader.members_of_organizations();
  reader.places_and_bodies();
  reader.offices();
  reader.numerals();
  reader.things();
  reader.standings();
  reader.name_words();
  reader.persons();
  if (reader.failed) return reader.error;
  world.add_own(own);
  world.phrases.finish();
  return world;
}

int World::side(std::string_view id) const {
  const auto at =
      std::lower_bound(by_id_.begin(), by_id_.end(), id, [](const auto& a, std::string_view b) { return a.first < b; });
  return at != by_id_.end() && at->first == id ? at->second : kNone;
}

const Term& World::term(const Person& person, int day, std::string_view role) const {
  const auto quality = [&](const Term& term) {
    const bool holds = day > 0 && term.from <= day && day <= term.to;
    const int since = term.from == 0 ? 0 : 1 + term.from / 10000;  // of two that hold, the later one
    const int years = (std::min(term.to, 20271231) - std::max(term.from, 19900101)) / 10000;
    return (holds ? 10000 + since : years) + (!role.empty() && term.role == role ? 20000 : 0);
  };
  const Term* best = &person.terms.front();
  for (const Term& term : person.terms) {
    if (quality(term) > quality(*best)) best = &term;
  }
  return *best;
}

std::string_view World::plural_of(const Office& office) const {
  return office.other == kNone ? office.phrase : offices[std::size_t(office.other)].phrase;
}

int World::numeral(std::string_view word) const {
  const uint64_t hash = fold(word).hash;
  for (const auto& [key, number] : numerals_) {
    if (key == hash) return number;
  }
  return 0;
}

int World::holder(int side, std::string_view role, int day) const {
  if (day == 0 || side == kNone) return kNone;
  auto at =
      std::lower_bound(seats_.begin(), seats_.end(), side, [](const Seat& seat, int id) { return seat.side < id; });
  int found = kNone, since = -1;
  for (; at != seats_.end() && at->side == side; ++at) {
    if (at->role == role && at->from <= day && day <= at->to && at->from > since) found = at->person, since = at->from;
  }
  return found;
}

}  // namespace casus::actors
