// Histories made at random from a seed: readings in which a few sides threaten, promise, refuse, withdraw, do and leave
// undone, so that every rule of the life cycle fires. No parser is involved; the texts are words, the spans are real.
#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "casus/reading.h"

namespace casus::histories {

class Maker {
 public:
  explicit Maker(unsigned seed)
      : below_([random = std::mt19937(seed)](int n) mutable {
          return std::uniform_int_distribution<int>(0, n - 1)(random);
        }) {}
  // With choices made elsewhere: `below(n)` gives one of 0 … n - 1.
  explicit Maker(std::function<int(int)> below) : below_(std::move(below)) {}

  std::vector<Reading> history(int documents) {
    std::vector<Reading> out;
    for (int i = 0; i < documents; ++i) out.push_back(reading(i));
    return out;
  }

  Reading reading(int number) {
    Reading r;
    r.versions = {"0", "m", "l"};
    r.document.id = "d" + std::to_string(number);
    if (below(20) != 0) r.document.date = Date::of(2020, 1, 1)->plus_days(below(900));
    if (below(3) == 0) r.document.title = "Title " + std::to_string(number);
    int sentences = 1 + below(3);
    for (int s = 0; s < sentences; ++s) sentence(r, s);
    r.characters = uint32_t(r.document.text.size());
    r.sha256 = sha256(r.document.text);
    return r;
  }

  int below(int n) { return below_(n); }

 private:
  struct Act {
    const char *deed, *object;
  };
  template <std::size_t N>
  std::string one_of(const char* const (&list)[N]) {
    return list[std::size_t(below(int(N)))];
  }
  std::string side() {
    static constexpr const char* kSides[] = {"AAA", "BBB", "CCC", "NATO", "EU"};
    return one_of(kSides);
  }
  Act act() {
    static constexpr Act kActs[] = {{"transfer/arms", "weapon/tank"},
                                    {"transfer/arms", "weapon/cluster-munition"},
                                    {"attack", ""},
                                    {"deploy/troops", ""},
                                    {"sanction", ""},
                                    {"join-organization", ""},
                                    {"withdraw/troops", ""},
                                    {"respond", ""}};
    return kActs[below(8)];
  }
  Quote add(Reading& r, const std::string& words) {
    const auto start = uint32_t(r.document.text.size());
    r.document.text += words + " ";
    return {words, {start, start + uint32_t(words.size())}};
  }
  std::string event(Reading& r, int s, EventStatus status, const std::string& doer) {
    Event e;
    e.id = "e" + std::to_string(r.events.size() + 1);
    e.sentence = s;
    const Act a = act();
    e.deed = a.deed;
    e.trigger = add(r, a.deed);
    if (!doer.empty()) e.actor.push_back({doer, doer, std::nullopt, add(r, doer), Basis::kText});
    const std::string other = side();
    if (below(4) != 0) e.recipient.push_back({other, other, std::nullopt, std::nullopt, Basis::kContext});
    if (*a.object != 0) e.object = Event::Object{add(r, a.object), std::string(a.object)};
    e.status = status;
    r.events.push_back(e);
    return e.id;
  }
  void sentence(Reading& r, int s) {
    const auto start = uint32_t(r.document.text.size());
    const int what = below(10);
    if (what < 5) {
      event(r, s, what == 4 ? EventStatus::kNegated : EventStatus::kActual, side());
    } else {
      Entry e;
      e.id = "c" + std::to_string(r.entries.size() + 1);
      e.sentence = s;
      static constexpr EntryKind kKinds[] = {EntryKind::kThreat,   EntryKind::kPromise,    EntryKind::kGuarantee,
                                             EntryKind::kRefusal,  EntryKind::kDemand,     EntryKind::kVeto,
                                             EntryKind::kDecision, EntryKind::kWithdrawal, EntryKind::kWithdrawal,
                                             EntryKind::kAccession};
      e.kind = kKinds[below(10)];
      const std::string holder = side();
      e.holder = {holder};
      e.counterparty = {side()};
      if (below(3) == 0) e.counterparty.push_back("DDD");
      const bool demand = e.kind == EntryKind::kDemand;
      const std::string action = event(r, s, EventStatus::kFuture, demand ? e.counterparty.front() : holder);
      r.events.back().part_of = e.id;
      e.action = Entry::Action{r.events.back().trigger, action, below(5) == 0 ? Polarity::kRefrain : Polarity::kDo};
      if (below(2) == 0) {
        const std::string condition =
            event(r, s, EventStatus::kHypothetical, below(3) == 0 ? "" : e.counterparty.front());
        r.events.back().part_of = e.id;
        e.condition = Entry::Condition{r.events.back().trigger, condition, "if", below(4) == 0};
      }
      if (e.kind == EntryKind::kWithdrawal) {
        static constexpr Withdrawn kWhat[] = {Withdrawn::kThreat, Withdrawn::kPromise, Withdrawn::kVeto,
                                              Withdrawn::kDemand};
        e.withdraws = kWhat[below(4)];
        if (below(3) == 0) e.status = EntryStatus::kSuspended;
      }
      if (e.kind == EntryKind::kAccession) {
        static constexpr AccessionStep kSteps[] = {AccessionStep::kApply, AccessionStep::kRatify, AccessionStep::kJoin,
                                                   AccessionStep::kLeave};
        e.step = kSteps[below(4)];
        e.body = "NATO";
        e.counterparty = {"NATO"};
      }
      if (below(6) == 0 && r.document.date) {
        const Quote words = add(r, "by then");
        e.deadline =
            TimeReference{r.document.date->plus_days(5), r.document.date->plus_days(10), words.text, words.span};
      }
      e.said_on = r.document.date;
      r.entries.push_back(std::move(e));
    }
    const auto end = uint32_t(r.document.text.size()) - 1;
    r.sentences.push_back({start, end});
    for (Entry& e : r.entries) {
      if (e.sentence == s) e.evidence = {{r.document.text.substr(start, end - start), {start, end}}};
    }
  }

  std::function<int(int)> below_;
};

}  // namespace casus::histories
