#include "ledger/deed.h"

#include <algorithm>
#include <cctype>

namespace casus::ledger {
namespace {

void add_once(std::vector<std::string>& list, std::string id) {
  if (!id.empty() && std::find(list.begin(), list.end(), id) == list.end()) list.push_back(std::move(id));
}

// What is done to a people's ships, towns or citizens is done to their state; what is done to those who fight it is
// not.
std::string victim_of(std::string side, std::string_view sector, const Register& reg) {
  const std::size_t slash = side.find('/');
  const bool against_it = sector == "REB" || sector == "OPP" || sector == "PRE" || sector == "UAF" || sector == "CRM";
  if (slash == std::string::npos || against_it || !reg.is_state(std::string_view(side).substr(0, slash))) return side;
  return side.substr(0, slash);
}

// Last word of a phrase in lower case without a plural s: enough to tell "tankers" from "grain".
std::string head_of(std::string_view phrase) {
  std::size_t end = phrase.size();
  while (end > 0 && std::isalnum(static_cast<unsigned char>(phrase[end - 1])) == 0) --end;
  std::size_t begin = end;
  while (begin > 0 && (std::isalnum(static_cast<unsigned char>(phrase[begin - 1])) != 0 || phrase[begin - 1] == '-'))
    --begin;
  std::string out(phrase.substr(begin, end - begin));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (out.size() > 3 && out.ends_with('s') && !out.ends_with("ss")) out.pop_back();
  return out;
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& id : list) out.append(out.empty() ? "" : ", ").append(id);
  return out;
}

// kNo, kYes, or kRisen where one side passes only as member of the other.
enum class Same { kNo, kRisen, kYes };

Same same_side(std::string_view given, std::string_view pattern, const FitRules& rules) {
  if (given == pattern) return Same::kYes;
  if (!rules.day) return Same::kNo;
  if (rules.reg.member(pattern, given, *rules.day) || rules.reg.member(given, pattern, *rules.day)) return Same::kRisen;
  return Same::kNo;
}

Same best_of(const std::vector<std::string>& given, const std::vector<std::string>& pattern, const FitRules& rules) {
  Same best = Same::kNo;
  for (const std::string& g : given) {
    for (const std::string& p : pattern) best = std::max(best, same_side(g, p, rules));
  }
  return best;
}

Fit failure(Slot slot, std::string why) {
  return {false, false, slot, std::move(why)};
}

bool same_deed(const Deed& given, const Deed& pattern, const Register& reg) {
  if (specialises(given.deed, pattern.deed)) return true;
  const Names others = reg.entailed(given.deed);
  return std::any_of(others.begin(), others.end(),
                     [&](std::string_view other) { return specialises(other, pattern.deed); });
}

// Ground and room that the doers and undergoers already tell; words about something instead of the thing ("its threat
// of").
bool tells_nothing(std::string_view object) {
  return object.empty() || specialises(object, "territory") || specialises(object, "reproach");
}

}  // namespace

bool repeats_deed(const Deed& deed) {
  constexpr std::size_t kStem = 6;
  if (deed.object.empty() || deed.object.find('/') != std::string::npos) return false;
  return deed.deed.find(deed.object.substr(0, kStem)) != std::string::npos ||
         deed.object.starts_with(deed.deed.substr(0, std::min(kStem, deed.deed.find('/'))));
}

std::string side_of(const std::string& id, const Reading& reading) {
  const auto slash = id.find('/');
  if (slash == std::string::npos) return id;
  for (const Actor& a : reading.actors) {
    if (a.id != id) continue;
    if (a.kind != ActorKind::kPerson && a.kind != ActorKind::kOffice) return id;
    break;
  }
  std::string side = id.substr(0, slash);
  return side == "UNK" ? std::string() : side;
}

Deed deed_of(const Event& event, const Reading& reading, const Register& reg) {
  Deed out;
  out.deed = event.deed.value_or("");
  out.base = event.base;
  for (const Party& p : event.actor) {
    if (p.id) add_once(out.doers, side_of(*p.id, reading));
  }
  for (const Party& p : event.recipient) {
    if (p.id) add_once(out.undergoers, victim_of(side_of(*p.id, reading), p.sector.value_or(""), reg));
    if (p.quote) out.text.append(p.quote->text).push_back(' ');
  }
  if (event.location) {
    if (event.location->code) add_once(out.places, *event.location->code);
    out.text.append(event.location->quote.text).push_back(' ');
  }
  if (event.object) {
    out.object = event.object->concept_id.value_or("");
    out.object_head = head_of(event.object->quote.text);
    out.text.append(event.object->quote.text);
  }
  if (const auto turned = reg.turned(out.deed)) {
    out.deed = *turned;
    out.undergoers.swap(out.doers);
  }
  return out;
}

Fit fit(const Deed& given, const Deed& pattern, const FitRules& rules) {
  if (pattern.deed.empty()) return failure(Slot::kDeed, "the condition names no act that could be matched");
  if (!same_deed(given, pattern, rules.reg)) return failure(Slot::kDeed, given.deed + " is no " + pattern.deed);
  Fit out{true, false, Slot::kNone, ""};
  const auto let_pass = [&](std::string why) {
    out.loosely = true;
    out.why += (out.why.empty() ? "" : "; ") + why;
  };

  if (!pattern.doers.empty()) {
    const Same same = best_of(given.doers, pattern.doers, rules);
    const std::string wanted = joined(pattern.doers);
    if (same != Same::kYes) {
      const bool open = given.doers.empty();
      std::string why = open ? "the hypothesis leaves open whether " + wanted + " does it"
                             : joined(given.doers) + (same == Same::kRisen ? " is not as such " : " is not ") + wanted;
      if (!rules.loose || (!open && same == Same::kNo)) return failure(Slot::kDoer, std::move(why));
      let_pass(std::move(why));
    }
  }

  std::vector<std::string> wanted = pattern.undergoers.empty() ? pattern.places : pattern.undergoers;
  if (!wanted.empty()) {
    std::vector<std::string> hit = given.undergoers;
    for (const std::string& place : given.places) add_once(hit, place);
    Same same = best_of(hit, wanted, rules);
    // A member of the day stands for its body as a victim; a body does not stand for a member.
    if (same == Same::kRisen) {
      for (const std::string& g : hit) {
        for (const std::string& w : wanted) {
          if (rules.day && rules.reg.member(w, g, *rules.day)) same = Same::kYes;
        }
      }
    }
    if (same != Same::kYes) {
      const bool open = hit.empty();
      std::string why = open ? "the hypothesis leaves open whether it is done to " + joined(wanted)
                             : joined(hit) + (same == Same::kRisen ? " is not as such " : " is not ") + joined(wanted);
      if (!rules.loose || (!open && same == Same::kNo)) return failure(Slot::kUndergoer, std::move(why));
      let_pass(std::move(why));
    }
  }

  if (!tells_nothing(pattern.object) && !repeats_deed(pattern)) {
    if (!specialises(given.object, pattern.object)) {
      const bool open = given.object.empty() && given.object_head.empty();
      std::string why = open ? "the hypothesis leaves open whether the object is " + pattern.object
                             : (given.object.empty() ? given.object_head : given.object) + " is no " + pattern.object;
      if (!rules.loose || !open) return failure(Slot::kObject, std::move(why));
      let_pass(std::move(why));
    }
  } else if (pattern.object.empty() && !pattern.object_head.empty() && wanted.empty() &&
             pattern.object_head != given.object_head) {
    const bool open = given.object_head.empty();
    std::string why = open ? "the hypothesis leaves open whether the object is " + pattern.object_head
                           : given.object_head + " is no " + pattern.object_head;
    if (!rules.loose || !open) return failure(Slot::kObject, std::move(why));
    let_pass(std::move(why));
  }
  return out;
}

}  // namespace casus::ledger
