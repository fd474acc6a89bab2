// Rows to records. Every cell is checked here, so that a wrong date or an unknown reference is an error with its row
// and never a clause that silently binds nobody.

#include "ledger/register.h"

#include <algorithm>
#include <set>

namespace casus::ledger {
namespace {

// One table with cells by column title. The first failure is kept; reading on afterwards gives empty cells.
class Rows {
 public:
  static Result<Rows> open(const lexicon::Tables& tables, std::string_view name) {
    auto table = tables.table(name);
    if (!table) return table.error();
    return Rows(**table);
  }
  [[nodiscard]] std::size_t size() const { return table_->rows(); }
  void move_to(std::size_t row) { row_ = row; }

  std::string_view text(std::string_view title) {
    auto column = table_->column(title);
    if (!column) return fail(column.error()), std::string_view();
    return table_->cell(row_, *column);
  }
  Names list(std::string_view title) { return lexicon::members(text(title)); }
  std::optional<Date> date(std::string_view title) {
    const std::string_view cell = text(title);
    if (cell.empty()) return std::nullopt;
    const auto day = Date::parse(cell);
    if (!day)
      fail({Cause::kMalformed, "column '" + std::string(title) + "' is no date: " + std::string(cell),
            table_->place(row_)});
    return day;
  }
  Interval interval(std::string_view from, std::string_view to) {
    const Interval out{date(from), date(to)};
    if (out.from && out.to && !(*out.from < *out.to))
      fail({Cause::kMalformed, "ends before it begins", table_->place(row_)});
    return out;
  }
  template <typename E>
  E one_of(std::string_view title) {
    const auto value = parse<E>(text(title));
    if (!value)
      fail({Cause::kMalformed, "unknown " + std::string(title) + ": " + std::string(text(title)), table_->place(row_)});
    return value.value_or(E{});
  }
  bool yes(std::string_view title) {
    const std::string_view cell = text(title);
    if (cell != "yes" && cell != "no")
      fail({Cause::kMalformed, std::string(title) + " must be yes or no", table_->place(row_)});
    return cell == "yes";
  }
  void fail(Error error) {
    if (!failed_) failed_ = std::move(error);
  }
  void fail_here(std::string message) { fail({Cause::kMalformed, std::move(message), table_->place(row_)}); }
  [[nodiscard]] const std::optional<Error>& failed() const { return failed_; }

 private:
  explicit Rows(const lexicon::Table& table) : table_(&table) {}
  const lexicon::Table* table_;
  std::size_t row_ = 0;
  std::optional<Error> failed_;
};

bool word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

bool holds_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || !word_character(text[at - 1])) && (end == text.size() || !word_character(text[end]))) return true;
  }
  return false;
}

}  // namespace

Result<Register> Register::open(const lexicon::Tables& tables) {
  Register out;
  out.digest_ = tables.digest();
  const auto each = [&](std::string_view name, auto read) -> std::optional<Error> {
    auto rows = Rows::open(tables, name);
    if (!rows) return rows.error();
    for (std::size_t i = 0; i < rows->size(); ++i) {
      rows->move_to(i);
      read(*rows);
      if (rows->failed()) return rows->failed();
    }
    return std::nullopt;
  };

  auto failed = each("memberships", [&](Rows& r) {
    out.memberships_.push_back(
        {r.text("body"), r.text("member"), r.text("status"), r.text("citation"), r.interval("from", "to")});
  });
  if (failed) return *failed;
  std::stable_sort(out.memberships_.begin(), out.memberships_.end(),
                   [](const auto& a, const auto& b) { return a.body < b.body; });
  for (std::size_t i = 0; i < out.memberships_.size(); ++i) {
    auto [at, added] = out.bodies_.try_emplace(out.memberships_[i].body, i, i);
    at->second.second = i + 1;
  }
  const auto known = [&](Rows& r, const Names& list) {
    for (std::string_view id : list) {
      if (id.starts_with('@') && !out.is_body(id.substr(1))) r.fail_here("no such body: " + std::string(id));
    }
  };

  failed = each("treaties", [&](Rows& r) {
    Treaty t;
    t.id = r.text("id");
    t.name = r.text("name");
    t.citation = r.text("citation");
    t.note = r.text("note");
    t.signed_on = r.date("signed");
    t.notice = r.date("notice");
    t.in_force = r.interval("in_force", "end");
    t.pending = !t.in_force.from;
    t.force = r.one_of<Force>("force");
    t.is_public = r.yes("public");
    t.parties = r.list("parties");
    known(r, t.parties);
    if (t.citation.empty()) r.fail_here("has no citation");
    out.treaties_.push_back(std::move(t));
  });
  if (failed) return *failed;
  std::map<std::string_view, const Treaty*> by_id;
  for (const Treaty& t : out.treaties_) by_id[t.id] = &t;

  std::set<std::string_view> triggers;
  failed = each("triggers", [&](Rows& r) {
    const std::string_view verdict = r.text("verdict");
    if (verdict != "met" && verdict != "open" && verdict != "below")
      r.fail_here("unknown verdict: " + std::string(verdict));
    const Threshold threshold = verdict == "met"    ? Threshold::kMet
                                : verdict == "open" ? Threshold::kOpen
                                                    : Threshold::kBelow;
    const std::string_view id = r.text("trigger");
    triggers.insert(id);
    out.triggers_.emplace(
        id, Trigger{id, r.text("deed"), r.text("object"), r.text("doer"), r.text("note"), r.yes("victim"), threshold});
  });
  if (failed) return *failed;

  failed = each("clauses", [&](Rows& r) {
    Clause c;
    const auto treaty = by_id.find(r.text("treaty"));
    if (treaty == by_id.end()) return r.fail_here("no such treaty: " + std::string(r.text("treaty")));
    c.treaty = treaty->second;
    c.article = r.text("article");
    c.type = r.text("type");
    c.trigger = r.text("trigger");
    c.title = r.text("title");
    c.body = r.text("body");
    c.duty = r.text("duty");
    c.discretion = r.text("discretion");
    c.note = r.text("note");
    c.when = r.interval("from", "to");
    c.polarity = r.one_of<Polarity>("polarity");
    c.on_request = r.yes("request");
    c.obligors = r.list("obligors");
    c.beneficiaries = r.list("beneficiaries");
    c.protects = r.list("protected");
    c.area_in = r.list("area_in");
    c.area_out = r.list("area_out");
    known(r, c.obligors);
    known(r, c.beneficiaries);
    if (!triggers.contains(c.trigger)) r.fail_here("no such trigger: " + std::string(c.trigger));
    out.clauses_.push_back(std::move(c));
  });
  if (failed) return *failed;

  failed = each("suspensions", [&](Rows& r) {
    if (!by_id.contains(r.text("treaty"))) return r.fail_here("no such treaty: " + std::string(r.text("treaty")));
    out.suspensions_.push_back({r.text("treaty"), r.text("party"), r.text("other"), r.text("effect"),
                                r.text("citation"), r.interval("from", "to"), r.yes("contested")});
  });
  if (failed) return *failed;

  failed = each("wars", [&](Rows& r) {
    out.wars_.push_back({r.text("aggressor"), r.text("victim"), r.text("source"), r.interval("from", "to")});
  });
  if (failed) return *failed;
  failed = each("withdrawals", [&](Rows& r) {
    const auto treaty = by_id.find(r.text("treaty"));
    if (treaty == by_id.end()) return r.fail_here("no such treaty: " + std::string(r.text("treaty")));
    out.withdrawals_.push_back({treaty->second, r.text("article"), r.text("duty"), r.text("note"), r.list("names")});
  });
  if (failed) return *failed;

  failed = each("areas", [&](Rows& r) {
    out.areas_.push_back({r.text("id"), r.text("kind"), r.text("state"), r.text("administered_by"), r.text("note"),
                          r.list("names"), r.list("claims"), r.list("regions"), r.interval("from", "to")});
  });
  if (failed) return *failed;

  failed = each("entailments", [&](Rows& r) {
    if (r.yes("turned")) {
      out.turned_.emplace(r.text("deed"), r.text("counts_as"));
    } else {
      out.entailments_.emplace(r.text("deed"), r.text("counts_as"));
    }
  });
  if (failed) return *failed;
  failed = each("connectives", [&](Rows& r) { out.connectives_.emplace(r.text("connective"), r.text("class")); });
  if (failed) return *failed;
  failed = each("states", [&](Rows& r) { out.states_.insert(r.text("id")); });
  if (failed) return *failed;
  failed = each("vague_deeds", [&](Rows& r) { out.vague_.insert(r.text("deed")); });
  if (failed) return *failed;
  failed = each("single_deeds", [&](Rows& r) { out.single_.push_back(r.text("deed")); });
  if (failed) return *failed;
  failed = each("commonplaces", [&](Rows& r) { out.commonplaces_.push_back(r.text("word")); });
  if (failed) return *failed;
  failed = each("targets", [&](Rows& r) {
    out.protected_.emplace_back(r.text("concept"), r.text("kind"));
    for (std::string_view word : r.list("words")) out.protected_.emplace_back(word, r.text("kind"));
  });
  if (failed) return *failed;
  std::stable_sort(out.protected_.begin(), out.protected_.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return out;
}

bool Register::member(std::string_view body, std::string_view member, Date day) const {
  const auto rows = bodies_.find(body);
  if (rows == bodies_.end()) return false;
  bool found = false;
  for (std::size_t i = rows->second.first; i < rows->second.second; ++i) {
    const Membership& m = memberships_[i];
    if (m.member != member || !m.when.holds(day)) continue;
    if (m.status == "suspended") return false;
    found = true;
  }
  return found;
}

Names Register::members(std::string_view body, Date day) const {
  Names out;
  const auto rows = bodies_.find(body);
  if (rows == bodies_.end()) return out;
  for (std::size_t i = rows->second.first; i < rows->second.second; ++i) {
    const Membership& m = memberships_[i];
    if (m.when.holds(day) && m.status != "suspended") out.push_back(m.member);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  std::erase_if(out, [&](std::string_view m) { return !member(body, m, day); });
  return out;
}

Names Register::sides(const Names& list, Date day) const {
  Names out;
  for (std::string_view id : list) {
    if (id == "*" || id == "any") continue;
    if (!id.starts_with('@')) {
      out.push_back(id);
      continue;
    }
    const Names of_body = members(id.substr(1), day);
    out.insert(out.end(), of_body.begin(), of_body.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool Register::covers(const Names& list, std::string_view side, Date day) const {
  return std::any_of(list.begin(), list.end(), [&](std::string_view id) {
    return id == "*" || id == "any" || id == side || (id.starts_with('@') && member(id.substr(1), side, day));
  });
}

const Suspension* Register::suspended(std::string_view treaty, std::string_view party, std::string_view other,
                                      Date day) const {
  const auto is = [&](std::string_view cell, std::string_view side) {
    return cell == side || (cell.starts_with('@') && member(cell.substr(1), side, day));
  };
  for (const Suspension& s : suspensions_) {
    if (s.treaty != treaty || !s.when.holds(day)) continue;
    if (is(s.party, party) && (s.other.empty() || is(s.other, other))) return &s;
    if (is(s.party, other) && (s.other.empty() || is(s.other, party))) return &s;
  }
  return nullptr;
}

const Area* Register::area_named_in(std::string_view text, Date day) const {
  const Area* best = nullptr;
  std::size_t longest = 0;
  for (const Area& area : areas_) {
    if (!area.when.holds(day)) continue;
    for (std::string_view name : area.names) {
      if (name.size() > longest && holds_words(text, name)) best = &area, longest = name.size();
    }
  }
  return best;
}

const Withdrawal* Register::withdrawal_named_in(std::string_view text) const {
  const Withdrawal* best = nullptr;
  std::size_t longest = 0;
  for (const Withdrawal& one : withdrawals_) {
    for (std::string_view name : one.names) {
      if (name.size() > longest && holds_words(text, name)) best = &one, longest = name.size();
    }
  }
  return best;
}

const War* Register::war(std::string_view aggressor, std::string_view victim, Date day) const {
  for (const War& one : wars_) {
    if (one.aggressor == aggressor && one.victim == victim && one.when.holds(day)) return &one;
  }
  return nullptr;
}

const Trigger* Register::judge(std::string_view trigger, std::string_view deed, std::string_view object) const {
  const Trigger* best = nullptr;
  const auto weight = [](const Trigger& t) { return t.deed.size() * 1000 + t.object.size(); };
  const auto [begin, end] = triggers_.equal_range(trigger);
  for (auto at = begin; at != end; ++at) {
    const Trigger& t = at->second;
    if (!specialises(deed, t.deed) || (!t.object.empty() && !specialises(object, t.object))) continue;
    if (best == nullptr || weight(t) > weight(*best)) best = &t;
  }
  return best;
}

Names Register::entailed(std::string_view deed) const {
  Names out;
  for (const auto& [from, to] : entailments_) {
    if (specialises(deed, from)) out.push_back(to);
  }
  return out;
}

std::string_view Register::protected_kind(std::string_view object, std::string_view words) const {
  for (const auto& [key, kind] : protected_) {
    if (!object.empty() && specialises(object, key)) return kind;
  }
  for (const auto& [key, kind] : protected_) {
    if (holds_words(words, key)) return kind;
  }
  return {};
}

std::string_view Register::connective(std::string_view words) const {
  const auto found = connectives_.find(words);
  return found == connectives_.end() ? std::string_view("condition") : found->second;
}

std::optional<std::string_view> Register::turned(std::string_view deed) const {
  const auto found = turned_.find(deed);
  if (found == turned_.end()) return std::nullopt;
  return found->second;
}

bool Register::recurs(std::string_view deed) const {
  return std::none_of(single_.begin(), single_.end(), [&](std::string_view one) { return specialises(deed, one); });
}

}  // namespace casus::ledger
