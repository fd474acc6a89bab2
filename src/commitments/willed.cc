// What a side says it will do. The subject of "will" binds itself where it is a side that can be bound; what it will do
// says whether that is a threat, a guarantee, a promise, or, with "not", a refusal or a promise to refrain. A target
// that "will face" harm is threatened by who says so; what it "must" do is demanded of it.
#include <algorithm>
#include <optional>

#include "commitments/rules.h"

namespace casus::commitments {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;

bool warns(const Scene& scene, int cue) {
  const auto* cues = cue < 0 ? nullptr : scene.tables.cues(scene.tree[cue]);
  return cues != nullptr && std::any_of(cues->begin(), cues->end(), [&](const Cue& one) {
           return one.kind == EntryKind::kThreat && scene.tree[cue].upos == one.pos;
         });
}

// Whether a word of warning or threat governs the act, or is what its statement is made with.
bool threatening(const Scene& scene, int word) {
  if (warns(scene, scene.tree.head(word))) return true;
  const int s = statement_of(scene, word);
  if (s < 0) return false;
  const syntax::WordRange& cue = scene.statements[std::size_t(s)].cue;
  if (cue.sentence != scene.sentence) return scene.statements[std::size_t(s)].act == SpeechAct::kThreaten;
  for (int w = cue.first; w <= cue.last; ++w)
    if (warns(scene, w)) return true;
  return false;
}

bool promising(const Scene& scene, int word) {
  const int s = statement_of(scene, word);
  return s >= 0 && scene.statements[std::size_t(s)].act == SpeechAct::kPromise;
}

// "will face consequences", "will pay a price": the subject is the target.
bool undergoes(Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  if (!scene.tables.is(tree[verb], WordClass::k_undergo)) return false;
  const int object = tree.child(verb, Deprel::obj), s = statement_of(scene, verb);
  if (object < 0 || s < 0 || spoken_for(scene, s).empty()) return true;
  if ((scene.tables.classes(tree[object]) & (bit(WordClass::k_harm) | bit(WordClass::k_vague))) == 0) return true;
  Commitment entry;
  entry.kind = EntryKind::kThreat;
  entry.holder = {spoken_for(scene, s)};
  // "warned X that it would face": the pronoun is whoever was warned.
  const int subject = doer(scene, verb), saying = tree.head(verb);
  const bool told = tree[verb].relation == Deprel::ccomp && subject >= 0 && tree[subject].upos == Upos::PRON;
  int addressee = told && saying >= 0 ? tree.child(saying, Deprel::obj) : -1;
  if (told && saying >= 0 && addressee < 0) addressee = tree.child(saying, Deprel::iobj);
  entry.counterparty = sides(scene, addressee >= 0 ? addressee : subject);
  subtract(entry.counterparty, entry.holder);
  if (entry.counterparty.empty()) return true;
  const Condition condition = condition_of(scene, {verb, tree.head(verb)}, entry.kind);
  entry.action = noun_range(scene, object, condition);
  entry.strength = Strength::kImplicit;
  if (scene.tables.is(tree[object], WordClass::k_vague)) entry.specificity = Specificity::kUnspecified;
  finish(scene, std::move(entry), verb, condition, "will face");
  return true;
}

// What the side says of the act, apart from the act itself.
struct Said {
  bool no = false, offered = false, warned = false, vowed = false, own = false, reported = false, conditional = false;
};

std::optional<EntryKind> kind_of(Nature what, const Said& said, bool is_passive) {
  if (said.no) {
    if (!said.reported && !said.conditional) return std::nullopt;
    if (said.warned && is_passive) return EntryKind::kThreat;
    return what.harm || is_passive ? EntryKind::kPromise : EntryKind::kRefusal;
  }
  if (what.protect) return EntryKind::kGuarantee;
  const EntryKind help = said.offered ? EntryKind::kOffer : EntryKind::kPromise;
  if (what.harm && !what.benefit) {
    if (said.own || (said.conditional && !said.reported)) return EntryKind::kThreat;
    return std::nullopt;  // what others expect of it
  }
  if (what.benefit && (said.reported || said.conditional)) return help;
  if (said.warned && said.own) return EntryKind::kThreat;
  if (said.vowed || (said.offered && said.reported)) return help;
  if (said.offered && said.conditional) return help;
  return std::nullopt;
}

// "ready to face trial": nothing is offered by who undergoes it; "ready to meet the envoy" is no such thing.
bool suffers(const Scene& scene, int verb) {
  if (scene.tables.is(scene.tree[verb], WordClass::k_happen)) return true;
  if (!scene.tables.is(scene.tree[verb], WordClass::k_undergo)) return false;
  const int object = scene.tree.child(verb, Deprel::obj);
  return object >= 0 ? sides(scene, object).empty() : phrase_with(scene.tree, verb, "with") < 0;
}

// Whether the range speaks of help ("to train", "to protect").
bool helps(const Scene& scene, syntax::WordRange range) {
  for (int w = range.first; w <= range.last; ++w) {
    if (scene.tree[w].upos == Upos::VERB && scene.tables.is(scene.tree[w], WordClass::k_protect)) return true;
  }
  return false;
}

// "will respond to any attack": what is answered is the condition.
void answers_any(const Scene& scene, int verb, Commitment& entry) {
  const Tree& tree = scene.tree;
  const int to = phrase_with(tree, verb, "to"), any = to >= 0 ? tree.child(to, Deprel::det) : -1;
  if (any < 0 || (tree[any].lemma != "any" && tree[any].lemma != "every" && tree[any].lemma != "all")) return;
  entry.condition = noun_range(scene, to, {});
  if (entry.condition.empty()) return;
  if (any < entry.condition.first) entry.condition.first = any;
  entry.condition_event = event_at(scene, to, entry.condition);
  entry.connective = "to";
  entry.status = EntryStatus::kConditional;
  if (entry.action.holds(any) && any - 2 >= entry.action.first) entry.action.last = any - 2;
}

// `maybe`: it only could; then it is the threat of who would do it, under a condition, or nothing.
void will_do(Scene& scene, int governor, int verb, bool offered, bool maybe = false) {
  const Tree& tree = scene.tree;
  Commitment entry;
  const bool is_passive = passive(tree, verb);
  const bool prepared = offered && passive(tree, governor);  // "is prepared to"
  const int subject = is_passive ? phrase_with(tree, verb, "by")
                      : prepared ? tree.child(governor, Deprel::nsubj_pass)
                                 : doer(scene, governor);
  entry.holder = bound_by(scene, subject);
  const int s = statement_of(scene, governor);
  if (s >= 0 && subject >= 0 && tree[subject].upos == Upos::PRON && private_voice(scene, s)) return;
  const std::string side = s >= 0 ? spoken_for(scene, s) : std::string();
  if (is_passive && entry.holder.empty() && subject < 0 && !side.empty()) entry.holder = {side};
  const int saying = tree.head(governor);
  const bool told = s >= 0 && saying >= 0 && scene.statements[std::size_t(s)].cue.sentence == scene.sentence &&
                    scene.statements[std::size_t(s)].cue.holds(saying) && subject >= 0 &&
                    (tree[subject].lemma == "it" || tree[subject].lemma == "they");
  if ((offered || told) && entry.holder.empty() && !side.empty() && subject >= 0 &&
      tree[subject].xpos == syntax::Xpos::PRP && scene.cast.headed_by(scene.sentence, subject) < 0)
    entry.holder = {side};  // "says that it is ready"
  if (entry.holder.empty() && is_passive && subject < 0) {
    const int head = tree.head(governor), matter = tree.child(verb, Deprel::nsubj_pass);
    if (warns(scene, head)) {  // "warned that the ships would not be allowed to …", torn apart
      entry.holder = bound_by(scene, doer(scene, head));
    } else if (matter >= 0 &&
               scene.tables.is(tree[matter], WordClass::k_measure)) {  // "the Iraqi ban will not be lifted until"
      entry.holder = sides(scene, doer(scene, matter));
    }
  }
  if (entry.holder.empty()) return;
  if (!is_passive && subject >= 0 && tree[subject].upos == Upos::NOUN && negated(tree, verb) &&
      !scene.tables.is(tree[subject], WordClass::k_standing) && scene.cast.headed_by(scene.sentence, subject) < 0)
    return;  // "the government's laws would not deter anybody"
  Nature what = nature(scene, verb);
  const bool wavers = scene.tables.is(tree[governor], WordClass::k_waver);
  Said said;
  said.no = negated(tree, verb) || (governor != verb && negated(tree, governor));
  if (wavers) said.no = !said.no;
  said.offered = offered;
  said.warned = threatening(scene, governor);
  said.vowed = promising(scene, governor);
  said.reported = s >= 0 || tree[governor].relation == Deprel::ccomp || headline_will(tree, governor) >= 0;
  said.own = s < 0 || entry.holder == Sides{side} || (side.empty() && !private_voice(scene, s));
  Condition strong = condition_of(scene, {verb, governor}, EntryKind::kThreat);
  if (strong.head < 0 && said.no) strong = condition_of(scene, {verb, governor}, EntryKind::kRefusal);
  said.conditional = strong.head >= 0 && !strong.connective->weak;
  if (what.force && scene.tables.is(tree[verb], WordClass::k_give)) what.benefit = true;  // "will send troops"
  if (what.force && !what.protect) {
    if (!said.warned && !said.conditional && !said.no && !offered && !what.benefit && !helps(scene, tree.yield(verb)))
      return;  // where troops go says nothing of what they are for
    const bool shown = offered && !what.benefit && !helps(scene, tree.yield(verb));  // "ready to stage a test"
    (said.warned || said.conditional || shown ? what.harm : what.benefit) = true;
  }
  if (scene.tables.is(tree[governor], WordClass::k_ponder) && said.warned && said.conditional) what = {.harm = true};
  if (what.own) {  // a side that defends itself threatens who attacks it, and promises nothing
    if (!said.conditional) return;
    what = {.harm = true};
  }
  if (maybe && said.warned) what = {.harm = true};
  const auto kind = kind_of(what, said, is_passive);
  const bool against_us = is_passive && said.conditional && what.harm && s >= 0;  // "would be aimed at A if"
  if (!kind || (is_passive && !said.warned && !said.no && !against_us)) return;
  if (maybe && (*kind != EntryKind::kThreat || !said.own || !said.conditional || s < 0)) return;
  if (maybe || against_us) entry.strength = Strength::kImplicit;
  entry.kind = *kind;
  if (said.no) entry.polarity = Polarity::kRefrain;
  const bool it_would = subject >= 0 && tree[subject].lemma == "it" && will(tree, verb) >= 0 &&
                        tree[will(tree, verb)].lemma == "would" && !said.conditional;
  const bool weighs = what.harm || what.benefit || what.protect || what.vague || what.force;
  if (!said.no && !what.benefit && !what.protect && scene.tables.is(tree[verb], WordClass::k_happen))
    return;  // "will gain control"
  if (said.no && ((it_would && !weighs) || scene.tables.is(tree[verb], WordClass::k_happen)))
    return;  // "it would not help"
  if (entry.kind == EntryKind::kRefusal && scene.tables.is(tree[verb], WordClass::k_utter)) return;
  const Condition condition = condition_of(scene, {verb, governor, s >= 0 ? tree.head(governor) : -1}, entry.kind);
  if (scene.tables.is(tree[governor], WordClass::k_ponder) &&
      !(entry.kind == EntryKind::kThreat && condition.head >= 0))
    return;  // "will consider" binds nobody, unless it warns
  if (entry.kind == EntryKind::kPromise && !said.no && what.harm && !what.benefit && condition.head < 0) return;
  if (what.vague) entry.specificity = Specificity::kUnspecified;
  const bool whole = governor != verb && tree[governor].upos == Upos::VERB && !wavers;
  entry.action = act_range(scene, whole ? governor : verb, condition);
  entry.action_event = event_at(scene, verb, entry.action);
  if (entry.kind == EntryKind::kGuarantee) entry.counterparty = sides_within(scene, entry.action);
  if (entry.kind == EntryKind::kThreat && condition.head < 0 && what.vague) answers_any(scene, verb, entry);
  finish(scene, std::move(entry), verb, condition, "will");
}

// "could arm its allies", said as a fact: no question, no if-clause.
bool might(const Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  for (int c = tree.first_child(verb); c >= 0 && c < verb; c = tree.next_sibling(c)) {
    if (tree[c].relation != Deprel::aux) continue;
    if (tree[c].lemma == "could" || tree[c].lemma == "may" || tree[c].lemma == "might")
      return tree.child(verb, Deprel::mark) < 0 || tree[tree.child(verb, Deprel::mark)].lemma == "that";
  }
  return false;
}

// "Iraq must disarm", said by another side.
void must(Scene& scene, int verb) {
  const Tree& tree = scene.tree;
  bool bound = false;
  for (int c = tree.first_child(verb); c >= 0 && c < verb; c = tree.next_sibling(c))
    bound |= tree[c].relation == Deprel::aux && tree[c].lemma == "must";
  if (!bound || negated(tree, verb) || unreal(scene, verb)) return;
  const int s = statements::innermost(scene.statements, scene.sentence, verb);
  if (s < 0 || spoken_for(scene, s).empty()) return;
  Commitment entry;
  entry.kind = EntryKind::kDemand;
  entry.holder = {spoken_for(scene, s)};
  entry.counterparty = sides(scene, passive(tree, verb) ? phrase_with(tree, verb, "by") : doer(scene, verb));
  subtract(entry.counterparty, entry.holder);
  if (entry.counterparty.empty()) return;
  const Condition condition = condition_of(scene, {verb}, entry.kind);
  entry.action = act_range(scene, verb, condition);
  entry.action_event = event_at(scene, verb, entry.action);
  const Commitment* made = finish(scene, std::move(entry), verb, condition, "must");
  if (made == nullptr) return;
  const Commitment demand = *made;
  or_else(scene, demand, verb);
}

// "There will be no talks without a ceasefire", "A: no talks with B": what the holder will not have.
void none(Scene& scene, int determiner) {
  const Tree& tree = scene.tree;
  const int noun = tree.head(determiner);
  if (noun < determiner || unreal(scene, noun) || denied(scene, noun)) return;
  Commitment entry;
  entry.kind = EntryKind::kRefusal;
  entry.polarity = Polarity::kRefrain;
  const bool headline = determiner >= 2 && tree[determiner - 1].form == ":";
  if (headline) {
    int name = determiner - 2;
    while (tree.head(name) >= 0 && tree.head(name) < determiner - 1) name = tree.head(name);
    if (tree.yield(name).first != 0) return;
    entry.holder = bound_by(scene, name);
  } else {
    const int verb = tree[noun].relation == Deprel::nsubj ? tree.head(noun) : noun;
    const int s = statement_of(scene, noun);
    bool there = false;
    for (int w = std::max(0, determiner - 4); w < determiner; ++w) there |= tree[w].xpos == syntax::Xpos::EX;
    if (!there || (will(tree, verb) < 0 && will(tree, noun) < 0) || s < 0) return;
    if (!spoken_for(scene, s).empty()) entry.holder = {spoken_for(scene, s)};
  }
  if (!scene.tables.is(tree[noun], WordClass::k_askable) && !scene.tables.is(tree[noun], WordClass::k_proposal) &&
      !scene.tables.is(tree[noun], WordClass::k_aid))
    return;
  const Condition condition = condition_of(scene, {noun, tree.head(noun)}, entry.kind);
  entry.action = noun_range(scene, noun, condition);
  finish(scene, std::move(entry), noun, condition, "none");
}

// "all options are on the table", "the military option remains open".
void options(Scene& scene, int word) {
  const Tree& tree = scene.tree;
  const int subject = tree.child(word, Deprel::nsubj), s = statement_of(scene, word);
  if (subject < 0 || s < 0 || !scene.tables.is(tree[subject], WordClass::k_option) || negated(tree, word)) return;
  bool force = false;
  for (int c = tree.first_child(subject); c >= 0; c = tree.next_sibling(c))
    force |= tree[c].lemma == "all" || scene.tables.is(tree[c], WordClass::k_grave);
  if (!force || spoken_for(scene, s).empty() || unreal(scene, word) || denied(scene, word)) return;
  Commitment entry;
  entry.kind = EntryKind::kThreat;
  entry.holder = {spoken_for(scene, s)};
  entry.action = without_edges(scene, tree.yield(word));
  entry.strength = Strength::kImplicit;
  entry.specificity = Specificity::kUnspecified;
  finish(scene, std::move(entry), word, condition_of(scene, {word}, EntryKind::kThreat), "options");
}

}  // namespace

void willed(Scene& scene) {
  const Tree& tree = scene.tree;
  for (int w = 0; w < tree.size(); ++w) {
    const bool future = will(tree, w) >= 0;
    if (answered(scene, w, future)) continue;
    if (tree[w].xpos == syntax::Xpos::EX && there_would_be(scene, w)) continue;
    if (future && brooked(scene, w)) continue;
    if (tree[w].lemma == "no" && tree[w].upos == Upos::DET) none(scene, w);
    if (scene.tables.is(tree[w], WordClass::k_option)) options(scene, w);
    const bool ready = (scene.tables.as_adjective(tree[w]) & bit(WordClass::k_ready)) != 0;
    if (ready && (tree[w].upos == Upos::ADJ || (tree[w].upos == Upos::VERB && passive(tree, w)))) {
      int act = tree.child(w, Deprel::xcomp) >= 0 ? tree.child(w, Deprel::xcomp) : tree.child(w, Deprel::advcl);
      if (act < 0) act = tree.child(w, Deprel::ccomp);
      if (act > w && tree[act].upos == Upos::VERB && tree[act].xpos == syntax::Xpos::VB && !unreal(scene, w) &&
          !negated(tree, w) && !denied(scene, w) && !suffers(scene, act))
        will_do(scene, w, act, true);
      continue;
    }
    if (tree[w].upos != Upos::VERB) continue;
    must(scene, w);
    // "warned that it could face": a warning of what may come is as good as one of what will.
    if (!future && tree.child(w, Deprel::aux) >= 0 && threatening(scene, w) && !unreal(scene, tree.head(w)) &&
        !denied(scene, w) && undergoes(scene, w))
      continue;
    if (!future && might(scene, w) && !denied(scene, w)) will_do(scene, w, w, false, true);
    if (!future || unreal(scene, w) || denied(scene, w)) continue;
    if (undergoes(scene, w)) continue;
    const bool carries = scene.tables.is(tree[w], WordClass::k_intend) ||
                         scene.tables.is(tree[w], WordClass::k_waver) || scene.tables.is(tree[w], WordClass::k_ponder);
    if (scene.tables.cues(tree[w]) != nullptr && carries) continue;
    int further = carries ? tree.child(w, Deprel::xcomp) : -1;
    if (further < 0 && carries) further = tree.child(w, Deprel::ccomp);
    if (scene.tables.is(tree[w], WordClass::k_decide)) continue;
    will_do(scene, w, further >= 0 ? further : w, false);
  }
}

}  // namespace casus::commitments
