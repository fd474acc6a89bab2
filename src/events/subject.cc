#include "events/subject.h"

#include <algorithm>

#include "events/parties.h"

namespace casus::events {
namespace {

// "Won 2–1": figures on both sides of a dash, as only games have them.
bool score_line(const syntax::Tree& tree) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (int w = 0; w < tree.size(); ++w) {
    const std::string_view form = tree[w].form;
    if (form.size() == 3 && form[1] == '-' && digit(form[0]) && digit(form[2])) return true;
    const std::size_t dash = form.find("\u2013");
    if (dash == std::string_view::npos) continue;
    if (form.size() == 3 && w > 0 && w + 1 < tree.size() && digit(tree[w - 1].form.back()) &&
        digit(tree[w + 1].form.front()) && tree[w - 1].form.size() < 4)
      return true;
    if (dash > 0 && dash < 4 && digit(form.front()) && form.size() > dash + 3 && digit(form[dash + 3]) &&
        form.size() < dash + 6)
      return true;
  }
  return false;
}

// Sport, disasters and disease use the verbs of politics.
const char* misled(Scene& scene, const Draft& draft) {
  if (draft.category == Category::kAssault || draft.category == Category::kCoerce) {
    const int subject = draft.slots.find(kSubj);
    if (subject >= 0 && scene.topics.is(scene.tree[subject].lemma, Topic::kDisaster)) return "a force of nature";
  }
  const auto weight = [&](Topic topic) { return scene.about[std::size_t(topic)]; };
  const bool fatal = draft.category == Category::kAssault;
  const std::string_view id = draft.deed->id;
  const bool outrage = specialises(id, "kill") || specialises(id, "attack/bomb") || specialises(id, "attack/terror") ||
                       specialises(id, "abduct");
  if ((specialises(id, "fight") || specialises(id, "beat") || id == "attack") &&
      (weight(Topic::kSport) >= 2 || score_line(scene.tree)))
    return "a game";
  if (weight(Topic::kSport) >= 3 && !(outrage && weight(Topic::kSport) < 6)) return "sport";
  if (weight(Topic::kCulture) >= 3 && !fatal && draft.category != Category::kCoerce) return "culture";
  if (weight(Topic::kDisaster) + weight(Topic::kHealth) >= 2 &&
      (specialises(id, "coerce/emergency") || specialises(id, "coerce/restrict") || specialises(id, "coerce/curfew") ||
       specialises(id, "lift-restriction") || specialises(id, "concede") || specialises(id, "blockade") ||
       specialises(id, "threaten/warn") || specialises(id, "approve")))
    return "disaster or disease";
  // What a state does over it to its own.
  const auto own = [&](const Argument& a) {
    return a.entity < 0 || (!draft.actor.empty() && draft.actor.front().entity >= 0 &&
                            scene.cast.entities[std::size_t(a.entity)].side ==
                                scene.cast.entities[std::size_t(draft.actor.front().entity)].side);
  };
  if (weight(Topic::kDisaster) + weight(Topic::kHealth) >= 2 && !fatal && draft.category != Category::kProtest &&
      draft.category != Category::kAccuse && (!draft.recipient.empty() || value_of(draft.category).quad > 1) &&
      draft.category != Category::kReject && draft.category != Category::kMobilize &&
      std::all_of(draft.recipient.begin(), draft.recipient.end(), own) &&
      std::all_of(draft.actor.begin(), draft.actor.end(), own))
    return "disaster or disease at home";
  if (specialises(id, "coerce/emergency") &&
      weight(Topic::kDisaster) + weight(Topic::kHealth) + weight(Topic::kAccident) >= 1)
    return "an emergency of nature";
  if (weight(Topic::kDisaster) + weight(Topic::kAccident) >= 2 && draft.category == Category::kMobilize)
    return "disaster or accident";
  if (weight(Topic::kCulture) >= 2 && specialises(id, "attack/missile")) return "a launch into space";
  const bool nobody = draft.actor.empty() || nameless(scene, draft.actor.front().entity);
  if (weight(Topic::kDisaster) >= 2 && fatal && (nobody || draft.frame->noun)) return "disaster";
  if (weight(Topic::kHealth) >= 2 && (specialises(id, "endorse") || specialises(id, "approve")))
    return "approval of medicines";
  if (weight(Topic::kHealth) >= 2 && specialises(id, "coerce/charge")) return "a trial of medicines";
  const bool harm = id == "kill" || id == "injure" || id == "destroy" || id == "kill/assassinate";
  // "Killed in a fire", "injured by hail".
  for (int i = 0; harm && nobody && !draft.frame->noun && i < draft.slots.count; ++i) {
    const Slot& slot = draft.slots.items[std::size_t(i)];
    if (slot.id < kFirstPreposition || scene.tree[slot.word].upos != syntax::Upos::NOUN) continue;
    const std::string_view by = scene.frames.slot_name(slot.id);
    if ((by == "in" || by == "by" || by == "from") && scene.draft_at[std::size_t(slot.word)] < 0 &&
        (scene.topics.is(scene.tree[slot.word].lemma, Topic::kAccident) ||
         scene.topics.is(scene.tree[slot.word].lemma, Topic::kDisaster)))
      return "accident";
  }
  if (weight(Topic::kAccident) >= 2 && id == "attack/bomb" &&
      (nobody || !who_is(scene, draft.actor.front().word < 0 ? 0 : draft.actor.front().word).is(kArmed)))
    return "accident";
  if (weight(Topic::kAccident) >= 2 && harm &&
      (nobody || (!draft.frame->noun && scene.tree[draft.word].xpos == syntax::Xpos::VBG)))
    return "accident";
  return nullptr;
}

// A private person arrested, charged or sentenced at home for what is no politics.
bool common_crime(Scene& scene, const Draft& draft) {
  const std::string_view id = draft.deed->id;
  const bool justice = specialises(id, "coerce/arrest") || specialises(id, "coerce/charge") ||
                       specialises(id, "coerce/warrant") || specialises(id, "accuse/guilty") || draft.mode == "convict";
  const bool harm = draft.category == Category::kAssault && draft.actor.empty();
  const int weight = scene.about[std::size_t(Topic::kCrime)];
  if (!(justice && weight >= 2) && !(harm && weight >= 4)) return false;
  int home = draft.location.entity;
  for (const Argument& a : draft.actor) {
    if (!nameless(scene, a.entity)) home = a.entity;
  }
  return std::all_of(draft.recipient.begin(), draft.recipient.end(), [&](const Argument& a) {
    if (a.word < 0) return true;
    if (who_is(scene, a.word).is(kPolitical | kArmed | kOfficial) && !(a.sector && *a.sector == "CVL")) return false;
    if (a.entity < 0 || home < 0) return true;
    const std::string& side = scene.cast.entities[std::size_t(a.entity)].side;
    return side.empty() || side == "UNK" || side == scene.cast.entities[std::size_t(home)].side;
  });
}

}  // namespace

const char* off_the_subject(Scene& scene, const Draft& draft) {
  if (const char* why = misled(scene, draft)) return why;
  return common_crime(scene, draft) ? "common crime" : nullptr;
}

}  // namespace casus::events
