// What Casus has read in one document: the records of casus.reading/1 (docs/reading.md holds the definitions that
// decide cases). A Reading is a value: it owns all its strings, refers to nothing, and may be copied, moved and kept.
//
// Spans count code points of document.text, and every `text` equals the slice of its span. Absent is nullopt or an
// empty list, never a guess. Indices (`sentence`) count from 0; ids ("s1", "e1", "c1", "RUS") are unique within a
// reading.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casus/date.h"
#include "casus/document.h"
#include "casus/span.h"
#include "casus/vocabulary.h"

namespace casus {

inline constexpr const char* kReadingSchema = "casus.reading/1";

struct Quote {
  std::string text;
  Span span;
};

// from and to are nullopt where the expression could not be resolved (no dateline, a named event): the text is kept.
struct TimeReference {
  std::optional<Date> from, to;
  std::string text;
  Span span;
};

// One row per entity, coreference resolved. `code` is the PLOVER entity code, empty where unknown.
struct Actor {
  std::string id;  // "RUS", "NATO", "NOR/anna-berg", "SDN/rebels"
  std::string name;
  ActorKind kind = ActorKind::kState;
  std::optional<std::string> code, sector, role;
  std::vector<Quote> mentions;
};

struct Statement {
  struct Speaker {
    std::optional<std::string> actor;  // actor id; absent where unresolved
    std::optional<std::string> side;   // the side spoken for ("for" in JSON)
    Quote quote;                       // the full noun phrase
  };
  std::string id;
  int sentence = 0;
  std::optional<Speaker> speaker;  // absent only without any source
  std::optional<std::string> addressee;
  std::optional<Quote> cue;
  std::vector<Quote> content;
  StatementMode mode = StatementMode::kIndirect;
  SpeechAct act = SpeechAct::kAssert;
  bool negated = false;
  std::optional<std::string> inside;  // id of the statement that reports this one
  std::optional<TimeReference> date;
};

struct Party {
  std::optional<std::string> id, code, sector;  // id absent where unresolved
  std::optional<Quote> quote;                   // absent when basis is context
  Basis basis = Basis::kText;
};

struct Event {
  struct Object {
    Quote quote;
    std::optional<std::string> concept_id;  // "concept" in JSON
  };
  struct Location {
    Quote quote;
    std::optional<std::string> code;
  };
  std::string id;
  int sentence = 0;
  std::optional<std::string> statement;  // the statement that reports it; absent: the dispatch itself does
  std::optional<std::string> part_of;  // the event or entry whose condition or threatened, promised, demanded act it is
  Category category = Category::kConsult;
  std::optional<std::string> mode;
  std::vector<std::string> context;
  Category base = Category::kConsult;  // the deed before tense and modality
  std::optional<std::string> deed;     // concept of the act
  std::optional<std::string> cameo;
  std::vector<Party> actor, recipient;
  std::optional<Object> object;
  std::optional<Location> location;
  std::optional<TimeReference> date;
  EventStatus status = EventStatus::kActual;
  Quote trigger;
};

struct Entry {
  struct Action {
    Quote quote;
    std::optional<std::string> event;
    Polarity polarity = Polarity::kDo;
  };
  struct Condition {
    Quote quote;
    std::optional<std::string> event;
    std::string connective;
    bool negated = false;  // the condition is not-X: unless, until, or face
  };
  std::string id;
  int sentence = 0;
  EntryKind kind = EntryKind::kPromise;
  std::vector<std::string> holder, counterparty;
  std::optional<Action> action;
  std::optional<Condition> condition;
  std::optional<TimeReference> deadline;
  std::optional<Stance> stance;
  std::optional<AccessionStep> step;
  std::optional<std::string> body;
  std::optional<Withdrawn> withdraws;
  std::optional<std::string> norm, about;
  std::vector<std::string> harmed;
  std::optional<ClaimRelation> relation;
  Force force = Force::kUnilateral;
  Strength strength = Strength::kExplicit;
  Specificity specificity = Specificity::kSpecific;
  std::optional<EntryStatus> status;
  std::optional<std::string> said_by;
  std::optional<Date> said_on;
  std::optional<std::string> statement;
  std::vector<Quote> evidence;  // whole sentences
};

struct Versions {
  std::string casus, model, lexicons;
  std::string gear = "fast";  // or "accurate": an encoder read (ReaderOptions::encoder)
};

struct Reading {
  Versions versions;
  Document document;
  std::string language = "en";  // ISO 639-1, "und" where it cannot be told
  uint32_t characters = 0;      // code points of document.text
  std::string sha256;           // of document.text
  std::vector<Span> sentences;
  std::vector<Actor> actors;
  std::vector<Statement> statements;
  std::vector<Event> events;
  std::vector<Entry> entries;
  std::vector<std::string> notes;  // what was capped, left out or not understood; for stderr, not part of the JSON
};

}  // namespace casus
