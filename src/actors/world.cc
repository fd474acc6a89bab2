#include "actors/world.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "lexicon/rows.h"

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

namespace {

using lexicon::Cell;
using lexicon::Columns;

constexpr Columns kStates{"states", "id",          "name",    "from?",    "to?",
                          "names?", "adjectives?", "people?", "capital?", "seats?"};
constexpr Columns kOrganizations{"organizations", "id", "name", "code", "sector?", "from?", "to?", "names?", "nouns?"};
constexpr Columns kMembers{"organizations", "id", "members?"};
constexpr Columns kGroups{"groups", "id", "name", "code", "sector?", "from?", "to?", "names?", "nouns?"};
constexpr Columns kPlaces{"places", "name", "state?", "names?"};
constexpr Columns kBodies{"bodies", "name", "side", "sector?", "names?"};
constexpr Columns kOffices{"offices", "phrase", "plural?", "number", "kind", "sector?", "role?", "held?"};
constexpr Columns kAnaphors{"anaphors", "noun", "plural?", "refers"};
constexpr Columns kNumerals{"numerals", "word", "number"};
constexpr Columns kStandings{"standing", "word", "standing"};
constexpr Columns kThings{"things", "word"};
constexpr Columns kNameWords{"name_words", "word", "as", "sector?"};
constexpr Columns kMovers{"movers", "lemma"};
constexpr Columns kPersons{"persons", "name", "side", "role", "from?", "to?", "names?", "short?", "gender?"};

// A day as YYYYMMDD; the first or last of all days where the cell is empty.
int day(Cell cell, bool end) {
  if (cell.empty()) return end ? kOpen : 0;
  const int day = day_number(cell, end);
  if (day < 0) cell.fail("which is no date; write YYYY, YYYY-MM or YYYY-MM-DD");
  return day;
}

// Three capitals or nothing, as PLOVER has them.
std::string_view code(Cell cell) {
  const bool capitals = std::ranges::all_of(cell.text(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!cell.empty() && (cell.text().size() != 3 || !capitals)) cell.fail("no code of three capitals");
  return cell;
}

// What an actor is called in a reading: no space, and no slash, which parts a side from its people.
std::string_view id(Cell cell) {
  if (cell.text().find_first_of(" /") != std::string_view::npos) cell.fail("but an id has no space and no slash");
  return cell;
}

}  // namespace

struct World::Reader {
  lexicon::RowReader read;
  World& world;

  std::unordered_set<uint64_t> nouns{};                              // of the anaphors added so far
  std::unordered_map<std::string_view, std::string_view> sectors{};  // of the offices, by phrase

  int side_of(Cell cell) const {
    if (cell.empty()) return kNone;
    const int side = world.side(cell);
    if (side == kNone) cell.fail("which is no id of states, organizations or groups");
    return side;
  }

  void names(Cell cell, Name name) const {
    cell.each([&](Cell member) { world.phrases.add(member, name); });
  }

  // Sides, persons and their terms end no earlier than they begin.
  template <typename Row>
  static std::pair<int, int> span(const Row& row) {
    const std::pair out{day(row["from"], false), day(row["to"], true)};
    if (out.first > out.second) row.fail("ends before it begins");
    return out;
  }

  void states() {
    read.each<kStates>([&](const auto& row) {
      const auto index = uint32_t(world.sides.size());
      const auto [from, to] = span(row);
      Side side{id(row["id"]), row["name"], row["id"], {}, ActorKind::kState, from, to, {}, {}};
      Name name{.kind = NameKind::kSide, .exact = true, .row = index};
      if (!row["from"].empty())
        name.from = side.from, name.to = side.to;  // a state that came and went: its name may be two states
      world.phrases.add(side.name, name);
      names(row["names"], name);
      name.kind = NameKind::kAdjective;
      names(row["adjectives"], name);
      name.kind = NameKind::kPeople;
      names(row["people"], name);
      name.kind = NameKind::kCapital;
      names(row["capital"], name);
      name.kind = NameKind::kSeat;
      names(row["seats"], name);
      add_side(std::move(side));
    });
  }

  void organizations() {
    read.each<kOrganizations>([&](const auto& row) { organization(row, ActorKind::kOrganization, code(row["code"])); });
    read.each<kGroups>([&](const auto& row) {
      const std::string_view state = code(row["code"]);
      organization(row, ActorKind::kGroup, state == "UNK" ? std::string_view() : state);
    });
  }

  template <typename Row>
  void organization(const Row& row, ActorKind kind, std::string_view state) {
    const auto [from, to] = span(row);
    Side side{id(row["id"]), row["name"], state, code(row["sector"]), kind, from, to, {}, {}};
    Name name{.kind = NameKind::kSide, .row = uint32_t(world.sides.size()), .from = side.from, .to = side.to};
    world.phrases.add(side.name, name);
    if (side.id != side.name && kind == ActorKind::kOrganization) {
      Name by_id = name;
      by_id.exact = true;
      world.phrases.add(side.id, by_id);
    }
    names(row["names"], name);
    for (std::string_view noun : row["nouns"].list()) {
      side.nouns.push_back(noun_hash(noun));
      if (!nouns.insert(side.nouns.back()).second) continue;
      world.phrases.add(noun, {.kind = NameKind::kAnaphor, .row = uint32_t(world.anaphors.size())});
      world.anaphors.push_back(
          {kind == ActorKind::kGroup ? Refers::kGroup : Refers::kOrganization, false, noun_hash(noun)});
    }
    add_side(std::move(side));
  }

  void add_side(Side side) const {
    world.by_id_.emplace(side.id, int(world.sides.size()));
    world.sides.push_back(std::move(side));
  }

  static uint64_t noun_hash(std::string_view noun) {
    std::vector<Atom> atoms;
    split_phrase(noun, atoms);
    uint64_t key = 0;
    for (const Atom& atom : atoms) key = Phrases::step(key, atom.folded.hash);
    return key;
  }

  void members_of_organizations() {
    read.each<kMembers>([&](const auto& row) {
      if (row["members"].empty()) return;
      const int index = side_of(row["id"]);
      if (index == kNone) return;
      row["members"].each([&](Cell member) { world.sides[std::size_t(index)].members.push_back(side_of(member)); });
    });
  }

  void places_and_bodies() {
    read.each<kPlaces>([&](const auto& row) {
      const Name name{.kind = NameKind::kPlace, .row = uint32_t(world.places.size())};
      world.phrases.add(row["name"], name);
      names(row["names"], name);
      world.places.push_back({row["name"], side_of(row["state"])});
    });
    read.each<kBodies>([&](const auto& row) {
      const Name name{.kind = NameKind::kBody, .row = uint32_t(world.bodies.size())};
      world.phrases.add(row["name"], name);
      names(row["names"], name);
      world.bodies.push_back({row["name"], code(row["sector"]), side_of(row["side"])});
    });
  }

  void offices() {
    constexpr std::pair<std::string_view, OfficeKind> kKinds[] = {
        {"office", OfficeKind::kOffice}, {"state", OfficeKind::kState}, {"people", OfficeKind::kPeople}};
    constexpr std::pair<std::string_view, bool> kNumbers[] = {{"sg", false}, {"pl", true}};
    read.each<kOffices>([&](const auto& row) {
      Office office{.phrase = row["phrase"], .sector = code(row["sector"]), .role = row["role"]};
      office.kind = row["kind"].one_of(kKinds);
      office.plural = row["number"].one_of(kNumbers);
      office.single = row["held"].yes("one");
      office.base = int(world.offices.size());
      const std::string_view plural = row["plural"];
      if (!plural.empty()) office.other = int(world.offices.size()) + 1;
      add_office(office);
      if (plural.empty()) return;
      office.other = kNone;
      office.plural = true;
      office.phrase = plural;
      add_office(office);
    });
  }

  void add_office(const Office& office) {
    world.phrases.add(office.phrase,
                      {.kind = NameKind::kOffice, .plural = office.plural, .row = uint32_t(world.offices.size())});
    sectors.emplace(office.phrase, office.sector);
    world.offices.push_back(office);
  }

  void anaphors() {
    constexpr std::pair<std::string_view, Refers> kRefers[] = {
        {"state", Refers::kState},  {"organization", Refers::kOrganization},
        {"group", Refers::kGroup},  {"person", Refers::kPerson},
        {"pair", Refers::kPair},    {"former", Refers::kFormer},
        {"latter", Refers::kLatter}};
    read.each<kAnaphors>([&](const auto& row) {
      const Refers refers = row["refers"].one_of(kRefers);
      const auto add = [&](std::string_view noun, bool plural) {
        nouns.insert(noun_hash(noun));
        world.phrases.add(noun, {.kind = NameKind::kAnaphor, .plural = plural, .row = uint32_t(world.anaphors.size())});
        world.anaphors.push_back({refers, plural, noun_hash(row["noun"])});
      };
      add(row["noun"], false);
      if (!row["plural"].empty()) add(row["plural"], true);
    });
  }

  void words() {
    read.each<kNumerals>([&](const auto& row) {
      world.numerals_.emplace_back(fold(row["word"]).hash, row["number"].number(1, 1000000));
    });
    read.each<kThings>([&](const auto& row) { world.things_.insert(fold(row["word"]).hash); });
    constexpr std::pair<std::string_view, Standing> kKinds[] = {{"past", Standing::kPast},
                                                                {"coming", Standing::kComing},
                                                                {"courtesy", Standing::kCourtesy},
                                                                {"under", Standing::kUnder}};
    read.each<kStandings>(
        [&](const auto& row) { world.standings_.emplace(fold(row["word"]).hash, row["standing"].one_of(kKinds)); });
    constexpr std::pair<std::string_view, NameWordKind> kParts[] = {{"head", NameWordKind::kHead},
                                                                    {"unit", NameWordKind::kUnit},
                                                                    {"modifier", NameWordKind::kModifier},
                                                                    {"landmark", NameWordKind::kLandmark},
                                                                    {"opener", NameWordKind::kOpener}};
    read.each<kNameWords>([&](const auto& row) {
      world.name_words_.emplace(fold(row["word"]).hash, NameWord{row["as"].one_of(kParts), code(row["sector"])});
    });
    read.each<kMovers>([&](const auto& row) { world.movers_.insert(fold(row["lemma"]).hash); });
  }

  void persons() {
    std::vector<std::pair<std::string_view, uint32_t>> surnames;
    read.each<kPersons>([&](const auto& row) {
      const bool known = !world.persons.empty() && world.persons.back().name == row["name"].text();
      if (!known) world.persons.push_back({row["name"], {}, false});
      const auto index = uint32_t(world.persons.size() - 1);
      Person& person = world.persons.back();
      person.female |= row["gender"].yes("f");
      const Name name{.kind = NameKind::kPerson, .row = index};
      const auto add_name = [&](std::string_view spelling) {
        if (spelling.find(' ') != std::string_view::npos) {
          world.phrases.add(spelling, name);
        } else if (!spelling.empty()) {  // "Fahd": as a surname alone
          surnames.emplace_back(spelling, index);
        }
      };
      if (!known) add_name(row["name"]);
      for (std::string_view spelling : row["names"].list()) add_name(spelling);
      for (std::string_view surname : row["short"].list()) surnames.emplace_back(surname, index);
      const auto [from, to] = span(row);
      const Term term{side_of(row["side"]), row["role"], sector_of(row["role"]), from, to};
      world.seats_.push_back({term.side, term.role, term.from, term.to, int(index)});
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

  std::string_view sector_of(Cell role) const {
    const auto found = sectors.find(role);
    if (found != sectors.end()) return found->second;
    role.fail("which is no phrase of offices.tsv");
    return {};
  }
};

Result<World> World::read(const lexicon::Tables& tables, const OwnDictionary& own) {
  World world;
  world.phrases.reserve(1 << 16);
  Reader reader{lexicon::RowReader(tables), world};
  reader.states();
  reader.anaphors();
  reader.organizations();
  reader.members_of_organizations();
  reader.places_and_bodies();
  reader.offices();
  reader.words();
  reader.persons();
  if (reader.read.failure()) return *reader.read.failure();
  world.add_own(own);
  world.phrases.finish();
  return world;
}

int World::side(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? kNone : found->second;
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
