// The cue lexicon (lexicons/cues.tsv) as a hash from lemma and part of speech to rows. A word may have several rows:
// each says where the content stands in the tree (frames) and what the saying does when it stands there.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/word_filter.h"
#include "casus/vocabulary.h"
#include "lexicon/table.h"
#include "syntax/tags.h"

namespace casus::statements {

enum class CuePart : uint8_t { kVerb, kNoun, kAdjective, kLight, kPossessive };

enum Frame : uint16_t {
  kThat = 1,        // finite clause, with or without "that"
  kQuote = 2,       // quotation
  kTo = 4,          // to-infinitive of the source's own act, or of the addressee's
  kIng = 8,         // gerund
  kNp = 16,         // direct object
  kSmall = 32,      // object and its predicate
  kAddressee = 64,  // the object is the person spoken to
  kDeed = 256,      // direct object that names harm (act_words): "threatened war", not "threatens peace"
  kNpWith = 128,    // direct object, only with its predicate ("see the pact as a threat")
};

struct Cue {
  std::string_view lemma, particle;
  CuePart part = CuePart::kVerb;
  uint16_t frames = 0;
  SpeechAct act = SpeechAct::kAssert;
  std::vector<std::string_view> prepositions;  // p:X, the content is the phrase with X
  std::vector<std::string_view> joined;        // with:X, such a phrase belongs to the object's content
  std::vector<std::string_view> controlled;    // np-to:X, "call on X to …"
};

class CueTable {
 public:
  static Result<CueTable> open(const lexicon::Tables& tables);

  [[nodiscard]] std::span<const Cue> find(std::string_view lemma, CuePart part) const;
  [[nodiscard]] bool harm(std::string_view noun) const;
  // Words of the phrase that starts at `word` and announces its source ("according to"), 0 where there is none.
  template <typename WordAt>
  [[nodiscard]] int source_phrase(WordAt&& word_at, int left) const {
    for (const std::vector<std::string_view>& phrase : phrases_) {
      if (int(phrase.size()) > left) continue;
      std::size_t i = 0;
      while (i < phrase.size() && word_at(int(i), phrase[i])) ++i;
      if (i == phrase.size()) return int(i);
    }
    return 0;
  }

 private:
  struct Slot {
    std::string_view lemma;
    uint32_t first = 0, count = 0;
    CuePart part = CuePart::kVerb;
  };
  std::vector<Cue> cues_;  // by lemma and part
  std::vector<Slot> slots_;
  WordFilter lemmas_;
  std::vector<std::string_view> harm_;                  // sorted
  std::vector<std::vector<std::string_view>> phrases_;  // longest first
};

}  // namespace casus::statements
