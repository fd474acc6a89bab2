// What follows if: a hypothesis laid over the commitments and the register of a day, without writing anything, derived
// to a fixed point. Nothing is predicted: each line is something that was said or signed, with the words or the article
// that say so.
//
//   Answer a = what_if({.given = {deed}, .on = day}, commitments, reg);
//   for (const Line& line : a.lines) …     due, breached, lifted, met, blocked, conflicts; depth and the line it
//   follows from for (const Line& line : a.near) …      what did not trip, and the one thing that was missing
//
// A chain goes on only where an action is specific enough to be an act and leaves its holder no discretion; else it
// stops and says why. A defensive response is no attack, so no clause follows from a clause.
#pragma once

#include <string>
#include <vector>

#include "casus/reader.h"
#include "ledger/commitment.h"
#include "ledger/register.h"

namespace casus::inference {

struct Hypothesis {
  std::vector<ledger::Deed> given;
  Date on;
  bool loose = false;  // lets open slots and members of a body pass, and says so on the line
};

enum class Effect {
  kDue,       // an obligation or a threat falls due
  kBreached,  // a forbearance is broken
  kLifted,    // a threat's demand is met, or what was to last until now ends
  kMet,       // a promise would be kept, a demand met, a decision taken
  kReversed,  // contrary to a refusal, which binds nobody
  kBlocked,   // a veto stands against it
  kConflict,  // a side would be due to do both A and not A
  kNear,      // did not trip
};
[[nodiscard]] std::string_view name(Effect effect);

enum class Certainty { kClear, kOpen, kContested };
[[nodiscard]] std::string_view name(Certainty certainty);

struct Line {
  Effect effect = Effect::kDue;
  Certainty certainty = Certainty::kClear;
  int depth = 0;
  std::size_t given = 0;             // index into Answer::given of the act it follows from
  std::string treaty, article;       // of a clause
  std::string commitment;            // id of a commitment
  std::string kind;                  // type of clause, or kind of commitment
  std::vector<std::string> holders;  // who is bound
  std::vector<std::string> towards;  // to whom
  std::string duty;                  // what is owed, threatened, forbidden
  std::string condition;             // the words of the condition
  std::string force, discretion, citation;
  std::vector<std::string> because;  // the derivation, premise by premise
  std::vector<std::string> notes;    // request needed, body that decides, assumptions, contrary views
  std::string document, sentence;    // evidence of a commitment
};

struct Given {
  ledger::Deed deed;
  int depth = 0;
  std::string from;  // id of the commitment whose action this is; empty for the hypothesis
};

struct Answer {
  std::vector<Given> given;  // the hypothesis, then every act that was taken as given in turn
  std::vector<Line> lines;
  std::vector<Line> near;          // the nearest first
  std::vector<std::string> stops;  // where and why a chain ended: discretion, cycle
};

// `commitments` with the standing each has on that day are read, not kept.
struct Stood {
  const ledger::Commitment* commitment;
  ledger::Standing standing;
};

// The acts a sentence speaks of, read by the same reader as a dispatch: what it reports, announces or supposes, at its
// top level.
[[nodiscard]] Hypothesis hypothesis_of(const Reading& reading, Date on, bool loose, const ledger::Register& reg);
// Reads it, valid UTF-8. A bare present tense is a headline's ("X attacks Y"), where verb and noun look alike: the
// sentence is read as it is and with "will", and the reading that understood more of it counts.
[[nodiscard]] Hypothesis read_hypothesis(const Reader& reader, const std::string& sentence, Date on, bool loose,
                                         const ledger::Register& reg);

[[nodiscard]] Answer what_if(const Hypothesis& hypothesis, const std::vector<Stood>& commitments,
                             const ledger::Register& reg);

// "RUS attack EST": a deed in a few words.
[[nodiscard]] std::string words_of(const ledger::Deed& deed);

}  // namespace casus::inference
