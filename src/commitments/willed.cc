// What a side says it will do. The subject of "will" binds itself where it is a side that can be bound; what it will do
// says whether that is a threat, a guarantee, a promise, or, with "not", a refusal or a promise to refrain. A target
// that "will face" harm is threatened by who says so; an event that "would prompt" a side's act is that act's
// condition.
#include "commitments/rules.h"

namespace casus::commitments {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;

bool threatening(const Scene& scene, int word) {
  const int s = statement_of(scene, word);
  if (s < 0) return false;
  const SpeechAct act = scene.statements[std::size_t(s)].act;
  return act == SpeechAct::kThreaten || act == SpeechAct::kWarn;
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
  if (object < 0 || s < 0 || scene.statements[std::size_t(s)].side.empty()) return true;
  if ((scene.tables.classes(tree[object]) & (bit(WordClass::k_harm) | bit(WordClass::k_vague))) == 0) return true;
  Commitment entry;
  entry.kind = EntryKind::kThreat;
  entry.holder = {scene.statements[std::size_t(s)].side};
  entry.counterparty = sides(scene, doer(scene, verb));
  subtract(entry.counterparty, entry.holder);
  if (entry.counterparty.empty()) return true;
  const Condition condition = condition_of(scene, {verb, tree.head(verb)}, entry.kind);
  entry.action = noun_range(scene, object, condition);
  entry.strength = Strength::kImplicit;
  if (scene.tables.is(tree[object], WordClass::k_vague)) entry.specificity = Specificity::kUnspecified;
  finish(scene, std::move(entry), verb, condition, "will face");
  return true;
}

// "any attack would prompt our response", "the delivery forces the country to take measures".
bool causes(Scene& scene, int verb, bool future) {
  const Tree& tree = scene.tree;
  if (!scene.tables.is(tree[verb], WordClass::k_cause)) return false;
  const auto subject_at = [&](int at) {
    return tree.child(at, Deprel::nsubj) >= 0 ? tree.child(at, Deprel::nsubj) : tree.child(at, Deprel::nsubj_pass);
  };
  int subject = subject_at(verb);
  for (int up = verb;
       subject < 0 && up >= 0 && (tree[up].relation == Deprel::conj || tree[up].relation == Deprel::obj);) {
    up = tree.head(up);  // coordination, even where the tree hangs it on the object
    subject = subject_at(up);
  }
  if (subject < 0 || tree[subject].upos == Upos::PRON) return false;
  const int mention = scene.cast.headed_by(scene.sentence, subject);
  if (mention >= 0 && scene.cast.mentions[std::size_t(mention)].kind == actors::MentionKind::kName) return false;
  const int s = statement_of(scene, verb);
  const std::string speaker = s >= 0 ? scene.statements[std::size_t(s)].side : std::string();
  Commitment entry;
  entry.kind = EntryKind::kThreat;
  const int object =
      tree.child(verb, Deprel::obj) >= 0 ? tree.child(verb, Deprel::obj) : tree.child(verb, Deprel::iobj);
  const int act = tree.child(verb, Deprel::xcomp);
  int answer = -1;
  if (act >= 0 && object >= 0) {  // forces X to answer
    if (!nature(scene, act).harm && !nature(scene, act).vague) return false;
    entry.holder = sides(scene, object);
    entry.action = act_range(scene, act, {});
    answer = act;
  } else {
    answer = object >= 0                            ? object
             : phrase_with(tree, verb, "with") >= 0 ? phrase_with(tree, verb, "with")
             : phrase_with(tree, verb, "to") >= 0   ? phrase_with(tree, verb, "to")
                                                    : phrase_with(tree, verb, "by");
    if (answer < 0 || !future) return false;
    if ((scene.tables.classes(tree[answer]) & (bit(WordClass::k_harm) | bit(WordClass::k_vague))) == 0) return false;
    entry.holder = sides(scene, doer(scene, answer) >= 0 && doer(scene, answer) != subject ? doer(scene, answer) : -1);
    entry.action = noun_range(scene, answer, {});
  }
  if (entry.holder.empty() && !speaker.empty()) entry.holder = {speaker};
  if (!speaker.empty() && entry.holder != Sides{speaker}) return false;  // another's reaction is a prediction
  if (speaker.empty()) return false;
  entry.condition = noun_range(scene, subject, {});
  if (entry.condition.empty()) return false;
  if (const int any = tree.child(subject, Deprel::det); any >= 0 && any + 1 == entry.condition.first)
    entry.condition.first = any;
  entry.condition_event = event_at(scene, subject, entry.condition);
  entry.connective = std::string(tree[verb].lemma);
  entry.strength = Strength::kImplicit;
  if (scene.tables.is(tree[answer], WordClass::k_vague) || nature(scene, answer).vague)
    entry.specificity = Specificity::kUnspecified;
  finish(scene, std::move(entry), verb, {}, "would prompt");
  return true;
}

void will_do(Scene& scene, int governor, int verb, bool offered) {
  const Tree& tree = scene.tree;
  Commitment entry;
  const bool is_passive = passive(tree, verb);
  const int subject = is_passive ? phrase_with(tree, verb, "by") : doer(scene, governor);
  entry.holder = sides(scene, subject);
  const int s = statement_of(scene, governor);
  if (is_passive && entry.holder.empty() && s >= 0 && !scene.statements[std::size_t(s)].side.empty())
    entry.holder = {scene.statements[std::size_t(s)].side};
  if (entry.holder.empty()) return;
  const bool speaks_for_itself = s >= 0 && (entry.holder == Sides{scene.statements[std::size_t(s)].side} ||
                                            scene.statements[std::size_t(s)].side.empty());
  Nature what = nature(scene, verb);
  const bool no = negated(tree, verb) || (governor != verb && negated(tree, governor));
  const bool warned = threatening(scene, governor), vowed = promising(scene, governor);
  const Condition strong = condition_of(scene, {verb, governor}, EntryKind::kThreat);
  if (what.force && !what.protect)
    (warned || (strong.head >= 0 && !strong.connective->weak) ? what.harm : what.benefit) = true;
  if (no) {
    if (s < 0 && strong.head < 0) return;
    entry.polarity = Polarity::kRefrain;
    entry.kind = what.harm || is_passive ? EntryKind::kPromise : EntryKind::kRefusal;
    if (warned && is_passive) entry.kind = EntryKind::kThreat;
  } else if (what.protect) {
    entry.kind = EntryKind::kGuarantee;
  } else if (what.harm && !what.benefit && (speaks_for_itself || warned || strong.head >= 0)) {
    entry.kind = EntryKind::kThreat;
  } else if (what.benefit && (s >= 0 || strong.head >= 0)) {
    entry.kind = offered ? EntryKind::kOffer : EntryKind::kPromise;
  } else if (warned && speaks_for_itself) {
    entry.kind = EntryKind::kThreat;
  } else if (vowed || (offered && s >= 0)) {
    entry.kind = offered ? EntryKind::kOffer : EntryKind::kPromise;
  } else {
    return;
  }
  if (is_passive && !warned && !no) return;
  const Condition condition = condition_of(scene, {verb, governor, s >= 0 ? tree.head(governor) : -1}, entry.kind);
  if (entry.kind == EntryKind::kPromise && !no && what.harm && condition.head < 0) return;
  if (what.vague) entry.specificity = Specificity::kUnspecified;
  entry.action = act_range(scene, governor != verb && tree[governor].upos == Upos::VERB ? governor : verb, condition);
  entry.action_event = event_at(scene, verb, entry.action);
  if (entry.kind == EntryKind::kGuarantee) entry.counterparty = sides_within(scene, entry.action);
  finish(scene, std::move(entry), verb, condition, "will");
}

}  // namespace

void willed(Scene& scene) {
  const Tree& tree = scene.tree;
  for (int w = 0; w < tree.size(); ++w) {
    const bool future = will(tree, w) >= 0;
    if (tree[w].upos == Upos::VERB && causes(scene, w, future)) continue;
    if (scene.tables.is(tree[w], WordClass::k_ready) && tree[w].upos == Upos::ADJ) {
      const int act = tree.child(w, Deprel::xcomp) >= 0 ? tree.child(w, Deprel::xcomp) : tree.child(w, Deprel::advcl);
      if (act > w && tree[act].upos == Upos::VERB && !unreal(scene, w) && !negated(tree, w))
        will_do(scene, w, act, true);
      continue;
    }
    if (!future || tree[w].upos != Upos::VERB || unreal(scene, w)) continue;
    if (undergoes(scene, w)) continue;
    if (scene.tables.cues(tree[w].lemma) != nullptr && scene.tables.is(tree[w], WordClass::k_intend)) continue;
    const int further = scene.tables.is(tree[w], WordClass::k_intend) ? tree.child(w, Deprel::xcomp) : -1;
    if (scene.tables.is(tree[w], WordClass::k_decide)) continue;
    will_do(scene, w, further >= 0 ? further : w, false);
  }
}

}  // namespace casus::commitments
