#include "events/judge.h"

#include <algorithm>

#include "events/asides.h"
#include "events/merge.h"
#include "events/naming.h"
#include "events/parties.h"
#include "events/recast.h"
#include "events/slots.h"
#include "events/status.h"
#include "events/subject.h"

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Upos;

constexpr uint16_t kActs = kPolitical | kArmed | kOfficial;

bool any(Scene& scene, const std::vector<Argument>& list, uint16_t traits) {
  return std::any_of(list.begin(), list.end(), [&](const Argument& a) {
    return a.word >= 0 ? who_is(scene, a.word).is(traits) : a.entity >= 0 && a.sector != "CVL" && (traits & kPolitical);
  });
}

bool drop(Draft& draft, const char* why) {
  draft.dropped = draft.spare = true;
  draft.why = why;
  return true;
}

void govern_status(Draft& draft) {
  if (draft.governor < 0) return;
  switch (draft.govern) {
    case Govern::kAgree:
    case Govern::kPlan:
    case Govern::kForce:
    case Govern::kConcede:
    case Govern::kOrder:
      if (draft.status == EventStatus::kActual) draft.status = EventStatus::kFuture;
      break;
    case Govern::kRequest:
    case Govern::kReject:
    case Govern::kThreaten:
    case Govern::kWarn:
      if (draft.status != EventStatus::kNegated) draft.status = EventStatus::kHypothetical;
      break;
    case Govern::kFail:
      draft.status = EventStatus::kNegated;
      break;
    default:
      break;
  }
}

// Formal acts stand without a beneficiary: signing, ratifying, joining.
bool recorded(const Draft& draft) {
  const std::string_view id = draft.deed->id;
  return specialises(id, "sign") || specialises(id, "ratify") || specialises(id, "join-organization") ||
         specialises(id, "join-treaty") || specialises(id, "approve/resolution") ||
         specialises(id, "approve/accession");
}

// "Warned its citizens": the recipient is of the actor.
bool to_its_own(const Draft& draft) {
  return std::any_of(draft.recipient.begin(), draft.recipient.end(), [&](const Argument& r) {
    return r.entity >= 0 &&
           std::any_of(draft.actor.begin(), draft.actor.end(), [&](const Argument& a) { return a.entity == r.entity; });
  });
}

// Whether all are of one state's government: "the finance chiefs met in Moscow", "the party convened in the capital".
bool one_side(const Scene& scene, const std::vector<Argument>& list, const std::vector<Argument>& others) {
  const auto same = [&](const Argument& a) {
    if (a.entity < 0 || list.empty() || list.front().entity < 0) return false;
    const actors::Entity& e = scene.cast.entities[std::size_t(a.entity)];
    return e.members.empty() && e.side == scene.cast.entities[std::size_t(list.front().entity)].side &&
           (e.kind == ActorKind::kState || e.kind == ActorKind::kOffice) &&
           (!a.sector || *a.sector == "GOV" || *a.sector == "PTY" || *a.sector == "LEG");
  };
  return std::all_of(list.begin(), list.end(), same) && std::all_of(others.begin(), others.end(), same);
}

// Whether all who act and all who are acted on are of one state.
bool at_home(const Scene& scene, const Draft& draft) {
  if (draft.actor.empty() || draft.actor.front().entity < 0) return false;
  const std::string& side = scene.cast.entities[std::size_t(draft.actor.front().entity)].side;
  const auto here = [&](const Argument& a) {
    return a.entity >= 0 && scene.cast.entities[std::size_t(a.entity)].side == side;
  };
  return !side.empty() && std::all_of(draft.actor.begin(), draft.actor.end(), here) &&
         std::all_of(draft.recipient.begin(), draft.recipient.end(), here);
}

bool governs_any(const Scene& scene, const Draft& draft) {
  const int self = int(&draft - scene.drafts.data());
  return std::any_of(scene.drafts.begin(), scene.drafts.end(),
                     [&](const Draft& other) { return other.governor == self; });
}

// "Wants to build a dam": wanted of nobody else.
bool own_wish(const Scene& scene, const Draft& draft) {
  const int clause = draft.slots.find(kComp);
  return clause >= 0 && scene.tree[clause].relation == Deprel::xcomp &&
         scene.tree.child(draft.word, Deprel::obj) < draft.word;
}

// Whether a known side undertakes or asks something in so many words, whatever it is; plans and wishes do not count.
bool binding(Scene& scene, const Draft& draft) {
  const std::string_view id = draft.deed->id;
  if (draft.frame->noun || specialises(id, "agree/intend") || specialises(id, "request/wish")) return false;
  if (draft.slots.find(kComp) < 0 && draft.slots.find(kObj) < 0 && draft.frame->object.empty()) return false;
  return std::any_of(draft.actor.begin(), draft.actor.end(), [&](const Argument& a) {
    return a.entity >= 0 && a.word >= 0 && who_is(scene, a.word).is(kPolitical) && a.sector != "JUD";
  });
}

// "A march to demand his release", "a strike against the decree": what is asked is what the protest is about, and of
// whom.
void purpose_of_protest(Scene& scene) {
  for (Draft& protest : scene.drafts) {
    if (protest.category != Category::kProtest || protest.dropped) continue;
    const int root = protest.frame->noun && protest.verb >= 0 ? protest.verb : protest.word;
    for (Draft& other : scene.drafts) {
      if (&other == &protest || other.dropped || other.governor >= 0 || other.word < protest.word ||
          (other.category != Category::kRequest && other.category != Category::kAccuse))
        continue;
      const int verb = other.frame->noun && other.verb >= 0 ? other.verb : other.word;
      const Deprel relation = scene.tree[verb].relation;
      if (!scene.tree.under(verb, root) ||
          (relation != Deprel::advcl && relation != Deprel::acl && relation != Deprel::xcomp))
        continue;
      if (protest.recipient.empty()) protest.recipient = other.recipient;
      drop(other, "what a protest is about");
      for (Draft& part : scene.drafts) {
        if (part.governor >= 0 && &scene.drafts[std::size_t(part.governor)] == &other)
          part.governor = int(&protest - scene.drafts.data());
      }
    }
  }
}

// What keeps a draft from being coded.
bool thin(Scene& scene, Draft& draft) {
  const bool actor = any(scene, draft.actor, kActs);
  const bool some_actor = any(scene, draft.actor, kActs | kNamed | kHuman | kCrowd | kOrganization);
  const bool recipient =
      any(scene, draft.recipient, kActs) || std::any_of(draft.recipient.begin(), draft.recipient.end(),
                                                        [](const Argument& a) { return a.basis == Basis::kContext; });
  const bool some_recipient = std::any_of(draft.recipient.begin(), draft.recipient.end(), [&](const Argument& a) {
    return a.entity >= 0 || a.basis == Basis::kContext || (a.word >= 0 && who_is(scene, a.word).traits != 0);
  });
  const bool thing = !some_recipient && !draft.recipient.empty();
  if (const char* topic = off_the_subject(scene, draft)) return drop(draft, topic);
  if (const char* aside = aside_of(scene, draft)) return drop(draft, aside);
  if (specialises(draft.deed->id, "visit") && !actor) return drop(draft, "a private journey");
  if (specialises(draft.deed->id, "visit") && !draft.recipient.empty() && at_home(scene, draft))
    return drop(draft, "a journey at home");
  const bool firms =
      draft.actor.size() == 1 && std::all_of(draft.actor.begin(), draft.actor.end(),
                                             [](const Argument& a) { return a.sector == "BUS" || a.sector == "AGR"; });
  if (firms && !some_recipient && value_of(draft.category).quad != 4) return drop(draft, "a firm's business");
  if (draft.deed->id == "coerce/coup" && draft.actor.empty()) return drop(draft, "overthrown by nobody");
  if (draft.light && draft.effect == Effect::kUndo && draft.frame->noun) return drop(draft, "undone");
  switch (draft.category) {
    case Category::kConsult: {
      const std::size_t parties = draft.actor.size() + draft.recipient.size();
      if (!actor) return drop(draft, "CONSULT needs a political actor");
      if (parties < 2) {
        // "a meeting with the president": whoever met him stands elsewhere.
        bool several = draft.frame->noun && draft.slots.find(scene.frames.preposition("with")) >= 0;
        for (const Argument& a : draft.actor)
          several |= a.entity >= 0 && scene.cast.entities[std::size_t(a.entity)].members.size() > 1;
        if (!several) return drop(draft, "CONSULT needs two parties");
      }
      if (parties > 1 && one_side(scene, draft.actor, draft.recipient) &&
          (draft.recipient.empty() || draft.actor.front().sector == "PTY" || draft.actor.front().sector == "LEG"))
        return drop(draft, "CONSULT of one side with itself");
      if (!recipient && draft.actor.size() < 2 && !(draft.frame->needs & kNeedReciprocal))
        return drop(draft, "CONSULT needs a political party on either side");
      return false;
    }
    case Category::kAid:
    case Category::kCooperate:
      if ((draft.frame->needs & kNeedReciprocal) && draft.actor.size() > 1 && actor) return false;
      if (draft.frame->deed->id == "exercise" && actor) return false;  // of several sides
      if (!some_recipient) return drop(draft, "needs a recipient");
      if (!some_actor || (!actor && !recipient)) return drop(draft, "needs a political actor");
      if (draft.category == Category::kAid && draft.actor.size() == 1 && draft.actor.front().sector == "COP" &&
          at_home(scene, draft))
        return drop(draft, "the daily duty of the police");
      return false;
    case Category::kSanction:
      // A treaty named by its letters is no party, and a new state owes nobody's name.
      if (!some_recipient && actor &&
          (draft.deed->id == "declare-independence" ||
           (specialises(draft.deed->id, "leave-treaty") && specialises(draft.object_concept, "agreement"))))
        return false;
      if (!some_recipient) return drop(draft, "SANCTION needs a recipient");
      if (draft.deed->id == "sanction/suspend-member" && to_its_own(draft)) return drop(draft, "of its own member");
      if (draft.mode == "convict") {
        if (!actor && !draft.actor.empty()) return drop(draft, "needs a court or state");
        return false;
      }
      if (!actor && !(draft.actor.empty() && recipient)) return drop(draft, "SANCTION needs a political actor");
      if (!recipient && !any(scene, draft.recipient, kNamed | kOrganization))
        return drop(draft, "SANCTION needs a known recipient");
      return false;
    case Category::kCoerce:
      if (!actor && !draft.actor.empty()) return drop(draft, "COERCE needs a political actor");
      if (thing && draft.status == EventStatus::kFuture && specialises(draft.deed->id, "coerce/restrict"))
        return drop(draft, "a law to come");
      if (draft.recipient.empty() && specialises(draft.deed->id, "coerce/arrest") &&
          scene.about[std::size_t(Topic::kCrime)] > 0)
        return drop(draft, "nobody is held");
      if (draft.actor.empty() && (!some_recipient || draft.deed->id == "coerce"))
        return drop(draft, "COERCE needs a party");
      if (draft.actor.empty() && draft.location.entity < 0 &&
          std::all_of(draft.recipient.begin(), draft.recipient.end(),
                      [&](const Argument& a) { return nameless(scene, a.entity); }))
        return drop(draft, "nobody known on either side");
      return false;
    case Category::kAssault:
      if (!draft.recipient.empty() && draft.recipient.front().word >= 0 &&
          scene.tree[draft.recipient.front().word].upos == Upos::PRON &&
          scene.tree[draft.recipient.front().word].form.find("sel") != std::string_view::npos)
        return drop(draft, "to oneself");
      if (draft.actor.empty() && !some_recipient) return drop(draft, "ASSAULT needs a party");
      if (draft.status == EventStatus::kFuture) return drop(draft, "not done yet");
      if (specialises(draft.deed->id, "destroy") && !some_recipient &&
          (specialises(draft.object_concept, "weapon/mine") || specialises(draft.object_concept, "weapon/bomb")))
        return drop(draft, "a disposal");
      if (draft.deed->id == "fight" && !draft.actor.empty() && draft.recipient.empty() &&
          std::all_of(draft.actor.begin(), draft.actor.end(),
                      [](const Argument& a) { return a.sector == "GOV" || a.sector == "LEG" || a.sector == "PTY"; }))
        return drop(draft, "a clash of words");
      if (!actor && draft.status != EventStatus::kActual && draft.status != EventStatus::kHistorical)
        return drop(draft, "planned by nobody armed");
      if (!draft.actor.empty() && !actor && !any(scene, draft.actor, kArmed) && !recipient)
        return drop(draft, "private violence");
      return false;
    case Category::kMobilize:
      if (!any(scene, draft.actor, kActs)) return drop(draft, "MOBILIZE needs an armed or political actor");
      return false;
    case Category::kProtest:
      if (draft.actor.empty() && draft.location.entity < 0 && !recipient)
        return drop(draft, "PROTEST needs a crowd or a place");
      if (!draft.actor.empty() && std::all_of(draft.actor.begin(), draft.actor.end(), [](const Argument& a) {
            return a.sector == "MIL" || a.sector == "COP" || a.sector == "SPY";
          }))
        return drop(draft, "armed, not a crowd");
      if (!draft.actor.empty() && !any(scene, draft.actor, kCrowd | kPolitical | kOrganization) && !recipient)
        return drop(draft, "one person's protest");
      return false;
    case Category::kAgree:
    case Category::kConcede:
    case Category::kRetreat:
    case Category::kReject:
    case Category::kThreaten:
    case Category::kRequest:
    case Category::kAccuse:
    case Category::kSupport:
      if (!actor && !(some_actor &&
                      (recipient || governs_any(scene, draft) || specialises(draft.deed->id, "concede/ease-dissent"))))
        return drop(draft, "needs a political actor");
      if (draft.deed->id == "concede" && !recipient && draft.slots.find(kObj) >= 0 && draft.slots.find(kIobj) < 0 &&
          !governs_any(scene, draft))
        return drop(draft, "lets nobody do anything");
      if (specialises(draft.frame->deed->id, "agree/intend") && (!some_recipient || at_home(scene, draft)))
        return drop(draft, "a plan of its own");
      if (draft.category == Category::kAgree && draft.deed->category == Category::kAgree && draft.actor.size() < 2 &&
          !some_recipient &&
          (specialises(draft.deed->id, "agree/policy") || specialises(draft.deed->id, "agree/ease-restrictions")))
        return drop(draft, "a promise to nobody");
      if (draft.category == Category::kAgree && draft.frame->deed && !some_recipient && draft.actor.size() < 2 &&
          std::any_of(scene.drafts.begin(), scene.drafts.end(), [&](const Draft& other) {
            return other.governor == int(&draft - scene.drafts.data()) &&
                   (other.deed->category == Category::kMobilize || other.deed->category == Category::kAssault);
          }))
        return drop(draft, "readiness for force");
      if (specialises(draft.frame->deed->id, "request/wish") && !recipient && !governs_any(scene, draft))
        return drop(draft, "a wish of nobody");
      if (specialises(draft.frame->deed->id, "request/wish") && !some_recipient && own_wish(scene, draft))
        return drop(draft, "a wish for oneself");
      if (draft.frame->govern == Govern::kOrder && !some_recipient && !governs_any(scene, draft))
        return drop(draft, "an order to nobody");
      if (draft.category == Category::kSupport && draft.actor.size() == 1 && draft.actor.front().sector == "JUD")
        return drop(draft, "a ruling");
      if ((draft.frame->deed->id == "threaten/warn" || (draft.frame->noun && draft.category == Category::kThreaten)) &&
          (!recipient || to_its_own(draft)) && !(draft.frame->noun && governs_any(scene, draft)))
        return drop(draft, "a warning to nobody");
      if (thing && !(actor && std::any_of(draft.actor.begin(), draft.actor.end(),
                                          [](const Argument& a) { return a.entity >= 0; })))
        return drop(draft, "nobody known on either side");
      if (draft.category == Category::kAccuse && !some_recipient && !thing)
        return drop(draft, "ACCUSE needs somebody accused");
      if (thing && draft.category == Category::kReject && draft.actor.size() == 1 &&
          draft.actor.front().sector == "LEG" && draft.object_concept == "law")
        return drop(draft, "a parliament's own business");
      if (specialises(draft.deed->id, "withdraw/troops") && draft.actor.size() == 1 && !draft.frame->noun &&
          draft.actor.front().entity >= 0 && draft.object_concept.empty() &&
          (scene.cast.entities[std::size_t(draft.actor.front().entity)].kind == ActorKind::kPerson ||
           scene.cast.entities[std::size_t(draft.actor.front().entity)].kind == ActorKind::kOffice))
        return drop(draft, "one man's departure");
      if (thing && specialises(draft.deed->id, "approve") && !recorded(draft))
        return drop(draft, "a body's own business");
      if (!some_recipient && !governs_any(scene, draft) && draft.actor.front().sector == "JUD" &&
          draft.category != Category::kAccuse)
        return drop(draft, "a court's daily business");
      if (draft.category == Category::kSupport && !some_recipient && !thing && !recorded(draft) &&
          draft.actor.size() < 2)
        return drop(draft, "SUPPORT needs somebody supported");
      if ((draft.category == Category::kRequest || draft.category == Category::kAgree) &&
          draft.deed->category == draft.category && !some_recipient && !governs_any(scene, draft) &&
          draft.object_concept.empty() && draft.actor.size() < 2 && !binding(scene, draft))
        return drop(draft, "about nothing we know");
      return false;
  }
  return false;
}

}  // namespace

void judge_all(Scene& scene, Trace* trace) {
  // "Claims to have taken the town": what a side says of itself is no blame.
  for (Draft& draft : scene.drafts) {
    const Deprel relation = scene.tree[draft.word].relation;
    if (draft.governor < 0 || draft.govern != Govern::kAccuse || draft.actor.empty() ||
        (relation != Deprel::xcomp && relation != Deprel::ccomp))
      continue;
    Draft& governor = scene.drafts[std::size_t(draft.governor)];
    if (governor.actor.empty() || governor.actor.front().entity < 0 ||
        governor.actor.front().entity != draft.actor.front().entity ||
        governor.actor.front().sector != draft.actor.front().sector)
      continue;
    drop(governor, "said of oneself");
    draft.governor = -1, draft.govern = Govern::kNone;
  }
  for (Draft& draft : scene.drafts) {
    draft.status = status_of(scene, draft);
    govern_status(draft);
  }
  for (Draft& draft : scene.drafts) name_by_content(scene, draft);
  for (Draft& draft : scene.drafts) name_by_purpose(scene, draft);
  for (Draft& draft : scene.drafts) {
    recast(scene, draft);
    if (draft.governor < 0 || draft.govern == Govern::kPlan || draft.govern == Govern::kDo) {
      thin(scene, draft);
      if (draft.govern == Govern::kPlan || draft.govern == Govern::kDo) draft.governor = -1;
    }
  }
  purpose_of_protest(scene);
  // A plan is coded as what is planned.
  for (Draft& draft : scene.drafts) {
    if (draft.frame->govern != Govern::kPlan || draft.dropped) continue;
    for (const Draft& other : scene.drafts) {
      if (!other.dropped && other.govern == Govern::kPlan && &other != &draft) drop(draft, "coded as what is planned");
    }
  }
  merge_all(scene);
  // Parts of what is not coded are not coded either.
  for (Draft& draft : scene.drafts) {
    if (draft.governor >= 0 && scene.drafts[std::size_t(draft.governor)].dropped && !draft.dropped) {
      draft.governor = -1;
      if (!thin(scene, draft) && draft.status == EventStatus::kActual) draft.status = EventStatus::kHypothetical;
    }
  }
  if (trace) {
    for (const Draft& draft : scene.drafts) {
      trace->push_back({scene.sentence, draft.word, std::string(draft.deed->id), draft.dropped ? draft.why : "coded"});
    }
  }
}

}  // namespace casus::events
