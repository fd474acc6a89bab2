#include "events/recast.h"

#include <algorithm>

#include "events/parties.h"
#include "events/slots.h"
#include "events/status.h"

namespace casus::events {
namespace {

using syntax::Deprel;

constexpr uint16_t kActs = kPolitical | kArmed | kOfficial;

bool drop(Draft& draft, const char* why) {
  draft.dropped = true;
  draft.why = why;
  return true;
}

// Tense and announcement change the category, never the deed.
void convert(Scene& scene, Draft& draft) {
  const bool ahead = draft.status == EventStatus::kFuture ||
                     (draft.light && draft.effect == Effect::kAnnounce && draft.status == EventStatus::kActual);
  if (!ahead) return;
  switch (draft.category) {
    case Category::kConsult:
    case Category::kSupport:
    case Category::kCooperate:
    case Category::kAid:
      draft.category = Category::kAgree;
      draft.cameo = draft.deed->cameo->agree;
      draft.mode = {};
      break;
    case Category::kRetreat:
      // "Will resign if found guilty": a condition that may never come.
      if (!draft.frame->noun) {
        for (int c = scene.tree.first_child(draft.word); c >= 0; c = scene.tree.next_sibling(c)) {
          const int mark = scene.tree[c].relation == Deprel::advcl ? scene.tree.child(c, Deprel::mark) : -1;
          if (mark >= 0 && scene.tree[mark].lemma == "if" && draft.deed->id == "resign")
            draft.status = EventStatus::kHypothetical;
        }
      }
      draft.category = Category::kConcede;
      draft.cameo = "080";
      draft.mode = {};
      break;
    default:
      // Harm announced under a condition is a threat.
      if (value_of(draft.category).quad == 4 && conditional(scene, draft.word)) break;
      break;
  }
}

// "Says that X must leave" asks it of X; "will not release them" refuses it.
void asked_or_refused(Scene& scene, Draft& draft) {
  if (draft.frame->noun && draft.verb < 0) return;
  const int verb = draft.frame->noun ? draft.verb : draft.word;
  const int quad = value_of(draft.deed->category).quad;
  const bool must = modal(scene.tree, verb, "must") || (modal(scene.tree, verb, "should") && quad <= 2);
  if (must) {
    const int index = statements::innermost(scene.statements, scene.sentence, draft.word);
    if (index < 0) {
      if (draft.frame->lemma == "must") drop(draft, "nobody asks it");
      return;
    }
    const statements::Statement& statement = scene.statements[std::size_t(index)];
    if (statement.source.empty() || statement.source.sentence != scene.sentence) return;
    int head = statement.source.first;
    while (head < statement.source.last && statement.source.holds(scene.tree.head(head))) {
      const int up = scene.tree.head(head);
      if (up == head) break;
      head = up;
    }
    if (!who_is(scene, head).is(kActs | kOrganization)) return;
    std::vector<Argument> asked = draft.frame->lemma == "must" ? draft.recipient : draft.actor;
    if (draft.frame->lemma != "must" && std::none_of(asked.begin(), asked.end(), [&](const Argument& a) {
          return a.entity >= 0 || (a.word >= 0 && who_is(scene, a.word).is(kActs));
        }))
      return;
    std::vector<Argument> asker;
    add_parties(scene, head, asker);
    if (asker.empty() || (!asked.empty() && asked.front().entity == asker.front().entity && asked.front().entity >= 0))
      return;
    draft.recipient = std::move(asked);
    draft.actor = std::move(asker);
    if (draft.frame->lemma != "must") draft.cameo = draft.deed->cameo->request;
    if (const CameoCode* code = scene.concepts.cameo(draft.cameo)) draft.mode = code->mode;
    draft.category = Category::kRequest;
    draft.status = EventStatus::kActual;
    return;
  }
  bool refused = false;
  for (int c = scene.tree.first_child(verb); c >= 0; c = scene.tree.next_sibling(c)) {
    refused |= scene.tree[c].relation == Deprel::advmod &&
               (scene.tree[c].lemma == "not" || scene.tree[c].lemma == "n't" || scene.tree[c].lemma == "never");
  }
  if (!refused || quad > 2 || !(modal(scene.tree, verb, "will") || modal(scene.tree, verb, "would"))) return;
  if (conditional(scene, verb)) return;
  draft.cameo = draft.deed->cameo->reject;
  if (const CameoCode* code = scene.concepts.cameo(draft.cameo)) draft.mode = code->mode;
  if (draft.frame->needs & kNeedReciprocal) {
    while (draft.actor.size() > 1) draft.recipient.push_back(std::move(draft.actor.back())), draft.actor.pop_back();
  }
  draft.category = Category::kReject;
  draft.status = EventStatus::kActual;
}

// Harm that a party says it would do, or will do unless or if: a threat.
void announced_harm(Scene& scene, Draft& draft) {
  if (draft.status != EventStatus::kFuture || value_of(draft.deed->category).quad < 3 || draft.governor >= 0) return;
  if (draft.category == Category::kThreaten || draft.category == Category::kAccuse ||
      draft.category == Category::kRequest)
    return;
  const int verb = draft.frame->noun ? draft.verb : draft.word;
  if (verb < 0) return;
  bool would = false, condition = false;
  for (int c = scene.tree.first_child(verb); c >= 0; c = scene.tree.next_sibling(c)) {
    would |= scene.tree[c].relation == Deprel::aux && scene.tree[c].lemma == "would";
    if (scene.tree[c].relation == Deprel::advcl) {
      for (int m = scene.tree.first_child(c); m >= 0; m = scene.tree.next_sibling(m)) {
        condition |=
            scene.tree[m].relation == Deprel::mark && (scene.tree[m].lemma == "unless" || scene.tree[m].lemma == "if");
      }
    }
  }
  if (!would && !condition) return;
  draft.cameo = draft.deed->cameo->threaten;
  if (const CameoCode* code = scene.concepts.cameo(draft.cameo)) draft.mode = code->mode;
  draft.category = Category::kThreaten;
  draft.status = EventStatus::kActual;
}

// "Vowed to wage war": to promise harm is to threaten; "promised to veto" is to refuse. Troops promised are no harm
// yet.
void promised_harm(Scene& scene, Draft& governed) {
  if (governed.governor < 0 || governed.govern != Govern::kAgree) return;
  Draft& governor = scene.drafts[std::size_t(governed.governor)];
  const int quad = value_of(governed.deed->category).quad;
  if (governor.category != Category::kAgree || governor.frame->deed == nullptr ||
      !specialises(governor.frame->deed->id, "agree/promise") || quad < 3 || governed.status == EventStatus::kNegated)
    return;
  if (quad == 3 && governed.deed->category != Category::kReject) return;
  if (governed.deed->category == Category::kMobilize) return;
  governor.cameo = quad == 4 ? governed.deed->cameo->threaten : governed.deed->cameo->code;
  const CameoCode* code = scene.concepts.cameo(governor.cameo);
  if (!code) return;
  governor.category = code->category;
  governor.mode = code->mode;
  if (const Deed* deed = scene.concepts.deed_of_code(governor.cameo)) governor.deed = deed;
}

// An exercise of several sides is done together.
void joined(Scene& scene, Draft& draft) {
  if (draft.deed->id != "exercise" || draft.actor.empty()) return;
  const auto side = [&](const Argument& a) {
    return a.entity < 0 ? std::string_view() : std::string_view(scene.cast.entities[std::size_t(a.entity)].side);
  };
  const Argument& first = draft.actor.front();
  bool several = first.entity >= 0 && scene.cast.entities[std::size_t(first.entity)].members.size() > 1;
  for (const Argument& a : draft.actor) several |= !side(a).empty() && !side(first).empty() && side(a) != side(first);
  const Deed* together = scene.concepts.deed("cooperate/exercise");
  if (!several || !together) return;
  draft.deed = together;
  draft.category = together->category;
  draft.cameo = together->cameo->code;
  draft.mode = together->mode;
}

}  // namespace

void recast(Scene& scene, Draft& draft) {
  joined(scene, draft);
  promised_harm(scene, draft);
  if (draft.governor < 0) announced_harm(scene, draft);
  if (draft.governor < 0) asked_or_refused(scene, draft);
  convert(scene, draft);
}

}  // namespace casus::events
