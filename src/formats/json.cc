// The keys stand in the order of docs/reading.md. Written by hand, appending to one string: a reading is mostly text,
// and a tree of JSON values in between would cost more than the parser.
#include "formats/json.h"

#include <array>
#include <charconv>

namespace casus::formats {
namespace {

constexpr std::array<bool, 256> escapes() {
  std::array<bool, 256> out{};
  for (std::size_t c = 0; c < 32; ++c) out[c] = true;
  out['"'] = out['\\'] = out[127] = true;
  return out;
}
constexpr std::array<bool, 256> kEscapes = escapes();

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  // Objects and lists; a comma is put before whatever follows something.
  void open(char bracket) { separate(), out_ += bracket, fresh_ = true; }
  void close(char bracket) { out_ += bracket, fresh_ = false; }
  void key(std::string_view name) {
    separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    fresh_ = true;
  }
  void raw(std::string_view text) { separate(), out_ += text; }
  void null() { raw("null"); }
  void value(bool flag) { raw(flag ? "true" : "false"); }
  void value(std::string_view text) {
    separate();
    out_ += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!kEscapes[static_cast<unsigned char>(text[i])]) continue;
      out_ += text.substr(plain, i - plain);
      plain = i + 1;
      escape(text[i]);
    }
    out_ += text.substr(plain);
    out_ += '"';
  }
  void number(long long n) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
    raw({digits, std::size_t(end - digits)});
  }
  void decimal(double n) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
    raw({digits, std::size_t(end - digits)});
  }
  void value(const std::optional<std::string>& text) { text ? value(std::string_view(*text)) : null(); }
  void value(const std::optional<Date>& date) { date ? value(std::string_view(date->iso())) : null(); }
  template <typename T>
  void field(std::string_view name, const T& of) {
    key(name);
    value(of);
  }
  void field(std::string_view name, const std::string& of) { field(name, std::string_view(of)); }
  void field(std::string_view name, const char* of) { field(name, std::string_view(of)); }
  void span(Span span) {
    open('[');
    number(span.start);
    number(span.end);
    close(']');
  }
  void strings(std::string_view name, const std::vector<std::string>& list) {
    key(name);
    open('[');
    for (const std::string& text : list) value(std::string_view(text));
    close(']');
  }

 private:
  void separate() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }
  void escape(char c) {
    switch (c) {
      case '"':
        out_ += "\\\"";
        return;
      case '\\':
        out_ += "\\\\";
        return;
      case '\n':
        out_ += "\\n";
        return;
      case '\r':
        out_ += "\\r";
        return;
      case '\t':
        out_ += "\\t";
        return;
      default:
        break;
    }
    constexpr char kHex[] = "0123456789abcdef";
    out_ += "\\u00";
    out_ += kHex[static_cast<unsigned char>(c) >> 4];
    out_ += kHex[static_cast<unsigned char>(c) & 15];
  }

  std::string& out_;
  bool fresh_ = true;
};

void text_and_span(Writer& w, const Quote& quote) {
  w.field("text", quote.text);
  w.key("span");
  w.span(quote.span);
}

void quote(Writer& w, std::string_view name, const std::optional<Quote>& of) {
  w.key(name);
  if (!of) return w.null();
  w.open('{');
  text_and_span(w, *of);
  w.close('}');
}

void quotes(Writer& w, std::string_view name, const std::vector<Quote>& list) {
  w.key(name);
  w.open('[');
  for (const Quote& q : list) {
    w.open('{');
    text_and_span(w, q);
    w.close('}');
  }
  w.close(']');
}

void time(Writer& w, std::string_view name, const std::optional<TimeReference>& of) {
  w.key(name);
  if (!of) return w.null();
  w.open('{');
  w.field("from", of->from);
  w.field("to", of->to);
  text_and_span(w, {of->text, of->span});
  w.close('}');
}

template <typename E>
void word(Writer& w, std::string_view key, E value) {
  w.field(key, name(value));
}
template <typename E>
void word(Writer& w, std::string_view key, const std::optional<E>& value) {
  w.key(key);
  value ? w.value(name(*value)) : w.null();
}

void actor(Writer& w, const Actor& a) {
  w.open('{');
  w.field("id", a.id);
  w.field("name", a.name);
  word(w, "kind", a.kind);
  w.field("code", a.code);
  w.field("sector", a.sector);
  w.field("role", a.role);
  quotes(w, "mentions", a.mentions);
  w.close('}');
}

void statement(Writer& w, const Statement& s) {
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
  word(w, "mode", s.mode);
  word(w, "act", s.act);
  w.field("negated", s.negated);
  w.field("inside", s.inside);
  time(w, "date", s.date);
  w.close('}');
}

void parties(Writer& w, std::string_view key, const std::vector<Party>& list) {
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
    word(w, "basis", p.basis);
    w.close('}');
  }
  w.close(']');
}

void event(Writer& w, const Event& e) {
  w.open('{');
  w.field("id", e.id);
  w.key("sentence");
  w.number(e.sentence);
  w.field("statement", e.statement);
  w.field("part_of", e.part_of);
  word(w, "category", e.category);
  w.field("mode", e.mode);
  w.strings("context", e.context);
  word(w, "base", e.base);
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
  word(w, "status", e.status);
  quote(w, "trigger", e.trigger);
  w.close('}');
}

void entry(Writer& w, const Entry& c) {
  w.open('{');
  w.field("id", c.id);
  w.key("sentence");
  w.number(c.sentence);
  word(w, "kind", c.kind);
  w.strings("holder", c.holder);
  w.strings("counterparty", c.counterparty);
  w.key("action");
  if (c.action) {
    w.open('{');
    text_and_span(w, c.action->quote);
    w.field("event", c.action->event);
    word(w, "polarity", c.action->polarity);
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
  word(w, "stance", c.stance);
  word(w, "step", c.step);
  w.field("body", c.body);
  word(w, "withdraws", c.withdraws);
  w.field("norm", c.norm);
  w.field("about", c.about);
  w.strings("harmed", c.harmed);
  word(w, "relation", c.relation);
  word(w, "force", c.force);
  word(w, "strength", c.strength);
  word(w, "specificity", c.specificity);
  word(w, "status", c.status);
  w.field("said_by", c.said_by);
  w.field("said_on", c.said_on);
  w.field("statement", c.statement);
  quotes(w, "evidence", c.evidence);
  w.close('}');
}

template <typename T, typename Write>
void list(Writer& w, std::string_view key, const std::vector<T>& records, Write write) {
  w.key(key);
  w.open('[');
  for (const T& record : records) write(w, record);
  w.close(']');
}

}  // namespace

void write_json(const Reading& r, std::string& out) {
  Writer w(out);
  w.open('{');
  w.field("schema", kReadingSchema);
  w.key("versions");
  w.open('{');
  w.field("casus", r.versions.casus);
  w.field("model", r.versions.model);
  w.field("lexicons", r.versions.lexicons);
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
  list(w, "sentences", r.sentences, [](Writer& to, Span span) { to.span(span); });
  list(w, "actors", r.actors, actor);
  list(w, "statements", r.statements, statement);
  list(w, "events", r.events, event);
  list(w, "entries", r.entries, entry);
  w.close('}');
  out += '\n';
}

}  // namespace casus::formats
