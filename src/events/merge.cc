#include "events/merge.h"

#include <algorithm>

#include "events/parties.h"
#include "syntax/sentences.h"

namespace casus::events {
namespace {

bool overlap(Scene& scene, const std::vector<Argument>& a, const std::vector<Argument>& b) {
  for (const Argument& x : a) {
    for (const Argument& y : b) {
      if (x.word >= 0 && x.word == y.word) return true;
      if (x.entity < 0 || y.entity < 0) continue;
      if (x.entity == y.entity ||
          scene.cast.entities[std::size_t(x.entity)].side == scene.cast.entities[std::size_t(y.entity)].side)
        return true;
    }
  }
  return false;
}

// Whether the noun of `noun` fills a slot of `verb`: "clashes killed ten", "killed in an ambush".
bool names_act(const Scene& scene, const Draft& verb, const Draft& noun) {
  if (verb.frame->noun || !noun.frame->noun) return false;
  for (int i = 0; i < verb.slots.count; ++i) {
    const Slot& slot = verb.slots.items[std::size_t(i)];
    if ((slot.id == kSubj || slot.id >= kFirstPreposition || slot.id == kObj) &&
        (slot.word == noun.word || scene.tree.head(noun.word) == slot.word))
      return true;
  }
  return false;
}

// Two drafts of one category report one act when their parties agree or one leaves them open.
bool same_act(Scene& scene, const Draft& a, const Draft& b) {
  if (a.category != b.category) return false;
  if ((a.status == EventStatus::kActual) != (b.status == EventStatus::kActual)) return false;
  const bool actors = a.actor.empty() || b.actor.empty() || overlap(scene, a.actor, b.actor);
  const auto inferred = [](const std::vector<Argument>& list) {
    return list.empty() ||
           std::all_of(list.begin(), list.end(), [](const Argument& x) { return x.basis == Basis::kContext; });
  };
  const bool recipients = inferred(a.recipient) || inferred(b.recipient) || overlap(scene, a.recipient, b.recipient);
  if ((a.category == Category::kAssault || a.deed == b.deed) && (names_act(scene, a, b) || names_act(scene, b, a)))
    return true;
  switch (a.category) {
    case Category::kAssault:
      return actors && (recipients || overlap(scene, a.actor, b.actor) || scene.tree.under(b.word, a.word) ||
                        scene.tree.under(a.word, b.word));
    case Category::kCoerce:
    case Category::kSanction:
      return actors && recipients && a.deed->cameo == b.deed->cameo;
    default:
      return actors && recipients;
  }
}

void merge(Draft& into, Draft& from) {
  if (into.actor.empty()) into.actor = from.actor;
  const bool inferred = std::all_of(into.recipient.begin(), into.recipient.end(),
                                    [](const Argument& x) { return x.basis == Basis::kContext; });
  if (into.recipient.empty() || (inferred && !from.recipient.empty())) into.recipient = from.recipient;
  if (into.location.word < 0) into.location = from.location;
  // "Kills nine and wounds ten in Basra": victims without a nation are of the place that the other draft knew.
  if (into.category == Category::kAssault && into.location.entity >= 0) {
    for (Argument& a : into.recipient) {
      if (a.entity < 0 && a.sector) a.entity = into.location.entity;
    }
  }
  if (into.object.word < 0) into.object = from.object, into.object_concept = from.object_concept;
  if (into.when < 0) into.when = from.when;
  // The more specific deed names the act: an air strike that killed is an air strike.
  const bool vague = into.deed->id == "attack" || into.deed->id == "kill" || into.deed->id == "injure" ||
                     into.deed->id == "fight" || into.deed->id == "destroy" || into.deed->id == "consult" ||
                     into.deed->id == "meet";
  if (vague && from.deed->id.size() > into.deed->id.size() && from.category == into.category)
    into.deed = from.deed, into.mode = from.mode, into.cameo = from.cameo;
  from.dropped = true;
  from.why = "the same act as another draft";
}

// Whether an event of an earlier sentence and a draft may be one act: of related deeds, their parties the same or open.
bool retold(Scene& scene, const Event& event, const Draft& draft) {
  if (event.part_of >= 0 || event.category != draft.category) return false;
  if (event.status != EventStatus::kActual && event.status != EventStatus::kFuture) return false;
  const std::string_view a = event.deed, b = draft.deed->id;
  const auto vague = [](std::string_view id) {
    return id == "attack" || id == "kill" || id == "injure" || id == "fight" || id == "destroy";
  };
  if (!specialises(a, b) && !specialises(b, a) && !(event.category == Category::kAssault && (vague(a) || vague(b))))
    return false;
  const auto agree = [&](const std::vector<Argument>& x, const std::vector<Argument>& y) {
    for (const Argument& p : x) {
      for (const Argument& q : y) {
        if (p.entity >= 0 && q.entity >= 0 &&
            (p.entity == q.entity ||
             scene.cast.entities[std::size_t(p.entity)].side == scene.cast.entities[std::size_t(q.entity)].side))
          return true;
      }
    }
    return false;
  };
  const bool actors = agree(event.actor, draft.actor), recipients = agree(event.recipient, draft.recipient);
  const bool open_actors = event.actor.empty() || draft.actor.empty();
  const bool open_recipients = event.recipient.empty() || draft.recipient.empty();
  return (actors && recipients) || (actors && open_recipients) || (recipients && open_actors);
}

}  // namespace

void drop_retold(Scene& scene, const std::vector<Event>& before) {
  const auto near = syntax::of_sentences(before, scene.sentence - 3, scene.sentence, &Event::trigger);
  for (std::size_t i = 0; i < scene.drafts.size(); ++i) {
    Draft& draft = scene.drafts[i];
    if (draft.dropped || draft.governor >= 0) continue;
    switch (draft.category) {
      case Category::kAssault:
      case Category::kCoerce:
      case Category::kProtest:
      case Category::kConsult:
      case Category::kSanction:
      case Category::kMobilize:
      case Category::kRetreat:
      case Category::kAgree:
        break;
      default:
        continue;
    }
    if (std::any_of(scene.drafts.begin(), scene.drafts.end(),
                    [&](const Draft& other) { return !other.dropped && other.governor == int(i); }))
      continue;
    for (const Event& event : near) {
      if (!retold(scene, event, draft)) continue;
      draft.dropped = true;
      draft.why = "told before";
      break;
    }
  }
}

void merge_all(Scene& scene) {
  for (std::size_t i = 0; i < scene.drafts.size(); ++i) {
    for (std::size_t j = i + 1; j < scene.drafts.size() && !scene.drafts[i].dropped; ++j) {
      Draft& a = scene.drafts[i];
      Draft& b = scene.drafts[j];
      if (b.dropped || a.governor >= 0 || b.governor >= 0 || !same_act(scene, a, b)) continue;
      merge(a, b);
      for (Draft& other : scene.drafts) {
        if (other.governor == int(j)) other.governor = int(i);
      }
    }
  }
}

}  // namespace casus::events
