// What the coder knows of one sentence while it codes it: its tree, what the layers above found, and for each word what
// has been worked out so far. One Scene serves all sentences of a call; its memory is kept between them.
#pragma once

#include <string_view>
#include <unordered_set>

#include "events/events.h"
#include "events/frames.h"
#include "events/topics.h"

namespace casus::events {

struct Slot {
  SlotId id = kNoSlot;
  int16_t word = -1;
};

// The filled slots around a predicate, in order of the text; more than kMost are passed over.
struct Slots {
  static constexpr int kMost = 24;
  std::array<Slot, kMost> items{};
  int count = 0;
  void add(SlotId id, int word) {
    if (id != kNoSlot && count < kMost) items[std::size_t(count++)] = {id, int16_t(word)};
  }
  [[nodiscard]] int find(SlotId id) const {
    for (int i = 0; i < count; ++i) {
      if (items[std::size_t(i)].id == id) return items[std::size_t(i)].word;
    }
    return -1;
  }
};

// Who or what kind of party a word's phrase is.
struct Who {
  int mention = -1, entity = -1;
  uint16_t traits = 0;
  [[nodiscard]] bool is(uint16_t any_of) const { return (traits & any_of) != 0; }
};

// An act under construction: a word, the frame chosen for it, and what was found out since.
struct Draft {
  int word = 0;
  const Frame* frame = nullptr;
  Slots slots;
  int verb = -1;  // of a noun: the verb that carries it, else -1
  Effect effect = Effect::kDo;
  bool light = false;  // carried by a light verb
  int governor = -1;   // draft that governs it
  Govern govern = Govern::kNone;
  const Deed* deed = nullptr;
  Category category = Category::kConsult;
  std::string_view cameo, mode;
  EventStatus status = EventStatus::kActual;
  std::vector<Argument> actor, recipient;
  Argument object, location;
  std::string_view object_concept;
  int when = -1;
  bool dropped = false;
  bool spare = false;    // dropped only because the text does not report it: a condition may still name it
  const char* why = "";  // why it was dropped, or which rule spoke last
};

struct Scene {
  const syntax::Parsed& parsed;
  const actors::Cast& cast;
  const std::vector<time::Expression>& times;
  const statements::Said& statements;
  const Document& document;
  const Concepts& concepts;
  const Frames& frames;
  const Topics& topics;
  TopicWeights about{};
  std::unordered_set<std::string_view> firms;  // ids of companies

  bool told_in_present = false;  // the dispatch tells its news in the present tense, as briefs and headlines do
  int first_told = 0;            // the sentence that shows it
  int last_place = -1;           // the country where the last act took place, an entity

  int sentence = 0;
  syntax::Tree tree;
  std::vector<Draft> drafts;
  std::vector<int> draft_at;  // for each word: draft, kNone, kUnknown or kBusy
  std::vector<Who> who;       // filled on demand, see who_known
  std::vector<bool> who_known;
  std::vector<bool> temporal;  // words of time expressions: never a party, a place or an object

  static constexpr int kNone = -1, kUnknown = -2, kBusy = -3;

  void enter(int number);  // the next sentence
};

}  // namespace casus::events
