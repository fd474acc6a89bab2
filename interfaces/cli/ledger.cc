// casus ledger, show and timeline: the commitments as a list, one by one, and between two sides in time.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/book.h"
#include "cli/command.h"
#include "cli/output.h"
#include "formats/ledger_json.h"

namespace casus::cli {
namespace {

constexpr const char* kKinds =
    "guarantee, promise, offer, threat, refusal, demand, veto, withdrawal, accession, decision, position, claim";
constexpr const char* kStatuses =
    "announced, conditional, detached, discharged, violated, backed_down, averted, expired, cancelled, released, "
    "suspended, pending, settled";

struct ListOptions {
  BookOptions book;
  DayOptions days;
  std::vector<std::string> kinds, statuses, holder, counterparty;
  std::string text, sort = "date";
  std::size_t limit = 50;
};

// Names of a vocabulary given on the command line.
template <typename E>
Result<std::vector<E>> values_of(const std::vector<std::string>& names, const char* option, const char* known) {
  std::vector<E> out;
  for (const std::string& text : names) {
    const auto value = parse<E>(text);
    if (!value) return Error{Cause::kUsage, "unknown: " + text + "; one of " + known, option};
    out.push_back(*value);
  }
  return out;
}

std::string key_of(const store::Listed& one, const std::string& sort) {
  const auto& c = one.commitment;
  if (sort == "since") return one.standing.since ? one.standing.since->iso() : "";
  if (sort == "holder") return joined(c.holder);
  if (sort == "kind") return std::string(name(c.kind));
  if (sort == "status") return one.standing.status ? std::string(name(*one.standing.status)) : "~";
  if (sort == "reports") return fmt::format("{:09}", one.reports);
  return c.made_on() ? c.made_on()->iso() : "";
}

void print(Output& output, const store::Listed& one, bool json, const ledger::AsOf& as_of) {
  if (json) {
    output.write(formats::listed_json(one.commitment, one.standing, one.reports, as_of) + "\n");
    return;
  }
  const auto& c = one.commitment;
  output.write(fmt::format("{}  {}  {}  [{}]\n    {}\n", c.id, c.made_on() ? c.made_on()->iso() : "          ",
                           title_of(c, one.standing, as_of), one.reports, matter_of(c)));
}

int list(const ListOptions& options) {
  const auto as_of = options.days.as_of();
  const auto kinds = values_of<EntryKind>(options.kinds, "--kind", kKinds);
  const auto statuses = values_of<EntryStatus>(options.statuses, "--status", kStatuses);
  if (!as_of) return failed(as_of.error());
  if (!kinds) return failed(kinds.error());
  if (!statuses) return failed(statuses.error());
  auto desk = Desk::open(options.book.lexicons);
  if (!desk) return failed(desk.error());
  auto store = open_book(options.book, *desk);
  if (!store) return failed(store.error());
  store::Filter filter;
  filter.kinds = *kinds;
  filter.statuses = *statuses;
  filter.holder = desk->sides(options.holder);
  filter.counterparty = desk->sides(options.counterparty);
  filter.text = options.text;
  auto listed = store->list(filter, *as_of);
  if (!listed) return failed(listed.error());
  const bool newest_first = options.sort == "date" || options.sort == "since" || options.sort == "reports";
  std::stable_sort(listed->begin(), listed->end(), [&](const auto& a, const auto& b) {
    const std::string left = key_of(a, options.sort), right = key_of(b, options.sort);
    return newest_first ? right < left : left < right;
  });
  Output output;
  std::size_t shown = 0;
  for (const store::Listed& one : *listed) {
    if (options.limit != 0 && shown == options.limit) break;
    print(output, one, options.book.json, *as_of);
    ++shown;
  }
  if (shown < listed->size()) complain(fmt::format("{} of {} shown (--limit 0 shows all)", shown, listed->size()));
  if (listed->empty()) complain(std::string("no commitment answers to that; ") + kHowSides);
  return finish(output, listed->empty() ? kNothing : kDone);
}

struct ShowOptions {
  BookOptions book;
  DayOptions days;
  std::vector<std::string> ids;
};

void tell(Output& output, const ledger::Commitment& c, const ledger::AsOf& as_of) {
  const ledger::Standing s = ledger::standing(c, as_of);
  output.write(fmt::format("{}  {}\n    {}\n", c.id, title_of(c, s, as_of), matter_of(c)));
  std::string more =
      std::string(name(c.force)) + ", " + std::string(name(c.strength)) + ", " + std::string(name(c.specificity));
  if (!c.said_by.empty()) more += ", said by " + c.said_by;
  if (!c.body.empty()) more += ", body " + c.body;
  if (!c.split_from.empty()) more += ", split from " + c.split_from;
  output.write("    " + more + "\n");
  std::map<std::size_t, const ledger::Change*> by_evidence;
  for (const ledger::Change& change : c.changes) by_evidence[change.evidence] = &change;
  for (std::size_t i = 0; i < c.evidence.size(); ++i) {
    const ledger::Evidence& e = c.evidence[i];
    const auto change = by_evidence.find(i);
    std::string what = e.role;
    if (change != by_evidence.end()) {
      what = fmt::format("{}{} ({})", change->second->from ? std::string(name(*change->second->from)) + " > " : "",
                         name(change->second->to), change->second->rule);
    }
    const std::string known = e.known && e.known != e.on ? ", reported " + e.known->iso() : "";
    output.write(fmt::format("  {}{}  {}\n      {}  [{} {}-{}]\n", e.on ? e.on->iso() : "no date   ", known, what,
                             e.text, e.document, e.span.start, e.span.end));
  }
  for (const ledger::Split& split : c.splits) {
    output.write(fmt::format("  {}  {} left it in part: {}\n", split.on ? split.on->iso() : "no date   ",
                             split.counterparty, split.child));
  }
  if (s.presumed)
    output.write(fmt::format("  {}  {} (presumed: nothing was reported)\n", s.since ? s.since->iso() : "", s.rule));
}

int show(const ShowOptions& options) {
  const auto as_of = options.days.as_of();
  if (!as_of) return failed(as_of.error());
  auto desk = Desk::open(options.book.lexicons);
  if (!desk) return failed(desk.error());
  auto store = open_book(options.book, *desk);
  if (!store) return failed(store.error());
  Output output;
  int code = kDone;
  for (const std::string& id : options.ids) {
    const auto found = store->commitment(id);
    if (!found) return failed(found.error());
    if (!*found) {
      complain("no commitment " + id + " in " + options.book.path() + ": casus ledger lists them with their ids");
      code = kNothing;
    } else if (options.book.json) {
      output.write(formats::story_json(**found, ledger::standing(**found, *as_of), *as_of) + "\n");
    } else {
      tell(output, **found, *as_of);
    }
  }
  return finish(output, code);
}

struct TimelineOptions {
  BookOptions book;
  DayOptions days;
  std::vector<std::string> between;
  std::string from, to;
  std::size_t limit = 0;
};

// What one side did towards the other, day by day, with the treaties between them first.
int timeline(const TimelineOptions& options) {
  if (options.between.size() != 2) return failed({Cause::kUsage, "wants two sides: --between A,B", "--between"});
  const auto as_of = options.days.as_of();
  if (!as_of) return failed(as_of.error());
  auto desk = Desk::open(options.book.lexicons);
  if (!desk) return failed(desk.error());
  auto store = open_book(options.book, *desk);
  if (!store) return failed(store.error());
  const std::string a = desk->side(options.between[0]), b = desk->side(options.between[1]);
  struct Row {
    std::string day, line, json;
  };
  std::vector<Row> rows;
  for (const ledger::Treaty& t : desk->reg->treaties()) {
    if (t.pending || std::find(t.parties.begin(), t.parties.end(), a) == t.parties.end() ||
        std::find(t.parties.begin(), t.parties.end(), b) == t.parties.end()) {
      continue;
    }
    rows.push_back(
        {t.in_force.from->iso(), fmt::format("{} in force  [{}]", t.name, t.citation),
         fmt::format("{{\"on\":\"{}\",\"treaty\":\"{}\",\"what\":\"in force\"}}", t.in_force.from->iso(), t.id)});
    if (t.in_force.to) {
      rows.push_back(
          {t.in_force.to->iso(), fmt::format("{} ends", t.name),
           fmt::format("{{\"on\":\"{}\",\"treaty\":\"{}\",\"what\":\"ends\"}}", t.in_force.to->iso(), t.id)});
    }
  }
  for (const auto& [holder, other] : {std::pair{a, b}, std::pair{b, a}}) {
    store::Filter filter;
    filter.holder = {holder};
    filter.counterparty = {other};
    const auto listed = store->list(filter, *as_of);
    if (!listed) return failed(listed.error());
    for (const store::Listed& one : *listed) {
      const auto& c = one.commitment;
      const auto add = [&](const std::optional<Date>& day, std::string_view what, std::string_view rule) {
        if (as_of->on && day && *as_of->on < *day) return;
        const std::string on = day ? day->iso() : "";
        rows.push_back(
            {on, fmt::format("{} > {}  {} {}  {}  [{}]", holder, other, name(c.kind), what, matter_of(c), c.id),
             fmt::format(
                 "{{\"on\":\"{}\",\"commitment\":\"{}\",\"holder\":\"{}\",\"counterparty\":\"{}\",\"kind\":\"{}\","
                 "\"status\":\"{}\",\"rule\":\"{}\"}}",
                 on, c.id, holder, other, name(c.kind), what, rule)});
      };
      if (c.changes.empty()) add(c.made_on(), "made", "made");
      for (const ledger::Change& change : c.changes) add(change.on, name(change.to), change.rule);
    }
  }
  std::erase_if(rows, [&](const Row& r) {
    return (!options.from.empty() && r.day < options.from) || (!options.to.empty() && options.to < r.day);
  });
  std::stable_sort(rows.begin(), rows.end(), [](const Row& x, const Row& y) { return x.day < y.day; });
  Output output;
  // The last lines are the latest.
  const std::size_t first = options.limit == 0 || rows.size() <= options.limit ? 0 : rows.size() - options.limit;
  for (std::size_t i = first; i < rows.size(); ++i)
    output.write(options.book.json ? rows[i].json + "\n" : fmt::format("{:10}  {}\n", rows[i].day, rows[i].line));
  if (first > 0) complain(fmt::format("the last {} of {} shown (--limit 0 shows all)", options.limit, rows.size()));
  if (rows.empty()) complain("nothing between " + a + " and " + b + "; " + kHowSides);
  return finish(output, rows.empty() ? kNothing : kDone);
}

}  // namespace

std::function<int()> set_up_ledger(CLI::App& app) {
  const auto o = std::make_shared<ListOptions>();
  o->book.declare(app);
  o->days.declare(app);
  app.add_option("--kind", o->kinds, kKinds)->delimiter(',');
  app.add_option("--status", o->statuses, kStatuses)->delimiter(',');
  app.add_option("--holder", o->holder, "who is bound, threatens, blocks, decides: RUS, NATO, …")->delimiter(',');
  app.add_option("--counterparty,--to", o->counterparty, "towards whom")->delimiter(',');
  app.add_option("--text", o->text, "words of the action, the condition or a sentence");
  app.add_option("--sort", o->sort, "date, since, reports (newest or most first), holder, kind, status")
      ->check(CLI::IsMember({"date", "since", "reports", "holder", "kind", "status"}))
      ->capture_default_str();
  app.add_option("--limit", o->limit, "lines at most; 0: all")->check(CLI::NonNegativeNumber)->capture_default_str();
  return [o] { return list(*o); };
}

std::function<int()> set_up_show(CLI::App& app) {
  const auto o = std::make_shared<ShowOptions>();
  app.add_option("ID", o->ids, "commitments, by id or the first characters of it")->required();
  o->book.declare(app);
  o->days.declare(app);
  return [o] { return show(*o); };
}

std::function<int()> set_up_timeline(CLI::App& app) {
  const auto o = std::make_shared<TimelineOptions>();
  app.add_option("--between", o->between, "two sides: RUS,UKR")->required()->delimiter(',');
  app.add_option("--from", o->from, "from that day");
  app.add_option("--until", o->to, "to that day");
  app.add_option("--limit", o->limit, "the last lines, so many; 0: all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  o->book.declare(app);
  o->days.declare(app);
  return [o] { return timeline(*o); };
}

}  // namespace casus::cli
