#include "events/status.h"

#include "events/slots.h"

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Xpos;

constexpr int kMostSteps = 8;

bool is_any(std::string_view lemma, std::initializer_list<std::string_view> words) {
  for (std::string_view word : words) {
    if (lemma == word) return true;
  }
  return false;
}

EventStatus stronger(EventStatus a, EventStatus b) {
  // negated over hypothetical over historical over future over actual
  const auto rank = [](EventStatus s) {
    switch (s) {
      case EventStatus::kNegated:
        return 4;
      case EventStatus::kHypothetical:
        return 3;
      case EventStatus::kHistorical:
        return 2;
      case EventStatus::kFuture:
        return 1;
      case EventStatus::kActual:
        return 0;
    }
    return 0;
  };
  return rank(a) >= rank(b) ? a : b;
}

// What a predicate's own auxiliaries, particles and marks say.
EventStatus own(const Tree& tree, int word, bool reported) {
  EventStatus out = EventStatus::kActual;
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    const syntax::Word& w = tree[c];
    if (w.relation == Deprel::aux || w.relation == Deprel::cop) {
      if (w.xpos != Xpos::MD) continue;
      if (is_any(w.lemma, {"will", "shall", "'ll", "wo"}))
        out = stronger(out, EventStatus::kFuture);
      else if (w.lemma == "would")
        out = stronger(out, reported ? EventStatus::kFuture : EventStatus::kHypothetical);
      else if (w.lemma == "can" && w.form.starts_with("c") && w.form.size() == 5)
        out = stronger(out, EventStatus::kHypothetical);
      else
        out = stronger(out, EventStatus::kHypothetical);
    } else if (w.relation == Deprel::advmod && is_any(w.lemma, {"not", "never", "n't", "no", "nor", "neither"})) {
      out = stronger(out, EventStatus::kNegated);
    } else if (w.relation == Deprel::det && is_any(w.lemma, {"no", "neither"})) {
      out = stronger(out, EventStatus::kNegated);
    } else if (w.relation == Deprel::mark && is_any(w.lemma, {"if", "unless", "whether", "lest"})) {
      out = stronger(out, EventStatus::kHypothetical);
    } else if (w.relation == Deprel::case_ && w.lemma == "without") {
      out = stronger(out, EventStatus::kNegated);
    } else if (w.relation == Deprel::mark && w.lemma == "without") {
      out = stronger(out, EventStatus::kNegated);
    } else if (w.relation == Deprel::cc_preconj || w.relation == Deprel::cc) {
      continue;
    }
  }
  return out;
}

bool has_auxiliary(const Tree& tree, int word) {
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    if (tree[c].relation == Deprel::aux || tree[c].relation == Deprel::nsubj || tree[c].relation == Deprel::nsubj_pass)
      return true;
  }
  return false;
}

bool to_infinitive(const Tree& tree, int word) {
  for (int c = tree.first_child(word); c >= 0 && c < word; c = tree.next_sibling(c)) {
    if (tree[c].xpos == Xpos::TO) return true;
  }
  return false;
}

// What the clause's place says: an infinitive of purpose, the complement of a plan, the rest of a coordination.
EventStatus placed(const Scene& scene, int word, int steps) {
  const Tree& tree = scene.tree;
  if (steps >= kMostSteps) return EventStatus::kActual;
  const int head = tree.head(word);
  const syntax::Word& w = tree[word];
  if (head < 0) return to_infinitive(tree, word) && w.upos == Upos::VERB ? EventStatus::kFuture : EventStatus::kActual;
  const bool reported =
      tree[word].relation == Deprel::ccomp || statements::innermost(scene.statements, scene.sentence, word) >= 0;
  const auto above = [&](int up) { return stronger(own(tree, up, reported), placed(scene, up, steps + 1)); };
  switch (w.relation) {
    case Deprel::xcomp:
    case Deprel::ccomp:
    case Deprel::csubj: {
      EventStatus out = EventStatus::kActual;
      if (w.upos == Upos::VERB || w.upos == Upos::NOUN || w.upos == Upos::ADJ) {
        for (const Light& light : scene.frames.lights(tree[head].lemma)) {
          if (light.slot != kComp) continue;
          if (light.effect == Effect::kPlan && (light.of_object || to_infinitive(tree, word)))
            out = stronger(out, EventStatus::kFuture);
          if (light.effect == Effect::kWeigh) out = stronger(out, EventStatus::kHypothetical);
          if (light.effect == Effect::kFail) out = stronger(out, EventStatus::kNegated);
        }
        if (tree[head].lemma == "have" && to_infinitive(tree, word)) out = stronger(out, EventStatus::kHypothetical);
        if (tree[head].lemma == "go" && tree[head].form == "going" && to_infinitive(tree, word))
          out = EventStatus::kFuture;
        if (tree[head].upos == Upos::ADJ && to_infinitive(tree, word)) out = stronger(out, EventStatus::kHypothetical);
        if (tree[head].upos == Upos::NOUN && to_infinitive(tree, word)) out = stronger(out, EventStatus::kHypothetical);
      }
      // What is said is as true as the saying, but its tense is its own.
      if (w.relation == Deprel::ccomp && !to_infinitive(tree, word)) {
        const EventStatus saying = own(tree, head, false);
        return stronger(out, saying == EventStatus::kNegated ? EventStatus::kHypothetical : EventStatus::kActual);
      }
      return stronger(out, above(head));
    }
    case Deprel::advcl:
      if (to_infinitive(tree, word)) return EventStatus::kHypothetical;
      for (const Light& light : scene.frames.lights(tree[head].lemma)) {
        if (light.effect == Effect::kFail && light.slot != kComp && light.slot == slot_of(scene, word))
          return EventStatus::kNegated;
      }
      if (has_auxiliary(tree, word) && w.xpos != Xpos::VBG && w.xpos != Xpos::VBN) return EventStatus::kActual;
      for (int c = tree.first_child(word); c >= 0 && c < word; c = tree.next_sibling(c)) {
        if (tree[c].relation == Deprel::mark && w.xpos == Xpos::VBG &&
            is_any(tree[c].lemma, {"for", "by", "after", "before", "since"})) {
          return tree[c].lemma == "before" ? EventStatus::kHypothetical : EventStatus::kActual;
        }
      }
      return own(tree, head, reported) == EventStatus::kFuture ? EventStatus::kFuture : EventStatus::kActual;
    case Deprel::acl:
      return to_infinitive(tree, word) ? EventStatus::kHypothetical : EventStatus::kActual;
    case Deprel::conj: {
      const bool alone = !has_auxiliary(tree, word) || w.xpos == Xpos::VB;
      if (!alone)
        return stronger(EventStatus::kActual,
                        conditional(scene, head) ? EventStatus::kHypothetical : EventStatus::kActual);
      // Negation does not carry over "but"; tense and mood carry over "and".
      EventStatus out = stronger(own(tree, head, reported), placed(scene, head, steps + 1));
      if (out == EventStatus::kNegated && w.upos != Upos::NOUN) out = EventStatus::kActual;
      if (out == EventStatus::kFuture && w.upos == Upos::VERB && w.xpos != Xpos::VB && w.xpos != Xpos::VBN)
        out = EventStatus::kActual;
      return out;
    }
    default:
      return EventStatus::kActual;
  }
}

int first_of(const Tree& tree, int word) {
  for (int steps = 0; steps < kMostSteps && tree[word].relation == Deprel::conj; ++steps) word = tree.head(word);
  return word;
}

// Old news: an expression of an earlier year or month, a span of weeks, months or years ago.
bool historical(const Scene& scene, int when) {
  if (when < 0) return false;
  const time::Expression& e = scene.times[std::size_t(when)];
  const time::Point& p = e.point;
  const bool long_unit = p.unit == time::Unit::kMonth || p.unit == time::Unit::kYear || p.unit == time::Unit::kDecade ||
                         p.unit == time::Unit::kCentury || p.unit == time::Unit::kQuarter;
  const bool weeks = p.unit == time::Unit::kWeek || p.unit == time::Unit::kFortnight;
  if (p.rule == time::Rule::kAway && p.shift < 0) return long_unit || (weeks && p.number > 2);
  if (p.rule == time::Rule::kUnit && p.shift < 0) return long_unit;
  if (!scene.document.date) return false;
  const Date& today = *scene.document.date;
  if (p.year > 1000 && p.year < today.year() - (today.month() <= 2 ? 1 : 0)) return true;
  if (p.rule != time::Rule::kDate && p.rule != time::Rule::kMonth) return false;
  if (p.month <= 0) return false;
  // The latest such month up to now.
  const int year = p.year > 1000 ? p.year : p.month > int(today.month()) ? today.year() - 1 : today.year();
  const int months = (today.year() - year) * 12 + int(today.month()) - p.month;
  const int days = months * 30 + int(today.day()) - (p.rule == time::Rule::kDate ? p.day : 30);
  return p.year <= 1000 && months > 6 && !e.open ? false : days > 21;
}

bool past_form(Xpos xpos) {
  return xpos == Xpos::VBD;
}

// The finite word of a predicate: itself, or its first auxiliary.
int finite(const Tree& tree, int verb) {
  for (int c = tree.first_child(verb); c >= 0 && c < verb; c = tree.next_sibling(c)) {
    if (tree[c].relation == Deprel::aux || tree[c].relation == Deprel::aux_pass || tree[c].relation == Deprel::cop)
      return c;
  }
  return verb;
}

// "Had been seized", told by the dispatch itself; in a dispatch that tells its news in the present tense, whatever a
// later sentence or a relative clause tells in the past: the background.
bool background(const Scene& scene, int verb, bool reported) {
  const Tree& tree = scene.tree;
  // "Who died protecting": a participle is as old as the clause it hangs on.
  int clause = verb;
  for (int steps = 0;
       steps < 3 && tree[clause].xpos == Xpos::VBG && finite(tree, clause) == clause &&
       (tree[clause].relation == Deprel::advcl || tree[clause].relation == Deprel::xcomp) && tree.head(clause) >= 0;
       ++steps)
    clause = tree.head(clause);
  const int carrier = finite(tree, clause);
  if (tree[carrier].lemma == "have" && past_form(tree[carrier].xpos)) return !reported;
  if (!scene.told_in_present || !past_form(tree[carrier].xpos)) return false;
  for (int up = verb, steps = 0; up >= 0 && steps < kMostSteps; up = tree.head(up), ++steps) {
    if (tree[up].relation == Deprel::acl_relcl) return true;
    for (int c = tree.first_child(up); c >= 0 && c < up; c = tree.next_sibling(c)) {
      if ((tree[c].xpos == Xpos::WP || tree[c].xpos == Xpos::WDT) && tree[up].relation == Deprel::conj) return true;
    }
    if (tree[up].relation == Deprel::ccomp || tree[up].relation == Deprel::advcl) return false;
  }
  return scene.sentence > scene.first_told && !reported;
}

}  // namespace

bool conditional(const Scene& scene, int word) {
  const Tree& tree = scene.tree;
  for (int steps = 0; word >= 0 && steps < kMostSteps; ++steps, word = tree.head(word)) {
    for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
      if (tree[c].relation == Deprel::mark && is_any(tree[c].lemma, {"if", "unless", "whether"})) return true;
    }
    if (tree[word].relation == Deprel::advcl) return false;
  }
  return false;
}

int time_of(const Scene& scene, const Draft& draft) {
  const Tree& tree = scene.tree;
  const int verb = draft.frame->noun && draft.verb >= 0 ? draft.verb : -1;
  for (const time::Expression& e : syntax::of_sentence(scene.times, scene.sentence, &time::Expression::range)) {
    int up = e.head;
    for (int steps = 0; up >= 0 && steps < 4; ++steps) {
      up = tree.head(up);
      if (up == draft.word || (verb >= 0 && up == verb)) return int(&e - scene.times.data());
      if (up < 0 || tree[up].upos == Upos::VERB || scene.draft_at[std::size_t(up)] >= 0) break;
    }
  }
  return -1;
}

EventStatus status_of(const Scene& scene, const Draft& draft) {
  const Tree& tree = scene.tree;
  const bool reported = statements::innermost(scene.statements, scene.sentence, draft.word) >= 0;
  EventStatus out = own(tree, draft.word, reported);
  if (draft.frame->noun) {
    if (draft.verb >= 0) {
      const EventStatus carrier = stronger(own(tree, draft.verb, reported), placed(scene, draft.verb, 0));
      const Deprel relation = tree[draft.word].relation;
      const bool core =
          draft.light || relation == Deprel::obj || relation == Deprel::nsubj || relation == Deprel::nsubj_pass;
      if (core || carrier == EventStatus::kHypothetical) out = stronger(out, carrier);
    }
    if (draft.light) {
      if (draft.effect == Effect::kPlan) out = stronger(out, EventStatus::kFuture);
      if (draft.effect == Effect::kWeigh) out = stronger(out, EventStatus::kHypothetical);
      if (draft.effect == Effect::kFail || draft.effect == Effect::kUndo) out = stronger(out, EventStatus::kNegated);
    }
    for (int c = tree.first_child(draft.word); c >= 0 && c < draft.word; c = tree.next_sibling(c)) {
      if (tree[c].relation == Deprel::amod &&
          is_any(tree[c].form, {"possible", "potential", "planned", "proposed", "attempted", "threatened", "imminent",
                                "foiled", "failed", "likely", "hypothetical", "thwarted", "suspected"}))
        out = stronger(out, EventStatus::kHypothetical);
    }
    // "plans for", "fear of", "calls for": a noun below another noun that is no act of its own.
  } else {
    out = stronger(out, placed(scene, draft.word, 0));
    // "No civilians were hurt", "none of them".
    for (const SlotId id : {kSubj, kObj}) {
      const int word = draft.slots.find(id);
      const int det = word >= 0 ? tree.child(word, Deprel::det) : -1;
      if (det >= 0 && is_any(tree[det].lemma, {"no", "neither"})) out = stronger(out, EventStatus::kNegated);
    }
  }
  // "The anniversary of the battle", "a film about the invasion": old events stand under such words.
  for (int up = tree.head(draft.frame->noun ? first_of(tree, draft.word) : draft.word), steps = 0; up >= 0 && steps < 3;
       up = tree.head(up), ++steps) {
    if (scene.topics.is(tree[up].lemma, Topic::kHistory)) out = stronger(out, EventStatus::kHistorical);
    if (tree[up].upos == Upos::VERB) break;
  }
  // "Initially declined", "was previously held".
  for (int c = tree.first_child(draft.word); c >= 0 && !draft.frame->noun; c = tree.next_sibling(c)) {
    if (tree[c].relation == Deprel::advmod &&
        is_any(tree[c].lemma, {"previously", "formerly", "initially", "originally", "once"}))
      out = stronger(out, EventStatus::kHistorical);
  }
  // "Since taking power", "three months after she was shot".
  const int clause = draft.frame->noun ? draft.verb : draft.word;
  if (clause >= 0 && tree[clause].relation == Deprel::advcl) {
    for (int c = tree.first_child(clause); c >= 0 && c < clause; c = tree.next_sibling(c)) {
      if (tree[c].relation != Deprel::mark) continue;
      if (tree[c].lemma == "since" && tree[clause].xpos == Xpos::VBG) out = stronger(out, EventStatus::kHistorical);
      if (tree[c].lemma == "after" && c > 0 &&
          is_any(tree[c - 1].lemma, {"week", "month", "year", "decade", "century"}))
        out = stronger(out, EventStatus::kHistorical);
    }
  }
  const int told = draft.frame->noun ? draft.verb : draft.word;
  if (told >= 0 && background(scene, told, reported)) out = stronger(out, EventStatus::kHistorical);
  if (historical(scene, draft.when)) out = stronger(out, EventStatus::kHistorical);
  return out;
}

}  // namespace casus::events
