// Frames: what a verb, adjective or noun reports, and which of its slots hold the parties. Rows of verbs.tsv, nouns.tsv
// and lightverbs.tsv, compiled so that one hash of a lemma finds all of its frames.
//
// A slot is a place in the tree around the word: subj (active or by-agent), obj (active or passive), iobj, comp
// (clause), poss, adj (nation or party before a noun), cmp (noun before a noun), or the preposition that leads a phrase
// ("on", "against"). Conditions (column `with`, all must hold; the row with the weightiest conditions wins):
//
//   obj              the slot is filled           !obj            it is not
//   obj=weapon,troops  its phrase has one of these concepts
//   to/for=@party    one of these slots holds a political actor (also @person, @people, @crowd, @armed, @official,
//   @org, @place) obj=~visit       its lemma                    obj=~test=nuclear   its lemma, with that modifier
//   comp=inf         the clause is an infinitive  comp=act/resign, of=act/ASSAULT   it reports that deed or category
//   mod=~military    a modifier of the word itself
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "events/concepts.h"

namespace casus::events {

using SlotId = uint8_t;
enum : SlotId { kNoSlot, kSubj, kObj, kIobj, kComp, kPoss, kAdj, kCmp, kMod, kFirstPreposition, kLastSlot = 255 };

// What kinds of party a phrase can be; tests of conditions and needs.
enum Trait : uint16_t {
  kPolitical = 1,
  kArmed = 2,
  kOfficial = 4,
  kOrganization = 8,
  kCrowd = 16,
  kHuman = 32,
  kPlace = 64,
  kNamed = 128,
  kPolice = 256,
  kCourt = 512,
};

struct Test {
  enum class Kind : uint8_t { kConcept, kTrait, kLemma, kDeed, kCategory, kInfinitive };
  Kind kind = Kind::kConcept;
  std::string_view text, modifier;  // concept, lemma, deed
  uint16_t trait = 0;
  Category category = Category::kConsult;
  int weight = 0;  // how much it says: a lemma more than a concept, a concept more than a class
};

struct Condition {
  std::string_view text;  // as it stands in the table
  std::vector<SlotId> slots;
  std::vector<Test> tests;  // any of them; empty: filled is enough
  bool absent = false;
};

// What governs the act in the frame's object slots.
enum class Govern : uint8_t {
  kNone,
  kAgree,
  kRequest,
  kReject,
  kThreaten,
  kWarn,
  kPlan,
  kForce,
  kConcede,
  kAccuse,
  kFail,
  kOrder,
  kDo
};

enum Need : uint16_t {
  kNeedReciprocal = 1,
  kNeedAlone = 2,
  kNeedJoint = 4,
  kNeedAdjective = 8,
  kNeedArmed = 16,
  kNeedViolent = 32,
  kNeedPolice = 64,
  kNeedCourt = 128,
  kNeedCrowd = 256,
  kNeedLabour = 512,
  kNeedLeader = 1024,
  kNeedBoth = 2048,
  kNeedOwn = 4096,
  kNeedPerson = 8192,
};

struct Frame {
  std::string_view lemma;                   // without the words below
  std::vector<std::string_view> particles;  // of a verb: words that must stand with it; of a noun: words before it
  std::vector<Condition> with;
  const Deed* deed = nullptr;
  std::vector<SlotId> actor, recipient, object;
  Govern govern = Govern::kNone;
  uint16_t needs = 0;
  int weight = 0;       // the most that its conditions can weigh together
  int base_weight = 0;  // of particles and needs
  uint32_t line = 0;    // of the table, for traces
  bool noun = false;
};

enum class Effect : uint8_t { kDo, kHappen, kUndergo, kAnnounce, kPlan, kFail, kUndo, kClaim, kWeigh };

struct Light {
  std::vector<std::string_view> particles;
  SlotId slot = kNoSlot;
  bool of_object = false;  // comp2: the subject of the clause is the object of the verb
  Effect effect = Effect::kDo;
};

class Frames {
 public:
  static Result<Frames> open(const lexicon::Tables& tables, const Concepts& concepts);

  [[nodiscard]] std::span<const Frame> verbs(std::string_view lemma) const {
    return within(verbs_, verb_index_, lemma);
  }
  [[nodiscard]] std::span<const Frame> nouns(std::string_view lemma) const {
    return within(nouns_, noun_index_, lemma);
  }
  [[nodiscard]] std::span<const Light> lights(std::string_view lemma) const {
    return within(lights_, light_index_, lemma);
  }
  [[nodiscard]] SlotId preposition(std::string_view lemma) const;  // kNoSlot where no frame knows it
  // Whether some frame is of that verb with that particle ("hand over").
  [[nodiscard]] bool phrasal(std::string_view lemma, std::string_view particle) const;
  [[nodiscard]] std::string_view slot_name(SlotId slot) const { return slot_names_[slot]; }

 private:
  using Index = std::unordered_map<uint64_t, std::pair<uint32_t, uint32_t>>;
  template <typename Row>
  static std::span<const Row> within(const std::vector<Row>& rows, const Index& index, std::string_view lemma) {
    const auto found = index.find(folded_hash(lemma));
    if (found == index.end()) return {};
    return std::span(rows).subspan(found->second.first, found->second.second);
  }
  SlotId slot(lexicon::Cell name);
  std::vector<SlotId> slots(lexicon::Cell cell);
  Condition condition(lexicon::Cell cell, const Concepts& concepts);
  template <typename Row>
  Frame frame(const Row& row, const Concepts& concepts, bool noun);

  std::vector<Frame> verbs_, nouns_;
  std::vector<Light> lights_;
  Index verb_index_, noun_index_, light_index_;
  std::vector<std::string_view> slot_names_;
  std::unordered_map<uint64_t, SlotId> slot_ids_;
};

}  // namespace casus::events
