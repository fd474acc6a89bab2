// casus state: memberships, treaties, and what of the ledger stands on a day, all of it or one actor's.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/book.h"
#include "cli/command.h"
#include "cli/output.h"
#include "formats/json_text.h"
#include "formats/plain.h"

namespace casus::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  BookOptions book;
  std::string on, actor;
  std::size_t limit = 40;
  bool limit_given = false;
};

struct Section {
  const char* title;
  std::vector<EntryKind> kinds;
};

const std::vector<Section>& sections() {
  static const std::vector<Section> kSections{
      {"guarantees and promises", {EntryKind::kGuarantee, EntryKind::kPromise, EntryKind::kOffer}},
      {"threats", {EntryKind::kThreat}},
      {"vetoes and refusals", {EntryKind::kVeto, EntryKind::kRefusal}},
      {"demands", {EntryKind::kDemand}},
      {"open decisions and accessions", {EntryKind::kDecision, EntryKind::kAccession}}};
  return kSections;
}

bool stands(const ledger::Standing& s) {
  return s.exists && s.status && !ledger::is_over(*s.status);
}

Json memberships(const ledger::Register& reg, const std::string& actor, Date day) {
  Json out = Json::array();
  for (const ledger::Membership& m : reg.memberships()) {
    if ((m.member != actor && m.body != actor) || !m.when.holds(day)) continue;
    out.push_back({{"body", m.body},
                   {"member", m.member},
                   {"status", m.status},
                   {"from", m.when.from ? Json(m.when.from->iso()) : Json()},
                   {"citation", m.citation}});
  }
  return out;
}

Json treaties(const ledger::Register& reg, const std::string& actor, Date day) {
  Json out = Json::array();
  for (const ledger::Treaty& t : reg.treaties()) {
    if (!reg.in_force(t, day)) continue;
    if (!actor.empty() && !reg.covers(t.parties, actor, day) &&
        std::find(t.parties.begin(), t.parties.end(), "@" + actor) == t.parties.end()) {
      continue;
    }
    Json parties = Json::array();
    for (std::string_view side : reg.sides(t.parties, day)) parties.push_back(side);
    Json suspensions = Json::array();
    for (const ledger::Suspension& s : reg.suspensions()) {
      if (s.treaty == t.id && s.when.holds(day))
        suspensions.push_back({{"effect", s.effect}, {"contested", s.contested}, {"citation", s.citation}});
    }
    out.push_back({{"id", t.id},
                   {"name", t.name},
                   {"force", name(t.force)},
                   {"in_force", t.in_force.from->iso()},
                   {"citation", t.citation},
                   {"parties", parties},
                   {"nearly_all_states", std::find(t.parties.begin(), t.parties.end(), "*") != t.parties.end()},
                   {"note", t.note},
                   {"suspensions", suspensions}});
  }
  return out;
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

int run(const Options& options) {
  const auto day = today_or(options.on);
  if (!day) return failed(day.error());
  auto desk = Desk::open(options.book.lexicons);
  if (!desk) return failed(desk.error());
  auto store = open_book(options.book, *desk);
  if (!store && (store.error().cause != Cause::kNotFound || !options.book.file.empty())) return failed(store.error());
  std::string actor;
  if (!options.actor.empty()) {
    auto known = desk->known_side(options.actor, store ? &*store : nullptr);
    if (!known) return failed(known.error());
    actor = std::move(*known);
  }
  Json state;
  state["on"] = day->iso();
  state["actor"] = actor.empty() ? Json() : Json(actor);
  state["memberships"] = actor.empty() ? Json::array() : memberships(*desk->reg, actor, *day);
  state["treaties"] = treaties(*desk->reg, actor, *day);

  const ledger::AsOf as_of{*day, std::nullopt};
  std::vector<store::Listed> listed;
  if (store) {
    store::Filter filter;
    if (!actor.empty()) filter.party = {actor};
    auto all = store->list(filter, as_of);
    if (!all) return failed(all.error());
    if (all->empty()) {
      if (const std::string why = why_nothing(*store, options.book, as_of); !why.empty()) complain(why);
    }
    listed = std::move(*all);
    std::erase_if(listed, [](const store::Listed& one) { return !stands(one.standing); });
    std::reverse(listed.begin(), listed.end());  // the newest first
  } else {
    complain("no ledger at " + options.book.path() + ": the register alone answers");
  }

  // The register's sections are whole unless a limit was asked for.
  bool left_out = false;
  for (const char* title : {"memberships", "treaties"}) {
    Json& rows = state[title];
    if (!options.limit_given || options.limit == 0 || rows.size() <= options.limit) continue;
    rows.erase(rows.begin() + std::ptrdiff_t(options.limit), rows.end());
    left_out = true;
  }
  Output output;
  if (options.book.json) {
    for (const Section& section : sections()) {
      Json rows = Json::array();
      for (const store::Listed& one : listed) {
        if (std::find(section.kinds.begin(), section.kinds.end(), one.commitment.kind) == section.kinds.end()) continue;
        if (options.limit != 0 && rows.size() == options.limit) {
          left_out = true;
          break;
        }
        const auto& c = one.commitment;
        rows.push_back({{"id", c.id},
                        {"kind", name(c.kind)},
                        {"holder", c.holder},
                        {"counterparty", ledger::counterparties(c, as_of)},
                        {"status", name(*one.standing.status)},
                        {"since", one.standing.since ? Json(one.standing.since->iso()) : Json()},
                        {"presumed", one.standing.presumed},
                        {"matter", matter_of(c)}});
      }
      state[section.title] = std::move(rows);
    }
    if (left_out) complain(formats::plain("{} lines of a section shown (--limit 0 shows all)", options.limit));
    output.write(formats::dumped(state) + "\n");
    return finish(output, kDone);
  }
  if (left_out) complain(formats::plain("{} lines of a section shown (--limit 0 shows all)", options.limit));
  output.write(formats::plain("{}{}\n", day->iso(), actor.empty() ? "" : "  " + actor));
  if (!actor.empty()) {
    output.write("\nmemberships\n");
    for (const Json& m : state["memberships"]) {
      output.write(formats::plain("  {}  {}  {} since {}\n", text_of(m["body"]), text_of(m["member"]),
                                  text_of(m["status"]), text_of(m["from"])));
    }
  }
  output.write("\ntreaties and other instruments in force\n");
  for (const Json& t : state["treaties"]) {
    const std::string parties =
        t["nearly_all_states"].get<bool>() ? "nearly all states" : formats::plain("{} parties", t["parties"].size());
    output.write(formats::plain("  {} ({}, {})  [{}]\n", text_of(t["name"]), text_of(t["force"]), parties,
                                text_of(t["citation"])));
    // Exceptions, and that a list is not complete.
    if (const std::string note = text_of(t["note"]); !note.empty())
      output.write(formats::plain("      note: {}\n", note));
    for (const Json& s : t["suspensions"]) {
      output.write(formats::plain("      {}{}: {}\n", text_of(s["effect"]),
                                  s["contested"].get<bool>() ? ", contested" : "", text_of(s["citation"])));
    }
  }
  for (const Section& section : sections()) {
    std::size_t shown = 0, all = 0;
    for (const store::Listed& one : listed) {
      if (std::find(section.kinds.begin(), section.kinds.end(), one.commitment.kind) == section.kinds.end()) continue;
      if (all++ == 0) output.write(formats::plain("\n{}\n", section.title));
      if (options.limit != 0 && shown == options.limit) continue;
      ++shown;
      output.write(formats::plain("  {}  {}\n      {}\n", one.commitment.id,
                                  title_of(one.commitment, one.standing, as_of), matter_of(one.commitment)));
    }
    if (shown < all) output.write(formats::plain("  … {} more (--limit 0)\n", all - shown));
  }
  return finish(output, kDone);
}

}  // namespace

std::function<int()> set_up_state(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("--on", options->on, "the day; else today")->type_name("DAY");
  app.add_option("--actor", options->actor, "one side: RUS, NATO, …")->type_name("SIDE");
  add_limit(app, options->limit, "lines a section at most; 0: all");
  options->book.declare(app);
  return [options, &app] {
    options->limit_given = app.count("--limit") > 0;
    return run(*options);
  };
}

}  // namespace casus::cli
