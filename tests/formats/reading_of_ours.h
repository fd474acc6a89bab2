// A reading made by hand, with a record of each kind, for tests of what is written from it.
#pragma once

#include "casus/reading.h"

namespace casus::test {

inline Reading reading_of_ours() {
  Reading r;
  r.versions = {"1.2.3", "m0", "l0"};
  r.document.id = "d1";
  r.document.date = Date::of(2024, 5, 14);
  r.document.source = "Desk\tone";
  r.document.text = "Oslo and Rome met, \"envoys\" said.\nKenya will get aid if Oslo agrees.";
  r.sentences = {{0, 33}, {34, 68}};
  r.characters = 68;
  r.actors.push_back({"NOR", "Norway", ActorKind::kState, "NOR", std::nullopt, std::nullopt, {{"Oslo", {0, 4}}}});
  r.actors.push_back({"ITA", "Italy", ActorKind::kState, "ITA", std::nullopt, std::nullopt, {{"Rome", {9, 13}}}});

  Statement& s = r.statements.emplace_back();
  s.id = "s1", s.sentence = 0;
  s.speaker.emplace().quote = {"\"envoys\"", {19, 27}};
  s.cue.emplace() = {"said", {28, 32}};
  s.content = {{"Oslo and Rome met", {0, 17}}};

  Event& met = r.events.emplace_back();
  met.id = "e1", met.sentence = 0, met.statement = "s1";
  met.category = met.base = Category::kConsult;
  met.mode = "visit", met.context = {"diplomatic", "legal"}, met.cameo = "042";
  met.actor = {{"NOR", "NOR", "GOV", Quote{"Oslo", {0, 4}}, Basis::kText},
               {"ITA", "ITA", std::nullopt, Quote{"Rome", {9, 13}}, Basis::kText}};
  met.trigger = {"met", {14, 17}};
  Event& aid = r.events.emplace_back();
  aid.id = "e2", aid.sentence = 1;
  aid.category = Category::kAgree, aid.base = Category::kAid, aid.cameo = "033", aid.status = EventStatus::kFuture;
  aid.recipient = {{"KEN", "KEN", std::nullopt, Quote{"Kenya", {34, 39}}, Basis::kText}};
  aid.trigger = {"get", {45, 48}};
  Event& part = r.events.emplace_back();
  part.id = "e3", part.sentence = 1, part.part_of = "c1", part.status = EventStatus::kHypothetical;
  part.category = part.base = Category::kAgree;
  part.trigger = {"agrees", {61, 67}};

  Entry& c = r.entries.emplace_back();
  c.id = "c1", c.sentence = 1, c.kind = EntryKind::kPromise;
  c.holder = {"NOR", "ITA"}, c.counterparty = {"KEN"};
  Entry::Action& act = c.action.emplace();
  act.quote = {"get aid", {45, 52}}, act.event = "e2";
  Entry::Condition& wait = c.condition.emplace();
  wait.quote = {"if Oslo agrees", {53, 67}}, wait.event = "e3", wait.connective = "if";
  c.status = EntryStatus::kConditional;
  c.evidence = {{"Kenya will get aid if Oslo agrees.", {34, 68}}};
  return r;
}

}  // namespace casus::test
