#include <algorithm>

#include "commitments/rules.h"
#include "syntax/sentences.h"

namespace casus::commitments {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;

namespace {

uint64_t classes_of_phrase(const Scene& scene, int noun) {
  uint64_t out = scene.tables.as_noun(scene.tree[noun]) | scene.tables.classes(scene.tree[noun]);
  for (int c = scene.tree.first_child(noun); c >= 0; c = scene.tree.next_sibling(c)) {
    if (scene.tree[c].relation == Deprel::compound || (scene.tree[c].relation == Deprel::amod && c < noun))
      out |= scene.tables.as_noun(scene.tree[c]);
  }
  return out;
}

// What verb and object are together: to end what burdens the other is help, to use force is harm, to come to somebody's
// defence protects him.
void weigh(const Scene& scene, int verb, Nature& what) {
  const Tree& tree = scene.tree;
  const uint64_t classes = scene.tables.classes(tree[verb]);
  const int object = undergoer(scene, verb);
  if (what.protect && object >= 0 &&
      object > verb) {  // "defend itself", "protect its borders": nobody else is promised
    const int whose = tree.child(object, Deprel::nmod_poss);
    const bool own =
        (tree[object].upos == Upos::PRON && tree[object].lemma.ends_with("sel")) ||
        tree[object].form.ends_with("self") || tree[object].form.ends_with("selves") ||
        (whose >= 0 && tree[whose].upos == Upos::PRON && !scene.tables.is(tree[object], WordClass::k_addressee));
    if (own) what = {.own = true};
  }
  const WordRange reach = tree.yield(verb);
  for (int w = verb; w <= reach.last && w < verb + 8; ++w) {  // fighting a plague is no threat
    if ((scene.tables.as_noun(tree[w]) & bit(WordClass::k_scourge)) != 0) what = {};
  }
  const int heavy = object >= 0 ? object : tree.child(verb, Deprel::xcomp);
  if ((classes & bit(WordClass::k_ceasing)) != 0 && heavy >= 0) {
    constexpr uint64_t kBurdens = bit(WordClass::k_burden) | bit(WordClass::k_harm) | bit(WordClass::k_measure);
    const bool burden = (classes_of_phrase(scene, heavy) & kBurdens) != 0 ||
                        (tree[heavy].xpos == syntax::Xpos::VBG && nature(scene, heavy).harm);
    if (burden) {
      what.benefit = true;
      what.harm = false;
    } else if ((classes_of_phrase(scene, heavy) & (bit(WordClass::k_aid) | bit(WordClass::k_boon))) != 0) {
      what.harm = true;
    }
    return;
  }
  if ((classes & bit(WordClass::k_employ)) != 0 && object >= 0 &&
      (classes_of_phrase(scene, object) & bit(WordClass::k_harm)) != 0 && !what.benefit)
    what.harm = true;
  if (const int act = tree.child(verb, Deprel::xcomp); (classes & bit(WordClass::k_employ)) != 0 && act > verb &&
                                                       tree[act].upos == Upos::VERB && nature(scene, act).harm)
    what.harm = true;  // "continue to strike"
  if ((classes & bit(WordClass::k_yield)) != 0 && !what.harm) {
    bool leaves = false;  // "pull out of the talks"
    for (const std::string_view preposition : {"of", "from", "out"}) {
      const int left = object < 0 ? phrase_with(tree, verb, preposition) : -1;
      leaves |= left >= 0 && (scene.tables.as_noun(tree[left]) & bit(WordClass::k_boon)) != 0;
    }
    (leaves ? what.harm : what.benefit) = true;
  }
  const int to = phrase_with(tree, verb, "to");
  if ((classes & bit(WordClass::k_reach)) != 0 && object < 0 && to >= 0) {
    const uint64_t aim = scene.tables.as_noun(tree[to]);
    if ((aim & (bit(WordClass::k_protect) | bit(WordClass::k_aid))) != 0) what.protect = true;
    if ((aim & bit(WordClass::k_harm)) != 0 && !what.benefit && !what.protect) what.harm = true;  // "go to war"
  }
}

}  // namespace

Nature nature(const Scene& scene, int word) {
  const Tree& tree = scene.tree;
  Nature out;
  const uint64_t classes = scene.tables.classes(tree[word]);
  const bool verb = tree[word].upos == Upos::VERB;
  out.protect = (classes & bit(verb ? WordClass::k_shield : WordClass::k_protect)) != 0;
  out.vague = (classes & bit(WordClass::k_vague)) != 0;
  out.harm = (classes & bit(WordClass::k_harm)) != 0;
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    const Deprel r = tree[c].relation;
    if (r != Deprel::obj && r != Deprel::nsubj_pass && !(r == Deprel::obl && verb)) continue;
    const uint64_t of = scene.tables.classes(tree[c]);
    if (r == Deprel::obj && (of & bit(WordClass::k_vague)) != 0) out.vague = out.harm = true;
    if (r == Deprel::obj && (of & bit(WordClass::k_aid)) != 0 && (classes & bit(WordClass::k_happen)) == 0 &&
        scene.tables.is(tree[word], WordClass::k_give))
      out.benefit = true;
    if (r == Deprel::obl && (of & bit(WordClass::k_vague)) != 0 && scene.tables.is(tree[word], WordClass::k_vague))
      out.vague = true;
  }
  for (const events::Event& event : syntax::of_sentence(scene.events, scene.sentence, &events::Event::trigger)) {
    if (event.spare) continue;
    if (verb && event.status == EventStatus::kNegated && event.word != word && tree.head(event.word) == word &&
        tree[event.word].relation != Deprel::advcl)
      out.benefit = true;  // an end of tests
    if (event.word != word) continue;
    switch (event.base) {
      case Category::kAssault:
      case Category::kCoerce:
      case Category::kSanction:
      case Category::kThreaten:
        out.harm = true;
        out.benefit = false;
        break;
      case Category::kMobilize:
        out.force = true;
        break;
      case Category::kAid:
      case Category::kCooperate:
      case Category::kSupport:
      case Category::kRetreat:
      case Category::kConcede:
      case Category::kAgree:
        out.benefit = true;
        out.harm = false;
        break;
      default:
        break;
    }
    if (event.deed.starts_with("assist/peacekeeping")) out.protect = true;
  }
  if (verb && tree[word].upos == Upos::VERB) weigh(scene, word, out);
  if (out.protect || out.benefit) out.harm = false;
  return out;
}

namespace {

// Whether another side is named in this sentence or the one before.
bool others_near(const Scene& scene, const std::vector<std::string>& holder) {
  for (const actors::Mention& mention :
       syntax::of_sentences(scene.cast.mentions, scene.sentence - 1, scene.sentence, &actors::Mention::range)) {
    if (mention.entity < 0) continue;
    const actors::Entity& entity = scene.cast.entities[std::size_t(mention.entity)];
    const bool public_side =
        entity.kind == ActorKind::kState || entity.kind == ActorKind::kOrganization || entity.kind == ActorKind::kGroup;
    if (entity.side.find('/') != std::string::npos && entity.sector && *entity.sector != "REB" &&
        *entity.sector != "UAF")
      continue;  // groups among a state's own people
    if (!entity.side.empty() && entity.side != "UNK" && (public_side || !entity.sector) &&
        !(entity.sector && *entity.sector == "BUS") &&
        std::find(holder.begin(), holder.end(), entity.side) == holder.end())
      return true;
  }
  return false;
}

// Matters of persons and courts: stepping down, suing.
bool private_affair(const Scene& scene, const Commitment& entry) {
  if (entry.kind == EntryKind::kDemand || entry.kind == EntryKind::kClaim) return false;
  for (int w = entry.action.first; w <= entry.action.last && w < entry.action.first + 4; ++w) {
    const syntax::Word& word = scene.tree[w];
    if (scene.tables.is(word, WordClass::k_office) && undergoer(scene, w) < 0) return true;
    if (entry.kind == EntryKind::kThreat && entry.counterparty.empty() && entry.condition.empty() &&
        scene.tables.is(word, WordClass::k_court))
      return true;
  }
  return false;
}

// A matter of war and peace.
bool grave(const Scene& scene, const Commitment& entry) {
  constexpr uint64_t kGrave = bit(WordClass::k_grave) | bit(WordClass::k_pact);
  for (const WordRange& range : {entry.action, entry.condition}) {
    if (range.sentence != scene.sentence) continue;
    for (int w = range.first; w <= range.last && w < range.first + 7 && w < scene.tree.size(); ++w) {
      if (((scene.tables.as_named(scene.tree[w]) | scene.tables.classes(scene.tree[w])) & kGrave) != 0) return true;
    }
  }
  return false;
}

// Said by the holder, or by nobody.
bool own_word(const Scene& scene, const Commitment& entry) {
  const std::string side = entry.statement >= 0 ? spoken_for(scene, entry.statement) : std::string();
  return entry.statement < 0 || entry.holder == std::vector<std::string>{side};
}

// Whether a state holds it among its own: no other side is named in the sentence, nor any matter of war and peace.
bool domestic(const Scene& scene, const Commitment& entry) {
  if (entry.holder.size() != 1 || !entry.counterparty.empty()) return false;
  if (entry.kind == EntryKind::kThreat && !entry.condition.empty() && entry.strength == Strength::kExplicit)
    return false;
  const bool state = scene.kinds.states.contains(entry.holder.front());
  if (!state && entry.kind != EntryKind::kPromise) return false;
  if (scene.plague && entry.kind != EntryKind::kDemand) return true;  // measures against a disease
  if (entry.kind != EntryKind::kPromise && others_near(scene, entry.holder)) return false;
  return !grave(scene, entry);
}

}  // namespace

namespace {

// "Otherwise …", "If not, …": what is said waits for the demand before it not to be met.
void turned(const Scene& scene, int word, Commitment& entry) {
  const Connective* turn = turn_before(scene, word);
  if (turn == nullptr) return;
  for (std::size_t i = scene.out.size(); i-- > 0 && scene.out[i].sentence + 1 >= scene.sentence;) {
    const Commitment& demand = scene.out[i];
    if (demand.kind != EntryKind::kDemand || demand.holder != entry.holder || demand.action.empty()) continue;
    entry.condition = demand.action;
    entry.condition_event = demand.action_event;
    entry.condition_negated = true;
    entry.connective = std::string(turn->form);
    entry.deadline = demand.deadline;
    entry.status = EntryStatus::kConditional;
    if (entry.counterparty.empty()) entry.counterparty = demand.counterparty;
    if (demand.sentence != scene.sentence) entry.evidence = {demand.sentence, scene.sentence};
    return;
  }
}

}  // namespace

Commitment* finish(Scene& scene, Commitment entry, int word, const Condition& condition, const char* rule) {
  if (entry.holder.empty()) return nullptr;
  entry.sentence = scene.sentence;
  entry.evidence = {scene.sentence};
  entry.rule = rule;
  entry.statement = statement_of(scene, word);
  if (condition.head >= 0) {
    entry.condition = condition.range;
    entry.connective = condition.connective != nullptr ? std::string(condition.connective->form) : std::string();
    entry.condition_negated |= condition.connective != nullptr && condition.connective->negated;
    if (negated(scene.tree, condition.head)) entry.condition_negated = !entry.condition_negated;
    entry.condition_event = condition_at(scene, condition.head, condition.range);
    if (entry.condition_event >= 0) {
      const events::Event& deed = scene.events[std::size_t(entry.condition_event)];
      if (deed.status == EventStatus::kNegated && deed.word != condition.head && !negated(scene.tree, condition.head)) {
        // "if it fails to withdraw" waits for no withdrawal; "if it stops shelling" for nothing that could be reported.
        if (scene.tree[deed.word].xpos == syntax::Xpos::VB)
          entry.condition_negated = !entry.condition_negated;
        else
          entry.condition_event = -1;
      }
    }
    if (condition.connective != nullptr && condition.connective->weak) entry.strength = Strength::kImplicit;
  }
  if (entry.kind == EntryKind::kThreat) turned(scene, word, entry);
  if (!entry.action.empty() && entry.action_event < 0) entry.action_event = event_at(scene, -1, entry.action);
  if (entry.action_event >= 0 && entry.action_event == entry.condition_event) entry.action_event = -1;
  if (entry.counterparty.empty()) {
    if (entry.action_event >= 0) {
      for (const events::Argument& to : scene.events[std::size_t(entry.action_event)].recipient) {
        if (to.word >= 0 && to.sentence == scene.sentence) add(entry.counterparty, sides(scene, to.word));
      }
    }
    subtract(entry.counterparty, entry.holder);
    if (entry.counterparty.empty()) add(entry.counterparty, sides_within(scene, entry.action));
    subtract(entry.counterparty, entry.holder);
    if (entry.counterparty.empty() && entry.condition.sentence == scene.sentence)
      add(entry.counterparty, sides_within(scene, entry.condition));
    subtract(entry.counterparty, entry.holder);
    if (entry.counterparty.empty() && entry.statement >= 0) {
      const int addressee = scene.statements[std::size_t(entry.statement)].addressee;
      if (addressee >= 0 && !scene.cast.entities[std::size_t(addressee)].side.empty())
        entry.counterparty.push_back(scene.cast.entities[std::size_t(addressee)].side);
    }
  }
  subtract(entry.counterparty, entry.holder);
  if (entry.counterparty.empty() && entry.kind == EntryKind::kWithdrawal) {
    add(entry.counterparty, sides_within(scene, scene.parsed.whole(scene.sentence)));
    subtract(entry.counterparty, entry.holder);
  }
  // What binds towards nobody else is a domestic matter.
  const bool needs_other = entry.kind == EntryKind::kRefusal || entry.kind == EntryKind::kOffer ||
                           entry.kind == EntryKind::kWithdrawal || entry.kind == EntryKind::kVeto ||
                           entry.kind == EntryKind::kGuarantee;
  const bool promised_by_will = entry.kind == EntryKind::kPromise && entry.rule == "will";
  if (private_affair(scene, entry)) return nullptr;
  if (entry.kind == EntryKind::kVeto) {  // a president's pen is no veto in a body of states
    for (int w = entry.action.first; w <= entry.action.last && w < entry.action.first + 5; ++w)
      if (((scene.tables.as_noun(scene.tree[w]) | scene.tables.as_adjective(scene.tree[w])) & bit(WordClass::k_home)) !=
          0)
        return nullptr;
  }
  if ((entry.kind == EntryKind::kRefusal || entry.kind == EntryKind::kPromise) &&
      scene.kinds.courts.contains(entry.holder.front()))
    return nullptr;  // they hear and dismiss
  if (entry.kind != EntryKind::kDemand && entry.kind != EntryKind::kClaim &&
      scene.kinds.private_bodies.contains(entry.holder.front()))
    return nullptr;  // they only ask
  if (entry.counterparty.empty() && entry.condition.empty() && (needs_other || promised_by_will) &&
      !(entry.kind == EntryKind::kOffer && grave(scene, entry) && own_word(scene, entry)) &&
      !(promised_by_will && scene.kinds.groups.contains(entry.holder.front()) && grave(scene, entry)) &&
      !(entry.kind == EntryKind::kRefusal && (others_near(scene, entry.holder) || grave(scene, entry))))
    return nullptr;
  if (entry.kind != EntryKind::kClaim && entry.kind != EntryKind::kAccession && domestic(scene, entry)) return nullptr;
  if (entry.deadline < 0) entry.deadline = deadline_in(scene, entry.action);
  if (entry.deadline < 0 && entry.condition.sentence == scene.sentence)
    entry.deadline = deadline_in(scene, entry.condition);
  const bool statusless =
      entry.kind == EntryKind::kClaim || entry.kind == EntryKind::kPosition || entry.kind == EntryKind::kWithdrawal;
  if (!entry.status && !statusless) {
    entry.status = entry.condition.empty() ? EntryStatus::kDetached : EntryStatus::kConditional;
    if (entry.kind == EntryKind::kDecision || entry.kind == EntryKind::kAccession) entry.status = EntryStatus::kPending;
    if (entry.kind == EntryKind::kOffer) entry.status = EntryStatus::kConditional;
  }
  for (std::size_t i = scene.out.size(); i-- > 0 && scene.out[i].sentence == entry.sentence;) {
    const Commitment& other = scene.out[i];  // the same words bind once
    const bool same_words = other.kind == entry.kind && other.holder == entry.holder &&
                            ((other.action.empty() && entry.action.empty()) ||
                             (!other.action.empty() && !entry.action.empty() &&
                              other.action.first <= entry.action.last && entry.action.first <= other.action.last));
    const bool said_closer = entry.rule == "will" && other.holder == entry.holder && !other.action.empty() &&
                             entry.action.first <= other.action.last && other.action.first <= entry.action.last;
    if (same_words || said_closer) return nullptr;
  }
  scene.out.push_back(std::move(entry));
  return &scene.out.back();
}

void or_else(Scene& scene, const Commitment& demand, int action_word) {
  const Tree& tree = scene.tree;
  for (int w = action_word + 1; w + 1 < tree.size(); ++w) {  // the tree often hangs the alternative elsewhere
    if (tree[w].lemma != "or") continue;
    int verb = w + 1;
    const auto undergoes = [&](int at) { return (scene.tables.as_verb(tree[at]) & bit(WordClass::k_undergo)) != 0; };
    while (verb + 1 < tree.size() && verb < w + 7 && tree[verb].upos != Upos::VERB && !undergoes(verb)) ++verb;
    int object = tree.child(verb, Deprel::obj);
    for (int at = verb + 1; object < 0 && undergoes(verb) && at < tree.size() && at < verb + 5; ++at) {
      const bool ends = at + 1 == tree.size() || tree[at + 1].upos != Upos::NOUN;
      if (tree[at].upos == Upos::NOUN && ends) object = at;  // "or face air strikes", tagged as nouns all
    }
    const bool undergo = undergoes(verb) && object >= 0;
    if (!undergo && !nature(scene, verb).harm) continue;
    Commitment threat;
    threat.kind = EntryKind::kThreat;
    threat.holder = demand.holder;
    threat.counterparty = demand.counterparty;
    threat.action = undergo ? noun_range(scene, object, {}) : act_range(scene, verb, {});
    threat.action.first = std::max(threat.action.first, undergo ? verb + 1 : verb);
    if (threat.action.empty()) return;
    threat.condition = demand.action;
    threat.condition.last = std::min(threat.condition.last, w - 1);
    threat.connective = "or";
    threat.condition_negated = true;
    threat.condition_event = demand.action_event;
    threat.deadline = demand.deadline;
    threat.status = EntryStatus::kConditional;
    if (undergo && scene.tables.is(tree[object], WordClass::k_vague)) threat.specificity = Specificity::kUnspecified;
    if (threat.condition.empty()) threat.condition_event = -1;
    finish(scene, std::move(threat), verb, {}, "or else");
    return;
  }
}

}  // namespace casus::commitments
