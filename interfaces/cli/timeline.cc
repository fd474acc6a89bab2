// casus timeline: what two sides undertook and threatened, in time, and the treaties that bound both.

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/book.h"
#include "cli/command.h"
#include "cli/output.h"
#include "formats/json_writer.h"
#include "formats/plain.h"

namespace casus::cli {
namespace {

struct Bound {
  Date day;
  bool own = true;  // the treaty's own day, for want of a later one
};

// Treaties of all the world ("*") say nothing of two sides.
// The first day on which a treaty bound both: in force, and each a party by name or a member of the body that is one.
std::optional<Bound> bound_both(const ledger::Register& reg, const ledger::Treaty& t, const std::string& a,
                                const std::string& b) {
  if (t.pending || !t.in_force.from || reg.covers(t.parties, "", *t.in_force.from)) return {};
  const auto body = [&](std::string_view id) {
    return std::any_of(t.parties.begin(), t.parties.end(),
                       [&](std::string_view party) { return party.starts_with('@') && party.substr(1) == id; });
  };
  std::vector<Date> days{*t.in_force.from};
  for (const ledger::Membership& m : reg.memberships()) {
    if ((m.member == a || m.member == b) && m.when.from && *t.in_force.from < *m.when.from && body(m.body))
      days.push_back(*m.when.from);
  }
  std::sort(days.begin(), days.end());
  for (const Date day : days) {
    if (reg.in_force(t, day) && reg.covers(t.parties, a, day) && reg.covers(t.parties, b, day))
      return Bound{day, day == *t.in_force.from};
  }
  return {};
}

struct TimelineOptions {
  BookOptions book;
  DayOptions days;
  std::vector<std::string> between;
  std::string from, to;
  std::size_t limit = 0;
};

std::string object(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string out;
  formats::JsonWriter json(out);
  json.open('{');
  for (const auto& [key, value] : fields) json.field(key, value);
  json.close('}');
  return out;
}

// What one side did towards the other, day by day, with the treaties between them first.
int timeline(const TimelineOptions& options) {
  if (options.between.size() != 2) return failed({Cause::kUsage, "wants two sides: --between A,B", "--between"});
  const auto as_of = options.days.as_of();
  const auto from = day_of(options.from, "--from"), until = day_of(options.to, "--until");
  if (!as_of) return failed(as_of.error());
  if (!from) return failed(from.error());
  if (!until) return failed(until.error());
  if (*from && *until && **until < **from)
    return failed(
        {Cause::kUsage, "the first day, " + (*from)->iso() + ", is after the last, " + (*until)->iso(), "--from"});
  auto desk = Desk::open(options.book.lexicons);
  if (!desk) return failed(desk.error());
  auto store = open_book(options.book, *desk);
  if (!store) return failed(store.error());
  const auto sides = desk->known_sides(options.between, &*store);
  if (!sides) return failed(sides.error());
  const std::string &a = (*sides)[0], &b = (*sides)[1];
  struct Row {
    std::string day, line, json;
  };
  std::vector<Row> rows;
  for (const ledger::Treaty& t : desk->reg->treaties()) {
    const auto bound = bound_both(*desk->reg, t, a, b);
    if (!bound) continue;
    // Of lists of parties the register keeps no days of accession: a third party may have come in later.
    const char* own = bound->own && t.parties.size() > 2 ? " (the treaty's own day)" : "";
    const auto add = [&](const std::string& on, const std::string& line, std::string_view what) {
      rows.push_back({on, line, object({{"on", on}, {"treaty", t.id}, {"what", what}})});
    };
    add(bound->day.iso(), formats::plain("{} in force{}  [{}]", t.name, own, t.citation), "in force");
    if (t.in_force.to) add(t.in_force.to->iso(), formats::plain("{} ends", t.name), "ends");
  }
  for (const auto& pair : {std::pair{a, b}, std::pair{b, a}}) {
    const auto &holder = pair.first, &other = pair.second;
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
            {on, formats::plain("{} > {}  {} {}  {}  [{}]", holder, other, name(c.kind), what, matter_of(c), c.id),
             object({{"on", on},
                     {"commitment", c.id},
                     {"holder", holder},
                     {"counterparty", other},
                     {"kind", name(c.kind)},
                     {"status", what},
                     {"rule", rule}})});
      };
      if (c.changes.empty()) add(c.made_on(), "made", "made");
      for (const ledger::Change& change : c.changes) add(change.on, name(change.to), change.rule);
    }
  }
  std::erase_if(rows,
                [&](const Row& r) { return (*from && r.day < (*from)->iso()) || (*until && (*until)->iso() < r.day); });
  std::stable_sort(rows.begin(), rows.end(), [](const Row& x, const Row& y) { return x.day < y.day; });
  Output output;
  // The last lines are the latest.
  const std::size_t first = options.limit == 0 || rows.size() <= options.limit ? 0 : rows.size() - options.limit;
  for (std::size_t i = first; i < rows.size(); ++i)
    output.write(options.book.json ? rows[i].json + "\n" : formats::plain("{:10}  {}\n", rows[i].day, rows[i].line));
  if (first > 0) complain(formats::plain("the last {} of {} shown (--limit 0 shows all)", options.limit, rows.size()));
  if (rows.empty()) {
    const std::string why = why_nothing(*store, options.book, *as_of);
    complain("nothing between " + a + " and " + b + (*from || *until ? " in those days" : "") +
             (why.empty() ? "" : "; " + why));
  }
  return finish(output, rows.empty() ? kNothing : kDone);
}

}  // namespace

std::function<int()> set_up_timeline(CLI::App& app) {
  const auto o = std::make_shared<TimelineOptions>();
  app.add_option("--between", o->between, "two sides: RUS,UKR")->type_name("SIDE")->required()->delimiter(',');
  app.add_option("--from", o->from, "from that day")->type_name("DAY");
  app.add_option("--until", o->to, "to that day")->type_name("DAY");
  add_limit(app, o->limit, "the last lines, so many; 0: all");
  o->book.declare(app);
  o->days.declare(app);
  return [o] { return timeline(*o); };
}

}  // namespace casus::cli
