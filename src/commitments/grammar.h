// Questions that the rules of this folder ask of a tree: who does it, under which condition, how far its words reach.
#pragma once

#include <string_view>
#include <unordered_set>

#include "commitments/commitments.h"
#include "commitments/tables.h"

namespace casus::commitments {

using Sides = std::vector<std::string>;

// What sides of the cast are, by id.
struct KindsOfSides {
  std::unordered_set<std::string_view> groups, courts, states, private_bodies;
};
KindsOfSides kinds_of_sides(const actors::Cast& cast);

// All that one call knows; entries are appended to `out`.
struct Scene {
  const syntax::Parsed& parsed;
  const actors::Cast& cast;
  const std::vector<time::Expression>& times;
  const statements::Said& statements;
  const std::vector<events::Event>& events;
  const TablesOfCommitments& tables;
  std::vector<Commitment>& out;
  const std::vector<char>& unbound;  // by entity: who speaks only for himself, whatever side he is of
  const std::vector<int>& named;     // by entity: the armed group that "the militants" stands for, else itself
  const KindsOfSides& kinds;

  bool plague = false;  // the dispatch is about disease or disaster

  int sentence = 0;
  syntax::Tree tree;
};

// The word that does what `verb` says, -1 where nobody is named: its subject or by-agent, the subject of what controls
// it
// ("agreed to withdraw", "and vowed to", "saying it"), or the noun that a participle or relative clause stands with.
int doer(const Scene& scene, int verb);
// Where the tree names nobody: the nearest subject before the verb that can be bound; -1 for none.
int doer_in_words(const Scene& scene, int verb);
// The word that undergoes it: object, or subject of a passive.
int undergoer(const Scene& scene, int verb);
bool passive(const syntax::Tree& tree, int verb);

// Dependent of `word` under that preposition, -1 where there is none.
int phrase_with(const syntax::Tree& tree, int word, std::string_view preposition);

// The sides that a noun phrase names, coordination included; empty where it names none that could be bound. A pronoun
// of the first person is the side that the statement around it speaks for.
Sides sides(const Scene& scene, int word);
// The sides that the phrase of a doer binds: as sides(), but nobody where the phrase names a person or body that cannot
// bind its state (a mayor, a court, a company, a former minister, "two Iranian lawmakers").
Sides bound_by(const Scene& scene, int word);
// Which entities of the cast cannot bind their side.
std::vector<char> unbound_entities(const syntax::Parsed& parsed, const actors::Cast& cast,
                                   const TablesOfCommitments& tables);
// For each entity of the cast, the named group that stands behind "the militants", "the rebels"; else the entity.
std::vector<int> named_groups(const syntax::Parsed& parsed, const actors::Cast& cast,
                              const TablesOfCommitments& tables);
// Those named anywhere in the range, in order, each once.
Sides sides_within(const Scene& scene, syntax::WordRange range);
void subtract(Sides& from, const Sides& what);
void add(Sides& to, const Sides& what);

bool negated(const syntax::Tree& tree, int verb);
// The side that a statement's speaker binds by what he says; "" where he binds none.
std::string spoken_for(const Scene& scene, int statement);
// A saying by somebody who can bind no side: experts, papers, firms, the police.
bool private_voice(const Scene& scene, int statement);
// Whether a statement around the word denies it, or is itself denied.
bool denied(const Scene& scene, int word);
// Whether the word stands under something that makes it no matter of fact: an if-clause, a question, "could".
bool unreal(const Scene& scene, int word);
// An auxiliary of the future or of resolve ("will", "would", "shall", "going to"): -1 where there is none.
int will(const syntax::Tree& tree, int verb);
int headline_will(const syntax::Tree& tree, int verb);

struct Condition {
  syntax::WordRange range;
  int head = -1;
  const Connective* connective = nullptr;
};
// The condition of an act, looked for at each of the words (act first, then what governs it).
Condition condition_of(const Scene& scene, std::initializer_list<int> words, EntryKind kind);

// "Otherwise", "if not" before the act in its clause: a connective that stands alone; nullptr where there is none.
const Connective* turn_before(const Scene& scene, int word);

// The range without the punctuation at its edges.
syntax::WordRange without_edges(const Scene& scene, syntax::WordRange range);
// The subject that stands at the verb itself, -1 where none does.
int subject_child(const syntax::Tree& tree, int verb);

// The words of an act: from its verb (or copula) to the end of what it governs, without subject, condition and later
// clauses.
syntax::WordRange act_range(const Scene& scene, int verb, const Condition& condition);
// The words of a noun phrase without its determiner.
syntax::WordRange noun_range(const Scene& scene, int noun, const Condition& condition);

// Index of the event at the word, else of the first event inside the range, -1 where there is none.
int event_at(const Scene& scene, int word, syntax::WordRange range);
// The same for a condition, which may be a deed that is only imagined.
int condition_at(const Scene& scene, int word, syntax::WordRange range);
// Index of the statement whose content holds the word, or whose cue it is; -1 where there is none.
int statement_of(const Scene& scene, int word);
// Index of the deadline named in the range, else of one named elsewhere under the word's governor; -1 where there is
// none.
int deadline_in(const Scene& scene, syntax::WordRange range);

}  // namespace casus::commitments
