#include "events/places.h"

#include "events/parties.h"
#include "events/slots.h"

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Upos;

class Locator {
 public:
  explicit Locator(Scene& scene) : scene_(scene) {}

  void place(Draft& draft) {
    const auto look = [&](const Slots& slots) {
      for (int i = 0; i < slots.count && draft.location.word < 0; ++i) {
        const Slot& slot = slots.items[std::size_t(i)];
        if (slot.id < kFirstPreposition || slot.word == draft.word) continue;
        const std::string_view name = scene_.frames.slot_name(slot.id);
        if (name != "in" && name != "at" && name != "near" && name != "outside" && name != "across" &&
            name != "inside" && name != "over" && name != "on" && name != "off" && name != "around" &&
            name != "along" && name != "throughout")
          continue;
        // "In Israeli strikes on a town": an act is no place, whoever's it is.
        if (scene_.draft_at[std::size_t(slot.word)] >= 0) {
          place_of_act(draft, slot.word);
          continue;
        }
        const int found = place_word(slot.word, name == "on" || name == "over");
        if (found >= 0) set_place(draft, slot.word, found);
      }
    };
    look(draft.slots);
    if (draft.location.word < 0 && draft.frame->noun) {
      const int head = scene_.tree.head(draft.word);
      if (head >= 0 && scene_.tree[head].upos == Upos::VERB) look(slots_of(scene_, head));
    }
    for (int i = 0; i < draft.slots.count && draft.location.word < 0; ++i) {
      const Slot& slot = draft.slots.items[std::size_t(i)];
      if (slot.id != kObj && slot.id != kSubj) continue;
      for (int c = scene_.tree.first_child(slot.word); c >= 0; c = scene_.tree.next_sibling(c)) {
        if (scene_.tree[c].relation != Deprel::nmod) continue;
        const int mark = scene_.tree.child(c, Deprel::case_);
        if (mark < 0 ||
            (scene_.tree[mark].lemma != "in" && scene_.tree[mark].lemma != "near" && scene_.tree[mark].lemma != "at"))
          continue;
        const int found = place_word(c, false);
        if (found >= 0) set_place(draft, c, found);
      }
    }
    if (draft.location.word < 0 || draft.location.entity < 0) {
      const int verb = draft.frame->noun && draft.verb >= 0 ? draft.verb : draft.word;
      const Argument before = draft.location;
      place_to_the_right(draft, verb);
      if (draft.location.word < 0) draft.location = before;
    }
  }

 private:
  // Where an act named by a noun took place: "in clashes in Lima", "in strikes on houses in Gaza".
  void place_of_act(Draft& draft, int act) {
    for (int c = scene_.tree.first_child(act); c >= 0 && draft.location.word < 0; c = scene_.tree.next_sibling(c)) {
      if (c < act || scene_.tree[c].relation != Deprel::nmod) continue;
      const SlotId slot = slot_of(scene_, c);
      if (slot < kFirstPreposition) continue;
      const std::string_view name = scene_.frames.slot_name(slot);
      if (name != "in" && name != "at" && name != "near" && name != "on" && name != "outside" && name != "across")
        continue;
      const int found = place_word(c, name == "on");
      if (found >= 0) set_place(draft, c, found);
    }
  }

  void place_to_the_right(Draft& draft, int verb) {
    const int last = scene_.tree.yield(verb).last;
    for (int w = verb + 1; w <= last && w < verb + 40; ++w) {
      if (scene_.tree[w].upos != Upos::PROPN || !who_is(scene_, w).is(kPlace)) continue;
      if (w > 1 && scene_.tree[w - 1].form == "," && scene_.tree[w - 2].upos == Upos::PROPN) {
        set_place(draft, w, w);  // "in Izmir, Turkey"
        return;
      }
      const SlotId slot = slot_of(scene_, w);
      if (slot < kFirstPreposition) continue;
      const std::string_view name = scene_.frames.slot_name(slot);
      if (name != "in" && name != "near" && name != "at" && name != "outside" && name != "across") continue;
      set_place(draft, w, w);
      return;
    }
  }

  void set_place(Draft& draft, int word, int found) {
    draft.location = argument(scene_, word);
    draft.location.entity = who_is(scene_, found).entity;
    draft.location.sector.reset();
  }

  // The word whose entity is the country of the place that `word` names; `word` itself for a place we do not know.
  int place_word(int word, bool strict, int depth = 0) {
    if (scene_.temporal[std::size_t(word)]) return -1;
    const Who& who = who_is(scene_, word);
    if (who.entity >= 0 && who.is(kPlace)) return word;
    for (int c = scene_.tree.first_child(word); c >= 0 && depth < 4; c = scene_.tree.next_sibling(c)) {
      const Deprel relation = scene_.tree[c].relation;
      if (relation == Deprel::appos || relation == Deprel::nmod || relation == Deprel::nmod_unmarked ||
          relation == Deprel::conj || relation == Deprel::compound || relation == Deprel::amod ||
          relation == Deprel::nmod_poss || relation == Deprel::list || relation == Deprel::flat ||
          relation == Deprel::parataxis) {
        const int found = place_word(c, true, depth + 1);
        if (found >= 0 && who_is(scene_, found).entity >= 0) return found;
      }
    }
    if (strict) return -1;
    return scene_.tree[word].upos == Upos::PROPN && who.entity < 0 ? word : -1;
  }

  Scene& scene_;
};

}  // namespace

void locate(Scene& scene, Draft& draft) {
  Locator(scene).place(draft);
}

}  // namespace casus::events
