// What a saying does, from its cue and its content together. A cue that says more than "said" decides by itself, but
// for what the content turns around ("vowed to retaliate" threatens, "declined to comment" declines). A neutral cue
// leaves it to the content: who is to do it (the speaker's side or another), in which mood, and with which words
// (lexicons/act_words.tsv).
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "base/word_filter.h"
#include "lexicon/table.h"
#include "statements/statements.h"

namespace casus::statements {

class ActReader {
 public:
  static Result<ActReader> open(const lexicon::Tables& tables);

  // `infinitive`: the content is an act of the speaker's own.
  [[nodiscard]] SpeechAct read(const syntax::Parsed& parsed, const actors::Cast& cast, const Statement& statement,
                               SpeechAct cue, bool infinitive) const;

 private:
  enum Sense : uint8_t { kHarm = 1, kBenefit = 2, kBlame = 4, kPraise = 8, kComment = 16, kEarly = 32 };
  struct Evidence;
  [[nodiscard]] uint8_t senses(const syntax::Word& word) const;
  void weigh(const syntax::Tree& tree, const syntax::WordRange& range, Evidence& out) const;

  WordFilter lemmas_;
  std::unordered_map<std::string_view, uint8_t> verbs_, nouns_, adjectives_;
};

}  // namespace casus::statements
