// Rows to records. Every cell is checked here, so that a wrong date or an unknown reference is an error with its row
// and never a clause that silently binds nobody.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "ledger/register.h"
#include "lexicon/rows.h"

namespace casus::ledger {
namespace {

using lexicon::Columns;

constexpr Columns kMemberships{"memberships", "body", "member", "from?", "to?", "status", "citation"};
constexpr Columns kTreaties{"treaties", "id",   "name",  "citation", "signed",  "in_force?",
                            "notice?",  "end?", "force", "public",   "parties", "note?"};
constexpr Columns kTriggers{"triggers", "trigger", "deed", "object?", "doer?", "victim", "verdict", "note?"};
constexpr Columns kClauses{"clauses",  "treaty",        "article", "from?",      "to?",      "type",      "polarity",
                           "obligors", "beneficiaries", "trigger", "protected",  "area_in?", "area_out?", "title",
                           "request",  "body?",         "duty",    "discretion", "note?"};
constexpr Columns kSuspensions{"suspensions", "treaty", "party",     "other?",  "from?",
                               "to?",         "effect", "contested", "citation"};
constexpr Columns kWars{"wars", "aggressor", "victim", "from", "to?", "source"};
constexpr Columns kWithdrawals{"withdrawals", "treaty", "article", "duty", "names", "note?"};
constexpr Columns kAreas{"areas",   "id",       "names", "kind", "state?", "administered_by?",
                         "claims?", "regions?", "from?", "to?",  "note?"};
constexpr Columns kEntailments{"entailments", "deed", "counts_as", "turned"};
constexpr Columns kConnectives{"connectives", "connective", "class"};
constexpr Columns kStates{"states", "id"};
constexpr Columns kOrganizations{"organizations", "id"};
constexpr Columns kGroups{"groups", "id"};
constexpr Columns kConcepts{"concepts", "id"};
constexpr Columns kVagueDeeds{"vague_deeds", "deed"};
constexpr Columns kSingleDeeds{"single_deeds", "deed"};
constexpr Columns kCommonplaces{"commonplaces", "word"};
constexpr Columns kTargets{"targets", "concept", "kind", "words?"};

constexpr std::pair<std::string_view, Threshold> kThresholds[] = {
    {"met", Threshold::kMet}, {"open", Threshold::kOpen}, {"below", Threshold::kBelow}};

constexpr std::string_view kStatuses[] = {"member", "permanent", "elected", "suspended", "contested"};
constexpr std::string_view kEffects[] = {"suspended", "frozen", "disputed", "withdrawn", "outside"};
constexpr std::string_view kAreaKinds[] = {"territory", "sea"};
constexpr std::string_view kTargetKinds[] = {"vessels", "aircraft", "forces"};
constexpr std::string_view kTitles[] = {"sovereignty", "administration", "either"};
constexpr std::string_view kClasses[] = {"response", "occasion", "scalar", "until", "condition"};
constexpr std::string_view kTypes[] = {"defence",      "offence",   "neutrality", "nonaggression",
                                       "consultation", "assurance", "norm",       "restraint",
                                       "arms-control", "transit",   "standing"};

template <typename Row>
Interval interval(const Row& row, lexicon::Cell from, lexicon::Cell to) {
  const Interval out{from.date(), to.date()};
  if (out.from && out.to && !(*out.from < *out.to)) row.fail("ends before it begins");
  return out;
}

}  // namespace

// Fills a register table by table, in the order in which they name each other.
class Register::Loader {
 public:
  Loader(const lexicon::Tables& tables, Register& out) : read_(tables), out_(out) {}

  std::optional<Error> run() {
    read_names();
    read_memberships();
    read_treaties();
    read_triggers();
    read_clauses();
    read_exceptions();
    read_words();
    return read_.failure();
  }

 private:
  using Cell = lexicon::Cell;

  // Ids of sides and of concepts, which the other tables name.
  void read_names() {
    read_.each<kStates>([&](const auto& row) { out_.states_.insert(row["id"]), sides_.insert(row["id"]); });
    read_.each<kOrganizations>([&](const auto& row) { sides_.insert(row["id"]); });
    read_.each<kGroups>([&](const auto& row) { sides_.insert(row["id"]); });
    read_.each<kConcepts>([&](const auto& row) { concepts_.insert(row["id"]); });
  }

  std::string_view side(Cell cell) const {
    if (!cell.empty() && !sides_.contains(cell)) cell.fail("which is no id of states, organizations or groups");
    return cell;
  }
  std::string_view concept_of(Cell cell) const {
    if (!concepts_.contains(cell)) cell.fail("which is no id of concepts.tsv");
    return cell;
  }
  // A side or the members of a body.
  std::string_view party(Cell cell) const {
    if (!cell.text().starts_with('@')) return side(cell);
    if (!out_.is_body(cell.text().substr(1))) cell.fail("which is no body of memberships.tsv");
    return cell;
  }
  Names parties(Cell cell) const {
    Names list;
    cell.each([&](Cell one) { list.push_back(one.text() == "*" || one.text() == "any" ? one.text() : party(one)); });
    return list;
  }
  const Treaty* treaty(Cell cell) const {
    const auto found = treaties_.find(cell);
    if (found != treaties_.end()) return &out_.treaties_[found->second];
    cell.fail("which is no id of treaties.tsv");
    return nullptr;
  }

  void read_memberships() {
    read_.each<kMemberships>([&](const auto& row) {
      out_.memberships_.push_back({row["body"], side(row["member"]), row["status"].one_of(kStatuses), row["citation"],
                                   interval(row, row["from"], row["to"])});
    });
    auto& rows = out_.memberships_;
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.body < b.body; });
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto [at, added] = out_.bodies_.try_emplace(rows[i].body, i, i);
      at->second.second = i + 1;
    }
  }

  void read_treaties() {
    read_.each<kTreaties>([&](const auto& row) {
      Treaty t;
      t.id = row["id"];
      t.name = row["name"];
      t.citation = row["citation"];
      t.note = row["note"];
      t.signed_on = row["signed"].date();
      t.notice = row["notice"].date();
      t.in_force = interval(row, row["in_force"], row["end"]);
      t.pending = !t.in_force.from;
      t.force = row["force"].template as<Force>();
      t.is_public = row["public"].yes_or_no();
      t.parties = parties(row["parties"]);
      treaties_[t.id] = out_.treaties_.size();
      out_.treaties_.push_back(std::move(t));
    });
  }

  void read_triggers() {
    read_.each<kTriggers>([&](const auto& row) {
      const std::string_view id = row["trigger"];
      const std::string_view deed = row["deed"].text() == "none" ? row["deed"] : concept_of(row["deed"]);
      out_.triggers_.emplace(id, Trigger{id, deed, row["object"], side(row["doer"]), row["note"],
                                         row["victim"].yes_or_no(), row["verdict"].one_of(kThresholds)});
    });
  }

  void read_clauses() {
    read_.each<kClauses>([&](const auto& row) {
      Clause c;
      c.treaty = treaty(row["treaty"]);
      c.article = row["article"];
      c.type = row["type"].one_of(kTypes);
      c.trigger = row["trigger"];
      c.title = row["title"].one_of(kTitles);
      c.body = row["body"];
      c.duty = row["duty"];
      c.discretion = row["discretion"];
      c.note = row["note"];
      c.when = interval(row, row["from"], row["to"]);
      c.polarity = row["polarity"].template as<Polarity>();
      c.on_request = row["request"].yes_or_no();
      c.obligors = parties(row["obligors"]);
      c.beneficiaries = parties(row["beneficiaries"]);
      c.protects = row["protected"].list();
      c.area_in = row["area_in"].list();
      c.area_out = row["area_out"].list();
      if (!out_.triggers_.contains(c.trigger)) row["trigger"].fail("which is no trigger of triggers.tsv");
      out_.clauses_.push_back(std::move(c));
    });
  }

  void read_exceptions() {
    read_.each<kSuspensions>([&](const auto& row) {
      treaty(row["treaty"]);
      out_.suspensions_.push_back({row["treaty"], party(row["party"]), party(row["other"]),
                                   row["effect"].one_of(kEffects), row["citation"],
                                   interval(row, row["from"], row["to"]), row["contested"].yes_or_no()});
    });
    read_.each<kWars>([&](const auto& row) {
      out_.wars_.push_back(
          {side(row["aggressor"]), side(row["victim"]), row["source"], interval(row, row["from"], row["to"])});
    });
    read_.each<kWithdrawals>([&](const auto& row) {
      out_.withdrawals_.push_back(
          {treaty(row["treaty"]), row["article"], row["duty"], row["note"], row["names"].list()});
    });
    read_.each<kAreas>([&](const auto& row) {
      row["claims"].each([&](Cell one) { side(one); });
      out_.areas_.push_back({row["id"], row["kind"].one_of(kAreaKinds), side(row["state"]),
                             side(row["administered_by"]), row["note"], row["names"].list(), row["claims"].list(),
                             row["regions"].list(), interval(row, row["from"], row["to"])});
    });
  }

  void read_words() {
    read_.each<kEntailments>([&](const auto& row) {
      const std::string_view deed = concept_of(row["deed"]), whole = concept_of(row["counts_as"]);
      if (row["turned"].yes_or_no()) {
        out_.turned_.emplace(deed, whole);
      } else {
        out_.entailments_.emplace(deed, whole);
      }
    });
    read_.each<kConnectives>(
        [&](const auto& row) { out_.connectives_.emplace(row["connective"], row["class"].one_of(kClasses)); });
    read_.each<kVagueDeeds>([&](const auto& row) { out_.vague_.insert(concept_of(row["deed"])); });
    read_.each<kSingleDeeds>([&](const auto& row) { out_.single_.push_back(concept_of(row["deed"])); });
    read_.each<kCommonplaces>([&](const auto& row) { out_.commonplaces_.push_back(row["word"]); });
    read_.each<kTargets>([&](const auto& row) {
      const std::string_view kind = row["kind"].one_of(kTargetKinds);
      out_.protected_.emplace_back(concept_of(row["concept"]), kind);
      for (std::string_view word : row["words"].list()) out_.protected_.emplace_back(word, kind);
    });
    std::stable_sort(out_.protected_.begin(), out_.protected_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  }

  lexicon::RowReader read_;
  Register& out_;
  std::unordered_set<std::string_view> sides_, concepts_;
  std::unordered_map<std::string_view, std::size_t> treaties_;  // rows of out_.treaties_, the last of an id
};

Result<Register> Register::open(const lexicon::Tables& tables) {
  Register out;
  out.digest_ = tables.digest();
  if (auto failed = Loader(tables, out).run()) return *failed;
  return out;
}

}  // namespace casus::ledger
