// casus ledger and show: the commitments as a list, and one by one.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <map>

#include "cli/book.h"
#include "cli/command.h"
#include "cli/output.h"
#include "formats/ledger_json.h"
#include "formats/plain.h"

namespace casus::cli {
namespace {

struct ListOptions {
  BookOptions book;
  DayOptions days;
  std::vector<std::string> kinds, statuses, holder, counterparty;
  std::string text, sort = "date";
  bool standing = false;
  std::size_t limit = 50;
};

// The check of an option that takes names of a vocabulary, and the values of names that passed it.
template <typename E>
CLI::IsMember one_of() {
  const auto names = names_of(E{});
  return CLI::IsMember(std::vector<std::string>(names.begin(), names.end()));
}
template <typename E>
std::vector<E> values_of(const std::vector<std::string>& names) {
  std::vector<E> out;
  out.reserve(names.size());
  for (const std::string& text : names) out.push_back(parse<E>(text).value());
  return out;
}

std::string key_of(const store::Listed& one, const std::string& sort) {
  const auto& c = one.commitment;
  if (sort == "since") return one.standing.since ? one.standing.since->iso() : "";
  if (sort == "holder") return joined(c.holder);
  if (sort == "kind") return std::string(name(c.kind));
  if (sort == "status") return one.standing.status ? std::string(name(*one.standing.status)) : "~";
  if (sort == "reports") return formats::plain("{:09}", one.reports);
  return c.made_on() ? c.made_on()->iso() : "";
}

void print(Output& output, const store::Listed& one, bool json, const ledger::AsOf& as_of) {
  if (json) {
    output.write(formats::listed_json(one.commitment, one.standing, one.reports, as_of) + "\n");
    return;
  }
  const auto& c = one.commitment;
  output.write(formats::plain("{}  {}  {}  [{}]\n    {}\n", c.id, c.made_on() ? c.made_on()->iso() : "          ",
                              title_of(c, one.standing, as_of), one.reports, matter_of(c)));
}

// Where no day was given, the day is today; what bears no day is then listed all the same, as far as it is known.
Result<std::vector<store::Listed>> list_today(store::Store& store, const store::Filter& filter, Date today) {
  auto out = store.list(filter, {today, std::nullopt});
  if (!out) return out;
  auto undated = store.list(filter, {});
  if (!undated) return undated;
  std::erase_if(*undated, [](const store::Listed& one) { return one.commitment.made_on().has_value(); });
  std::move(undated->begin(), undated->end(), std::back_inserter(*out));
  return out;
}

int list(const ListOptions& options) {
  auto as_of = options.days.as_of();
  if (!as_of) return failed(as_of.error());
  auto desk = Desk::open(options.book.lexicons);
  if (!desk) return failed(desk.error());
  auto store = open_book(options.book, *desk);
  if (!store) return failed(store.error());
  store::Filter filter;
  filter.kinds = values_of<EntryKind>(options.kinds);
  filter.statuses = values_of<EntryStatus>(options.statuses);
  const auto holder = desk->known_sides(options.holder, &*store);
  if (!holder) return failed(holder.error());
  const auto counterparty = desk->known_sides(options.counterparty, &*store);
  if (!counterparty) return failed(counterparty.error());
  filter.holder = *holder;
  filter.counterparty = *counterparty;
  filter.text = options.text;
  const bool today = !as_of->on && !as_of->known;
  if (today) as_of->on = *today_or("");
  auto listed = today ? list_today(*store, filter, *as_of->on) : store->list(filter, *as_of);
  if (!listed) return failed(listed.error());
  if (options.standing) {
    std::erase_if(*listed,
                  [](const auto& one) { return !one.standing.status || ledger::is_over(*one.standing.status); });
  }
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
  if (shown < listed->size()) complain(formats::plain("{} of {} shown (--limit 0 shows all)", shown, listed->size()));
  if (listed->empty()) {
    const std::string why = why_nothing(*store, options.book, *as_of);
    complain(why.empty() ? std::string("no commitment answers to that; ") + kHowSides : why);
  }
  return finish(output, listed->empty() ? kNothing : kDone);
}

struct ShowOptions {
  BookOptions book;
  DayOptions days;
  std::vector<std::string> ids;
};

// The commitment as it was on a day, or known then: without the evidence and the changes that came later.
ledger::Commitment as_it_was(const ledger::Commitment& c, const ledger::AsOf& as_of) {
  const auto by = [&](const auto& row) {
    return (!as_of.on || (row.on && *row.on <= *as_of.on)) &&
           (!as_of.known || (row.known && *row.known <= *as_of.known));
  };
  ledger::Commitment out = c;
  out.evidence.clear();
  out.changes.clear();
  std::vector<std::size_t> moved(c.evidence.size(), c.evidence.size());
  for (std::size_t i = 0; i < c.evidence.size(); ++i) {
    if (!by(c.evidence[i])) continue;
    moved[i] = out.evidence.size();
    out.evidence.push_back(c.evidence[i]);
  }
  for (ledger::Change change : c.changes) {
    if (!by(change) || moved[change.evidence] == c.evidence.size()) continue;
    change.evidence = moved[change.evidence];
    out.changes.push_back(std::move(change));
  }
  std::erase_if(out.splits, [&](const ledger::Split& split) { return !by(split); });
  return out;
}

std::string not_made(const ledger::Commitment& c, const ledger::AsOf& as_of) {
  if (!c.made_on()) return c.id + " bears no day: show it without --on and --known";
  if (as_of.on && *as_of.on < *c.made_on())
    return c.id + " was not made yet on " + as_of.on->iso() + ": it is of " + c.made_on()->iso();
  return c.id + " was not reported yet by " + as_of.known->iso();
}

void tell(Output& output, const ledger::Commitment& c, const ledger::AsOf& as_of) {
  const ledger::Standing s = ledger::standing(c, as_of);
  output.write(formats::plain("{}  {}\n    {}\n", c.id, title_of(c, s, as_of), matter_of(c)));
  std::string more =
      std::string(name(c.force)) + ", " + std::string(name(c.strength)) + ", " + std::string(name(c.specificity));
  if (!c.said_by.empty()) more += ", said by " + c.said_by;
  if (!c.body.empty()) more += ", body " + c.body;
  if (!c.split_from.empty()) more += ", split from " + c.split_from;
  output.write(formats::plain("    {}\n", more));
  std::map<std::size_t, const ledger::Change*> by_evidence;
  for (const ledger::Change& change : c.changes) by_evidence[change.evidence] = &change;
  for (std::size_t i = 0; i < c.evidence.size(); ++i) {
    const ledger::Evidence& e = c.evidence[i];
    const auto change = by_evidence.find(i);
    std::string what = e.role;
    if (change != by_evidence.end()) {
      what = formats::plain("{}{} ({})", change->second->from ? std::string(name(*change->second->from)) + " > " : "",
                            name(change->second->to), change->second->rule);
    }
    const std::string known = e.known && e.known != e.on ? ", reported " + e.known->iso() : "";
    output.write(formats::plain("  {}{}  {}\n      {}  [{} {}-{}]\n", e.on ? e.on->iso() : "no date   ", known, what,
                                e.text, e.document, e.span.start, e.span.end));
  }
  for (const ledger::Split& split : c.splits) {
    output.write(formats::plain("  {}  {} left it in part: {}\n", split.on ? split.on->iso() : "no date   ",
                                split.counterparty, split.child));
  }
  if (s.presumed)
    output.write(formats::plain("  {}  {} (presumed: nothing was reported)\n", s.since ? s.since->iso() : "", s.rule));
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
      complain("no commitment " + id + " in " + options.book.path() + ": casus ledger lists them with their ids" +
               (id.size() < 4 ? "; at least the first four characters are needed" : ""));
      code = kNothing;
      continue;
    }
    ledger::AsOf day = *as_of;
    if (!day.on && !day.known) {
      if ((*found)->made_on()) day.on = *today_or("");
    } else if (!ledger::standing(**found, day).exists) {
      complain(not_made(**found, day));
      code = kNothing;
      continue;
    }
    const ledger::Commitment c =
        options.days.on.empty() && options.days.known.empty() ? **found : as_it_was(**found, day);
    if (options.book.json) {
      output.write(formats::story_json(c, ledger::standing(c, day), day) + "\n");
    } else {
      tell(output, c, day);
    }
  }
  return finish(output, code);
}

}  // namespace

std::function<int()> set_up_ledger(CLI::App& app) {
  const auto o = std::make_shared<ListOptions>();
  o->book.declare(app);
  o->days.declare(app);
  app.add_option("--kind", o->kinds, "what kind of commitment it is")
      ->type_name("KIND")
      ->delimiter(',')
      ->check(one_of<EntryKind>());
  app.add_option("--status", o->statuses, "where it stands")
      ->type_name("STATUS")
      ->delimiter(',')
      ->check(one_of<EntryStatus>());
  app.add_option("--holder", o->holder, "who is bound, threatens, blocks, decides: RUS, NATO, …")
      ->type_name("SIDE")
      ->delimiter(',');
  app.add_option("--counterparty,--to", o->counterparty, "towards whom")->type_name("SIDE")->delimiter(',');
  app.add_option("--text", o->text, "words of the action, the condition or a sentence");
  app.add_option("--sort", o->sort, "by what; date, since and reports: newest or most first")
      ->type_name("NAME")
      ->check(CLI::IsMember({"date", "since", "reports", "holder", "kind", "status"}))
      ->capture_default_str();
  app.add_flag("--standing", o->standing, "only what still stands: not kept, broken, cancelled, averted, expired …");
  add_limit(app, o->limit, "lines at most; 0: all");
  return [o] { return list(*o); };
}

std::function<int()> set_up_show(CLI::App& app) {
  const auto o = std::make_shared<ShowOptions>();
  app.add_option("ID", o->ids, "commitments, by id or its first characters, four at least")->required();
  o->book.declare(app);
  o->days.declare(app);
  return [o] { return show(*o); };
}

}  // namespace casus::cli
