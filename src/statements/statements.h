// Who said what: source, cue, content, and what the saying does. Definitions: docs/reading.md, section Statement.
//
// Direct speech comes from quotation marks, indirect speech from the clauses that cue verbs and nouns govern (table
// cues), free-standing quotations from the last speaker. Content ranges may lie in several sentences; nothing is found
// twice.
#pragma once

#include <memory>
#include <vector>

#include "actors/actors.h"
#include "lexicon/table.h"
#include "syntax/tree.h"
#include "time/time.h"

namespace casus::statements {

struct Statement {
  int sentence = 0;                        // of the cue, or of the first content where there is none
  syntax::WordRange source;                // the full noun phrase; empty where there is none
  int speaker = -1;                        // entity in the cast, -1 where unresolved
  std::string side;                        // id spoken for, "" where unknown
  int addressee = -1;                      // entity
  syntax::WordRange cue;                   // empty for free-standing quotations
  std::vector<syntax::WordRange> content;  // in order of the text, quotation marks and "that" included
  std::vector<int> heads;                  // for each content range, the word that heads its clause
  StatementMode mode = StatementMode::kIndirect;
  SpeechAct act = SpeechAct::kAssert;
  bool negated = false;
  int inside = -1;        // index of the statement that reports this one
  int when = -1;          // index into the time expressions
  bool attitude = false;  // thought, felt or planned rather than spoken
  [[nodiscard]] bool holds(int in_sentence, int word) const {
    for (const syntax::WordRange& range : content)
      if (range.sentence == in_sentence && range.holds(word)) return true;
    return false;
  }
};

class Finder {
 public:
  static Result<Finder> open(const lexicon::Tables& tables);
  Finder(Finder&&) noexcept;
  Finder& operator=(Finder&&) noexcept;
  ~Finder();

  [[nodiscard]] std::vector<Statement> find(const syntax::Parsed& parsed, const actors::Cast& cast,
                                            const std::vector<time::Expression>& times) const;

 private:
  struct Index;
  explicit Finder(std::unique_ptr<const Index> index);
  std::unique_ptr<const Index> index_;
};

// Index of the innermost statement whose content holds that word, -1 where none does.
int innermost(const std::vector<Statement>& statements, int sentence, int word);

}  // namespace casus::statements
