#include "events/further.h"

#include <algorithm>

#include "events/parties.h"
#include "events/slots.h"

namespace casus::events {

using syntax::Deprel;
using syntax::Upos;

bool contains(const std::vector<Argument>& list, const Argument& a) {
  return std::any_of(list.begin(), list.end(), [&](const Argument& b) {
    return a.word == b.word || (a.entity >= 0 && a.entity == b.entity && a.sector == b.sector);
  });
}

namespace {

// Whether a word belongs to another act or clause than that of the draft.
bool another_act(const Scene& scene, const Draft& draft, int word) {
  const int root = draft.frame->noun && draft.verb >= 0 ? draft.verb : draft.word;
  for (int up = word, steps = 0; up >= 0 && up != root && steps < 12; ++steps) {
    const Deprel relation = scene.tree[up].relation;
    if (relation == Deprel::acl_relcl || relation == Deprel::parataxis) return true;
    // "Declares an emergency following deaths in X": what lies below an occasion is the occasion's.
    if (relation == Deprel::obl || relation == Deprel::nmod || relation == Deprel::advcl) {
      for (int c = scene.tree.first_child(up); c >= 0; c = scene.tree.next_sibling(c)) {
        if (scene.tree[c].relation == Deprel::case_ &&
            (scene.frames.preposition(scene.tree[c].lemma) == kNoSlot || scene.tree[c].lemma == "after"))
          return true;
      }
    }
    up = scene.tree.head(up);
    if (up < 0 || up == root) break;
    const int other = scene.draft_at[std::size_t(up)];
    if (other >= 0 && scene.drafts[std::size_t(other)].frame->noun && up != draft.word &&
        (scene.tree[up].relation == Deprel::obl ||
         (scene.tree.child(up, Deprel::case_) >= 0 && slot_of(scene, up) == kNoSlot)))
      return true;  // "resumed ties after arms sales to X"
  }
  return false;
}

}  // namespace

// A beneficiary or target further off: "gave 3 million euros to promote investment in Chad".
void to_the_right(Scene& scene, Draft& draft) {
  const Category category = draft.category;
  const bool mutual = category == Category::kConsult || category == Category::kCooperate;
  const bool wanted =
      category != Category::kProtest && (category != Category::kAccuse || specialises(draft.deed->id, "investigate"));
  if (!wanted || (draft.frame->recipient.empty() && !mutual)) return;
  if ((mutual || draft.deed->category == Category::kAgree) && draft.actor.size() > 1) return;
  const bool warning = specialises(draft.deed->id, "threaten/warn");
  const int root = draft.frame->noun && draft.verb >= 0 ? draft.verb : draft.word;
  const int last = scene.tree.yield(root).last;
  for (int w = draft.word + 1; w <= last; ++w) {
    if (scene.tree[w].upos == Upos::PUNCT && scene.tree[w].form == "," &&
        !(mutual && w < last && scene.tree[w + 1].lemma == "with"))
      return;
    if (!who_is(scene, w).is(kPolitical)) continue;
    const SlotId slot = slot_of(scene, w);
    if (slot < kFirstPreposition) continue;
    const std::string_view name = scene.frames.slot_name(slot);
    if (warning && name != "to" && name != "against") continue;
    const bool between = name == "with" || name == "between" || name == "among";
    if (mutual ? !between
               : name != "to" && name != "for" && name != "in" && !between && name != "against" && name != "of" &&
                     name != "from" && name != "on")
      continue;
    if (category != Category::kAid && name == "of") continue;
    const Argument found = argument(scene, w);
    if (contains(draft.actor, found) || another_act(scene, draft, w)) continue;
    if (name == "in" && specialises(draft.deed->id, "sign") && who_is(scene, w).mention >= 0 &&
        scene.cast.mentions[std::size_t(who_is(scene, w).mention)].place)
      continue;  // where it was said or signed
    add_parties(scene, w, draft.recipient);
    return;
  }
}

}  // namespace casus::events
