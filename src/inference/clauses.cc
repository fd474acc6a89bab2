// A clause is asked in the order a lawyer would ask: is it in force that day; does the deed reach its threshold; who is
// the victim, by sovereignty or by administration; is the victim covered; is the place within the area; who then owes
// what, but for the attacker, the victim, and those between whom it is suspended.

#include "inference/clauses.h"

#include <algorithm>
#include <iterator>

#include "inference/reasons.h"
#include "inference/withdrawals.h"

namespace casus::inference {
namespace {

using ledger::Area;
using ledger::Clause;
using ledger::Deed;
using ledger::Names;
using ledger::Register;
using ledger::Threshold;
using ledger::Treaty;
using ledger::Trigger;

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& one : list) out.append(out.empty() ? "" : ", ").append(one);
  return out;
}

bool holds(const std::vector<std::string>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}
bool holds(const Names& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

std::string text(std::string_view view) {
  return std::string(view);
}

// What was hit, where, and whose that is.
struct Scene {
  const Area* area = nullptr;
  std::string_view target = "territory";  // territory, forces, vessels, aircraft
  bool target_said = false;
  std::vector<std::string> victims;  // sides named as undergoers
};

class Question {
 public:
  Question(const Deed& deed, std::size_t given, int depth, const Hypothesis& hypothesis, const Register& reg,
           Answer& answer)
      : deed_(deed), given_(given), depth_(depth), on_(hypothesis.on), reg_(reg), answer_(answer) {
    scene_.area = reg.area_named_in(deed.text, on_);
    if (const auto kind = reg.protected_kind(deed.object, deed.text); !kind.empty())
      scene_.target = kind, scene_.target_said = true;
    for (const std::string& side : deed.undergoers) scene_.victims.push_back(side);
    if (scene_.area == nullptr && scene_.victims.empty()) scene_.victims = deed.places;
  }

  void ask(const Clause& clause) {
    const Trigger* trigger = judge(clause);
    if (trigger == nullptr) return;
    if (!reg_.in_force(*clause.treaty, on_) || !clause.when.holds(on_)) return ask_of_another_day(clause, *trigger);
    if (!trigger->doer.empty() && !holds(deed_.doers, trigger->doer)) return;
    const bool binds_doer = clause.polarity == Polarity::kRefrain && clause.type != "neutrality";
    if (!trigger->needs_victim) return binds_doer ? forbids(clause, *trigger, "") : void();
    const std::vector<std::string> victims = victims_under(clause);
    if (victims.empty()) return claimed(clause, *trigger);
    for (const std::string& victim : victims) {
      if (binds_doer) {
        forbids(clause, *trigger, victim);
      } else {
        obliges(clause, *trigger, victim);
      }
    }
  }

 private:
  [[nodiscard]] const Trigger* judge(const Clause& clause) const {
    // What the table says of the deed itself goes before what it says of a deed that this one counts as.
    const Trigger* best = reg_.judge(clause.trigger, deed_.deed, deed_.object);
    if (best != nullptr) return best;
    for (std::string_view other : reg_.entailed(deed_.deed)) {
      const Trigger* t = reg_.judge(clause.trigger, other, deed_.object);
      if (t != nullptr && (best == nullptr || t->threshold < best->threshold)) best = t;
    }
    return best;
  }

  // Sides that a clause would call the victim: those named, or by its title the one whose place it is.
  [[nodiscard]] std::vector<std::string> victims_under(const Clause& clause) const {
    const Area* area = scene_.area;
    std::vector<std::string> out;
    for (const std::string& side : scene_.victims) {
      if (!holds(deed_.doers, side)) out.push_back(side);
    }
    if (area == nullptr || area->kind == "sea") return out;
    const auto add = [&](std::string_view side) {
      if (!side.empty() && !holds(out, side) && !holds(deed_.doers, side)) out.push_back(text(side));
    };
    if (clause.title != "sovereignty") add(area->administered_by);
    if (clause.title != "administration") add(area->state);
    if (clause.title == "administration" && !scene_.target_said) {
      std::erase_if(
          out, [&](const std::string& side) { return side != area->administered_by && !claimed_only(clause, side); });
    }
    return out;
  }
  // Kept so that the answer can say why the clause does not trip.
  [[nodiscard]] bool claimed_only(const Clause& clause, const std::string& side) const {
    return reg_.covers(clause.beneficiaries, side, on_);
  }

  [[nodiscard]] Line line_of(const Clause& clause, Effect effect) const {
    return line_of_clause(clause, effect, given_, depth_);
  }

  void near(const Clause& clause, std::string why, const std::string& victim) {
    Line line = line_of(clause, Effect::kNear);
    if (!victim.empty()) line.towards = {victim};
    line.because = {std::move(why)};
    answer_.near.push_back(std::move(line));
  }

  // A place that its attacker administers, and another claims: a clause that goes by administration does not help the
  // claimant.
  void claimed(const Clause& clause, const Trigger& trigger) {
    if (scene_.area == nullptr || clause.title != "administration" || trigger.threshold == Threshold::kBelow) return;
    for (std::string_view side : scene_.area->claims) {
      if (!binds(clause.beneficiaries, text(side)) || holds(deed_.doers, side)) continue;
      near(clause,
           text(scene_.area->id) + " is not under the administration of " + text(side) + ": " + text(scene_.area->note),
           text(side));
    }
  }

  // The instrument is not in force that day: worth a word where it would bind on another.
  void ask_of_another_day(const Clause& clause, const Trigger& trigger) {
    const Treaty& t = *clause.treaty;
    if (trigger.threshold != Threshold::kMet || t.parties.size() > 12 || t.in_force.holds(on_)) return;
    for (const std::string& victim : scene_.victims) {
      if (holds(clause.beneficiaries, "*") || holds(clause.beneficiaries, "any") ||
          !binds(clause.beneficiaries, victim))
        continue;
      near(clause, why_not_in_force(t, on_), victim);
    }
  }

  [[nodiscard]] bool within_area(const Clause& clause) const {
    return scene_.area != nullptr && std::any_of(clause.area_in.begin(), clause.area_in.end(),
                                                 [&](std::string_view r) { return holds(scene_.area->regions, r); });
  }

  // Doer-bound: the doer may not do this, to a victim or at all.
  void forbids(const Clause& clause, const Trigger& trigger, const std::string& victim) {
    for (const std::string& doer : deed_.doers) {
      if (!binds(clause.obligors, doer)) continue;
      if (!victim.empty() && !binds(clause.beneficiaries, victim)) continue;
      if (clause.type == "nonaggression" && !victim.empty() && !reg_.is_state(victim) &&
          !holds(clause.beneficiaries, victim))
        continue;
      if (!holds(clause.area_in, "any") && !within_area(clause)) continue;
      if (trigger.threshold == Threshold::kBelow) {
        near(clause, below(trigger), victim);
        continue;
      }
      const bool about_force = clause.type == "nonaggression" || clause.type == "norm";
      if (const ledger::War* war = about_force ? reg_.war(victim, doer, on_) : nullptr) {
        near(clause, in_defence(*war), victim);
        continue;
      }
      Line line = line_of(clause, Effect::kBreached);
      line.holders = {doer};
      if (!victim.empty()) line.towards = {victim};
      line.because.push_back(doer + " is bound by it on " + on_.iso());
      line.because.push_back(words_of(deed_));
      judge_threshold(trigger, line);
      if (const auto* s = reg_.suspended(clause.treaty->id, doer, victim, on_)) {
        if (!s->contested && s->effect != "disputed") continue;
        line.certainty = Certainty::kContested;
        line.notes.push_back(text(s->effect) + ": " + text(s->citation));
      }
      answer_.lines.push_back(std::move(line));
    }
  }

  void obliges(const Clause& clause, const Trigger& trigger, const std::string& victim) {
    if (!binds(clause.beneficiaries, victim)) return outsider(clause, trigger, victim);
    if (trigger.threshold == Threshold::kBelow) return near(clause, below(trigger), victim);
    Line line = line_of(clause, Effect::kDue);
    line.towards = {victim};
    line.because.push_back(words_of(deed_) +
                           (trigger.threshold == Threshold::kMet ? " reaches the threshold (" : " (") +
                           text(clause.trigger) + ")");
    const bool private_doer =
        !deed_.doers.empty() && std::none_of(deed_.doers.begin(), deed_.doers.end(), [&](const std::string& side) {
          return reg_.is_state(side) || reg_.is_body(side);
        });
    if (private_doer && clause.type == "defence") {
      line.certainty = Certainty::kOpen;
      line.notes.emplace_back(
          "the attacker is no state: affirmed to be an armed attack in 2001 (Security Council resolution 1368), "
          "contested since");
    }
    std::string why_not;
    if (!in_area(clause, victim, line, why_not)) return near(clause, std::move(why_not), victim);
    judge_threshold(trigger, line);

    for (const std::string& doer : deed_.doers) {
      const ledger::War* war = clause.polarity == Polarity::kDo ? reg_.war(victim, doer, on_) : nullptr;
      if (war == nullptr) continue;
      line.certainty = Certainty::kContested;
      line.notes.push_back(in_defence(*war));
    }

    bool attacker_is_party = false;
    std::vector<std::string> excused;
    for (std::string_view side : reg_.sides(clause.obligors, on_)) {
      if (side == victim) continue;
      if (holds(deed_.doers, side)) {
        attacker_is_party = true;
        continue;
      }
      if (const auto* s = reg_.suspended(clause.treaty->id, side, victim, on_)) {
        const std::string note = text(s->effect) + " between " + text(s->party) +
                                 (s->other.empty() ? " and the others" : " and " + text(s->other)) + ": " +
                                 text(s->citation);
        if (!holds(line.notes, note)) line.notes.push_back(note);
        if (!s->contested && (s->effect == "suspended" || s->effect == "withdrawn" || s->effect == "outside")) {
          excused.push_back(text(side));
          continue;
        }
        line.certainty = Certainty::kContested;
      }
      line.holders.push_back(text(side));
    }
    if (line.holders.empty()) {
      if (!excused.empty()) near(clause, "suspended between " + joined(excused) + " and " + victim, victim);
      return;
    }
    line.because.push_back(victim + " is covered on " + on_.iso() +
                           "; bound that day: " + std::to_string(line.holders.size()));
    if (attacker_is_party) {
      line.certainty = Certainty::kContested;
      line.notes.emplace_back(
          "the attacker is itself a party: never an obligor; whether the clause covers an attack among parties is "
          "contested");
    }
    if (clause.on_request) line.notes.push_back("at the request of " + victim);
    if (!clause.body.empty()) line.notes.push_back("decides: " + text(clause.body));
    const std::size_t at = answer_.lines.size();
    answer_.lines.push_back(std::move(line));
    if (clause.polarity == Polarity::kDo && clause.type == "defence") conflicts(clause, at);
  }

  // A victim the clause does not cover that day, though it does on another.
  void outsider(const Clause& clause, const Trigger& trigger, const std::string& victim) {
    if (trigger.threshold == Threshold::kBelow) return;
    for (std::string_view list : clause.beneficiaries) {
      if (!list.starts_with('@')) continue;
      const std::string why = why_no_member(list.substr(1), victim, on_, reg_);
      if (!why.empty()) return near(clause, why, victim);
    }
    if (clause.title == "administration" && scene_.area != nullptr && holds(clause.area_in, "administered-japan") &&
        victim != "JPN" && holds(scene_.area->claims, "JPN")) {
      near(clause, text(scene_.area->id) + " is not under the administration of JPN: " + text(scene_.area->note),
           victim);
    }
  }

  bool in_area(const Clause& clause, const std::string& victim, Line& line, std::string& why_not) const {
    const bool any_target = holds(clause.protects, "any") || holds(clause.protects, scene_.target);
    if (!any_target) {
      why_not =
          "it protects " + joined({clause.protects.begin(), clause.protects.end()}) + ", not " + text(scene_.target);
      return false;
    }
    const Area* area = scene_.area;
    if (area != nullptr && area->kind != "sea" && scene_.target == "territory") {
      const bool administers = area->administered_by == victim, owns = area->state == victim;
      if (clause.title == "administration" && !administers) {
        why_not = text(area->id) + " is not under the administration of " + victim + ": " + text(area->note);
        return false;
      }
      if (!administers && !owns) {
        why_not = text(area->id) + " is no territory of " + victim + ": " + text(area->note);
        return false;
      }
      if (!area->claims.empty()) line.notes.push_back(text(area->id) + ": " + text(area->note));
      if (owns && !administers && !area->administered_by.empty() && clause.title != "administration") {
        line.certainty = Certainty::kContested;
        line.notes.push_back(text(area->id) + ": " + text(area->note));
      }
    }
    if (holds(clause.area_in, "any")) {
      if (area != nullptr) line.because.push_back("no limit of area");
      return true;
    }
    if (area != nullptr) {
      for (std::string_view region : clause.area_in) {
        if (holds(area->regions, region)) {
          line.because.push_back(text(area->id) + " lies within the area: " + text(area->note));
          return true;
        }
        for (std::string_view of_area : area->regions) {
          const bool forces_only = of_area.starts_with("forces-only-") && of_area.ends_with(region);
          if ((of_area.starts_with("contested-") && of_area.ends_with(region)) || forces_only) {
            line.certainty = Certainty::kContested;
            line.notes.push_back(text(area->id) + ": " + text(area->note));
            return true;
          }
        }
      }
      why_not = text(area->id) + " lies outside the area of the treaty: " + text(area->note);
      return false;
    }
    for (const std::string& place : deed_.places) {
      if (place == victim || binds(clause.beneficiaries, place)) continue;
      why_not = place + " lies outside the area of the treaty";
      return false;
    }
    line.notes.push_back(scene_.target == "territory"
                             ? "taken to be the home territory of " + victim + ", within the area"
                             : "where it was decides: taken to be within the area");
    return true;
  }

  void judge_threshold(const Trigger& trigger, Line& line) const {
    if (trigger.threshold != Threshold::kOpen) return;
    line.certainty = Certainty::kOpen;
    line.notes.push_back("threshold open: " +
                         (trigger.note.empty() ? "the text leaves it to judgement" : text(trigger.note)));
  }
  [[nodiscard]] std::string below(const Trigger& trigger) const {
    return words_of(deed_) + " is below the threshold" + (trigger.note.empty() ? "" : ": " + text(trigger.note));
  }

  [[nodiscard]] bool binds(const Names& list, const std::string& side) const {
    if (holds(list, "*") || holds(list, "any")) {
      if (reg_.is_state(side)) return true;
    }
    return std::any_of(list.begin(), list.end(), [&](std::string_view id) {
      return id == side || (id.starts_with('@') && (id.substr(1) == side || reg_.member(id.substr(1), side, on_)));
    });
  }

  // Bound to defend against one whom another instrument binds it to, in the same matter: between these two alone, or
  // among few with the victim, and where it applies.
  void conflicts(const Clause& due, std::size_t at) {
    const std::vector<std::string> holders = answer_.lines[at].holders, victims = answer_.lines[at].towards;
    for (const Clause& other : reg_.clauses()) {
      if (other.treaty == due.treaty || !reg_.in_force(*other.treaty, on_) || !other.when.holds(on_)) continue;
      const bool alliance = other.type == "defence",
                 forbearance = other.type == "neutrality" || other.type == "nonaggression";
      if (!alliance && !forbearance) continue;
      const std::size_t bound = reg_.sides(other.obligors, on_).size();
      if (holds(other.beneficiaries, "any") || (forbearance && bound > 12)) continue;
      const bool shared = std::any_of(victims.begin(), victims.end(),
                                      [&](const std::string& side) { return binds(other.beneficiaries, side); });
      if (!shared && (bound > 2 || !(holds(other.area_in, "any") || within_area(other)))) continue;
      for (const std::string& attacker : deed_.doers) {
        if (!binds(other.beneficiaries, attacker)) continue;
        Line line = line_of(other, Effect::kConflict);
        line.certainty = Certainty::kContested;
        line.towards = {attacker};
        std::copy_if(holders.begin(), holders.end(), std::back_inserter(line.holders),
                     [&](const std::string& side) { return binds(other.obligors, side); });
        if (line.holders.empty()) continue;
        line.because.push_back("due under " + text(due.treaty->id) + " " + text(due.article) + " against " + attacker +
                               ", to which this instrument " +
                               (alliance ? "allies them" : "forbids them force or the aid of its enemies"));
        answer_.lines.push_back(std::move(line));
      }
    }
  }

  const Deed& deed_;
  std::size_t given_;
  int depth_;
  Date on_;
  const Register& reg_;
  Answer& answer_;
  Scene scene_;
};

}  // namespace

void apply_clauses(const Deed& deed, std::size_t given, int depth, const Hypothesis& hypothesis, const Register& reg,
                   Answer& answer) {
  apply_withdrawal(deed, given, depth, hypothesis.on, reg, answer);
  Question question(deed, given, depth, hypothesis, reg, answer);
  for (const Clause& clause : reg.clauses()) question.ask(clause);
}

}  // namespace casus::inference
