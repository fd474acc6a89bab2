// The register: what has been signed, by whom, from when to when. Memberships, instruments, their clauses, places whose
// status decides, and what breaks the rule; written by hand in lexicons/*.tsv from public facts, each row dated and
// cited.
//
//   auto reg = ledger::Register::open(tables);
//   reg->member("NATO", "FIN", *Date::parse("2023-04-04"))      true; the day before, false
//   reg->members("NATO", *Date::parse("2024-03-07")).size()     32
//
// Intervals are half open: from the first day to the first day no longer. Everything views the Tables it was opened on,
// which must outlive it. Immutable after open(), safe to share between threads.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "casus/date.h"
#include "casus/error.h"
#include "casus/vocabulary.h"
#include "lexicon/table.h"

namespace casus::ledger {

using Names = std::vector<std::string_view>;

struct Interval {
  std::optional<Date> from, to;
  [[nodiscard]] bool holds(Date day) const { return (!from || *from <= day) && (!to || day < *to); }
};

struct Membership {
  std::string_view body, member, status, citation;
  Interval when;
};

struct Treaty {
  std::string_view id, name, citation, note;
  std::optional<Date> signed_on, notice;
  Interval in_force;  // never in force: from is absent and `pending` says so
  bool pending = false;
  Force force = Force::kTreaty;
  bool is_public = true;
  Names parties;
};

// One clause of an instrument. obligors and beneficiaries hold ids, "@BODY" (its members of the day), "*" (every state)
// or "any".
struct Clause {
  const Treaty* treaty = nullptr;
  std::string_view article, type, trigger, title, body, duty, discretion, note;
  Interval when;  // of this wording
  Polarity polarity = Polarity::kDo;
  bool on_request = false;
  Names obligors, beneficiaries, protects, area_in, area_out;
};

// A suspension, a freeze or a dispute between one party and another, or (other empty) all the others.
struct Suspension {
  std::string_view treaty, party, other, effect, citation;
  Interval when;
  bool contested = false;
};

// A war that one side opened by an armed attack that the United Nations or the League named as such.
struct War {
  std::string_view aggressor, victim, citation;
  Interval when;
};

// How a party leaves an instrument; `names` are those a sentence calls it by.
struct Withdrawal {
  const Treaty* treaty = nullptr;
  std::string_view article, duty, note;
  Names names;
};

struct Area {
  std::string_view id, kind, state, administered_by, note;
  Names names, claims, regions;
  Interval when;
};

// Whether a deed reaches the threshold of a clause.
enum class Threshold { kMet, kOpen, kBelow };
struct Trigger {
  std::string_view id, deed, object, doer, note;
  bool needs_victim = true;
  Threshold threshold = Threshold::kBelow;
};

class Register {
 public:
  // kMalformed with the place where a cell cannot be read or names a row that does not exist.
  static Result<Register> open(const lexicon::Tables& tables);

  [[nodiscard]] bool member(std::string_view body, std::string_view member, Date day) const;
  [[nodiscard]] Names members(std::string_view body, Date day) const;  // sorted, without the suspended
  [[nodiscard]] const std::vector<Membership>& memberships() const { return memberships_; }
  [[nodiscard]] bool is_body(std::string_view id) const { return bodies_.contains(id); }

  [[nodiscard]] const std::vector<Treaty>& treaties() const { return treaties_; }
  [[nodiscard]] const std::vector<Clause>& clauses() const { return clauses_; }
  [[nodiscard]] const std::vector<Suspension>& suspensions() const { return suspensions_; }
  [[nodiscard]] const std::vector<Area>& areas() const { return areas_; }
  [[nodiscard]] bool in_force(const Treaty& treaty, Date day) const {
    return !treaty.pending && treaty.in_force.holds(day);
  }

  // The sides a list cell stands for on a day, sorted; "*" and "any" stand for nobody in particular and give nothing.
  [[nodiscard]] Names sides(const Names& list, Date day) const;
  // Whether a list covers a side that day; "*" and "any" cover every side.
  [[nodiscard]] bool covers(const Names& list, std::string_view side, Date day) const;
  // The suspension that stands between two parties that day, if one does.
  [[nodiscard]] const Suspension* suspended(std::string_view treaty, std::string_view party, std::string_view other,
                                            Date day) const;

  // The place a text names, as it stood that day: the longest name that occurs as whole words.
  [[nodiscard]] const Area* area_named_in(std::string_view text, Date day) const;
  // The instrument a text names by its usual name or letters, if its withdrawal clause is known.
  [[nodiscard]] const Withdrawal* withdrawal_named_in(std::string_view text) const;
  // The war of that day that the one opened against the other.
  [[nodiscard]] const War* war(std::string_view aggressor, std::string_view victim, Date day) const;
  // The row that judges a deed for a trigger, or nullptr: the longest deed path, then one that names the object.
  [[nodiscard]] const Trigger* judge(std::string_view trigger, std::string_view deed, std::string_view object) const;
  // Whether an id is that of a state, by the table of states.
  [[nodiscard]] bool is_state(std::string_view id) const { return states_.contains(id); }
  // What a clause would call the thing hit: "vessels", "aircraft", "forces", or empty where neither concept nor words
  // tell.
  [[nodiscard]] std::string_view protected_kind(std::string_view object, std::string_view words) const;
  // What a deed counts as outside its own branch of the concept tree.
  [[nodiscard]] Names entailed(std::string_view deed) const;
  // What a connective says of its condition: "response", "occasion", "scalar", "until", else "condition".
  [[nodiscard]] std::string_view connective(std::string_view words) const;
  // Digest of the tables it was opened on.
  [[nodiscard]] const std::string& digest() const { return digest_; }
  // Whether a deed says too little to tell one matter from another.
  [[nodiscard]] bool is_vague(std::string_view deed) const { return vague_.contains(deed); }
  // Whether such a deed may be done again and again in one matter: strikes and sanctions, but no recognition.
  [[nodiscard]] bool recurs(std::string_view deed) const;
  // Words that any dispatch may hold.
  [[nodiscard]] const std::vector<std::string_view>& commonplaces() const { return commonplaces_; }
  // The converse under which a deed is kept, with doer and undergoer changed round: "enlarge" is another's "join".
  [[nodiscard]] std::optional<std::string_view> turned(std::string_view deed) const;

 private:
  class Loader;  // register_tables.cc

  std::string digest_;
  std::vector<Membership> memberships_;
  std::vector<Treaty> treaties_;
  std::vector<Clause> clauses_;
  std::vector<Suspension> suspensions_;
  std::vector<Area> areas_;
  std::vector<War> wars_;
  std::vector<Withdrawal> withdrawals_;
  std::multimap<std::string_view, Trigger> triggers_;
  std::set<std::string_view> states_, vague_;
  std::vector<std::string_view> commonplaces_, single_;
  std::vector<std::pair<std::string_view, std::string_view>> protected_;  // words or concept, kind; the longest first
  std::multimap<std::string_view, std::string_view> entailments_;
  std::map<std::string_view, std::string_view> turned_, connectives_;
  std::map<std::string_view, std::pair<std::size_t, std::size_t>> bodies_;  // rows of memberships_
};

// B specialises A when B is A or lies below it: "weapon/missile" specialises "weapon".
[[nodiscard]] inline bool specialises(std::string_view b, std::string_view a) {
  return !a.empty() && b.starts_with(a) && (b.size() == a.size() || b[a.size()] == '/');
}

}  // namespace casus::ledger
