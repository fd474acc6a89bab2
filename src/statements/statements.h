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
  int inside = -1;        // index of the statement that reports this one, set by Said
  int when = -1;          // index into the time expressions
  bool attitude = false;  // thought, felt or planned rather than spoken
  [[nodiscard]] bool holds(int in_sentence, int word) const;
};

// All that was said in a document, by sentence of the cue. Knows for each sentence which statements reach into it, so
// that a question about a word costs as much as that sentence has statements, however long the document is.
class Said {
 public:
  Said() = default;
  // Takes them sorted by sentence, and finds out which reports which: the innermost content that holds a cue.
  explicit Said(std::vector<Statement> all);

  [[nodiscard]] std::size_t size() const { return all_.size(); }
  [[nodiscard]] bool empty() const { return all_.empty(); }
  const Statement& operator[](std::size_t i) const { return all_[i]; }
  [[nodiscard]] auto begin() const { return all_.begin(); }
  [[nodiscard]] auto end() const { return all_.end(); }

  // Index of the innermost statement whose content holds that word, -1 where none does; `but` is passed over, and what
  // `but` reports.
  [[nodiscard]] int innermost(int sentence, int word, int but = -1) const;
  // Index of the first statement whose cue the word belongs to, -1 where it belongs to none.
  [[nodiscard]] int cued_at(int sentence, int word) const;

 private:
  friend class Finder;
  struct Piece {
    syntax::WordRange range;
    int statement;
    int size;  // words of the whole content; 0: the piece is a cue
  };
  std::vector<Statement> all_;
  std::vector<Piece> pieces_;  // by sentence, then statement
};

class Finder {
 public:
  static Result<Finder> open(const lexicon::Tables& tables);
  Finder(Finder&&) noexcept;
  Finder& operator=(Finder&&) noexcept;
  ~Finder();

  [[nodiscard]] Said find(const syntax::Parsed& parsed, const actors::Cast& cast,
                          const std::vector<time::Expression>& times) const;

 private:
  struct Index;
  explicit Finder(std::unique_ptr<const Index> index);
  std::unique_ptr<const Index> index_;
};

inline int innermost(const Said& said, int sentence, int word) {
  return said.innermost(sentence, word);
}

}  // namespace casus::statements
