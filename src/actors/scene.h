// One document while its actors are being found. Sentence by sentence, in three steps:
//
//   find     names and role nouns by longest match over the phrase index              (find.cc)
//            and names of organizations that it has not                               (coined.cc)
//   nominals noun phrases: a role noun, the nation it serves, the person it names     (nominals.cc)
//            and names that stand for themselves                                      (names.cc)
//   settle   phrases in the order of the text become mentions of entities;            (settle.cc, entities.cc)
//            pronouns and definite nouns look back                                    (refer.cc)
//
// Scratch vectors are kept from sentence to sentence; nothing is allocated a word.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "actors/actors.h"
#include "actors/world.h"

namespace casus::actors {

// A phrase of the lexicons in the sentence.
struct Found {
  int first = 0, last = 0;  // words
  const Name* name = nullptr;
  int atom = 0;        // the first of them
  uint8_t length = 1;  // in atoms
  bool taken = false;  // part of a larger noun phrase as its nation, office or person
  bool bound = false;  // "pro-Russian", "Iran-backed": names a nation, but the noun after it does not serve that nation
  [[nodiscard]] NameKind kind() const { return name->kind; }
};

// A noun phrase before it has an entity.
struct Phrase {
  syntax::WordRange range;
  int head = 0;
  MentionKind kind = MentionKind::kName;
  const Name* name = nullptr;     // what it names: a side, place, body or person
  int office = kNone;             // index of its office
  const Name* anaphor = nullptr;  // where the role noun may also stand for somebody named before ("the council")
  int sides[8] = {};              // the sides that it serves, as far as it says so
  int side_count = 0;
  const Name* part = nullptr;   // the body or place within its side that it heads ("attorney general of Texas")
  int owner = kNone;            // word of a possessive pronoun ("his country"), whose side it serves
  int same_as = kNone;          // index of the phrase in apposition to it: one entity for both
  bool unknown_person = false;  // a name that no lexicon has
  bool silent = false;          // helps to resolve another phrase, and is no mention
  bool definite = false;        // after "the", "this", "these" …
  bool past = false;            // "former president": held by nobody today
  bool coming = false;          // "the next president": held by him not yet
  bool under = false;           // "deputy oil minister": not the holder himself
  bool place = false;
  bool stray = false;    // of somebody whom no lexicon knows, so of no side in focus
  bool located = false;  // its side is that of a place named by "in", "to", "from": where it is or goes
  bool ethnic = false;   // "ethnic Albanians"
  int number = 0;        // "these seven countries"
};

inline bool is_name_word(const syntax::Word& word) {
  return word.upos == syntax::Upos::PROPN && fold(word.form).capital;
}

// Whoever is of such a sector speaks and acts for his state.
inline bool is_public(std::string_view sector) {
  return sector == "GOV" || sector == "MIL" || sector == "LEG" || sector == "JUD" || sector == "COP" || sector == "SPY";
}

constexpr bool names_a_nation(NameKind kind) {
  return kind == NameKind::kSide || kind == NameKind::kAdjective || kind == NameKind::kPeople ||
         kind == NameKind::kCapital || kind == NameKind::kSeat || kind == NameKind::kPlace || kind == NameKind::kBody;
}

// Prepositions other than those of belonging and agency.
inline bool is_place_preposition(const syntax::Word& word) {
  return word.xpos == syntax::Xpos::IN && word.lemma != "of" && word.lemma != "by";
}

inline std::optional<std::string> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

class Scene {
 public:
  Scene(const World& world, const syntax::Parsed& parsed, const Document& document, Cast& cast);
  void run();

 private:
  // find.cc
  void find(const syntax::Tree& tree);
  [[nodiscard]] bool fits(const Name& name, std::size_t first_atom, std::size_t count, const syntax::Tree& tree) const;
  [[nodiscard]] const Name* fitting(int32_t names, std::size_t first_atom, std::size_t count,
                                    const syntax::Tree& tree) const;
  [[nodiscard]] bool after_the(std::size_t atom) const;
  void focus_on_title();
  void dateline(const syntax::Tree& tree);

  // coined.cc
  void organizations(const syntax::Tree& tree);
  bool organization(const syntax::Tree& tree, int head, std::vector<Found>& coined);
  int coin_side(int first, int last, std::string_view sector, int nation, uint64_t noun);
  [[nodiscard]] const Side& side_at(int side) const {
    const auto known = world_.sides.size();
    return std::size_t(side) < known ? world_.sides[std::size_t(side)] : coined_sides_[std::size_t(side) - known];
  }
  [[nodiscard]] const Body& body_at(uint32_t body) const {
    const auto known = world_.bodies.size();
    return body < known ? world_.bodies[body] : coined_bodies_[body - known];
  }

  // context.cc
  void choose_by_context(const syntax::Tree& tree);
  void abbreviations(const syntax::Tree& tree);
  [[nodiscard]] int home(int side) const;
  [[nodiscard]] bool speaks_of(int side, std::size_t besides) const;
  [[nodiscard]] int side_in_focus(const syntax::Tree& tree, const Phrase* holder,
                                  const Phrase* institution = nullptr) const;
  [[nodiscard]] int side_of_subject(const syntax::Tree& tree, const Phrase& phrase) const;

  // nominals.cc
  void nominals(const syntax::Tree& tree);
  void office(const syntax::Tree& tree, std::size_t found);
  void more_nations(const syntax::Tree& tree, Phrase& phrase, int word) const;
  void nation_inside(const syntax::Tree& tree, const Found& found, Phrase& phrase) const;
  void group_of_name(const syntax::Tree& tree, Phrase& phrase, int last_word);
  void person_of_office(const syntax::Tree& tree, Phrase& phrase, int last_word);
  void names(const syntax::Tree& tree);
  [[nodiscard]] bool opener(const syntax::Tree& tree, int word) const;
  void unknown_persons(const syntax::Tree& tree);
  void pronouns(const syntax::Tree& tree);
  [[nodiscard]] int run_end(const syntax::Tree& tree, int word) const;
  [[nodiscard]] int found_at(int word) const { return cover_[std::size_t(word)]; }
  [[nodiscard]] int side_of(const Found& found) const;
  [[nodiscard]] int head_of(const syntax::Tree& tree, int first, int last) const;
  void add_side(Phrase& phrase, int side) const;

  // entities.cc
  int add(Entity entity, const std::string& key = {});
  void serve(int entity, int side);
  [[nodiscard]] int side_headed(int word) const;

  // settle.cc
  void settle(const syntax::Tree& tree);
  int entity_of(const syntax::Tree& tree, const Phrase& phrase);
  int side_entity(int side);
  int person_entity(int person, const Office* office, int side);
  int stranger(const syntax::Tree& tree, const Phrase& phrase);
  [[nodiscard]] std::string_view name_of_part(const Name& part) const;
  int office_entity(const syntax::Tree& tree, const Phrase& phrase);
  int joint_entity(const int* sides, int count);
  int joint_entity(std::vector<int> members);
  void join_coordinated(const syntax::Tree& tree, std::size_t first_trace);
  int nameless(const Office& office);
  int people_entity(const syntax::Tree& tree, const Phrase& phrase, int people);
  [[nodiscard]] int side_of_entity(int entity) const;

  // refer.cc
  int pronoun(const syntax::Tree& tree, const Phrase& phrase);
  int anaphor(const syntax::Tree& tree, const Phrase& phrase);
  int surname(std::string_view form) const;

  struct Trace {  // what was mentioned, latest last
    int entity, sentence, head, verb;
    bool subject, plural, person;
    int office = kNone;  // the singular of its role noun
  };

  const World& world_;
  const syntax::Parsed& parsed_;
  const Document& document_;
  Cast& cast_;
  int day_ = 0;
  int sentence_ = 0;
  int title_side_ = kNone, dateline_side_ = kNone;
  int dateline_end_ = 0;  // words of the sentence that are its dateline

  bool seen_state_ = false, seen_title_ = false;       // the text has named a state, and that of the title
  std::unordered_map<int32_t, int> side_of_body_;      // by the first meaning of its name
  std::unordered_map<uint64_t, const Name*> aliases_;  // acronyms that the text has explained
  const uint64_t the_ = fold("the").hash;
  std::vector<Atom> atoms_;
  bool all_capitals_ = false;  // the sentence is a headline in capitals
  std::vector<Found> found_;
  std::vector<int> cover_;   // per word: index of the phrase found there, kNone elsewhere
  std::vector<char> named_;  // per word: whether it is part of a person's name found by his office
  std::vector<Phrase> phrases_;
  std::vector<int> phrase_entity_;
  std::vector<std::size_t> order_;

  // What the text itself introduces: they come after those of the world in its numbering.
  std::deque<std::string> coined_texts_;
  std::deque<Name> coined_names_;
  std::deque<Side> coined_sides_;
  std::deque<Body> coined_bodies_;
  std::unordered_map<std::string_view, int> side_of_coined_id_;

  std::vector<Trace> traces_;
  std::unordered_map<std::string, int> last_of_role_;  // whoever was mentioned last with it
  std::vector<int> entity_of_side_;                    // by side
  std::unordered_map<int, int> entity_of_person_;      // by person
  std::unordered_map<uint64_t, int> by_surname_;       // by the folded last word of the name
  std::unordered_map<std::string, int> by_id_;
  std::unordered_set<uint64_t> things_;   // words that named a thing and could be surnames
  std::unordered_map<int, bool> female_;  // by entity, where the lexicon tells
};

}  // namespace casus::actors
