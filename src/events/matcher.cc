#include "events/matcher.h"

#include <algorithm>

#include "events/drafts.h"
#include "events/parties.h"

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Xpos;

bool has_modifier(const Tree& tree, int word, std::string_view lemma) {
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    const Deprel relation = tree[c].relation;
    if ((relation == Deprel::amod || relation == Deprel::compound || relation == Deprel::nmod ||
         relation == Deprel::nmod_poss) &&
        folded_hash(tree[c].lemma) == folded_hash(lemma))
      return true;
  }
  return false;
}

// "shields" of "shield", "missed" of "miss", "supplies" of "supply".
bool regular_form(std::string_view form, std::string_view lemma) {
  if (lemma.ends_with('y') && form.size() == lemma.size() + 2 && form.starts_with(lemma.substr(0, lemma.size() - 1)))
    return form.ends_with("ies") || form.ends_with("ied");
  if (!form.starts_with(lemma)) return false;
  const std::string_view ending = form.substr(lemma.size());
  return ending.empty() || ending == "s" || ending == "es" || ending == "ed" || ending == "ing";
}

bool infinitive(const Tree& tree, int verb) {
  for (int c = tree.first_child(verb); c >= 0 && c < verb; c = tree.next_sibling(c)) {
    if (tree[c].xpos == Xpos::TO) return true;
  }
  return false;
}

// Whether the other words of a verb frame stand with the verb: as its dependents, or right after it.
bool particles_stand(const Tree& tree, int verb, const std::vector<std::string_view>& particles) {
  for (std::string_view particle : particles) {
    bool found = false;
    for (int c = tree.first_child(verb); c >= 0 && !found; c = tree.next_sibling(c)) {
      const Deprel relation = tree[c].relation;
      if (relation == Deprel::nsubj || relation == Deprel::obl || relation == Deprel::nmod) continue;
      found = c > verb && (tree[c].lemma == particle || tree[c].form == particle);
    }
    for (int next = verb + 1; next <= verb + 2 && next < tree.size() && !found; ++next) {
      if (tree[next].upos == Upos::PUNCT && tree[next].form != "-") break;
      found = tree[next].form == particle && (tree[next].relation != Deprel::case_ || tree.head(next) == verb ||
                                              (next == verb + 1 && tree.head(tree.head(next)) == verb));
    }
    if (!found) return false;
  }
  return true;
}

bool has_particle(const Tree& tree, int verb) {
  return tree.child(verb, Deprel::compound_prt) >= 0;
}

// "The Friendship Bridge" is a bridge.
bool named_so(const syntax::Word& word, std::string_view lemma) {
  return word.upos == Upos::PROPN && word.lemma.size() == lemma.size() && word.lemma.substr(1) == lemma.substr(1) &&
         (word.lemma.front() | 0x20) == lemma.front();
}

class Matcher {
 public:
  Matcher(Scene& scene, Trace* trace, int depth) : scene_(scene), trace_(trace), depth_(depth) {}

  const Frame* best(int word, const Slots& slots, std::span<const Frame> frames, bool as_verb = false) {
    as_verb_ = as_verb;
    const Frame* out = nullptr;
    int best_weight = -1;
    for (const Frame& frame : frames) {
      if (frame.weight <= best_weight) continue;
      // Frames of several words are tried, and told of, only where those words stand.
      if (frame.noun && !preceded_by(scene_.tree, word, frame.particles)) continue;
      int weight = frame.base_weight;
      broken_ = nullptr;
      const char* failed = fails(word, slots, frame, weight);
      if (trace_) note(word, frame, failed ? failed : "fits");
      if (!failed && weight > best_weight) out = &frame, best_weight = weight;
    }
    return out;
  }

 private:
  void note(int word, const Frame& frame, std::string_view verdict) {
    std::string name(frame.noun ? "nouns.tsv:" : "verbs.tsv:");
    name.append(std::to_string(frame.line)).append(" ");
    if (frame.noun)
      for (std::string_view p : frame.particles) name.append(p).append(" ");
    name.append(frame.lemma);
    if (!frame.noun)
      for (std::string_view p : frame.particles) name.append(" ").append(p);
    name.append(" -> ").append(frame.deed ? frame.deed->id : "nothing");
    std::string said(verdict);
    if (broken_) said.append(": ").append(broken_->text);
    trace_->push_back({scene_.sentence, word, std::move(name), std::move(said)});
  }

  const char* fails(int word, const Slots& slots, const Frame& frame, int& weight) {
    const Tree& tree = scene_.tree;
    const bool adjective = tree[word].upos == Upos::ADJ && !as_verb_;
    const bool wants_adjective = (frame.needs & kNeedAdjective) != 0;
    const bool participle = tree[word].xpos == Xpos::VBN && slots.find(kSubj) < 0;  // "is prepared to"
    if (!frame.noun && adjective != wants_adjective && !(wants_adjective && participle))
      return "is not that part of speech";
    if (!frame.noun &&
        (frame.particles.empty() ? has_particle(tree, word) : !particles_stand(tree, word, frame.particles)))
      return "particle does not fit";
    for (const Condition& condition : frame.with) {
      const int said = holds(word, slots, condition);
      if (said < 0) return broken_ = &condition, "a condition does not hold";
      weight += said;
    }
    return needs_fail(word, slots, frame);
  }

  // What the condition weighs, -1 where it does not hold.
  int holds(int word, const Slots& slots, const Condition& condition) {
    int weight = -1;
    for (SlotId id : condition.slots) {
      if (id == kMod) {
        for (const Test& test : condition.tests) {
          if (has_modifier(scene_.tree, word, test.text)) weight = std::max(weight, test.weight);
        }
        continue;
      }
      for (int i = 0; i < slots.count; ++i) {
        const Slot& slot = slots.items[std::size_t(i)];
        if (slot.id != id) continue;
        if (condition.tests.empty()) weight = std::max(weight, 1);
        for (const Test& test : condition.tests) {
          if (test.weight > weight && passes(slot.word, test)) weight = test.weight;
        }
      }
    }
    if (condition.absent) return weight < 0 ? 1 : -1;
    return weight;
  }

  bool passes(int word, const Test& test) {
    const Tree& tree = scene_.tree;
    switch (test.kind) {
      case Test::Kind::kConcept: {
        // "Expels Jane Doe, the ambassador", "Ambassador Doe": what a name is called.
        if (tree[word].upos == Upos::PROPN) {
          for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
            const Deprel relation = tree[c].relation;
            if ((relation != Deprel::appos && relation != Deprel::nmod_desc) || tree[c].upos != Upos::NOUN) continue;
            for (std::string_view id : scene_.concepts.of(tree, c)) {
              if (!id.empty() && specialises(id, test.text)) return true;
            }
          }
        }
        // Through measures and containers: "tons of food", "part of a military aid programme", "millions in aid".
        for (int at = word, steps = 0; at >= 0 && steps < 3; ++steps) {
          for (std::string_view id : scene_.concepts.of(tree, at)) {
            if (!id.empty() && specialises(id, test.text)) return true;
          }
          int next = -1;
          for (int c = tree.first_child(at); c >= 0 && next < 0; c = tree.next_sibling(c)) {
            if (tree[c].relation != Deprel::nmod) continue;
            const int mark = tree.child(c, Deprel::case_);
            if (mark >= 0 && (tree[mark].lemma == "of" || tree[mark].lemma == "in") && tree[c].upos == Upos::NOUN)
              next = c;
          }
          at = next;
        }
        return false;
      }
      case Test::Kind::kTrait:
        return who_is(scene_, word).is(test.trait);
      case Test::Kind::kLemma:
        return (tree[word].lemma == test.text || named_so(tree[word], test.text) ||
                regular_form(tree[word].form, test.text)) &&
               (test.modifier.empty() || has_modifier(tree, word, test.modifier));
      case Test::Kind::kInfinitive:
        return infinitive(tree, word);
      case Test::Kind::kDeed:
      case Test::Kind::kCategory: {
        int other = draft_of(scene_, word, trace_, depth_ + 1);
        // "vowed to wage war": what a light verb carries.
        const int object = other < 0 ? tree.child(word, Deprel::obj) : -1;
        if (object >= 0 && !scene_.frames.lights(tree[word].lemma).empty())
          other = draft_of(scene_, object, trace_, depth_ + 1);
        if (other < 0) return false;
        const Deed* deed = scene_.drafts[std::size_t(other)].deed;
        if (!deed) return false;
        return test.kind == Test::Kind::kDeed ? specialises(deed->id, test.text) : deed->category == test.category;
      }
    }
    return false;
  }

  // Whether an act of violence is what the phrase names: "the blast killed".
  bool violent(int word) {
    for (std::string_view id : scene_.concepts.of(scene_.tree, word)) {
      if (!id.empty() && (specialises(id, "weapon") || specialises(id, "troops"))) return true;
    }
    if (scene_.tree[word].upos != Upos::NOUN && scene_.tree[word].upos != Upos::PROPN) return false;
    int other = draft_of(scene_, word, nullptr, depth_ + 1);
    for (int c = scene_.tree.first_child(word); c >= 0 && other < 0; c = scene_.tree.next_sibling(c)) {
      if (scene_.tree[c].relation == Deprel::nmod)
        other = draft_of(scene_, c, nullptr, depth_ + 1);  // "a series of blasts"
    }
    return other >= 0 && scene_.drafts[std::size_t(other)].deed &&
           scene_.drafts[std::size_t(other)].deed->category == Category::kAssault;
  }

  // "Army bulldozers": things named by the force that has them.
  bool of_armed(int word) {
    const Tree& tree = scene_.tree;
    for (int c = tree.first_child(word); c >= 0 && c < word; c = tree.next_sibling(c)) {
      if (tree[c].relation == Deprel::compound && who_is(scene_, c).entity >= 0 && who_is(scene_, c).is(kArmed))
        return true;
    }
    return false;
  }

  // Whether something in the sentence says how: "in a bombing", "by gunfire", "during clashes".
  bool violence_near(const Slots& slots) {
    for (int i = 0; i < slots.count; ++i) {
      const Slot& slot = slots.items[std::size_t(i)];
      if (slot.id >= kFirstPreposition && violent(slot.word)) return true;
    }
    return false;
  }

  // Whether the sentence speaks of weapons or armed men at all: an explosion may be one of gas.
  bool weapon_near() {
    for (int w = 0; w < scene_.tree.size(); ++w) {
      if (scene_.tree[w].upos != Upos::NOUN && scene_.tree[w].upos != Upos::PROPN) continue;
      if (who_is(scene_, w).is(kArmed) && !who_is(scene_, w).is(kPlace)) return true;
      for (std::string_view id : scene_.concepts.of(scene_.tree, w)) {
        if (!id.empty() && (specialises(id, "weapon") || specialises(id, "troops/rebels"))) return true;
      }
    }
    return false;
  }

  // Whether something says it was no violence: "killed in a crash", "injured by a falling tree".
  bool accident(const Slots& slots) {
    for (int i = 0; i < slots.count; ++i) {
      const Slot& slot = slots.items[std::size_t(i)];
      if (slot.id < kFirstPreposition || scene_.tree[slot.word].upos != Upos::NOUN) continue;
      const std::string_view name = scene_.frames.slot_name(slot.id);
      if (name != "in" && name != "by" && name != "after" && name != "from" && name != "during" && name != "when")
        continue;
      const Who& who = who_is(scene_, slot.word);
      if (who.traits == 0 && who.entity < 0 && !violent(slot.word)) return true;
    }
    return false;
  }

  const char* needs_fail(int word, const Slots& slots, const Frame& frame) {
    const uint16_t needs = frame.needs;
    if (frame.noun && (needs & kNeedViolent) && !weapon_near()) return "no sign of violence";
    if (frame.noun || needs == 0) return nullptr;
    const int subject = frame.actor.empty() ? slots.find(kSubj) : slots.find(frame.actor.front());
    const int object = slots.find(kObj);
    const Who subject_who = subject >= 0 ? who_is(scene_, subject) : Who{};
    const Who object_who = object >= 0 ? who_is(scene_, object) : Who{};
    const bool pronoun = subject >= 0 && scene_.tree[subject].upos == Upos::PRON && subject_who.mention < 0;
    if (needs & (kNeedArmed | kNeedViolent)) {
      const uint16_t able = kArmed;
      if (subject >= 0) {
        const bool able_subject = subject_who.is(able) || violent(subject) || of_armed(subject) ||
                                  (subject_who.is(kOfficial) && subject_who.is(kPolitical)) ||
                                  (pronoun && violence_near(slots));
        if (!able_subject && !((needs & kNeedViolent) && subject_who.is(kHuman | kNamed) &&
                               object_who.is(kPolitical | kArmed | kOfficial)))
          return "no armed subject";
      } else if (!violence_near(slots) && (!object_who.is(kArmed | kPolitical | kOfficial) || accident(slots))) {
        return "no sign of armed violence";
      }
    }
    if (needs & kNeedPolice) {
      if (subject >= 0 && !subject_who.is(kPolice | kPolitical | kArmed)) return "no police or court as subject";
      if (subject < 0 && !object_who.is(kHuman | kPolitical | kNamed | kArmed)) return "no person as object";
    }
    if (needs & kNeedCourt) {
      if (subject >= 0 && !subject_who.is(kCourt | kPolitical) && !court_word(subject)) return "no court as subject";
      if (subject < 0 && !object_who.is(kHuman | kPolitical | kNamed | kArmed | kOfficial))
        return "no person as object";
    }
    if ((needs & kNeedCrowd) && subject >= 0 && !subject_who.is(kCrowd | kHuman | kNamed) &&
        scene_.tree[subject].upos != Upos::NUM)
      return "no crowd as subject";
    if ((needs & kNeedCrowd) && subject >= 0 && subject_who.is(kOfficial) && !subject_who.is(kCrowd))
      return "officials, not a crowd";
    if ((needs & (kNeedLabour | kNeedCrowd)) && subject >= 0 && subject_who.is(kArmed) && !subject_who.is(kCrowd))
      return "armed, not a crowd";
    if ((needs & kNeedLabour) && subject >= 0 && !subject_who.is(kCrowd | kHuman)) return "no workers as subject";
    if ((needs & kNeedLeader) && !(subject_who.is(kPolitical) && subject_who.is(kHuman | kOfficial)))
      return "no official as subject";
    if ((needs & kNeedBoth) && !(subject_who.is(kPolitical) && (object < 0 || object_who.is(kPolitical | kOfficial) ||
                                                                frame.recipient.front() != kObj)))
      return "not both political";
    if ((needs & kNeedOwn) && object >= 0) {
      const int owner = scene_.tree.child(object, Deprel::nmod_poss);
      if (owner >= 0 && who_is(scene_, owner).entity >= 0 && who_is(scene_, owner).entity != subject_who.entity &&
          scene_.tree[owner].upos != Upos::PRON)
        return "another's";
    }
    (void)word;
    return nullptr;
  }

  bool court_word(int word) { return who_is(scene_, word).is(kOfficial); }

  Scene& scene_;
  Trace* trace_;
  const Condition* broken_ = nullptr;  // of the frame tried last
  int depth_;
  bool as_verb_ = false;
};

}  // namespace

const Frame* best_frame(Scene& scene, int word, const Slots& slots, std::span<const Frame> frames, Trace* trace,
                        int depth, bool as_verb) {
  return Matcher(scene, trace, depth).best(word, slots, frames, as_verb);
}

}  // namespace casus::events
