// Phrases become mentions of entities, in the order of the text, so that whatever refers back finds what stands before
// it.
#include <algorithm>

#include "actors/scene.h"

namespace casus::actors {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Xpos;

std::string slug(std::string_view text) {
  std::string out;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ' && text[i] != '-' && text[i] != '\n') continue;
    const std::size_t before = out.size();
    if (before > 0) out += '-';
    append_folded(out, text.substr(start, i - start));
    if (before > 0 && out.size() == before + 1) out.pop_back();
    start = i + 1;
  }
  return out;
}

std::optional<std::string> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

bool is_subject(Deprel relation) {
  return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::nsubj_outer;
}

}  // namespace

Scene::Scene(const World& world, const syntax::Parsed& parsed, const Document& document, Cast& cast)
    : world_(world), parsed_(parsed), document_(document), cast_(cast), entity_of_side_(world.sides.size(), kNone) {
  if (document.date) day_ = document.date->year() * 10000 + document.date->month() * 100 + document.date->day();
}

void Scene::run() {
  focus_on_title();
  for (sentence_ = 0; sentence_ < parsed_.sentences(); ++sentence_) {
    const Tree tree = parsed_.tree(sentence_);
    if (tree.size() == 0) continue;
    find(tree);
    dateline(tree);
    nominals(tree);
    settle(tree);
  }
}

void Scene::settle(const Tree& tree) {
  order_.resize(phrases_.size());
  for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = i;
  std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    const syntax::WordRange &x = phrases_[a].range, &y = phrases_[b].range;
    return x.first != y.first ? x.first < y.first : x.last != y.last ? x.last > y.last : a < b;
  });
  phrase_entity_.assign(phrases_.size(), kNone);
  const std::size_t first_mention = cast_.mentions.size(), first_trace = traces_.size();
  for (std::size_t i : order_) {
    const Phrase& phrase = phrases_[i];
    if (phrase.range.last < dateline_end_) continue;
    int entity = phrase_entity_[i];
    if (entity == kNone && phrase.same_as != kNone) {
      int& other = phrase_entity_[std::size_t(phrase.same_as)];
      if (other == kNone) other = entity_of(tree, phrases_[std::size_t(phrase.same_as)]);
      entity = other;
    }
    if (entity == kNone) entity = entity_of(tree, phrase);
    phrase_entity_[i] = entity;
    if (entity == kNone || phrase.silent) continue;
    Mention mention{phrase.range, phrase.head, entity, phrase.kind, std::nullopt, phrase.place};
    if (phrase.office != kNone && phrase.same_as == kNone && !phrase.unknown_person && phrase.name == nullptr) {
      mention.sector = unless_empty(world_.offices[std::size_t(phrase.office)].sector);
    } else if (phrase.name != nullptr && phrase.kind == MentionKind::kName) {
      if (phrase.name->kind == NameKind::kBody) mention.sector = unless_empty(world_.bodies[phrase.name->row].sector);
      if (phrase.name->kind == NameKind::kSeat || (phrase.name->kind == NameKind::kCapital && !phrase.place))
        mention.sector = "GOV";
      if (phrase.name->kind == NameKind::kPeople) mention.sector = "CVL";
    }
    cast_.mentions.push_back(std::move(mention));
    // What refers back, and adjectives inside larger phrases, are not looked back at by what follows.
    const Entity& e = cast_.entities[std::size_t(entity)];
    if (phrase.kind == MentionKind::kAdjective) continue;
    const Deprel relation = tree[phrase.head].relation;
    const Xpos tag = tree[phrase.head].xpos;
    const bool plural = e.kind == ActorKind::kGroup || !e.members.empty() ||
                        (e.kind != ActorKind::kPerson && (tag == Xpos::NNS || tag == Xpos::NNPS));
    traces_.push_back({entity, sentence_, phrase.head, tree.head(phrase.head), is_subject(relation), plural,
                       e.kind == ActorKind::kPerson || e.kind == ActorKind::kOffice});
  }
  std::stable_sort(cast_.mentions.begin() + std::ptrdiff_t(first_mention), cast_.mentions.end(),
                   [](const Mention& a, const Mention& b) {
                     return a.range.first != b.range.first ? a.range.first < b.range.first
                                                           : a.range.last > b.range.last;
                   });
  join_coordinated(tree, first_trace);
}

int Scene::entity_of(const Tree& tree, const Phrase& phrase) {
  if (phrase.kind == MentionKind::kPronoun) return pronoun(tree, phrase);
  if (phrase.unknown_person) return stranger(tree, phrase);
  if (phrase.name != nullptr) {
    const Name& name = *phrase.name;
    switch (name.kind) {
      case NameKind::kPerson:
      case NameKind::kSurname: {
        if (name.kind == NameKind::kSurname) {
          const int named = surname(tree[phrase.range.last].form);
          if (named != kNone) return named;
        }
        const std::string_view role =
            phrase.office == kNone ? std::string_view() : world_.offices[std::size_t(phrase.office)].role;
        // Of several with that name, whoever has the role and side that the phrase tells, or holds an office on the
        // day.
        int best = kNone, best_score = -1;
        for (const Name* n = &world_.phrases.name(name.top);; n = &world_.phrases.name(n->next)) {
          if (n->kind == name.kind) {
            int score = 0;
            for (const Term& term : world_.persons[n->row].terms) {
              int one = !role.empty() && term.role == role ? 4 : 0;
              if (phrase.side_count > 0) one += term.side == phrase.sides[0] ? 8 : 0;
              if (day_ != 0 && term.from <= day_ && day_ <= term.to) one += 3;
              if (day_ != 0 && day_ > term.to && day_ - term.to < 100000) one += 1;
              score = std::max(score, one);
            }
            if (score > best_score) best = int(n->row), best_score = score;
          }
          if (n->next < 0) break;
        }
        return person_entity(best, role, phrase.side_count > 0 ? phrase.sides[0] : kNone);
      }
      case NameKind::kAnaphor:
        return anaphor(tree, phrase);
      default: {
        int side = side_of({phrase.range.first, phrase.range.last, &name});
        if (name.kind != NameKind::kBody && (phrase.side_count > 0 || phrase.ethnic)) {
          return people_entity(tree, phrase, side);
        }
        if (phrase.side_count > 0) {
          side = phrase.sides[0];  // "the Democratic Party of Example": a body's namesake elsewhere
        } else if (name.kind == NameKind::kBody && world_.phrases.other(name, NameKind::kOffice) != nullptr) {
          const int focus = side_in_focus(false);  // "Congress" in a dispatch from elsewhere
          if (focus != kNone) side = focus;
        }
        return side == kNone ? kNone : side_entity(side);
      }
    }
  }
  return phrase.office == kNone ? kNone : office_entity(tree, phrase);
}

int Scene::side_entity(int side) {
  int& entity = entity_of_side_[std::size_t(side)];
  if (entity != kNone) return entity;
  const Side& s = world_.sides[std::size_t(side)];
  const auto known = by_id_.find(std::string(s.id));  // another dated row of the same side
  if (known != by_id_.end()) return entity = known->second;
  entity = int(cast_.entities.size());
  cast_.entities.push_back({std::string(s.id),
                            std::string(s.name),
                            s.kind,
                            unless_empty(s.code),
                            unless_empty(s.sector),
                            std::nullopt,
                            std::string(s.id),
                            {}});
  by_id_.emplace(s.id, entity);
  return entity;
}

int Scene::person_entity(int person, std::string_view role, int side) {
  const auto known = entity_of_person_.find(person);
  if (known != entity_of_person_.end()) return known->second;
  const Person& p = world_.persons[std::size_t(person)];
  const Term& term = world_.term(p, day_, role);
  const bool holds = day_ == 0 || (term.from <= day_ && day_ <= term.to);
  const Side& serves = world_.sides[std::size_t(side != kNone && !holds ? side : term.side)];
  const int entity = int(cast_.entities.size());
  cast_.entities.push_back({std::string(serves.id) + "/" + slug(p.name),
                            std::string(p.name),
                            ActorKind::kPerson,
                            unless_empty(serves.code),
                            holds || !role.empty() ? unless_empty(term.sector) : std::nullopt,
                            holds ? unless_empty(term.role) : unless_empty(role),
                            std::string(serves.id),
                            {}});
  entity_of_person_.emplace(person, entity);
  female_.emplace(entity, p.female);
  const std::size_t space = p.name.rfind(' ');
  stranger_of_[fold(p.name.substr(space == std::string_view::npos ? 0 : space + 1)).hash] = entity;
  return entity;
}

// Whoever was named before with that last word.
int Scene::surname(std::string_view form) const {
  const auto known = stranger_of_.find(fold(form).hash);
  return known == stranger_of_.end() ? kNone : known->second;
}

int Scene::stranger(const Tree& tree, const Phrase& phrase) {
  const std::string_view last = tree[phrase.range.last].form;
  const int known = surname(last);
  const bool single = phrase.range.first == phrase.range.last;
  const int owner_side = phrase.owner == kNone ? kNone : side_of_entity([&] {
    for (std::size_t m = cast_.mentions.size(); m-- > 0 && cast_.mentions[m].range.sentence == sentence_;) {
      if (cast_.mentions[m].head == phrase.owner) return cast_.mentions[m].entity;
    }
    return kNone;
  }());
  int side = phrase.side_count > 0 ? phrase.sides[0] : owner_side;
  if (side == kNone && phrase.office != kNone) {
    side = side_in_focus(world_.offices[std::size_t(phrase.office)].single);
  }
  if (known != kNone) {
    Entity& e = cast_.entities[std::size_t(known)];
    const bool first_names_meet = single || e.name.find(' ') == std::string::npos ||
                                  e.name.substr(0, e.name.find(' ')) == tree[phrase.range.first].form;
    if (e.kind == ActorKind::kPerson && first_names_meet) {
      if (e.side.empty() && side != kNone) {
        const Side& s = world_.sides[std::size_t(side)];
        e.id = std::string(s.id) + "/" + slug(e.name);
        e.code = unless_empty(s.code);
        e.side = s.id;
      }
      return known;
    }
  }
  if (single && phrase.office == kNone) return kNone;
  if (phrase.office != kNone) {  // "Prime Minister May": whoever holds the office and has that surname
    const std::string_view role = world_.offices[std::size_t(phrase.office)].role;
    const int holder = phrase.past ? kNone : world_.holder(side, role, day_);
    if (holder != kNone && single) {
      const std::string_view name = world_.persons[std::size_t(holder)].name;
      if (fold(name.substr(name.rfind(' ') + 1)).hash == fold(last).hash) return person_entity(holder, role, side);
    }
  }
  Entity e;
  e.name = parsed_.slice(phrase.range);
  std::replace(e.name.begin(), e.name.end(), '\n', ' ');
  const std::string name = slug(e.name);
  if (name.empty()) return kNone;
  e.kind = ActorKind::kPerson;
  if (side != kNone) {
    const Side& s = world_.sides[std::size_t(side)];
    e.side = s.id;
    e.code = unless_empty(s.code);
  }
  e.id = (e.side.empty() ? "UNK" : e.side) + "/" + name;
  if (phrase.office != kNone) {
    const Office& office = world_.offices[std::size_t(phrase.office)];
    e.sector = unless_empty(office.sector);
    e.role = unless_empty(office.role);
  }
  const auto same = by_id_.find(e.id);
  if (same != by_id_.end()) return same->second;
  const int entity = int(cast_.entities.size());
  by_id_.emplace(e.id, entity);
  cast_.entities.push_back(std::move(e));
  stranger_of_[fold(last).hash] = entity;
  return entity;
}

int Scene::office_entity(const Tree& tree, const Phrase& phrase) {
  const Office& office = world_.offices[std::size_t(phrase.office)];
  int side = phrase.side_count > 0 ? phrase.sides[0] : kNone;
  if (side == kNone && phrase.owner != kNone) {
    for (const Mention& m : cast_.mentions) {
      if (m.range.sentence == sentence_ && m.head == phrase.owner) side = side_of_entity(m.entity);
    }
  }
  const bool single = office.kind == OfficeKind::kOffice && !office.plural;
  if (single && side == kNone && phrase.definite) {  // "the secretary general": who was named with that role
    for (std::size_t t = traces_.size(); t-- > 0;) {
      const Entity& e = cast_.entities[std::size_t(traces_[t].entity)];
      if (traces_[t].person && e.role && *e.role == office.role) return traces_[t].entity;
    }
  }
  if (side == kNone && phrase.owner == kNone && phrase.definite && phrase.anaphor != nullptr) {
    Phrase back = phrase;
    back.name = phrase.anaphor;
    const int entity = anaphor(tree, back);
    if (entity != kNone) return entity;
  }
  // Unidentified attackers are of no side until somebody says so.
  const bool unidentified = office.sector == "UAF";
  if (side == kNone && !unidentified && (phrase.definite || !single)) side = side_in_focus(office.single);
  if (phrase.side_count > 1) {
    int sides[4];
    std::copy(phrase.sides, phrase.sides + 4, sides);
    return joint_entity(sides, phrase.side_count);
  }
  if (office.kind == OfficeKind::kPeople) return group_entity(side, office);
  if (!single || office.kind == OfficeKind::kState) return side == kNone ? nameless(office) : side_entity(side);
  if (!phrase.past && office.single) {
    const int person = world_.holder(side, office.role, day_);
    if (person != kNone) return person_entity(person, office.role, side);
  }
  if (side == kNone) return nameless(office);
  const Side& s = world_.sides[std::size_t(side)];
  std::string id = std::string(s.id) + "/" + (phrase.past ? "former-" : "") + slug(office.role);
  const auto known = by_id_.find(id);
  if (known != by_id_.end()) return known->second;
  const int entity = int(cast_.entities.size());
  by_id_.emplace(id, entity);
  cast_.entities.push_back({std::move(id),
                            std::string(office.role),
                            ActorKind::kOffice,
                            unless_empty(s.code),
                            unless_empty(office.sector),
                            unless_empty(office.role),
                            std::string(s.id),
                            {}});
  return entity;
}

// "SDN/rebels": the members of an unnamed group, by the side they belong to.
int Scene::group_entity(int side, const Office& office) {
  if (side == kNone) return nameless(office);
  const Side& s = world_.sides[std::size_t(side)];
  std::string id = std::string(s.id) + "/" + slug(office.plural ? office.phrase : world_.plural_of(office));
  const auto known = by_id_.find(id);
  if (known != by_id_.end()) return known->second;
  const int entity = int(cast_.entities.size());
  by_id_.emplace(id, entity);
  cast_.entities.push_back({std::move(id),
                            std::string(office.phrase),
                            ActorKind::kGroup,
                            unless_empty(s.code),
                            unless_empty(office.sector),
                            std::nullopt,
                            std::string(s.id),
                            {}});
  return entity;
}

// "Iraqi Kurds", "ethnic Albanians" where they live: a people of that nation.
int Scene::people_entity(const Tree& tree, const Phrase& phrase, int people) {
  int nation = phrase.side_count > 0 ? phrase.sides[0] : side_in_focus(false);
  if (nation == kNone) nation = people;
  if (nation == kNone) return kNone;
  const Side& s = world_.sides[std::size_t(nation)];
  std::string id = std::string(s.id) + "/" + slug(tree[phrase.range.last].form);
  const auto known = by_id_.find(id);
  if (known != by_id_.end()) return known->second;
  const int entity = int(cast_.entities.size());
  by_id_.emplace(id, entity);
  cast_.entities.push_back({std::move(id),
                            std::string(parsed_.slice(phrase.range)),
                            ActorKind::kGroup,
                            unless_empty(s.code),
                            "CVL",
                            std::nullopt,
                            std::string(s.id),
                            {}});
  return entity;
}

// Somebody of a known sort whose side is unknown: an entity without id, so that its sector is kept.
int Scene::nameless(const Office& office) {
  const std::string key = "?" + std::string(office.phrase);
  const auto known = by_id_.find(key);
  if (known != by_id_.end()) return known->second;
  const int entity = int(cast_.entities.size());
  by_id_.emplace(key, entity);
  const ActorKind kind = office.kind == OfficeKind::kOffice && !office.plural ? ActorKind::kOffice : ActorKind::kGroup;
  cast_.entities.push_back({"",
                            std::string(office.phrase),
                            kind,
                            std::nullopt,
                            unless_empty(office.sector),
                            kind == ActorKind::kOffice ? unless_empty(office.role) : std::nullopt,
                            "",
                            {}});
  return entity;
}

int Scene::joint_entity(const int* sides, int count) {
  std::vector<int> members;
  for (int i = 0; i < count; ++i) members.push_back(side_entity(sides[i]));
  return joint_entity(std::move(members));
}

int Scene::joint_entity(std::vector<int> members) {
  std::string key = "+";
  for (int member : members) key += std::to_string(member), key += ' ';
  const auto known = by_id_.find(key);
  if (known != by_id_.end()) return known->second;
  Entity e;
  e.kind = ActorKind::kGroup;
  e.members = std::move(members);
  const int entity = int(cast_.entities.size());
  by_id_.emplace(std::move(key), entity);
  cast_.entities.push_back(std::move(e));
  return entity;
}

// "Peru and Chile agreed. They …": what is coordinated can be looked back at as one.
void Scene::join_coordinated(const Tree& tree, std::size_t first_trace) {
  const std::size_t end = traces_.size();
  for (std::size_t t = first_trace; t < end; ++t) {
    const Trace first = traces_[t];
    std::vector<int> members;
    for (std::size_t u = t + 1; u < end; ++u) {
      const Trace& other = traces_[u];
      if (tree[other.head].relation != Deprel::conj || tree.head(other.head) != first.head) continue;
      if (other.person != first.person || other.entity == first.entity) continue;
      if (members.empty()) members.push_back(first.entity);
      members.push_back(other.entity);
    }
    if (members.empty()) continue;
    const int entity = joint_entity(std::move(members));
    traces_.push_back({entity, first.sentence, first.head, first.verb, first.subject, true, false});
  }
}

int Scene::side_of_entity(int entity) const {
  if (entity == kNone) return kNone;
  const std::string& side = cast_.entities[std::size_t(entity)].side;
  return side.empty() ? kNone : world_.side(side);
}

// The state that a phrase without one belongs to. Crowds, police and rebels are where the sentence takes place; who
// holds a high office is rather of the state that the sentence, the title or the sentences before speak of ("the
// president visited Peru").
int Scene::side_in_focus(bool official) const {
  int place = kNone, only = kNone, states = 0;
  for (const Phrase& phrase : phrases_) {
    if (phrase.name == nullptr || phrase.kind == MentionKind::kPronoun) continue;
    const NameKind kind = phrase.name->kind;
    if (kind == NameKind::kPerson || kind == NameKind::kSurname || kind == NameKind::kAnaphor ||
        kind == NameKind::kOffice)
      continue;
    const int side = side_of({0, 0, phrase.name});
    if (side == kNone || world_.sides[std::size_t(side)].kind != ActorKind::kState) continue;
    if (phrase.place && place == kNone) place = side;
    if (official && phrase.place) continue;
    if (side != only) ++states;
    only = side;
  }
  if (place != kNone && !official) return place;
  if (states == 1) return only;
  if (title_side_ != kNone) return title_side_;
  if (states == 0) {
    for (std::size_t t = traces_.size(); t-- > 0;) {
      const Entity& e = cast_.entities[std::size_t(traces_[t].entity)];
      if (sentence_ - traces_[t].sentence > 2) break;
      if (e.kind == ActorKind::kState && traces_[t].sentence < sentence_) return world_.side(e.id);
    }
  }
  if (dateline_side_ != kNone) return dateline_side_;
  return place;
}

}  // namespace casus::actors
