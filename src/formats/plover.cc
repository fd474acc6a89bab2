#include "formats/plover.h"

#include "base/utf8.h"
#include "formats/json_writer.h"
#include "formats/rows.h"

namespace casus::formats {
namespace {

void parties(JsonWriter& w, std::string_view key, const std::vector<Party>& list) {
  w.key(key);
  w.open('[');
  for (const Party& party : list) {
    w.open('{');
    w.field("actorText", party.quote ? std::optional<std::string>(party.quote->text) : std::nullopt);
    w.field("code", party.code);
    w.field("sector", party.sector);
    w.field("id", party.id);
    w.close('}');
  }
  w.close(']');
}

void versions(JsonWriter& w, const Versions& of) {
  w.key("versions");
  w.open('{');
  w.field("casus", of.casus);
  w.field("model", of.model);
  w.field("lexicons", of.lexicons);
  w.field("gear", of.gear);
  w.close('}');
}

}  // namespace

void write_plover(const Reading& reading, std::string& out) {
  const SentenceTexts sentences(reading);
  for (const Event& e : reading.events) {
    if (e.part_of) continue;
    JsonWriter w(out);
    w.open('{');
    w.field("id", reading.document.id + "/" + e.id);
    w.field("date", e.date && e.date->from ? e.date->from : reading.document.date);
    w.word("event", e.category);
    w.field("mode", e.mode);
    w.strings("context", e.context);
    w.key("auxiliary");
    e.status == EventStatus::kActual ? w.null() : w.value(name(e.status));
    parties(w, "actor", e.actor);
    parties(w, "recipient", e.recipient);
    w.field("eventText", e.trigger.text);
    w.key("location");
    if (e.location) {
      w.open('{');
      w.field("text", e.location->quote.text);
      w.field("code", e.location->code);
      w.close('}');
    } else {
      w.null();
    }
    const CategoryValue worth = value_of(e.category);
    w.key("quad");
    w.number(worth.quad);
    w.key("score");
    w.decimal(worth.score);
    w.field("cameo", e.cameo);
    w.field("text", sentences.text(e.sentence));
    w.key("casus");
    w.open('{');
    w.field("document", reading.document.id);
    w.key("sentence");
    w.number(e.sentence);
    w.key("sentenceSpan");
    w.span(reading.sentences[std::size_t(e.sentence)]);
    w.key("span");
    w.span(e.trigger.span);
    w.field("statement", e.statement);
    versions(w, reading.versions);
    w.close('}');
    w.close('}');
    out += '\n';
  }
}

}  // namespace casus::formats
