// The list is made in SQL as far as sides, kinds and words go; what depends on the day is read off the rows of changes
// by the same standing() that the ledger in memory uses, so both give one answer.

#include "store/commitments.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "store/cells.h"

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

constexpr std::size_t kMost = std::numeric_limits<uint32_t>::max();  // of anything that is counted

// `reports`: how many pieces of evidence it says it has, one at least.
Commitment commitment_of(const Cells& q, std::size_t& reports) {
  Commitment c;
  c.id = q.text(1);
  c.kind = q.one_of<EntryKind>(2);
  c.action = q.text(3);
  c.condition = q.text(4);
  c.connective = q.text(5);
  c.deadline = q.text(6);
  c.deadline_from = q.date(7);
  c.deadline_to = q.date(8);
  c.polarity = q.one_of<Polarity>(9);
  c.condition_negated = q.flag(10);
  c.stance = q.optional_of<Stance>(11);
  c.step = q.optional_of<AccessionStep>(12);
  c.withdraws = q.optional_of<Withdrawn>(13);
  c.body = q.text(14);
  c.norm = q.text(15);
  c.relation = q.text(16);
  c.force = q.one_of<Force>(17);
  c.strength = q.one_of<Strength>(18);
  c.specificity = q.one_of<Specificity>(19);
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
  c.act_by_counterparty = q.flag(30);
  reports = q.number(31, kMost);
  if (reports == 0) q.refuse(31, "a commitment has one at least");
  return c;
}

// The rows that hang on a commitment, each with the commitment in its first column and the place in its list in the
// second.
void add_side(Commitment& c, const Cells& q) {
  const std::string role = q.text(2);
  const bool none = each_list(c, [&](std::string_view its, std::vector<std::string>& list) {
    if (its != role) return true;
    q.next(1, list.size());
    list.push_back(q.text(3));
    return false;
  });
  if (none) q.refuse(2, "no role of a side");
}
constexpr const char* kSides = "select commitment, n, role, side from commitment_sides where commitment ";

void add_evidence(Commitment& c, const Cells& q) {
  q.next(1, c.evidence.size());
  c.evidence.push_back({q.id(2), q.span(3, kMost - 1), q.text(5), q.date(6), q.date(7), q.text(8)});
}
constexpr const char* kEvidence =
    "select commitment, n, document, start, stop, text, said_on, known_on, role from evidence where commitment ";

void add_change(Commitment& c, const Cells& q, std::size_t reports) {
  q.next(1, c.changes.size());
  c.changes.push_back(
      {q.date(2), q.date(3), q.optional_of<EntryStatus>(4), q.one_of<EntryStatus>(5), q.text(6), q.number(7, reports)});
}
constexpr const char* kChanges =
    "select commitment, n, changed_on, known_on, old_status, status, rule, evidence from changes where commitment ";

void add_split(Commitment& c, const Cells& q) {
  q.next(1, c.splits.size());
  c.splits.push_back({q.text(2), q.text(3), q.date(4), q.date(5)});
}
constexpr const char* kSplits =
    "select commitment, n, counterparty, child, split_on, known_on from splits where commitment ";

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

Error without_evidence(sqlite3* db, const Commitment& c) {
  return {Cause::kMalformed,
          "is damaged: table evidence, commitment " + c.id +
              ": rows are missing or too many; ingest the documents into a new file",
          sqlite3_db_filename(db, "main")};
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
    : commitment_(db, std::string("insert into commitments values (") + marks(36) + ")"),
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
    one.commitment = commitment_of(Cells(rows), one.reports);
    out.push_back(std::move(one));
  }
  if (!rows.ok()) return rows.error();
  // Calls use(listed, cells) for each row of those that hang on the listed.
  const auto each = [&](const char* columns, const char* rest, auto use) -> Result<Done> {
    Query q = select(columns + ("in " + wanted) + rest);
    while (q.step()) {
      const auto listed = at.find(q.number(0));
      if (listed == at.end()) {
        q.refuse(0, "no such commitment");
      } else {
        use(out[listed->second], Cells(q));
      }
    }
    if (!q.ok()) return q.error();
    return Done{};
  };
  for (const auto& done :
       {each(kSides, " order by commitment, role, n", [](Listed&l, const Cells&c) { add_side(l.commitment, c); }),
        each(kEvidence, " and n = 0", [](Listed&l, const Cells&c) { add_evidence(l.commitment, c); }),
        each(kChanges, " order by commitment, n",
             [](Listed&l, const Cells&c) { add_change(l.commitment, c, l.reports); }),
        each(kSplits, " order by commitment, n", [](Listed&l, const Cells&c) { add_split(l.commitment, c); })}) {
    if (!done) return done.error();
  }
  for (const Listed& one : out) {
    if (one.commitment.evidence.empty()) return without_evidence(db, one.commitment);
  }

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
  std::size_t reports = 0;
  Commitment out = commitment_of(Cells(row), reports);
  if (!row.ok()) return row.error();
  if (out.id != id) {
    // Parts that were split off start with the id of the whole, which is meant.
    Query others(db, "select count(*) from commitments where id >= ? and id < ? || '~' and id not like ? || '-%'");
    if (!others.bind(id, id, out.id).step()) return others.error();
    if (others.number(0) > 1)
      return Error{Cause::kUsage, "begins " + std::to_string(others.number(0)) + " commitments: give more of it", id};
  }
  const int64_t n = row.number(0);
  const auto each = [&](const char* columns, const char* rest, auto use) -> Result<Done> {
    Query q(db, std::string(columns) + "= ?" + rest);
    for (q.bind(n); q.step();) use(Cells(q));
    if (!q.ok()) return q.error();
    return Done{};
  };
  for (const auto& done : {each(kSides, " order by role, n", [&](const Cells& c) { add_side(out, c); }),
                           each(kEvidence, " order by n", [&](const Cells& c) { add_evidence(out, c); }),
                           each(kChanges, " order by n", [&](const Cells& c) { add_change(out, c, reports); }),
                           each(kSplits, " order by n", [&](const Cells& c) { add_split(out, c); })}) {
    if (!done) return done.error();
  }
  if (out.evidence.size() != reports) return without_evidence(db, out);
  return std::optional(std::move(out));
}

}  // namespace casus::store
