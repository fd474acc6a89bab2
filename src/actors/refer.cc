// What refers back: pronouns and definite nouns, to the last mention that fits in number and kind. Subjects of the same
// or the sentence before are preferred; an object pronoun never means the subject of its own verb. Looks back over
// kWindow mentions.
#include <algorithm>
#include <charconv>

#include "actors/scene.h"

namespace casus::actors {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Xpos;

constexpr std::size_t kWindow = 40;
constexpr int kSentences = 4;

enum class Number { kPerson, kThing, kPlural, kFirst };

}  // namespace

int Scene::pronoun(const Tree& tree, const Phrase& phrase) {
  const syntax::Word& word = tree[phrase.head];
  const char first = char(word.form[0] | 0x20);
  const bool possessive = word.xpos == Xpos::PRPS;
  Number wants{};
  bool female = false;
  if (first == 'h') {
    wants = Number::kPerson;
    const char second = word.form.size() > 1 ? char(word.form[1] | 0x20) : ' ';
    female = second == 'e' && word.form.size() >= 3;  // her, hers, herself; he, him, his
  } else if (first == 's' && word.form.size() == 3) {
    wants = Number::kPerson;
    female = true;
  } else if (first == 'i' && word.form.size() >= 2) {
    wants = Number::kThing;
  } else if (first == 't') {
    wants = Number::kPlural;
  } else {
    return kNone;  // I, we, you: the statements tell who speaks
  }
  const int verb = tree.head(phrase.head);
  const bool subject = word.relation == Deprel::nsubj || word.relation == Deprel::nsubj_pass;
  int best = kNone, best_score = -1000;
  const std::size_t stop = traces_.size() > kWindow ? traces_.size() - kWindow : 0;
  for (std::size_t t = traces_.size(); t-- > stop;) {
    const Trace& trace = traces_[t];
    const int distance = sentence_ - trace.sentence;
    if (distance > kSentences) break;
    const Entity& e = cast_.entities[std::size_t(trace.entity)];
    int score = -10 * distance - int(traces_.size() - 1 - t);
    if (trace.subject) score += 8;
    if (subject && trace.subject) score += 4;
    if (distance == 0 && !possessive && trace.verb == verb) continue;  // "A warned him": not A
    if (distance == 0 && possessive && tree.under(phrase.head, trace.head)) continue;
    if (wants == Number::kPerson) {
      if (!trace.person) continue;
      const auto gender = female_.find(trace.entity);
      if (gender != female_.end() && gender->second != female) continue;
    } else if (wants == Number::kThing) {
      if (trace.person || !e.members.empty()) continue;
      if (e.kind == ActorKind::kGroup && trace.plural && e.id.find('/') != std::string::npos) continue;
    } else if (trace.person || !trace.plural) {
      score -= 14;
      if (trace.person) continue;
    }
    if (score > best_score) best = trace.entity, best_score = score;
  }
  return best;
}

int Scene::anaphor(const Tree& tree, const Phrase& phrase) {
  if (phrase.past) return kNone;
  if (phrase.owner != kNone) {  // "his country", "their bloc"
    const Anaphor& a = world_.anaphors[phrase.name->row];
    const int side = side_headed(phrase.owner);
    if (side == kNone || a.plural) return kNone;
    const bool state = side_at(side).kind == ActorKind::kState;
    return state == (a.refers == Refers::kState) ? side_entity(side) : kNone;
  }
  if (!phrase.definite) return kNone;
  const Refers order = world_.anaphors[phrase.name->row].refers;
  if (order == Refers::kFormer || order == Refers::kLatter) {  // of the last two that were named as a pair
    for (std::size_t t = traces_.size(); t-- > 0 && sentence_ - traces_[t].sentence <= 2;) {
      const std::vector<int>& pair = cast_.entities[std::size_t(traces_[t].entity)].members;
      if (pair.size() == 2) return pair[order == Refers::kFormer ? 0 : 1];
    }
    return kNone;
  }
  int number = phrase.number;
  if (number < 0) {
    const std::string_view numeral = tree[-1 - number].form;
    number = 0;
    std::from_chars(numeral.data(), numeral.data() + numeral.size(), number);
    if (number == 0) number = world_.numeral(numeral);
  }
  // Several meanings of the noun, as "group" of states or of fighters.
  bool state = false, pair = false, plural = false;
  uint64_t noun = 0;
  for (const Name* n = &world_.phrases.name(phrase.name->top);; n = &world_.phrases.name(n->next)) {
    if (n->kind == NameKind::kAnaphor) {
      const Anaphor& a = world_.anaphors[n->row];
      state |= a.refers == Refers::kState;
      pair |= a.refers == Refers::kPair;
      plural |= a.plural;
      noun = a.noun;
    }
    if (n->next < 0) break;
  }
  const std::size_t stop = traces_.size() > kWindow ? traces_.size() - kWindow : 0;
  if (plural || pair) {
    // A bloc with as many members, else the last so many states or sides.
    if (number == 0 && !plural) return kNone;
    if (number == 0) number = 0;
    for (std::size_t t = traces_.size(); t-- > stop;) {
      const int side = side_of_entity(traces_[t].entity);
      if (side == kNone) continue;
      const auto size = int(side_at(side).members.size());
      if (size > 0 && (number == 0 ? size > 2 : size == number)) return side_entity(side);
    }
    if (number == 0) number = 2;
    if (number > 4) return kNone;
    int sides[4], count = 0;
    for (std::size_t t = traces_.size(); t-- > stop && count < number;) {
      const Entity& e = cast_.entities[std::size_t(traces_[t].entity)];
      if (e.members.size() == std::size_t(number)) return traces_[t].entity;
      const int side = side_of_entity(traces_[t].entity);
      if (side == kNone) continue;
      const ActorKind kind = side_at(side).kind;
      if (kind == ActorKind::kOrganization || (state && !pair && kind != ActorKind::kState)) continue;
      bool seen = false;
      for (int i = 0; i < count; ++i) seen |= sides[i] == side;
      if (!seen) sides[count++] = side;
    }
    if (count < number) return kNone;
    std::reverse(sides, sides + count);
    return joint_entity(sides, count);
  }
  int best = kNone;
  for (std::size_t t = traces_.size(); t-- > stop;) {
    const Entity& e = cast_.entities[std::size_t(traces_[t].entity)];
    if (state) {
      if (e.kind == ActorKind::kState) return traces_[t].entity;
      continue;
    }
    const int side = side_of_entity(traces_[t].entity);
    if (side == kNone) continue;
    const std::vector<uint64_t>& nouns = side_at(side).nouns;
    if (!nouns.empty() && nouns.front() == noun) return side_entity(side);  // what it is called first of all
    if (best == kNone && std::find(nouns.begin(), nouns.end(), noun) != nouns.end()) best = side;
  }
  return best == kNone ? kNone : side_entity(best);
}

}  // namespace casus::actors
