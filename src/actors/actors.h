// Who appears in a text: mentions (names, adjectives, offices, groups, pronouns) resolved to entities, coreference
// included.
//
// An entity serves a side: Anna Berg, spokeswoman, serves NOR, "Sudanese rebels" are SDN/rebels, Moscow and "Russian
// troops" are RUS itself (their mentions carry sectors GOV and MIL). Parties of events and holders of entries are
// sides; speakers are entities. Method: names by longest match over the lexicon (word-indexed phrases, dated rows),
// noun phrases by their head's role row and the nation that modifies it, then one left-to-right pass for what refers
// back. Time: linear in the words.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "casus/document.h"
#include "casus/vocabulary.h"
#include "lexicon/table.h"
#include "syntax/tree.h"

namespace casus::actors {

struct Entity {
  std::string id, name;
  ActorKind kind = ActorKind::kState;
  std::optional<std::string> code, sector, role;
  std::string side;  // id of the side it serves, its own for states, organizations and groups; "" where unknown
  std::vector<int>
      members;  // entities of "both countries", "Russia and China" as one noun phrase; empty for a single one
};

enum class MentionKind { kName, kAdjective, kOffice, kNominal, kPronoun };

struct Mention {
  syntax::WordRange range;  // the name or noun phrase core: without determiner, relative clause or apposition
  int head = 0;             // word in the sentence
  int entity = 0;           // index into Cast::entities
  MentionKind kind = MentionKind::kName;
  std::optional<std::string> sector;  // of this mention ("Russian troops": MIL), before the entity's own
  bool place = false;  // named as a place: a city or region, or a capital or state after "in", "near" …
};

struct Cast {
  std::vector<Entity> entities;
  std::vector<Mention> mentions;  // by sentence, then first word; inner mentions after outer ones
  // Index of the mention whose head is that word, outermost first; -1 where there is none.
  [[nodiscard]] int headed_by(int sentence, int word) const;
  // Index of the mention that best names the noun phrase governed by `word`: its own, else that of a name flat or
  // compound with it; -1 where the phrase names nobody we know.
  [[nodiscard]] int of_phrase(const syntax::Tree& tree, int sentence, int word) const;
};

class Resolver {
 public:
  // Reads the tables actors, persons, offices, roles … of `tables`, which must outlive the resolver. kMalformed names
  // the row.
  // `actors` is the path of the user's own dictionary (tabari.h), whose rows win over ours; kNotFound or kUnreadable
  // names it, kMalformed the first eight of its lines that mean nothing.
  static Result<Resolver> open(const lexicon::Tables& tables, const std::string& actors = {});
  Resolver(Resolver&&) noexcept;
  Resolver& operator=(Resolver&&) noexcept;
  ~Resolver();

  [[nodiscard]] Cast resolve(const syntax::Parsed& parsed, const Document& document) const;

 private:
  struct Index;
  explicit Resolver(std::unique_ptr<const Index> index);
  std::unique_ptr<const Index> index_;
};

}  // namespace casus::actors
