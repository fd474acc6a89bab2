#include "events/drafts.h"

#include <algorithm>

#include "events/parties.h"
#include "events/slots.h"

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Xpos;

constexpr int kMostDepth = 12;

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

// "shields" of "shield", "missed" of "miss".
bool regular_form(std::string_view form, std::string_view lemma) {
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
      found = tree[next].form == particle && (tree[next].relation != Deprel::case_ || tree.head(next) == verb);
    }
    if (!found) return false;
  }
  return true;
}

bool has_particle(const Tree& tree, int verb) {
  return tree.child(verb, Deprel::compound_prt) >= 0;
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
      int weight = frame.base_weight;
      const char* failed = fails(word, slots, frame, weight);
      if (trace_) note(word, frame, failed ? failed : "fits");
      if (!failed && weight > best_weight) out = &frame, best_weight = weight;
    }
    return out;
  }

 private:
  void note(int word, const Frame& frame, std::string_view verdict) {
    std::string name(frame.noun ? "nouns.tsv: " : "verbs.tsv: ");
    if (frame.noun)
      for (std::string_view p : frame.particles) name.append(p).append(" ");
    name.append(frame.lemma);
    if (!frame.noun)
      for (std::string_view p : frame.particles) name.append(" ").append(p);
    name.append(" -> ").append(frame.deed ? frame.deed->id : "nothing");
    trace_->push_back({scene_.sentence, word, std::move(name), std::string(verdict)});
  }

  const char* fails(int word, const Slots& slots, const Frame& frame, int& weight) {
    const Tree& tree = scene_.tree;
    const bool adjective = tree[word].upos == Upos::ADJ && !as_verb_;
    const bool wants_adjective = (frame.needs & kNeedAdjective) != 0;
    const bool participle = tree[word].xpos == Xpos::VBN && slots.find(kSubj) < 0;  // "is prepared to"
    if (!frame.noun && adjective != wants_adjective && !(wants_adjective && participle))
      return "is not that part of speech";
    if (frame.noun) {
      if (!preceded_by(tree, word, frame.particles)) return "other words before it";
    } else if (frame.particles.empty() ? has_particle(tree, word) : !particles_stand(tree, word, frame.particles)) {
      return "particle does not fit";
    }
    for (const Condition& condition : frame.with) {
      const int said = holds(word, slots, condition);
      if (said < 0) return "a condition does not hold";
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
        return (tree[word].lemma == test.text || regular_form(tree[word].form, test.text)) &&
               (test.modifier.empty() || has_modifier(tree, word, test.modifier));
      case Test::Kind::kInfinitive:
        return infinitive(tree, word);
      case Test::Kind::kDeed:
      case Test::Kind::kCategory: {
        const int other = draft_of(scene_, word, trace_, depth_ + 1);
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

  // Whether something in the sentence says how: "in a bombing", "by gunfire", "during clashes".
  bool violence_near(const Slots& slots) {
    for (int i = 0; i < slots.count; ++i) {
      const Slot& slot = slots.items[std::size_t(i)];
      if (slot.id >= kFirstPreposition && violent(slot.word)) return true;
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
    if (frame.noun || needs == 0) return nullptr;
    const int subject = frame.actor.empty() ? slots.find(kSubj) : slots.find(frame.actor.front());
    const int object = slots.find(kObj);
    const Who subject_who = subject >= 0 ? who_is(scene_, subject) : Who{};
    const Who object_who = object >= 0 ? who_is(scene_, object) : Who{};
    const bool pronoun = subject >= 0 && scene_.tree[subject].upos == Upos::PRON && subject_who.mention < 0;
    if (needs & (kNeedArmed | kNeedViolent)) {
      const uint16_t able = kArmed;
      if (subject >= 0) {
        const bool able_subject = subject_who.is(able) || violent(subject) ||
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
  int depth_;
  bool as_verb_ = false;
};

}  // namespace

int draft_of(Scene& scene, int word, Trace* trace, int depth) {
  int& at = scene.draft_at[std::size_t(word)];
  if (at == Scene::kBusy || depth > kMostDepth) return Scene::kNone;
  if (at != Scene::kUnknown) return at;
  const syntax::Word& w = scene.tree[word];
  const bool noun = w.upos == Upos::NOUN || w.upos == Upos::PROPN;
  const bool verb = w.upos == Upos::VERB || w.upos == Upos::ADJ;
  if (!noun && !verb) return at = Scene::kNone;
  const auto look_up = [&](std::string_view lemma) {
    return noun ? scene.frames.nouns(lemma) : scene.frames.verbs(lemma);
  };
  std::span<const Frame> frames = look_up(w.lemma);
  if (frames.empty()) {
    std::array<char, 48> room;
    frames = look_up(w.form);
    const std::string_view stem =
        frames.empty() ? regular_stem(w.form, room, [&](std::string_view s) { return !look_up(s).empty(); }) : "";
    if (!stem.empty()) frames = look_up(stem);
  }
  if (frames.empty() && verb && modal(scene.tree, word, "must")) frames = look_up("must");
  if (frames.empty()) return at = Scene::kNone;
  // An attributive participle ("the banned group") describes; it reports nothing.
  if (noun && (w.relation == Deprel::compound || w.relation == Deprel::flat || w.relation == Deprel::nmod_desc))
    return at = Scene::kNone;
  // "the Battle of X", "chief of Naval Operations": a name, unless it opens the sentence.
  if (w.upos == Upos::PROPN && word > 0) return at = Scene::kNone;
  // "UN-backed": half a word.
  if (verb && word > 0 && (scene.tree[word - 1].form == "-" || scene.tree[word - 1].form == "–"))
    return at = Scene::kNone;
  if (verb && (w.relation == Deprel::amod || w.relation == Deprel::compound || w.relation == Deprel::aux ||
               w.relation == Deprel::case_ || w.relation == Deprel::mark))
    return at = Scene::kNone;
  at = Scene::kBusy;
  const Slots slots = slots_of(scene, word);
  const Frame* frame = Matcher(scene, trace, depth).best(word, slots, frames);
  if (!frame && verb && modal(scene.tree, word, "must"))
    frame = Matcher(scene, trace, depth).best(word, slots, look_up("must"));
  if (!frame || !frame->deed) return scene.draft_at[std::size_t(word)] = Scene::kNone;
  Draft draft;
  draft.word = word;
  draft.frame = frame;
  draft.slots = slots;
  draft.deed = frame->deed;
  draft.category = frame->deed->category;
  draft.mode = frame->deed->mode;
  draft.cameo = frame->deed->cameo->code;
  scene.drafts.push_back(std::move(draft));
  return scene.draft_at[std::size_t(word)] = int(scene.drafts.size()) - 1;
}

namespace {

// Headline style, "Police arrest four people": the tagger may take a present-tense verb for a noun, and the whole
// sentence for a phrase. Where a sentence has no verb, a word that verb frames know, right after a party, is read as
// one, its slots by order.
int chunk_head(const Tree& tree, int from) {
  int head = -1;
  for (int w = from; w < tree.size(); ++w) {
    const Upos kind = tree[w].upos;
    if (kind == Upos::NOUN || kind == Upos::PROPN || kind == Upos::PRON)
      head = w;
    else if (kind == Upos::NUM && head < 0)
      head = w;
    else if (kind != Upos::DET && kind != Upos::ADJ && kind != Upos::NUM && kind != Upos::ADV && tree[w].form != "-" &&
             tree[w].form != "'s" && tree[w].form != "\"" && kind != Upos::PART)
      return head;
  }
  return head;
}

bool party_ends_at(const Scene& scene, int word, int& head) {
  for (const actors::Mention& m : scene.cast.mentions) {
    if (m.range.sentence != scene.sentence || m.range.last != word) continue;
    head = m.head;
    return true;
  }
  return false;
}

void headline(Scene& scene, Trace* trace) {
  const Tree& tree = scene.tree;
  for (int w = 0; w < tree.size(); ++w) {
    if (tree[w].upos == Upos::VERB || tree[w].upos == Upos::AUX) return;
  }
  for (int w = 1; w + 1 < tree.size(); ++w) {
    const syntax::Word& word = tree[w];
    int subject = -1;
    if ((word.upos != Upos::NOUN && word.upos != Upos::ADJ && word.upos != Upos::ADV) || word.form.front() < 'a' ||
        word.form.front() > 'z' || !party_ends_at(scene, w - 1, subject))
      continue;
    std::span<const Frame> frames = scene.frames.verbs(word.form);
    if (frames.empty()) {
      std::array<char, 48> room;
      const std::string_view stem =
          regular_stem(word.form, room, [&](std::string_view s) { return !scene.frames.verbs(s).empty(); });
      if (!stem.empty()) frames = scene.frames.verbs(stem);
    }
    if (frames.empty()) continue;
    Slots slots;
    slots.add(kSubj, subject);
    const int object = chunk_head(tree, w + 1);
    if (object >= 0 && tree[w + 1].upos != Upos::ADP) slots.add(kObj, object);
    for (int p = w + 1; p + 1 < tree.size(); ++p) {
      if (tree[p].upos != Upos::ADP) continue;
      const int head = chunk_head(tree, p + 1);
      if (head >= 0 && !scene.temporal[std::size_t(head)]) slots.add(scene.frames.preposition(tree[p].lemma), head);
    }
    const Frame* frame = Matcher(scene, trace, 0).best(w, slots, frames, true);
    if (!frame || !frame->deed) continue;
    Draft draft;
    draft.word = w;
    draft.frame = frame;
    draft.slots = slots;
    draft.deed = frame->deed;
    draft.category = frame->deed->category;
    draft.mode = frame->deed->mode;
    draft.cameo = frame->deed->cameo->code;
    if (const int other = scene.draft_at[std::size_t(w)]; other >= 0)
      scene.drafts[std::size_t(other)] = std::move(draft);
    else
      scene.drafts.push_back(std::move(draft));
    return;
  }
}

}  // namespace

void draft_all(Scene& scene, Trace* trace) {
  for (int word = 0; word < scene.tree.size(); ++word) draft_of(scene, word, trace);
  headline(scene, trace);
  std::sort(scene.drafts.begin(), scene.drafts.end(), [](const Draft& a, const Draft& b) { return a.word < b.word; });
  for (int i = 0; i < int(scene.drafts.size()); ++i) scene.draft_at[std::size_t(scene.drafts[std::size_t(i)].word)] = i;
}

}  // namespace casus::events
