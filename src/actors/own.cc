// The user's own dictionary becomes rows of the world, marked so that they win over ours. A code is a side and a sector
// (PNGGOV). What has dates is a person with terms; a government's institution stands for its side; any other is a
// group.
#include <algorithm>

#include "actors/world.h"

namespace casus::actors {
namespace {

bool stands_for_its_side(std::string_view sector) {
  return sector == "GOV" || sector == "MIL" || sector == "LEG" || sector == "JUD" || sector == "COP" || sector == "SPY";
}

// "MICHAEL SOMARE" as a person writes it.
std::string in_title_case(std::string_view name) {
  std::string out(name);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const bool first = i == 0 || out[i - 1] == ' ';
    if (!first && out[i] >= 'A' && out[i] <= 'Z') out[i] = char(out[i] + 32);
  }
  return out;
}

}  // namespace

int World::own_side(std::string_view id, std::string_view name, std::string_view code, std::string_view sector,
                    ActorKind kind) {
  const int known = side(id);
  if (known != kNone) return known;
  const int index = int(sides.size());
  sides.push_back({keep(id), keep(name), keep(code), keep(sector), kind, 0, kOpen, {}, {}});
  by_id_.emplace(sides.back().id, index);
  return index;
}

std::string_view World::keep(std::string_view text) {
  kept_.push_back(std::make_unique<const std::string>(text));
  return *kept_.back();
}

void World::add_agent(const OwnActor& actor) {
  std::string sector = actor.codes.front().code;
  sector.erase(sector.find('~'), 1);
  Office office;
  office.kind = OfficeKind::kState;
  office.sector = keep(std::string_view(sector).substr(0, 3));
  const auto add = [&](const std::string& phrase, bool plural) {
    std::string lower(phrase);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    office.phrase = keep(lower);
    office.plural = plural;
    office.base = int(offices.size());
    phrases.add(lower, {.kind = NameKind::kOffice, .own = true, .plural = plural, .row = uint32_t(offices.size())});
    offices.push_back(office);
  };
  for (const std::string& name : actor.names) {
    add(name, false);
    if (actor.plurals.empty()) add(name + "s", true);
  }
  for (const std::string& plural : actor.plurals) add(plural, true);
}

void World::add_own(const OwnDictionary& dictionary) {
  for (const OwnActor& actor : dictionary.actors) {
    if (actor.codes.front().code.find('~') != std::string::npos) {
      add_agent(actor);
      continue;
    }
    const std::string title = in_title_case(actor.names.front());
    Person person;
    bool dated = false;
    for (const OwnCode& code : actor.codes) dated |= code.dated();
    // Dated meanings first: the undated one is what is left.
    std::vector<OwnCode> codes = actor.codes;
    std::stable_sort(codes.begin(), codes.end(),
                     [](const OwnCode& a, const OwnCode& b) { return a.dated() && !b.dated(); });
    Name name{.own = true};
    for (const OwnCode& code : codes) {
      const std::string prefix = code.code.substr(0, 3), sector = code.code.size() >= 6 ? code.code.substr(3, 3) : "";
      const int known = side(prefix);
      const bool state = known != kNone && sides[std::size_t(known)].kind == ActorKind::kState;
      name.from = code.from;
      name.to = code.to;
      if (code.code.empty()) {
        name.kind = NameKind::kPlace;
        name.row = uint32_t(places.size());
        places.push_back({keep(title), kNone});
      } else if (dated) {
        const int serves = state ? known : own_side(prefix, prefix, prefix, {}, ActorKind::kOrganization);
        person.terms.push_back({serves, {}, keep(sector), code.from, code.to});
        continue;
      } else if (!state) {
        name.kind = NameKind::kSide;
        name.row = uint32_t(own_side(code.code, title, prefix, sector, ActorKind::kOrganization));
      } else if (sector.empty()) {
        name.kind = NameKind::kSide;
        name.row = uint32_t(known);
      } else if (stands_for_its_side(sector)) {
        name.kind = NameKind::kBody;
        name.row = uint32_t(bodies.size());
        bodies.push_back({keep(title), keep(sector), known});
      } else {
        name.kind = NameKind::kSide;
        name.row =
            uint32_t(own_side(prefix + "/" + slug(actor.names.front()), title, prefix, sector, ActorKind::kGroup));
      }
      for (const std::string& n : actor.names) phrases.add(n, name);
    }
    if (person.terms.empty()) continue;
    person.name = keep(title);
    Name whole{.kind = NameKind::kPerson, .own = true, .row = uint32_t(persons.size())};
    for (const std::string& n : actor.names) phrases.add(n, whole);
    persons.push_back(std::move(person));
  }
}

}  // namespace casus::actors
