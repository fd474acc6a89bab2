// The ledger: a fold over readings. Give it the readings one after another in the order of `before` and it knows every
// commitment, its evidence and its life; the same set of readings gives the same ledger, whatever the way they came in.
//
//   ledger::Ledger book(reg);
//   for (const Reading& r : readings) book.add(r);
//   for (const Commitment& c : book.commitments()) standing(c, {.on = Date::parse("2023-07-12")}).status …
//
// Pure: no files, no clock. A prefix of the readings gives a prefix of every commitment's rows, so the ledger as of a
// day, read off the rows by standing(), is the ledger that would have been kept that day. Removing a document is
// folding without it.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "casus/reading.h"
#include "ledger/commitment.h"
#include "ledger/identity.h"
#include "ledger/register.h"

namespace casus::ledger {

// Grows whenever the rules that make and move commitments change: what was folded by older ones is folded anew.
inline constexpr int kRulesVersion = 5;

// Canonical order: by day, then by id, then by part; documents without a day come last.
[[nodiscard]] bool before(const Document& a, const Document& b);

class Ledger {
 public:
  // The register must outlive the ledger.
  explicit Ledger(const Register& reg);

  // Precondition: no reading added before comes after this one in canonical order, nor has its document's id.
  void add(const Reading& reading);

  // In the order they were made; a deque, so that references stay good.
  [[nodiscard]] const std::deque<Commitment>& commitments() const { return commitments_; }

  // What the last add() did: a commitment and the row that is new (change: index; npos: only evidence was added).
  struct Happening {
    std::size_t commitment, change;
  };
  static constexpr std::size_t kNoChange = static_cast<std::size_t>(-1);
  [[nodiscard]] const std::vector<Happening>& happened() const { return happened_; }

 private:
  struct Report;  // a deed reported, with what proves it
  struct Pattern {
    Deed act, trigger;  // with the slots filled that a report must fill: the holder acts, the counterparty undergoes
    Wording words, said_of_act, said_of_trigger;  // the latter two without names of sides and deeds
    std::size_t last_document = 0;                // number of the add() that last wrote evidence
  };
  struct Hook {
    std::size_t commitment;
    bool trigger;
  };

  void react(const Report& report);
  void react_to(std::size_t at, bool trigger, const Report& report);
  void triggered(std::size_t at, const Report& report);
  void acted(std::size_t at, const Report& report);
  void undone(std::size_t at, const Report& report);
  void foretold(std::size_t at, const Report& report);

  void enter(const Entry& entry, const Reading& reading);
  void state(Commitment reported);
  void withdraw(Commitment reported, bool suspends);
  [[nodiscard]] std::vector<std::size_t> taken_back(const Commitment& reported, bool& waived) const;
  void take_back(std::size_t at, const std::vector<std::string>& towards, const Evidence& evidence);
  void accede(Commitment reported);
  void decide(const Commitment& by);
  void restate(std::size_t at, const Commitment& reported);
  void learn(std::size_t at, const Commitment& reported);
  void hang(std::size_t at, bool trigger);
  std::size_t make(Commitment commitment, std::optional<EntryStatus> status);
  std::size_t split(std::size_t from, const std::string& counterparty, const Evidence& evidence, EntryStatus to);

  [[nodiscard]] Commitment reported_by(const Entry& entry, const Reading& reading) const;
  [[nodiscard]] std::optional<EntryStatus> status(std::size_t at) const;
  [[nodiscard]] Wording said(const std::string& text, const Deed& deed) const;
  void learn_names(const Reading& reading);
  [[nodiscard]] bool remembered(std::size_t at, const std::optional<Date>& day, int days) const;
  void move(std::size_t at, EntryStatus to, std::string rule, Evidence evidence);
  void note(std::size_t at, Evidence evidence);
  [[nodiscard]] std::vector<std::size_t> of(Family family, const std::vector<std::string>& holders) const;

  const Register* reg_;
  Wording commonplaces_;
  Wording named_;  // commonplaces, and the words of the reading at hand that name sides and deeds
  Wording idle_;   // commonplaces, and the names of sides only
  std::deque<Commitment> commitments_;
  std::deque<Pattern> patterns_;                                         // parallel to commitments_
  std::unordered_map<std::string, std::vector<std::size_t>> by_holder_;  // family and holder
  std::unordered_map<std::string, std::vector<Hook>> hooks_;             // root of a deed and a side
  std::vector<Happening> happened_;
  std::size_t document_ = 0;
};

}  // namespace casus::ledger
