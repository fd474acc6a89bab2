#include "events/fill.h"

#include <algorithm>

#include "events/further.h"
#include "events/objects.h"
#include "events/parties.h"
#include "events/places.h"
#include "events/slots.h"
#include "events/status.h"
#include "events/victims.h"

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Upos;

constexpr uint16_t kAnyParty = kPolitical | kArmed | kOfficial | kOrganization | kCrowd | kHuman | kNamed;

bool names_party(Scene& scene, int word) {
  return who_is(scene, word).is(kAnyParty);
}

class Filler {
 public:
  explicit Filler(Scene& scene) : scene_(scene) {}

  void fill(Draft& draft) {
    locate(scene_, draft);
    draft.when = time_of(scene_, draft);
    actors(draft);
    recipients(draft);
    if (draft.frame->needs & kNeedReciprocal) reciprocal(draft);
    name_authority(scene_, draft);
    name_object(scene_, draft);
  }

  // Who is asked or let may be the subject of the clause: "demanded that Mali free them".
  void asked(Draft& draft) {
    const Govern govern = draft.frame->govern;
    if (!draft.recipient.empty() ||
        (govern != Govern::kRequest && govern != Govern::kOrder && govern != Govern::kConcede &&
         govern != Govern::kForce && govern != Govern::kAccuse))
      return;
    const int clause = draft.slots.find(kComp);
    if (clause < 0) return;
    const int subject = scene_.tree.child(clause, Deprel::nsubj);
    if (subject < 0) return;
    from_word(subject, draft.recipient, true);
    std::erase_if(draft.recipient, [&](const Argument& a) { return contains(draft.actor, a); });
  }

  // What governs an act and still has no recipient may have one further off.
  void look_further(Draft& draft) {
    asked(draft);
    if (draft.frame->govern != Govern::kNone && !draft.frame->noun && draft.recipient.empty())
      to_the_right(scene_, draft);
  }

  // After all have their own: what governed acts lend to those that govern them, and take from them.
  void share(Draft& draft) {
    if (draft.governor < 0) return;
    Draft& governor = scene_.drafts[std::size_t(draft.governor)];
    const bool others_act = draft.govern == Govern::kRequest || draft.govern == Govern::kForce ||
                            draft.govern == Govern::kOrder || draft.govern == Govern::kConcede ||
                            draft.govern == Govern::kAccuse;
    // "Accused them of arming rebels", "called on them to leave": who is accused or asked is the doer, also where the
    // parser hangs the clause on the verb as if it told when or why.
    const bool of_them = others_act && !draft.frame->noun && !governor.recipient.empty() &&
                         scene_.tree.child(draft.word, Deprel::nsubj) < 0 &&
                         (scene_.tree[draft.word].relation == Deprel::advcl || same(draft.actor, governor.actor));
    if (draft.actor.empty() || of_them) draft.actor = others_act ? governor.recipient : governor.actor;
    if (governor.recipient.empty() && draft.govern != Govern::kPlan) {
      std::vector<Argument> lent = others_act && !same(draft.actor, governor.actor) ? draft.actor : draft.recipient;
      if (lent.empty()) lent = draft.recipient;
      if (draft.frame->needs & kNeedReciprocal) lent.insert(lent.end(), draft.actor.begin(), draft.actor.end());
      std::erase_if(lent, [&](const Argument& a) { return a.word < 0 || contains(governor.actor, a); });
      governor.recipient = std::move(lent);
    }
    if (governor.object.word < 0) governor.object = draft.object, governor.object_concept = draft.object_concept;
  }

 private:
  // "its" of the actor itself is no recipient.
  [[nodiscard]] bool own_pronoun(const std::vector<Argument>& actors, const Argument& a) const {
    return a.word >= 0 && scene_.tree[a.word].upos == Upos::PRON &&
           std::any_of(actors.begin(), actors.end(), [&](const Argument& b) { return b.entity == a.entity; });
  }
  // "Both countries" of two that act.
  [[nodiscard]] bool all_of_them(const std::vector<Argument>& actors, const Argument& a) const {
    if (a.entity < 0) return false;
    const std::vector<int>& members = scene_.cast.entities[std::size_t(a.entity)].members;
    return !members.empty() && std::all_of(members.begin(), members.end(), [&](int m) {
      return std::any_of(actors.begin(), actors.end(), [&](const Argument& b) { return b.entity == m; });
    });
  }
  static bool same(const std::vector<Argument>& a, const std::vector<Argument>& b) {
    return !a.empty() && !b.empty() && contains(b, a.front());
  }

  // "The presidents of Sudan and Chad" are several sides.
  bool owners(int word, std::vector<Argument>& out) {
    for (int c = scene_.tree.first_child(word); c >= 0; c = scene_.tree.next_sibling(c)) {
      if (c < word || scene_.tree[c].relation != Deprel::nmod || !who_is(scene_, c).is(kPolitical)) continue;
      const int mark = scene_.tree.child(c, Deprel::case_);
      const int other = scene_.tree.child(c, Deprel::conj);
      if (mark < 0 || (scene_.tree[mark].lemma != "of" && scene_.tree[mark].lemma != "from") || other < 0 ||
          !who_is(scene_, other).is(kPolitical))
        continue;
      add_parties(scene_, c, out);
      return true;
    }
    return false;
  }

  // The parties that a slot's word gives: itself, or the party its phrase names.
  // The party it is not: `but` ("Chad attacked a base of its neighbour").
  void from_word(int word, std::vector<Argument>& out, bool dig, int but = -1, Within how = Within::kAny) {
    if (word < 0) return;
    const Who who = who_is(scene_, word);
    const bool direct = who.is(kPolitical | kOfficial) || (who.is(kAnyParty) && !who.is(kPlace));
    if (scene_.tree[word].xpos == syntax::Xpos::NNS && owners(word, out)) return;
    // People known only by whose they are: "the union's partners", "Maltese nationals".
    const bool bare = direct && who.entity < 0 && dig && scene_.tree[word].upos == Upos::NOUN;
    if (bare) {
      const int inner = party_within(scene_, word, but, Within::kOwn);
      if (inner >= 0 && inner != word) {
        add_named_within(scene_, word, inner, out);
        return;
      }
    }
    if (direct || who.entity >= 0) {
      add_parties(scene_, word, out);
      return;
    }
    if (dig) {
      const int inner = party_within(scene_, word, but, how);
      if (inner >= 0) {
        add_named_within(scene_, word, inner, out);
        return;
      }
    }
    if (who.is(kAnyParty)) add_parties(scene_, word, out);
    // A measure of people ("dozens of villagers", "a group of soldiers").
    else if (scene_.tree[word].upos == Upos::NOUN || scene_.tree[word].upos == Upos::NUM) {
      for (int c = scene_.tree.first_child(word); c >= 0; c = scene_.tree.next_sibling(c)) {
        if (scene_.tree[c].relation == Deprel::nmod && scene_.tree.child(c, Deprel::case_) >= 0 &&
            scene_.tree[scene_.tree.child(c, Deprel::case_)].lemma == "of" && names_party(scene_, c)) {
          add_parties(scene_, c, out);
          return;
        }
      }
    }
  }

  // "Flood in the north: the president says": the subject stands after the colon, whatever the tree says.
  [[nodiscard]] int past_colon(int subject) {
    for (int c = scene_.tree.first_child(subject); c >= 0; c = scene_.tree.next_sibling(c)) {
      if (c < subject + 1) continue;
      const Deprel relation = scene_.tree[c].relation;
      if (relation != Deprel::appos && relation != Deprel::parataxis && relation != Deprel::list &&
          relation != Deprel::dep && relation != Deprel::conj && relation != Deprel::nmod)
        continue;
      for (int w = subject + 1; w < c; ++w) {
        if (scene_.tree[w].form == ":" && names_party(scene_, c)) return c;
      }
    }
    return -1;
  }

  void from_slots(const Draft& draft, const std::vector<SlotId>& ids, std::vector<Argument>& out, bool all,
                  int but = -1, Within how = Within::kAny) {
    for (SlotId id : ids) {
      for (int i = 0; i < draft.slots.count; ++i) {
        const Slot& slot = draft.slots.items[std::size_t(i)];
        if (slot.id != id) continue;
        if (id == kAdj && !(who_is(scene_, slot.word).is(kPolitical | kArmed))) continue;
        if (id == kCmp && !who_is(scene_, slot.word).is(kAnyParty | kPlace)) continue;
        const std::string_view name = scene_.frames.slot_name(id);
        if ((name == "in" || name == "at" || name == "near" || name == "outside") &&
            !who_is(scene_, slot.word).is(kPolitical | kArmed | kPlace) && party_within(scene_, slot.word) < 0)
          continue;
        if (id == kComp && draft.frame->govern != Govern::kNone) continue;
        if (id == kSubj && past_colon(slot.word) >= 0) {
          add_parties(scene_, past_colon(slot.word), out);
          continue;
        }
        std::vector<Argument> found;
        from_word(slot.word, found, id != kAdj && id != kCmp, but, how);
        for (Argument& a : found) {
          if (but >= 0 && (contains(draft.actor, a) || own_pronoun(draft.actor, a))) continue;
          if (!contains(out, a)) out.push_back(std::move(a));
        }
        if (!out.empty() && !all && id >= kFirstPreposition) return;  // "on the camp on orders of the king"
      }
      if (!out.empty() && !all) return;
    }
  }

  void actors(Draft& draft) {
    // "A bomb in Lima": not of those who live there.
    const Within doer = draft.category == Category::kAssault ? Within::kOwn : Within::kDoer;
    const bool all = (draft.frame->needs & kNeedReciprocal) != 0 && draft.frame->noun;
    from_slots(draft, draft.frame->actor, draft.actor, all, -1, doer);
    // "Monks protest in the streets": a verb taken for a noun keeps its subject.
    if (draft.frame->noun && draft.actor.empty() && scene_.tree.child(draft.word, Deprel::cop) < 0)
      from_slots(draft, {kSubj}, draft.actor, false, -1, doer);
    if (draft.actor.empty() && (draft.frame->needs & kNeedAdjective)) from_slots(draft, {kObj}, draft.actor, false);
    // A strike as subject ("the raid killed") lends its own author.
    if (!draft.frame->noun && draft.actor.empty() && draft.category == Category::kAssault) {
      const int subject = draft.slots.find(kSubj);
      if (subject >= 0) {
        const int inner = party_within(scene_, subject, -1, Within::kOwn);
        if (inner >= 0) add_parties(scene_, inner, draft.actor);
      }
    }
    if (!draft.frame->noun || draft.verb < 0) return;
    const Slots around = slots_of(scene_, draft.verb);
    const auto subject = [&] {
      const int s = around.find(kSubj);
      if (s < 0 || s == draft.word) return;
      std::vector<Argument> found;
      from_word(s, found, true, -1, Within::kDoer);
      for (Argument& a : found) {
        if (!contains(draft.actor, a)) draft.actor.push_back(std::move(a));
      }
    };
    if (draft.light) {
      switch (draft.effect) {
        case Effect::kDo:
        case Effect::kAnnounce:
        case Effect::kPlan:
        case Effect::kClaim:
        case Effect::kUndo:
        case Effect::kFail:
        case Effect::kWeigh:
          if (draft.actor.empty() || (draft.frame->needs & kNeedReciprocal)) subject();
          break;
        case Effect::kUndergo: {
          const int s = around.find(kSubj);
          if (s >= 0) from_word(s, draft.recipient, true);
          break;
        }
        case Effect::kHappen:
          break;
      }
      for (int i = 0; i < around.count; ++i) {
        const Slot& slot = around.items[std::size_t(i)];
        if (slot.id >= kFirstPreposition && slot.word != draft.word) draft.slots.add(slot.id, slot.word);
        if (slot.id == kIobj) draft.slots.add(scene_.frames.preposition("to"), slot.word);
      }
      if (draft.actor.empty() || all) from_slots(draft, draft.frame->actor, draft.actor, all, -1, doer);
    } else if (draft.category == Category::kConsult && draft.actor.size() < 2 &&
               (scene_.tree[draft.word].relation == Deprel::obl || specialises(draft.deed->id, "visit"))) {
      // "On a visit to Rome the minister said": the subject is the one who is there.
      if (draft.actor.empty() || (draft.frame->needs & kNeedReciprocal)) subject();
    }
  }

  void recipients(Draft& draft) {
    const int self = draft.actor.size() == 1 ? draft.actor.front().entity : -1;
    if (draft.recipient.empty()) from_slots(draft, draft.frame->recipient, draft.recipient, false, self);
    const bool mutual_noun = draft.light && draft.category == Category::kConsult;
    if (draft.recipient.empty() && (!draft.frame->noun || mutual_noun) && draft.frame->govern == Govern::kNone)
      to_the_right(scene_, draft);
    if (draft.recipient.empty()) before_object(draft, self);
    if (draft.recipient.empty()) thing(draft);
    std::erase_if(draft.recipient, [&](const Argument& a) {
      return contains(draft.actor, a) || own_pronoun(draft.actor, a) || all_of_them(draft.actor, a);
    });
    const Category category = draft.category;
    // "Shuts its embassy in Mali": one's own is not who is punished.
    if (category == Category::kSanction && self >= 0 && draft.mode != "convict") {
      const std::size_t before = draft.recipient.size();
      std::erase_if(draft.recipient, [&](const Argument& a) { return a.entity == self; });
      if (draft.recipient.empty() && before > 0) to_the_right(scene_, draft);
    }
    if (category == Category::kAssault || category == Category::kCoerce || category == Category::kSanction ||
        category == Category::kProtest || category == Category::kMobilize)
      name_victims(scene_, draft);
  }

  // "Offers Malta military support": who is given it may be taken for a part of the object.
  void before_object(Draft& draft, int self) {
    const auto& slots = draft.frame->recipient;
    if (draft.frame->noun || std::find(slots.begin(), slots.end(), kIobj) == slots.end()) return;
    const int object = draft.slots.find(kObj);
    for (int w = draft.word + 1; w < object && w <= draft.word + 3; ++w) {
      const Who who = who_is(scene_, w);
      if (scene_.tree[w].upos != Upos::PROPN || !who.is(kPolitical) || who.entity == self ||
          scene_.tree.child(w, Deprel::case_) >= 0)
        continue;
      add_parties(scene_, w, draft.recipient);
      return;
    }
  }

  // What is blamed, refused, backed or hit without naming whose it is keeps its words and no id.
  void thing(Draft& draft) {
    switch (draft.category) {
      case Category::kAccuse:
      case Category::kReject:
      case Category::kSupport:
      case Category::kCoerce:
      case Category::kAssault:
        break;
      default:
        return;
    }
    // "Accused the law of harming them", "found him guilty": what is blamed may be a thing.
    const bool blamed = draft.frame->govern == Govern::kAccuse && !draft.frame->recipient.empty() &&
                        draft.frame->recipient.front() == kObj;
    if (draft.frame->govern != Govern::kNone && draft.category != Category::kReject && !blamed) return;
    for (SlotId id : draft.frame->recipient) {
      if (id != kObj && id != kSubj &&
          (id < kFirstPreposition ||
           (scene_.frames.slot_name(id) != "of" && scene_.frames.slot_name(id) != "on" &&
            scene_.frames.slot_name(id) != "into" && scene_.frames.slot_name(id) != "against")))
        continue;
      const int word = draft.slots.find(id);
      if (word < 0 || (scene_.tree[word].upos != Upos::NOUN && scene_.tree[word].upos != Upos::PROPN) ||
          who_is(scene_, word).entity >= 0 || scene_.temporal[std::size_t(word)] ||
          scene_.tree[word].form.find_first_of("0123456789") == 0)
        continue;
      draft.recipient.push_back(argument(scene_, word));
      return;
    }
  }

  // All parties to a mutual act are its actors.
  void reciprocal(Draft& draft) {
    if (draft.frame->noun && draft.actor.size() > 1) {
      draft.recipient.clear();
      return;
    }
    std::vector<Argument> kept;
    // "The envoys of Chad and Mali met in the Omani capital", "the Union's ministers met in Oslo": where they meet is
    // no party.
    const bool body = draft.actor.size() == 1 && draft.actor.front().entity >= 0 &&
                      scene_.cast.entities[std::size_t(draft.actor.front().entity)].kind == ActorKind::kOrganization;
    if ((draft.actor.size() > 1 || body) && !draft.recipient.empty() && draft.recipient.front().word >= 0) {
      const int word = draft.recipient.front().word, head = scene_.tree.head(word);
      const SlotId own = slot_of(scene_, word);
      const SlotId slot = own != kNoSlot || head < 0 ? own : slot_of(scene_, head);  // "in the Omani capital"
      if (slot >= kFirstPreposition && (scene_.frames.slot_name(slot) == "in" || scene_.frames.slot_name(slot) == "at"))
        draft.recipient.clear();
    }
    for (Argument& a : draft.recipient) {
      if (a.basis == Basis::kText && a.word >= 0 && who_is(scene_, a.word).is(kAnyParty))
        draft.actor.push_back(std::move(a));
      else
        kept.push_back(std::move(a));
    }
    draft.recipient = std::move(kept);
  }

  Scene& scene_;
};

}  // namespace

void fill_all(Scene& scene) {
  Filler filler(scene);
  for (Draft& draft : scene.drafts) filler.fill(draft);
  // From the innermost outwards, so that what a governed act knows reaches the outermost.
  for (std::size_t i = scene.drafts.size(); i-- > 0;) filler.share(scene.drafts[i]);
  for (Draft& draft : scene.drafts) filler.share(draft);
  for (Draft& draft : scene.drafts) filler.look_further(draft);
}

}  // namespace casus::events
