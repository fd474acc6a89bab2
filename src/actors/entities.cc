// The entities of the cast: each side, person, office and group once, under the id that readings use.
#include <algorithm>

#include "actors/scene.h"

namespace casus::actors {

using syntax::Tree;

namespace {

// "leader of the rebels": offices of groups and companies are of their sector, whatever the office is elsewhere.
std::string_view sector_at(const Side& side, std::string_view sector) {
  return side.kind == ActorKind::kState || side.sector.empty() || !is_public(sector) ? sector : side.sector;
}

}  // namespace

// The entity of that id, or key where it has none: the one there is, else a new one.
int Scene::add(Entity entity, const std::string& key) {
  const auto [at, is_new] = by_id_.try_emplace(key.empty() ? entity.id : key, int(cast_.entities.size()));
  if (is_new) cast_.entities.push_back(std::move(entity));
  return at->second;
}

int Scene::side_entity(int side) {
  int& entity = entity_of_side_[std::size_t(side)];
  if (entity != kNone) return entity;
  const Side& s = side_at(side);
  std::string_view code = s.code;
  if (code.empty() && std::size_t(side) >= world_.sides.size() && (s.kind == ActorKind::kGroup || s.sector == "LAB")) {
    const int focus = side_in_focus(parsed_.tree(sentence_), nullptr);  // where the sentence takes place
    if (focus != kNone) code = side_at(focus).code;
  }
  return entity = add({std::string(s.id),
                       std::string(s.name),
                       s.kind,
                       unless_empty(code),
                       unless_empty(s.sector),
                       std::nullopt,
                       std::string(s.id),
                       {}});
}

int Scene::person_entity(int person, const Office* office, int side) {
  const auto known = entity_of_person_.find(person);
  if (known != entity_of_person_.end()) return known->second;
  const Person& p = world_.persons[std::size_t(person)];
  const std::string_view role = office == nullptr ? std::string_view() : office->role;
  const Term& term = world_.term(p, day_, role);
  const bool holds = day_ == 0 || (term.from <= day_ && day_ <= term.to);
  // A state that the text names goes before that of his office ("Serbian President" of a man who led Yugoslavia).
  const bool told = side != kNone && (!holds || side_at(term.side).kind == ActorKind::kState);
  const Side& serves = side_at(told ? side : term.side);
  // So does an office that one alone holds, other than the one that he is known for.
  const bool told_role = office != nullptr && office->single && term.role != role;
  const int entity = add(
      {std::string(serves.id) + "/" + slug(p.name),
       std::string(p.name),
       ActorKind::kPerson,
       unless_empty(serves.code),
       holds || !role.empty()
           ? unless_empty(sector_at(serves, (holds && !told_role) || term.role == role ? term.sector : office->sector))
           : std::nullopt,
       holds && !told_role ? unless_empty(term.role) : unless_empty(role),
       std::string(serves.id),
       {}});
  entity_of_person_.emplace(person, entity);
  female_.emplace(entity, p.female);
  const std::size_t space = p.name.rfind(' ');
  by_surname_[fold(p.name.substr(space == std::string_view::npos ? 0 : space + 1)).hash] = entity;
  by_surname_.try_emplace(fold(p.name.substr(0, p.name.find(' '))).hash, entity);  // in Asia, families come first
  return entity;
}

// Whoever was named before with that last word.
int Scene::surname(std::string_view form) const {
  const auto known = by_surname_.find(fold(form).hash);
  return known == by_surname_.end() ? kNone : known->second;
}

// A person whom no lexicon knows: the one named before, or a new one who serves the side that his office tells.
int Scene::stranger(const Tree& tree, const Phrase& phrase) {
  const std::string_view last = tree[phrase.range.last].form;
  const bool single = phrase.range.first == phrase.range.last;
  const Office* office = phrase.office == kNone ? nullptr : &world_.offices[std::size_t(phrase.office)];
  int side = phrase.side_count > 0 ? phrase.sides[0] : phrase.owner == kNone ? kNone : side_headed(phrase.owner);
  if (side == kNone && office != nullptr && !phrase.stray) {
    side = side_in_focus(tree, office->single ? &phrase : nullptr);
  }
  const int known = surname(last);
  if (known != kNone) {
    Entity& e = cast_.entities[std::size_t(known)];
    const std::string first = e.name.substr(0, e.name.find(' '));
    if (e.kind == ActorKind::kPerson && (single || first == e.name || first == tree[phrase.range.first].form)) {
      if (e.side.empty() && side != kNone) serve(known, side);
      return known;
    }
  }
  if (single && office == nullptr) return kNone;
  const bool holds = !phrase.past && !phrase.coming && !phrase.under && phrase.part == nullptr;
  if (office != nullptr && single && holds) {  // "Prime Minister Example": the holder, if that is his surname
    const int holder = world_.holder(side, office->role, day_);
    if (holder != kNone) {
      const std::string_view name = world_.persons[std::size_t(holder)].name;
      if (fold(name.substr(name.rfind(' ') + 1)).hash == fold(last).hash) return person_entity(holder, office, side);
    }
  }
  Entity e;
  e.name = parsed_.slice(phrase.range);
  std::replace(e.name.begin(), e.name.end(), '\n', ' ');
  const std::string name = slug(e.name);
  if (name.empty()) return kNone;
  e.kind = ActorKind::kPerson;
  if (side != kNone) {
    e.side = side_at(side).id;
    e.code = unless_empty(side_at(side).code);
  }
  e.id = (e.side.empty() ? "UNK" : e.side) + "/" + name;
  if (office != nullptr) {
    e.sector = unless_empty(side == kNone ? office->sector : sector_at(side_at(side), office->sector));
    e.role = unless_empty(office->role);
  }
  const int entity = add(std::move(e));
  by_surname_[fold(last).hash] = entity;
  return entity;
}

// Someone named before turns out to serve a side.
void Scene::serve(int entity, int side) {
  Entity& e = cast_.entities[std::size_t(entity)];
  const Side& s = side_at(side);
  std::string id = std::string(s.id) + "/" + slug(e.name);
  if (!by_id_.try_emplace(id, entity).second) return;  // of that name and side there is another already
  e.id = std::move(id);
  e.code = unless_empty(s.code);
  e.side = s.id;
}

std::string_view Scene::name_of_part(const Name& part) const {
  return part.kind == NameKind::kBody ? body_at(part.row).name : world_.places[part.row].name;
}

int Scene::office_entity(const Tree& tree, const Phrase& phrase) {
  const Office& office = world_.offices[std::size_t(phrase.office)];
  int side = phrase.side_count > 0 ? phrase.sides[0] : phrase.owner == kNone ? kNone : side_headed(phrase.owner);
  const bool single = office.kind == OfficeKind::kOffice && !office.plural;
  const bool forces = (is_public(office.sector) || office.sector == "MED") && !single && phrase.owner == kNone &&
                      (side == kNone || phrase.located);
  if (const int mover = forces ? side_of_subject(tree, phrase) : kNone; mover != kNone) side = mover;
  if (single && side == kNone && phrase.definite &&
      !phrase.under) {  // "the secretary general": who was named with that role
    if (const auto last = last_of_role_.find(std::string(office.role)); last != last_of_role_.end())
      return last->second;
  }
  if (side == kNone && phrase.owner == kNone && phrase.definite && phrase.anaphor != nullptr) {
    Phrase back = phrase;
    back.name = phrase.anaphor;
    const int entity = anaphor(tree, back);
    if (entity != kNone) return entity;
  }
  if (side == kNone && phrase.owner != kNone && !single) {  // "their foreign ministers", of two
    for (std::size_t m = cast_.mentions.size(); m-- > 0 && cast_.mentions[m].range.sentence == sentence_;) {
      const Mention& owner = cast_.mentions[m];
      if (owner.head == phrase.owner && !cast_.entities[std::size_t(owner.entity)].members.empty()) return owner.entity;
    }
  }
  // Unidentified attackers are of no side until somebody says so.
  const bool unidentified = office.sector == "UAF";
  if (side == kNone && !single && phrase.owner == kNone) {  // "the militants": those named before
    for (std::size_t t = traces_.size(); t-- > 0 && sentence_ - traces_[t].sentence <= 2;) {
      const Entity& e = cast_.entities[std::size_t(traces_[t].entity)];
      if (traces_[t].office != office.base || e.side.empty()) continue;
      if (office.kind == OfficeKind::kPeople || e.kind == ActorKind::kGroup) return traces_[t].entity;
      side = side_of_entity(traces_[t].entity);
      break;
    }
  }
  if (side == kNone && !unidentified && !phrase.stray && (phrase.definite || !single)) {
    const bool institution = office.kind == OfficeKind::kState && !office.plural && office.sector != "COP";
    side = side_in_focus(tree, office.single ? &phrase : nullptr, institution ? &phrase : nullptr);
  }
  if (phrase.side_count > 1) return joint_entity(phrase.sides, phrase.side_count);
  if (side == kNone) return nameless(office);
  const Side& s = side_at(side);
  const bool crowd = office.kind == OfficeKind::kOffice && office.plural && !is_public(office.sector);
  if (office.kind == OfficeKind::kPeople || crowd) {  // "SDN/rebels"
    return add({std::string(s.id) + "/" + slug(world_.plural_of(office)),
                std::string(office.phrase),
                ActorKind::kGroup,
                unless_empty(s.code),
                unless_empty(sector_at(s, office.sector)),
                std::nullopt,
                std::string(s.id),
                {}});
  }
  if (!single) return side_entity(side);
  if (!phrase.past && !phrase.coming && !phrase.under && phrase.part == nullptr && office.single) {
    const int person = world_.holder(side, office.role, day_);
    if (person != kNone) return person_entity(person, &office, side);
  }
  std::string id = std::string(s.id) +
                   (phrase.past     ? "/former-"
                    : phrase.coming ? "/next-"
                    : phrase.under  ? "/deputy-"
                                    : "/") +
                   slug(office.role);
  if (phrase.part != nullptr) id += "-of-" + slug(name_of_part(*phrase.part));
  return add({std::move(id),
              std::string(office.role),
              ActorKind::kOffice,
              unless_empty(s.code),
              unless_empty(sector_at(s, office.sector)),
              unless_empty(office.role),
              std::string(s.id),
              {}});
}

// "Iraqi Kurds", "ethnic Albanians" where they live: a people of that nation.
int Scene::people_entity(const Tree& tree, const Phrase& phrase, int people) {
  int nation = phrase.side_count > 0 ? phrase.sides[0] : side_in_focus(tree, nullptr);
  if (nation == kNone) nation = people;
  if (nation == kNone) return kNone;
  const Side& s = side_at(nation);
  return add({std::string(s.id) + "/" + slug(tree[phrase.range.last].form),
              std::string(parsed_.slice(phrase.range)),
              ActorKind::kGroup,
              unless_empty(s.code),
              "CVL",
              std::nullopt,
              std::string(s.id),
              {}});
}

// Somebody of a known sort whose side is unknown: an entity without id, so that its sector is kept.
int Scene::nameless(const Office& office) {
  const bool one = office.kind == OfficeKind::kOffice && !office.plural;
  return add({"",
              std::string(office.phrase),
              one ? ActorKind::kOffice : ActorKind::kGroup,
              std::nullopt,
              unless_empty(office.sector),
              one ? unless_empty(office.role) : std::nullopt,
              "",
              {}},
             "?" + std::string(office.phrase));
}

int Scene::joint_entity(const int* sides, int count) {
  std::vector<int> members;
  for (int i = 0; i < count; ++i) members.push_back(side_entity(sides[i]));
  return joint_entity(std::move(members));
}

int Scene::joint_entity(std::vector<int> members) {
  std::string key = "+";
  for (int member : members) key += std::to_string(member), key += ' ';
  Entity e;
  e.kind = ActorKind::kGroup;
  e.members = std::move(members);
  return add(std::move(e), key);
}

int Scene::side_of_entity(int entity) const {
  if (entity == kNone) return kNone;
  const std::string& side = cast_.entities[std::size_t(entity)].side;
  if (side.empty()) return kNone;
  const auto coined = side_of_coined_id_.find(side);
  return coined != side_of_coined_id_.end() ? coined->second : world_.side(side);
}

}  // namespace casus::actors
