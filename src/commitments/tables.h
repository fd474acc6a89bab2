// The lexicons of commitments, compiled so that one hash of a lemma finds all that is known of it: cues
// (commitment_cues.tsv), classes of words (binding_words.tsv), connectives (conditions.tsv), norms (norms.tsv).
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casus/vocabulary.h"
#include "lexicon/rows.h"
#include "syntax/tree.h"

namespace casus::commitments {

// Classes of words, as bits (binding_words.tsv names them).
#define CASUS_WORD_CLASSES(X)                                                                                       \
  X(veto) X(threat) X(promise) X(demand) X(guarantee) X(measure) X(membership) X(accession) X(blockable) X(askable)      \
  X(proposal) X(harm) X(vague) X(protect) X(shield) X(security) X(principle) X(organization) X(aid) X(decision)          \
  X(undergo) X(cause) X(ready) X(intend) X(give) X(equate) X(wrong) X(breach) X(damage) X(tie) X(decide) X(reach)        \
  X(attitude) X(against) X(for) X(firm) X(unbound) X(standing) X(ceasing) X(burden) X(waver) X(utter) X(employ)          \
  X(grave) X(period) X(answered) X(line) X(ponder) X(concert) X(issue) X(option) X(brook) X(pact) X(yield) X(courtesy) X(band) X(carrier) X(addressee) X(scourge) X(office) X(happen) X(court) X(boon) X(home)
enum class WordClass {
#define CASUS_CLASS(name) k_##name,
  CASUS_WORD_CLASSES(CASUS_CLASS)
#undef CASUS_CLASS
};
constexpr auto names_of(WordClass) {
#define CASUS_CLASS(name) std::string_view(#name),
  return std::array{CASUS_WORD_CLASSES(CASUS_CLASS)};
#undef CASUS_CLASS
}
static_assert(names_of(WordClass{}).size() <= 64, "classes of words are bits of one uint64_t");
constexpr uint64_t bit(WordClass c) {
  return uint64_t{1} << static_cast<int>(c);
}

// Where a cue's act or party stands.
enum class Place { kNowhere, kInfinitive, kClause, kObject, kGerund, kPhrase, kSelf, kInside, kIndirect };

struct Slot {
  Place place = Place::kNowhere;
  std::string_view preposition;  // of kPhrase, and of kGerund where one is needed
  bool condition = false;        // what stands there is the condition, not the act
};

struct Cue {
  syntax::Upos pos = syntax::Upos::VERB;
  EntryKind kind = EntryKind::kPromise;
  Slot action;
  std::vector<Slot> party;
  std::string_view
      object;  // class of the object, "@any" for whatever may be taken back, or a particle that must stand there
  uint64_t object_class = 0;
  std::string_view particle;  // that must stand with it beside that object
  std::optional<AccessionStep> step;
  std::optional<Stance> stance;
  std::optional<EntryStatus> status;
  bool refrain = false;
  bool needs_party = false;  // binds only where the other side stands ("called on")
  bool subjunctive = false;  // the clause must be a wish ("insisted that it withdraw"), not a fact
};

struct Connective {
  std::vector<std::string_view> words;
  bool clause = false, phrase = false, inverted = false, negated = false, weak = false;
  bool turn = false;  // stands alone for what was demanded before ("otherwise")
  bool needs_back = false, needs_negative = false, needs_present = false, needs_event = false, needs_deed = false;
  uint32_t kinds = 0;  // bits of EntryKind; 0: all
  std::string_view form;
  [[nodiscard]] bool fits(EntryKind kind) const { return kinds == 0 || (kinds >> static_cast<int>(kind) & 1U) != 0; }
};

class TablesOfCommitments {
 public:
  static Result<TablesOfCommitments> open(const lexicon::Tables& tables);

  [[nodiscard]] const std::vector<Cue>* cues(const syntax::Word& word) const;  // nullptr where there are none
  // Classes of a word in its part of speech; 0 for none.
  [[nodiscard]] uint64_t classes(const syntax::Word& word) const;
  // As as_noun(), names in capitals too ("the Test Ban Treaty").
  [[nodiscard]] uint64_t as_named(const syntax::Word& word) const;
  // Classes of the noun of that lemma, whatever the tagger made of the word.
  [[nodiscard]] uint64_t as_noun(const syntax::Word& word) const;
  // Whether the word names somebody who speaks or acts for himself ("senator", "former", "court"), in capitals or not.
  [[nodiscard]] bool unbinds(const syntax::Word& word) const;
  [[nodiscard]] bool is(const syntax::Word& word, WordClass c) const { return (classes(word) & bit(c)) != 0; }
  [[nodiscard]] uint64_t as_adjective(const syntax::Word& word) const;
  [[nodiscard]] uint64_t as_verb(const syntax::Word& word) const;
  // The organization that an organ of it binds ("United Nations Security Council" is the United Nations'), else the id
  // itself.
  [[nodiscard]] std::string_view principal(std::string_view organization) const;
  [[nodiscard]] const std::vector<Connective>& connectives() const { return connectives_; }
  // The norm whose words all stand in the range, "" for none.
  [[nodiscard]] std::string_view norm(const syntax::Tree& tree, syntax::WordRange range) const;

 private:
  // Few words of a text are in the tables: a bit by length and three letters turns most of the others away.
  static uint32_t place_of(std::string_view word) {
    const auto at = [&](std::size_t i) { return uint32_t(static_cast<unsigned char>(word[i])); };
    const std::size_t n = word.size();
    return n < 2 ? 0 : (uint32_t(n) * 31 + at(0) * 7 + at(1) * 131 + at(n - 1) * 1031 + at(n / 2) * 517) & 32767U;
  }
  [[nodiscard]] bool listed(std::string_view word) const {
    const uint32_t s = place_of(word);
    return (listed_[s >> 6U] >> (s & 63U) & 1U) != 0;
  }
  void list(std::string_view word) { listed_[place_of(word) >> 6U] |= uint64_t{1} << (place_of(word) & 63U); }

  void read_cues(lexicon::RowReader& read);
  void read_words(lexicon::RowReader& read);
  void read_connectives(lexicon::RowReader& read);
  void read_organs(lexicon::RowReader& read);

  struct Norm {
    std::string_view name;
    std::vector<std::string_view> words;
  };
  std::unordered_map<std::string_view, std::vector<Cue>> cues_;
  std::unordered_map<std::string_view, uint64_t> nouns_, verbs_, adjectives_;
  std::array<uint64_t, 512> listed_{};
  std::vector<Connective> connectives_;  // longest first
  std::vector<Norm> norms_;
  std::unordered_map<std::string_view, std::string_view> organs_;
};

}  // namespace casus::commitments
