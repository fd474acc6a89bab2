// The keys stand in the order of docs/reading.md. Written by hand, appending to one string: a reading is mostly text,
// and a tree of JSON values in between would cost more than the parser.
#include "formats/json.h"

#include "formats/json_writer.h"

namespace casus::formats {
namespace {

void text_and_span(JsonWriter& w, const Quote& quote) {
  w.field("text", quote.text);
  w.key("span");
  w.span(quote.span);
}

void quote(JsonWriter& w, std::string_view name, const std::optional<Quote>& of) {
  w.key(name);
  if (!of) return w.null();
  w.open('{');
  text_and_span(w, *of);
  w.close('}');
}

void quotes(JsonWriter& w, std::string_view name, const std::vector<Quote>& list) {
  w.key(name);
  w.open('[');
  for (const Quote& q : list) {
    w.open('{');
    text_and_span(w, q);
    w.close('}');
  }
  w.close(']');
}

void time(JsonWriter& w, std::string_view name, const std::optional<TimeReference>& of) {
  w.key(name);
  if (!of) return w.null();
  w.open('{');
  w.field("from", of->from);
  w.field("to", of->to);
  text_and_span(w, {of->text, of->span});
  w.close('}');
}

void actor(JsonWriter& w, const Actor& a) {
  w.open('{');
  w.field("id", a.id);
  w.field("name", a.name);
  w.word("kind", a.kind);
  w.field("code", a.code);
  w.field("sector", a.sector);
  w.field("role", a.role);
  quotes(w, "mentions", a.mentions);
  w.close('}');
}

void statement(JsonWriter& w, const Statement& s) {
  w.open('{');
  w.field("id", s.id);
  w.key("sentence");
  w.number(s.sentence);
  w.key("speaker");
  if (s.speaker) {
    w.open('{');
    w.field("actor", s.speaker->actor);
    w.field("for", s.speaker->side);
    text_and_span(w, s.speaker->quote);
    w.close('}');
  } else {
    w.null();
  }
  w.field("addressee", s.addressee);
  quote(w, "cue", s.cue);
  quotes(w, "content", s.content);
  w.word("mode", s.mode);
  w.word("act", s.act);
  w.field("negated", s.negated);
  w.field("inside", s.inside);
  time(w, "date", s.date);
  w.close('}');
}

void parties(JsonWriter& w, std::string_view key, const std::vector<Party>& list) {
  w.key(key);
  w.open('[');
  for (const Party& p : list) {
    w.open('{');
    w.field("id", p.id);
    w.field("code", p.code);
    w.field("sector", p.sector);
    if (p.quote) {
      text_and_span(w, *p.quote);
    } else {
      w.key("text");
      w.null();
      w.key("span");
      w.null();
    }
    w.word("basis", p.basis);
    w.close('}');
  }
  w.close(']');
}

void event(JsonWriter& w, const Event& e) {
  w.open('{');
  w.field("id", e.id);
  w.key("sentence");
  w.number(e.sentence);
  w.field("statement", e.statement);
  w.field("part_of", e.part_of);
  w.word("category", e.category);
  w.field("mode", e.mode);
  w.strings("context", e.context);
  w.word("base", e.base);
  w.field("deed", e.deed);
  w.field("cameo", e.cameo);
  const CategoryValue worth = value_of(e.category);
  w.key("quad");
  w.number(worth.quad);
  w.key("score");
  w.decimal(worth.score);
  parties(w, "actor", e.actor);
  parties(w, "recipient", e.recipient);
  w.key("object");
  if (e.object) {
    w.open('{');
    w.field("text", e.object->quote.text);
    w.field("concept", e.object->concept_id);
    w.key("span");
    w.span(e.object->quote.span);
    w.close('}');
  } else {
    w.null();
  }
  w.key("location");
  if (e.location) {
    w.open('{');
    w.field("text", e.location->quote.text);
    w.field("code", e.location->code);
    w.key("span");
    w.span(e.location->quote.span);
    w.close('}');
  } else {
    w.null();
  }
  time(w, "date", e.date);
  w.word("status", e.status);
  quote(w, "trigger", e.trigger);
  w.close('}');
}

void entry(JsonWriter& w, const Entry& c) {
  w.open('{');
  w.field("id", c.id);
  w.key("sentence");
  w.number(c.sentence);
  w.word("kind", c.kind);
  w.strings("holder", c.holder);
  w.strings("counterparty", c.counterparty);
  w.key("action");
  if (c.action) {
    w.open('{');
    text_and_span(w, c.action->quote);
    w.field("event", c.action->event);
    w.word("polarity", c.action->polarity);
    w.close('}');
  } else {
    w.null();
  }
  w.key("condition");
  if (c.condition) {
    w.open('{');
    text_and_span(w, c.condition->quote);
    w.field("event", c.condition->event);
    w.field("connective", c.condition->connective);
    w.field("negated", c.condition->negated);
    w.close('}');
  } else {
    w.null();
  }
  time(w, "deadline", c.deadline);
  w.word("stance", c.stance);
  w.word("step", c.step);
  w.field("body", c.body);
  w.word("withdraws", c.withdraws);
  w.field("norm", c.norm);
  w.field("about", c.about);
  w.strings("harmed", c.harmed);
  w.word("relation", c.relation);
  w.word("force", c.force);
  w.word("strength", c.strength);
  w.word("specificity", c.specificity);
  w.word("status", c.status);
  w.field("said_by", c.said_by);
  w.field("said_on", c.said_on);
  w.field("statement", c.statement);
  quotes(w, "evidence", c.evidence);
  w.close('}');
}

template <typename T, typename Write>
void list(JsonWriter& w, std::string_view key, const std::vector<T>& records, Write write) {
  w.key(key);
  w.open('[');
  for (const T& record : records) write(w, record);
  w.close(']');
}

}  // namespace

void write_json(const Reading& r, std::string& out) {
  JsonWriter w(out);
  w.open('{');
  w.field("schema", kReadingSchema);
  w.key("versions");
  w.open('{');
  w.field("casus", r.versions.casus);
  w.field("model", r.versions.model);
  w.field("lexicons", r.versions.lexicons);
  w.field("gear", r.versions.gear);
  w.field("path", std::optional<std::string>());  // every processor reads the same
  w.close('}');
  w.key("document");
  w.open('{');
  w.field("id", r.document.id);
  w.field("date", r.document.date);
  w.field("title", r.document.title);
  w.field("source", r.document.source);
  w.field("url", r.document.url);
  w.field("language", r.language);
  w.field("text", r.document.text);
  w.key("characters");
  w.number(r.characters);
  w.field("sha256", r.sha256);
  w.close('}');
  list(w, "sentences", r.sentences, [](JsonWriter& to, Span span) { to.span(span); });
  list(w, "actors", r.actors, actor);
  list(w, "statements", r.statements, statement);
  list(w, "events", r.events, event);
  list(w, "entries", r.entries, entry);
  w.close('}');
  out += '\n';
}

}  // namespace casus::formats
