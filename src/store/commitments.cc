// The list is made in SQL as far as sides, kinds and words go; what depends on the day is read off the rows of changes
// by the same standing() that the ledger in memory uses, so both give one answer.

#include "store/commitments.h"

#include <algorithm>
#include <unordered_map>

namespace casus::store {
namespace {

using ledger::Change;
using ledger::Commitment;
using ledger::Evidence;
using ledger::Split;

template <typename E>
std::optional<std::string_view> name_of(const std::optional<E>& value) {
  if (!value) return std::nullopt;
  return name(*value);
}
template <typename E>
E one_of(const Query& q, int column) {
  return parse<E>(q.text(column)).value_or(E{});
}
template <typename E>
std::optional<E> optional_of(const Query& q, int column) {
  if (q.null(column)) return std::nullopt;
  return parse<E>(q.text(column));
}

std::string marks(int n) {
  std::string out = "?";
  for (int i = 1; i < n; ++i) out += ", ?";
  return out;
}

// Calls use(role, list) for every list of sides a commitment has.
template <typename C, typename Use>
bool each_list(C& c, Use use) {
  return use("holder", c.holder) && use("counterparty", c.counterparty) && use("harmed", c.harmed) &&
         use("act-doer", c.act.doers) && use("act-undergoer", c.act.undergoers) && use("act-place", c.act.places) &&
         use("trigger-doer", c.trigger.doers) && use("trigger-undergoer", c.trigger.undergoers) &&
         use("trigger-place", c.trigger.places);
}

constexpr const char* kColumns =
    "n, id, kind, action, condition, connective, deadline, deadline_from, deadline_to, polarity, condition_negated, "
    "stance, step,"
    " withdraws, body, norm, relation, force, strength, specificity, said_by, split_from, act_deed, act_object, "
    "act_head, act_text,"
    " trigger_deed, trigger_object, trigger_head, trigger_text, act_by_counterparty, reports";

Commitment commitment_of(const Query& q) {
  Commitment c;
  c.id = q.text(1);
  c.kind = one_of<EntryKind>(q, 2);
  c.action = q.text(3);
  c.condition = q.text(4);
  c.connective = q.text(5);
  c.deadline = q.text(6);
  c.deadline_from = q.date(7);
  c.deadline_to = q.date(8);
  c.polarity = one_of<Polarity>(q, 9);
  c.condition_negated = q.number(10) != 0;
  c.stance = optional_of<Stance>(q, 11);
  c.step = optional_of<AccessionStep>(q, 12);
  c.withdraws = optional_of<Withdrawn>(q, 13);
  c.body = q.text(14);
  c.norm = q.text(15);
  c.relation = q.text(16);
  c.force = one_of<Force>(q, 17);
  c.strength = one_of<Strength>(q, 18);
  c.specificity = one_of<Specificity>(q, 19);
  c.said_by = q.text(20);
  c.split_from = q.text(21);
  c.act.deed = q.text(22);
  c.act.object = q.text(23);
  c.act.object_head = q.text(24);
  c.act.text = q.text(25);
  c.trigger.deed = q.text(26);
  c.trigger.object = q.text(27);
  c.trigger.object_head = q.text(28);
  c.trigger.text = q.text(29);
  c.act_by_counterparty = q.number(30) != 0;
  return c;
}

Evidence evidence_of(const Query& q, int first) {
  return {q.text(first),     {uint32_t(q.number(first + 1)), uint32_t(q.number(first + 2))},
          q.text(first + 3), q.date(first + 4),
          q.date(first + 5), q.text(first + 6)};
}

Change change_of(const Query& q, int first) {
  return {q.date(first),
          q.date(first + 1),
          optional_of<EntryStatus>(q, first + 2),
          one_of<EntryStatus>(q, first + 3),
          q.text(first + 4),
          std::size_t(q.number(first + 5))};
}

void add_side(Commitment& c, const std::string& role, std::string side) {
  each_list(c, [&](std::string_view its, std::vector<std::string>& list) {
    if (its == role) list.push_back(std::move(side));
    return its != role;
  });
}

// Words as an FTS5 expression: each quoted, all of them wanted.
std::string all_words(std::string_view text) {
  std::string out, word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (c == '"') continue;
    if (c != ' ' && c != '\t' && c != '\n') {
      word.push_back(c);
    } else if (!word.empty()) {
      out.append(out.empty() ? "\"" : " \"").append(word).append("\"");
      word.clear();
    }
  }
  return out;
}

struct Where {
  std::string sql = "1";
  std::vector<std::string> values;

  void any(const std::string& before, const std::vector<std::string>& wanted, const std::string& after) {
    if (wanted.empty()) return;
    sql += " and " + before;
    for (std::size_t i = 0; i < wanted.size(); ++i) sql += i == 0 ? "?" : ", ?", values.push_back(wanted[i]);
    sql += after;
  }
};

Where where_of(const Filter& f) {
  Where out;
  std::vector<std::string> kinds;
  for (EntryKind kind : f.kinds) kinds.emplace_back(name(kind));
  out.any("kind in (", kinds, ")");
  out.any("n in (select commitment from commitment_sides where role = 'holder' and side in (", f.holder, "))");
  out.any("n in (select commitment from commitment_sides where role = 'counterparty' and side in (", f.counterparty,
          "))");
  out.any("n in (select commitment from commitment_sides where role in ('holder', 'counterparty') and side in (",
          f.party, "))");
  if (const std::string words = all_words(f.text); !words.empty()) {
    out.sql += " and n in (select rowid from matters where matters match ?)";
    out.values.push_back(words);
  }
  if (f.matchable) out.sql += " and (trigger_deed <> '' or act_deed <> '') and status is not null";
  return out;
}

}  // namespace

CommitmentWriter::CommitmentWriter(sqlite3* db)
    : db_(db),
      commitment_(db, std::string("insert into commitments values (") + marks(36) + ")"),
      side_(db, "insert into commitment_sides values (?, ?, ?, ?)"),
      evidence_(db, "insert into evidence values (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      change_(db, "insert into changes values (?, ?, ?, ?, ?, ?, ?, ?)"),
      split_(db, "insert into splits values (?, ?, ?, ?, ?, ?)"),
      matter_(db, "insert into matters (rowid, action, condition, evidence) values (?, ?, ?, ?)"),
      gone_(db, "delete from commitments where n = ?"),
      matter_gone_(db, "delete from matters where rowid = ?") {}

bool CommitmentWriter::erase(int64_t n) {
  return gone_.bind(n).run() && matter_gone_.bind(n).run();
}

bool CommitmentWriter::write(int64_t n, const Commitment& c) {
  const ledger::Standing now = ledger::standing(c, {});
  if (!commitment_
           .bind(n, c.id, name(c.kind), name_of(now.status), now.since, c.made_on(), c.known_on(), c.evidence.size(),
                 c.action, c.condition, c.connective, c.deadline, c.deadline_from, c.deadline_to, name(c.polarity),
                 c.condition_negated, name_of(c.stance), name_of(c.step), name_of(c.withdraws), c.body, c.norm,
                 c.relation, name(c.force), name(c.strength), name(c.specificity), c.said_by, c.split_from, c.act.deed,
                 c.act.object, c.act.object_head, c.act.text, c.trigger.deed, c.trigger.object, c.trigger.object_head,
                 c.trigger.text, c.act_by_counterparty)
           .run()) {
    return false;
  }
  const bool sides = each_list(c, [&](std::string_view role, const std::vector<std::string>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!side_.bind(n, role, i, list[i]).run()) return false;
    }
    return true;
  });
  if (!sides) return false;
  std::string words;
  for (std::size_t i = 0; i < c.evidence.size(); ++i) {
    const Evidence& e = c.evidence[i];
    words.append(e.text).push_back('\n');
    if (!evidence_.bind(n, i, e.document, e.span.start, e.span.end, e.text, e.on, e.known, e.role).run()) return false;
  }
  for (std::size_t i = 0; i < c.changes.size(); ++i) {
    const Change& change = c.changes[i];
    if (!change_
             .bind(n, i, change.on, change.known, name_of(change.from), name(change.to), change.rule, change.evidence)
             .run())
      return false;
  }
  for (std::size_t i = 0; i < c.splits.size(); ++i) {
    const Split& split = c.splits[i];
    if (!split_.bind(n, i, split.counterparty, split.child, split.on, split.known).run()) return false;
  }
  return matter_.bind(n, c.action, c.condition, words).run();
}

Result<std::vector<Listed>> list_commitments(sqlite3* db, const Filter& filter, const ledger::AsOf& as_of) {
  const Where where = where_of(filter);
  const std::string wanted = "(select n from commitments where " + where.sql + ")";
  const auto select = [&](const std::string& sql) {
    Query q(db, sql);
    q.bind();
    for (std::size_t i = 0; i < where.values.size(); ++i) q.put(int(i) + 1, where.values[i]);
    return q;
  };
  std::vector<Listed> out;
  std::unordered_map<int64_t, std::size_t> at;
  Query rows = select(std::string("select ") + kColumns + " from commitments where " + where.sql + " order by n");
  while (rows.step()) {
    at[rows.number(0)] = out.size();
    Listed one;
    one.commitment = commitment_of(rows);
    one.reports = std::size_t(rows.number(31));
    out.push_back(std::move(one));
  }
  if (!rows.ok()) return rows.error();
  Query sides = select("select commitment, role, side from commitment_sides where commitment in " + wanted +
                       " order by commitment, role, n");
  while (sides.step()) add_side(out[at[sides.number(0)]].commitment, sides.text(1), sides.text(2));
  if (!sides.ok()) return sides.error();
  Query first = select(
      "select commitment, document, start, stop, text, said_on, known_on, role from evidence where n = 0 and "
      "commitment in " +
      wanted);
  while (first.step()) out[at[first.number(0)]].commitment.evidence.push_back(evidence_of(first, 1));
  if (!first.ok()) return first.error();
  Query changes = select(
      "select commitment, changed_on, known_on, old_status, status, rule, evidence from changes where commitment in " +
      wanted + " order by commitment, n");
  while (changes.step()) out[at[changes.number(0)]].commitment.changes.push_back(change_of(changes, 1));
  if (!changes.ok()) return changes.error();
  Query splits = select("select commitment, counterparty, child, split_on, known_on from splits where commitment in " +
                        wanted + " order by commitment, n");
  while (splits.step()) {
    out[at[splits.number(0)]].commitment.splits.push_back(
        {splits.text(1), splits.text(2), splits.date(3), splits.date(4)});
  }
  if (!splits.ok()) return splits.error();

  std::erase_if(out, [&](Listed& one) {
    one.standing = ledger::standing(one.commitment, as_of);
    if (!one.standing.exists) return true;
    if (filter.statuses.empty()) return false;
    return !one.standing.status ||
           std::find(filter.statuses.begin(), filter.statuses.end(), *one.standing.status) == filter.statuses.end();
  });
  return out;
}

Result<std::optional<Commitment>> find_commitment(sqlite3* db, const std::string& id) {
  Query row(db, std::string("select ") + kColumns +
                    " from commitments where id = ? or (length(?) >= 4 and id >= ? and id < ? || '~')" +
                    " order by id = ? desc, n limit 1");
  row.bind(id, id, id, id, id);
  if (!row.step()) {
    if (!row.ok()) return row.error();
    return std::optional<Commitment>();
  }
  Commitment out = commitment_of(row);
  if (out.id != id) {
    // Parts that were split off start with the id of the whole, which is meant.
    Query others(db, "select count(*) from commitments where id >= ? and id < ? || '~' and id not like ? || '-%'");
    if (!others.bind(id, id, out.id).step()) return others.error();
    if (others.number(0) > 1)
      return Error{Cause::kUsage, "begins " + std::to_string(others.number(0)) + " commitments: give more of it", id};
  }
  const int64_t n = row.number(0);
  Query sides(db, "select role, side from commitment_sides where commitment = ? order by role, n");
  for (sides.bind(n); sides.step();) add_side(out, sides.text(0), sides.text(1));
  Query evidence(
      db, "select document, start, stop, text, said_on, known_on, role from evidence where commitment = ? order by n");
  for (evidence.bind(n); evidence.step();) out.evidence.push_back(evidence_of(evidence, 0));
  Query changes(
      db,
      "select changed_on, known_on, old_status, status, rule, evidence from changes where commitment = ? order by n");
  for (changes.bind(n); changes.step();) out.changes.push_back(change_of(changes, 0));
  Query splits(db, "select counterparty, child, split_on, known_on from splits where commitment = ? order by n");
  for (splits.bind(n); splits.step();)
    out.splits.push_back({splits.text(0), splits.text(1), splits.date(2), splits.date(3)});
  for (const Query* q : {&sides, &evidence, &changes, &splits}) {
    if (!q->ok()) return q->error();
  }
  return std::optional(std::move(out));
}

}  // namespace casus::store
