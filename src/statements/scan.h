// One sentence as the statement layer works on it: the tree, what hangs on a cue word, who its subject is. Verbs,
// speech, nouns and phrases each have a file of their own; this class is what they share.
#pragma once

#include <vector>

#include "statements/frames.h"

namespace casus::statements {

// The dependents of a cue that matter, from one look over its children. -1 where there is none.
struct Kin {
  int subject = -1, passive_subject = -1, clausal_subject = -1, object = -1, recipient = -1, clause = -1, open = -1,
      aside = -1;
  int agent = -1, particle = -1, auxiliary = -1, passive = -1, copula = -1, as = -1;
  int relative = -1;  // the "which" of "which officials said had failed"
  bool expletive = false;
};

inline constexpr int kClimb = 8;  // longest chain of heads that shares a subject

inline bool nominal(syntax::Upos upos) {
  using syntax::Upos;
  return upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::PRON || upos == Upos::NUM;
}

class SentenceScan {
 public:
  SentenceScan(const syntax::Tree& tree, int sentence, const CueTable& cues, const actors::Cast& cast,
               std::vector<Saying>& out)
      : tree_(tree), sentence_(sentence), cues_(cues), cast_(cast), out_(out) {}
  void run();

 private:
  // scan.cc, speakers.cc: words and their relations
  [[nodiscard]] Kin kin(int word) const;
  [[nodiscard]] bool has_case(int word, std::string_view lemma) const;  // a preposition or mark before it
  [[nodiscard]] int to_of(int verb) const;                              // its "to"
  [[nodiscard]] int with_preposition(int word, std::string_view preposition) const;
  [[nodiscard]] int infinitive_after(int word, int after) const;
  [[nodiscard]] bool nominal_clause(int word) const;  // a noun phrase that the parser took for a clause
  [[nodiscard]] bool reports(int word) const;
  [[nodiscard]] bool finite(int verb) const;
  [[nodiscard]] bool bare(int verb) const;
  [[nodiscard]] std::span<const Cue> verb_rows(int word) const;  // its rows as a verb
  [[nodiscard]] bool speaks(int word) const;                     // a verb that introduces quotations
  [[nodiscard]] int subject_of(int verb) const;                  // its own, or that of the verb it leans on
  [[nodiscard]] int noun_before(int word, int& edge) const;      // head of the noun phrase right before the verb group
  [[nodiscard]] int speaker_of(int w, int first, const Kin& k) const;  // by tree, else by place
  [[nodiscard]] bool when(int noun) const;
  [[nodiscard]] int named_doer(int w) const;
  [[nodiscard]] bool person(int word) const;
  [[nodiscard]] int apposed_to(int first) const;
  [[nodiscard]] int antecedent(int word) const;  // the noun that "who" stands for

  // scan.cc: spans
  [[nodiscard]] syntax::WordRange trim(int first, int last) const { return trimmed(tree_, sentence_, first, last); }
  void add(Saying& s, int first, int last, int head) const;
  void clause(int head, int cue_first, int cue_last, Saying& s);  // the clause of `head` without the cue's words
  int cut_tail(int source, int first, int last);                  // last word before ", adding that …"
  [[nodiscard]] int carried_on(int w, int last,
                               bool clause) const;       // what follows without a comma and leans on the cue
  [[nodiscard]] int head_in(int first, int last) const;  // highest word of a range
  Saying& saying(const Cue* cue, int word, syntax::WordRange range);

  // verbs.cc
  void verb(int w);
  [[nodiscard]] bool attributive(int w) const;
  [[nodiscard]] bool unreal(int w, const Kin& k) const;  // wished, asked for or imagined, not said
  bool active_frames(const Cue& cue, int w, const Kin& k, int until);
  bool passive_frames(const Cue& cue, int w, const Kin& k, int until, bool reduced);
  template <typename Start>
  bool oblique(const Cue& cue, int w, Start&& start);
  [[nodiscard]] syntax::WordRange verb_range(int w, const Kin& k, int until) const;
  bool particle_fits(const Cue& cue, int w, const Kin& k, int& until) const;

  // objects.cc
  bool wonders(const Cue& cue, int w, const Kin& k, bool passive);
  bool named_so(const Cue& cue, int w, const Kin& k, int until, bool closed);
  void lead_in(int noun, Saying& s) const;
  [[nodiscard]] bool asserts(int noun) const;
  void as_saying(const Cue& cue, int w, int object);
  bool quoted_as_saying(const Cue& cue, int w, const Kin& k);
  [[nodiscard]] bool is_joined(const Cue& cue, int c) const;
  [[nodiscard]] int joined_end(const Cue& cue, int w, int after) const;
  [[nodiscard]] bool has_predicate(const Cue& cue, int w, int object) const;
  [[nodiscard]] int with_joined(const Cue& cue, int w, int object) const;

  // speech.cc: "said" and its like, where position counts as much as the tree
  bool speech(const Cue& cue, int w, Kin k, int until);
  bool content_behind(const Cue& cue, int w, const Kin& k, Saying& s);
  bool content_by_position(const Cue& cue, int w, Saying& s);
  [[nodiscard]] int inverted_subject(int w) const;  // "…, said the minister"
  [[nodiscard]] int said_until(int source, int head, int last);
  bool content_before(int w, const Kin& k, Saying& s);

  // phrases.cc
  void noun(int w);
  [[nodiscard]] int source_end(int first, int from, int noun) const;
  [[nodiscard]] int main_verb_in(int infinitive) const;
  [[nodiscard]] int main_verb_below(int noun, int clause) const;
  [[nodiscard]] int drawn_from(int light, int noun) const;
  [[nodiscard]] bool stands_for_noun(int clause, int opener) const;
  void adjective(int w);
  [[nodiscard]] bool parenthetic(int first, int last) const;
  bool phrase(int w);
  bool beside(int first, int cue_last, int noun, int source);

  // labels.cc
  void headline();
  void introduced(int colon);
  bool headline_verb(int w);
  bool quoted_by(int w);
  bool signed_by(int dash);
  void capital_headline();

  const syntax::Tree& tree_;
  int sentence_;
  const CueTable& cues_;
  const actors::Cast& cast_;
  std::vector<Saying>& out_;
  std::vector<std::pair<int, int>>
      handed_;      // verb that the reporter of an earlier clause takes up again, and that reporter
  int taken_ = -1;  // the "saying" of "was quoted as saying"
};

}  // namespace casus::statements
