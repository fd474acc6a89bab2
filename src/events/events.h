// Who did what to whom: events coded by PLOVER and CAMEO from verb and noun frames over trees.
//
// All acts are found here, those that happened and those that are only conditions, demands, promises or plans.
// `part_of` links an act to the event that governs it ("threatened to bomb": the bombing is part of the threat); the
// commitments layer adds links to entries. What is part of another is never coded as an event that happened.
//
// A frame (verbs.tsv, nouns.tsv) says what a word reports and where its parties stand; concepts.tsv what that deed is
// in PLOVER and CAMEO. The files of this folder in the order they work: frames, slots, parties, drafts, links, fill,
// status, judge.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "actors/actors.h"
#include "events/trace.h"
#include "lexicon/table.h"
#include "statements/statements.h"
#include "syntax/tree.h"
#include "time/time.h"

namespace casus::events {

struct Argument {
  int word = -1;     // head of the noun phrase, -1 where inferred from context
  int sentence = 0;  // of that word
  int entity = -1;   // in the cast, -1 where it names nobody we know
  std::optional<std::string> sector;
  syntax::WordRange range;  // without determiner; empty where inferred
  Basis basis = Basis::kText;
};

struct Event {
  syntax::WordRange trigger;
  int word = 0;        // the trigger's head
  int statement = -1;  // index of the statement that reports it
  int part_of = -1;    // index of the event that governs it
  Category category = Category::kConsult, base = Category::kConsult;
  std::string_view mode, deed, cameo;  // views of the tables, empty where none
  std::vector<std::string_view> context;
  std::vector<Argument> actor, recipient;
  Argument object;  // word -1 where none
  std::string_view object_concept;
  Argument location;
  int when = -1;  // index into the time expressions
  EventStatus status = EventStatus::kActual;
  bool spare = false;  // too thin to be coded: only for an entry whose condition it is, see commitments::settle
  std::string rule;    // which frame and which rule made it, for `casus explain`
};

class Coder {
 public:
  static Result<Coder> open(const lexicon::Tables& tables);
  Coder(Coder&&) noexcept;
  Coder& operator=(Coder&&) noexcept;
  ~Coder();

  [[nodiscard]] std::vector<Event> code(const syntax::Parsed& parsed, const actors::Cast& cast,
                                        const std::vector<time::Expression>& times, const statements::Said& statements,
                                        const Document& document, Trace* trace = nullptr) const;

 private:
  struct Index;
  explicit Coder(std::unique_ptr<const Index> index);
  std::unique_ptr<const Index> index_;
};

}  // namespace casus::events
