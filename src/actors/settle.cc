// Phrases become mentions of entities, in the order of the text, so that whatever refers back finds what stands before
// it.
#include <algorithm>

#include "actors/scene.h"

namespace casus::actors {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Xpos;

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
      if (phrase.name->kind == NameKind::kBody) mention.sector = unless_empty(body_at(phrase.name->row).sector);
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
                       e.kind == ActorKind::kPerson || e.kind == ActorKind::kOffice,
                       phrase.office == kNone ? kNone : world_.offices[std::size_t(phrase.office)].base});
    if (traces_.back().person && e.role) last_of_role_.insert_or_assign(*e.role, entity);
    if (e.kind != ActorKind::kState) continue;
    seen_state_ = true;
    seen_title_ |= title_side_ != kNone && e.id == side_at(title_side_).id;
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
        const Office* office = phrase.office == kNone ? nullptr : &world_.offices[std::size_t(phrase.office)];
        const std::string_view role = office == nullptr ? std::string_view() : office->role;
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
        return person_entity(best, office, phrase.side_count > 0 ? phrase.sides[0] : kNone);
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
        } else if (name.kind == NameKind::kBody && world_.phrases.other(name, NameKind::kOffice) != nullptr &&
                   entity_of_side_[std::size_t(side)] == kNone) {
          const int focus = side_in_focus(tree, nullptr);  // "Congress" in a dispatch from elsewhere
          if (focus != kNone) side = focus;
        }
        return side == kNone ? kNone : side_entity(side);
      }
    }
  }
  return phrase.office == kNone ? kNone : office_entity(tree, phrase);
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

}  // namespace casus::actors
