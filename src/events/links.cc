// Which act carries, governs or plans which: nouns and their light verbs ("carried out an attack"), control ("began to
// withdraw"), and acts of speech and will over other acts ("threatened to bomb", "demanded the release").
#include <algorithm>

#include "events/drafts.h"
#include "events/parties.h"
#include "events/repairs.h"
#include "events/slots.h"

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;

// The slot of a dependent seen from its governor.
SlotId seen_from(const Scene& scene, int verb, int word) {
  const Tree& tree = scene.tree;
  switch (tree[word].relation) {
    case Deprel::obj:
      return kObj;
    case Deprel::nsubj:
      return passive(scene, verb) ? kObj : kSubj;
    case Deprel::nsubj_pass:
      return kObj;
    case Deprel::xcomp:
    case Deprel::ccomp:
      return kComp;
    case Deprel::advcl:
      return slot_of(scene, word);
    case Deprel::obl:
    case Deprel::nmod:
      return slot_of(scene, word);
    default:
      return kNoSlot;
  }
}

bool stands(const Tree& tree, int verb, const std::vector<std::string_view>& particles) {
  for (std::string_view particle : particles) {
    bool found = false;
    for (int next = verb + 1; next < tree.size() && next <= verb + 3 && !found; ++next)
      found = tree[next].form == particle;
    for (int c = tree.first_child(verb); c >= 0 && !found; c = tree.next_sibling(c))
      found = c > verb && tree[c].lemma == particle;
    if (!found) return false;
  }
  return true;
}

const Light* light_for(const Scene& scene, int verb, SlotId slot) {
  const Light* out = nullptr;
  for (const Light& light : scene.frames.lights(scene.tree[verb].lemma)) {
    if (light.slot != slot || !stands(scene.tree, verb, light.particles)) continue;
    if (!out || light.particles.size() > out->particles.size()) out = &light;
  }
  return out;
}

// The first of a coordination: its place in the tree is that of all.
int first_of_conjuncts(const Tree& tree, int word) {
  for (int steps = 0; steps < 8 && tree[word].relation == Deprel::conj; ++steps) word = tree.head(word);
  return word;
}

void carry(Scene& scene, Draft& draft) {
  const Tree& tree = scene.tree;
  const int first = first_of_conjuncts(tree, draft.word);
  int verb = tree.head(first);
  int from = first;
  // "an attack carried out by", "talks held in": the participle carries the noun it modifies.
  for (int c = tree.first_child(draft.word); c >= 0; c = tree.next_sibling(c)) {
    if ((tree[c].relation != Deprel::acl && tree[c].relation != Deprel::acl_relcl) || tree[c].upos != Upos::VERB)
      continue;
    const Light* light = light_for(scene, c, kObj);
    if (light && (light->effect == Effect::kDo || light->effect == Effect::kPlan || light->effect == Effect::kUndo) &&
        tree[c].xpos == syntax::Xpos::VBN) {
      draft.verb = c, draft.effect = light->effect, draft.light = true;
      return;
    }
  }
  // "a series of attacks", "a round of talks": the measure word stands in the slot.
  while (verb >= 0 && tree[verb].upos == Upos::NOUN && tree[from].relation == Deprel::nmod) {
    const int c = tree.child(from, Deprel::case_);
    if (c < 0 || tree[c].lemma != "of") break;
    from = first_of_conjuncts(tree, verb);
    verb = tree.head(from);
  }
  if (verb < 0 || (tree[verb].upos != Upos::VERB && tree[verb].upos != Upos::AUX && !verb_after_all(tree, verb)))
    return;
  const SlotId slot = seen_from(scene, verb, from);
  const Light* light = light_for(scene, verb, slot);
  draft.verb = verb;
  if (!light) return;
  draft.effect = light->effect;
  draft.light = true;
}

// Whether a frame's object slots reach that word.
bool governs(const Scene& scene, const Draft& governor, int word) {
  const int first = first_of_conjuncts(scene.tree, word);
  for (SlotId id : governor.frame->object) {
    for (int i = 0; i < governor.slots.count; ++i) {
      const Slot& slot = governor.slots.items[std::size_t(i)];
      if (slot.id == id && (slot.word == word || slot.word == first)) return true;
    }
  }
  return false;
}

// Through measure words and nouns that stand for an act ("a plan to", "a series of", "calls for").
int holder_of(const Scene& scene, int word) {
  const Tree& tree = scene.tree;
  int from = first_of_conjuncts(tree, word);
  const int head = tree.head(from);
  if (head < 0 || tree[head].upos != Upos::NOUN || scene.draft_at[std::size_t(head)] >= 0) return from;
  if (tree[from].relation == Deprel::nmod || tree[from].relation == Deprel::acl) return first_of_conjuncts(tree, head);
  return from;
}

}  // namespace

void link_all(Scene& scene) {
  const Tree& tree = scene.tree;
  for (Draft& draft : scene.drafts) {
    if (draft.frame->noun) carry(scene, draft);
  }
  for (std::size_t i = 0; i < scene.drafts.size(); ++i) {
    Draft& draft = scene.drafts[i];
    const int holder = holder_of(scene, draft.word);
    const int head = tree.head(holder);
    if (head < 0) continue;
    int by = scene.draft_at[std::size_t(head)];
    // A clause of a clause: "urged them to begin to withdraw".
    for (int steps = 0, up = head; by < 0 && steps < 3 && up >= 0; ++steps) {
      if (tree[up].relation != Deprel::xcomp && tree[up].relation != Deprel::ccomp) break;
      up = tree.head(up);
      if (up >= 0) by = scene.draft_at[std::size_t(up)];
      if (by >= 0 && scene.drafts[std::size_t(by)].frame->govern != Govern::kNone) {
        draft.governor = by, draft.govern = scene.drafts[std::size_t(by)].frame->govern;
      }
      by = -1;
    }
    if (by < 0 || by == int(i)) continue;
    const Draft& governor = scene.drafts[std::size_t(by)];
    if (governor.frame->govern == Govern::kNone) continue;
    // "offered scathing criticism": the noun says what was done, the verb only that it was.
    if (draft.light && draft.effect == Effect::kDo && draft.verb == governor.word &&
        value_of(draft.category).quad == 3) {
      scene.drafts[std::size_t(by)].dropped = true;
      scene.drafts[std::size_t(by)].why = "carries a noun that says more";
      continue;
    }
    if (governs(scene, governor, draft.word) || governs(scene, governor, holder))
      draft.governor = by, draft.govern = governor.frame->govern;
  }
}

}  // namespace casus::events
