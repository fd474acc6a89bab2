#include "events/victims.h"

#include <algorithm>

#include "events/parties.h"

namespace casus::events {
namespace {

Argument implied(const Argument& place, std::string_view sector) {
  Argument out = place;
  out.basis = Basis::kContext;
  out.word = -1;
  out.range = {};
  out.sector = sector;
  return out;
}

std::string_view sector_of(const Scene& scene, int word) {
  for (std::string_view id : scene.concepts.of(scene.tree, word)) {
    if (id.empty()) break;
    if (specialises(id, "troops/police")) return "COP";
    if (specialises(id, "troops/rebels")) return "REB";
    if (specialises(id, "troops")) return "MIL";
    if (specialises(id, "refugee")) return "REF";
    if (specialises(id, "journalist")) return "JRN";
    if (specialises(id, "protester")) return "OPP";
    if (specialises(id, "labour")) return "LAB";
  }
  return "CVL";
}

// A nameless group or office is of that state, in the sector it has.
void own(const Scene& scene, Argument& a, int state) {
  if (!a.sector) a.sector = scene.cast.entities[std::size_t(a.entity)].sector;
  a.entity = state;
}

}  // namespace

void name_authority(Scene&, Draft& draft) {
  if (!draft.actor.empty() || draft.location.entity < 0) return;
  const bool court = draft.deed->mode == "convict" || specialises(draft.deed->id, "coerce/charge");
  if (!court && !specialises(draft.deed->id, "coerce/arrest")) return;
  draft.actor.push_back(implied(draft.location, court ? "JUD" : "COP"));
}

void name_victims(Scene& scene, Draft& draft) {
  // Where it happened; else where what was told before happened; arrests and sentences are made at home.
  int where = draft.location.entity;
  if (where < 0 && draft.category == Category::kAssault) where = scene.last_place;
  if (where < 0 && (draft.mode == "convict" || specialises(draft.deed->id, "coerce/arrest")) &&
      draft.actor.size() == 1 && draft.actor.front().entity >= 0 &&
      scene.cast.entities[std::size_t(draft.actor.front().entity)].kind == ActorKind::kState)
    where = draft.actor.front().entity;
  const bool at_place = where >= 0;
  for (Argument& a : draft.actor) {
    if (at_place && a.entity >= 0 && a.word >= 0 && nameless(scene, a.entity)) own(scene, a, where);
  }
  if (draft.category == Category::kMobilize) return;
  for (Argument& a : draft.recipient) {
    if (a.word < 0 || !nameless(scene, a.entity)) continue;
    if (a.entity >= 0) {
      if (at_place) own(scene, a, where);
      continue;
    }
    const int inner = party_within(scene, a.word);
    if (inner >= 0 && inner != a.word)
      a.entity = who_is(scene, inner).entity;
    else if (where >= 0)
      a.entity = where;
    if (!a.sector) a.sector = sector_of(scene, a.word);
  }
  if (!draft.recipient.empty() || draft.category != Category::kAssault || draft.location.entity < 0 ||
      (draft.frame->needs & kNeedReciprocal))
    return;
  Argument people = implied(draft.location, "CVL");
  const bool own = std::any_of(draft.actor.begin(), draft.actor.end(), [&](const Argument& a) {
    return a.entity == people.entity && a.sector == people.sector;
  });
  if (!own) draft.recipient.push_back(std::move(people));
}

}  // namespace casus::events
