#include <sstream>

#include "base/utf8.h"
#include "store/cells.h"
#include "store/readings.h"

namespace casus::store {
namespace {

// The columns that quote: spans of one text, cut from it.
class Cutter {
 public:
  explicit Cutter(const std::string& text) : text_(text), offsets_(text) {}
  [[nodiscard]] uint32_t characters() const { return offsets_.characters(); }
  [[nodiscard]] Quote quote(const Cells& cells, int column) const {
    const Span span = cells.span(column, characters());
    const uint32_t begin = offsets_.byte(span.start);
    return {text_.substr(begin, offsets_.byte(span.end) - begin), span};
  }
  [[nodiscard]] std::optional<Quote> optional(const Cells& cells, int column) const {
    if (cells.null(column)) return std::nullopt;
    return quote(cells, column);
  }
  // Columns from, to, start, stop.
  [[nodiscard]] std::optional<TimeReference> time(const Cells& cells, int column) const {
    if (cells.null(column + 2)) return std::nullopt;
    const Quote words = quote(cells, column + 2);
    return TimeReference{cells.date(column), cells.date(column + 1), words.text, words.span};
  }

 private:
  const std::string& text_;
  utf8::Offsets offsets_;
};

// Calls use(cells) for each row of the document.
template <typename Use>
void each(Query& q, int64_t document, Use use) {
  for (q.bind(document); q.step();) use(Cells(q));
}
// Calls use(owner, cells) for each row, whose second column numbers an owner in `list`.
template <typename List, typename Use>
void each_of(Query& q, int64_t document, List& list, Use use) {
  each(q, document, [&](const Cells& c) {
    const std::size_t owner = c.number(1, list.size());
    if (owner < list.size()) use(list[owner], c);
  });
}

constexpr const char* kDocument =
    "select seq, id, date, title, source, url, language, text, characters, sha256, versions, part, parts from documents"
    " where seq = ?";

Document document_of(const Cells& cells) {
  Document out;
  out.id = cells.id(1);
  out.date = cells.date(2);
  out.title = cells.optional_text(3);
  out.source = cells.optional_text(4);
  out.url = cells.optional_text(5);
  out.text = cells.text(7);
  constexpr std::size_t kMostParts = std::size_t{1} << 20;
  out.parts = int(cells.number(12, kMostParts));
  out.part = int(cells.number(11, std::size_t(out.parts) + 1));
  return out;
}

}  // namespace

std::string written(const Versions& v) {
  return v.casus + " " + v.model + " " + v.lexicons + (v.gear == "fast" ? "" : " " + v.gear);
}

Versions versions_of(const std::string& written) {
  std::istringstream words(written);
  Versions out;
  words >> out.casus >> out.model >> out.lexicons;
  if (std::string gear; words >> gear) out.gear = gear;
  return out;
}

Result<std::optional<Document>> document(sqlite3* db, int64_t row) {
  Query q(db, kDocument);
  std::optional<Document> out;
  if (q.bind(row).step()) out = document_of(Cells(q));
  if (!q.ok()) return q.error();
  return out;
}

ReadingReader::ReadingReader(sqlite3* db)
    : document_(db, kDocument),
      sentence_(db, "select document, n, start, stop from sentences where document = ? order by n"),
      actor_(db, "select * from actors where document = ? order by n"),
      mention_(db, "select * from mentions where document = ? order by actor, n"),
      statement_(db, "select * from statements where document = ? order by n"),
      content_(db, "select * from contents where document = ? order by statement, n"),
      event_(db, "select * from events where document = ? order by n"),
      context_(db, "select * from contexts where document = ? order by event, n"),
      party_(db,
             "select document, event, n, role, id, code, sector, start, stop, basis from parties where document = ? "
             "order by event, role, n"),
      entry_(db, "select * from entries where document = ? order by n"),
      side_(db, "select document, entry, n, role, side from entry_sides where document = ? order by entry, role, n"),
      evidence_(db, "select * from entry_evidence where document = ? order by entry, n") {}

Result<Reading> ReadingReader::read(int64_t seq, Store::Parts parts) {
  Reading r;
  Query& d = document_.bind(seq);
  if (!d.step()) return d.ok() ? Error{Cause::kNotFound, "no such document", ""} : d.error();
  const Cells cells(d);
  r.document = document_of(cells);
  r.language = cells.text(6);
  const Cutter cut(r.document.text);
  r.characters = cut.characters();
  if (cells.number(8, std::size_t{r.characters} + 1) != r.characters) d.refuse(8, "not the length of the text");
  r.sha256 = cells.text(9);
  r.versions = versions_of(cells.text(10));
  if (!d.ok()) return d.error();
  d.reset();

  each(sentence_, seq, [&](const Cells& c) {
    c.next(1, r.sentences.size());
    r.sentences.push_back(c.span(2, r.characters));
  });
  const auto sentence = [&](const Cells& c, int column) { return int(c.number(column, r.sentences.size())); };
  each(actor_, seq, [&](const Cells& c) {
    c.next(1, r.actors.size());
    r.actors.push_back(
        {c.text(2), c.text(3), c.one_of<ActorKind>(4), c.optional_text(5), c.optional_text(6), c.optional_text(7), {}});
  });
  if (parts == Store::Parts::kAll) {
    each_of(mention_, seq, r.actors, [&](Actor& a, const Cells& c) {
      c.next(2, a.mentions.size());
      a.mentions.push_back(cut.quote(c, 3));
    });
    each(statement_, seq, [&](const Cells& c) {
      c.next(1, r.statements.size());
      Statement s;
      s.id = c.text(2);
      s.sentence = sentence(c, 3);
      if (!c.null(6)) s.speaker = Statement::Speaker{c.optional_text(4), c.optional_text(5), cut.quote(c, 6)};
      s.addressee = c.optional_text(8);
      s.cue = cut.optional(c, 9);
      s.mode = c.one_of<StatementMode>(11);
      s.act = c.one_of<SpeechAct>(12);
      s.negated = c.flag(13);
      s.inside = c.optional_text(14);
      s.date = cut.time(c, 15);
      r.statements.push_back(std::move(s));
    });
    each_of(content_, seq, r.statements, [&](Statement& s, const Cells& c) {
      c.next(2, s.content.size());
      s.content.push_back(cut.quote(c, 3));
    });
  }
  each(event_, seq, [&](const Cells& c) {
    c.next(1, r.events.size());
    Event e;
    e.id = c.text(2);
    e.sentence = sentence(c, 3);
    e.statement = c.optional_text(4);
    e.part_of = c.optional_text(5);
    e.category = c.one_of<Category>(6);
    e.mode = c.optional_text(7);
    e.base = c.one_of<Category>(8);
    e.deed = c.optional_text(9);
    e.cameo = c.optional_text(10);
    if (!c.null(11)) e.object = Event::Object{cut.quote(c, 11), c.optional_text(13)};
    if (!c.null(14)) e.location = Event::Location{cut.quote(c, 14), c.optional_text(16)};
    e.date = cut.time(c, 17);
    e.status = c.one_of<EventStatus>(21);
    e.trigger = cut.quote(c, 22);
    r.events.push_back(std::move(e));
  });
  each_of(context_, seq, r.events, [&](Event& e, const Cells& c) {
    c.next(2, e.context.size());
    e.context.push_back(c.text(3));
  });
  each_of(party_, seq, r.events, [&](Event& e, const Cells& c) {
    const std::string role = c.text(3);
    if (role != "actor" && role != "recipient") c.refuse(3, "no role of an event");
    auto& list = role == "actor" ? e.actor : e.recipient;
    c.next(2, list.size());
    list.push_back(
        {c.optional_text(4), c.optional_text(5), c.optional_text(6), cut.optional(c, 7), c.one_of<Basis>(9)});
  });
  each(entry_, seq, [&](const Cells& c) {
    c.next(1, r.entries.size());
    Entry e;
    e.id = c.text(2);
    e.sentence = sentence(c, 3);
    e.kind = c.one_of<EntryKind>(4);
    if (!c.null(5)) e.action = Entry::Action{cut.quote(c, 5), c.optional_text(7), c.one_of<Polarity>(8)};
    if (!c.null(9)) e.condition = Entry::Condition{cut.quote(c, 9), c.optional_text(11), c.text(12), c.flag(13)};
    e.deadline = cut.time(c, 14);
    e.stance = c.optional_of<Stance>(18);
    e.step = c.optional_of<AccessionStep>(19);
    e.body = c.optional_text(20);
    e.withdraws = c.optional_of<Withdrawn>(21);
    e.norm = c.optional_text(22);
    e.about = c.optional_text(23);
    e.relation = c.optional_of<ClaimRelation>(24);
    e.force = c.one_of<Force>(25);
    e.strength = c.one_of<Strength>(26);
    e.specificity = c.one_of<Specificity>(27);
    e.status = c.optional_of<EntryStatus>(28);
    e.said_by = c.optional_text(29);
    e.said_on = c.date(30);
    e.statement = c.optional_text(31);
    r.entries.push_back(std::move(e));
  });
  each_of(side_, seq, r.entries, [&](Entry& e, const Cells& c) {
    const std::string role = c.text(3);
    if (role != "holder" && role != "counterparty" && role != "harmed") c.refuse(3, "no role of a side");
    auto& list = role == "holder" ? e.holder : role == "counterparty" ? e.counterparty : e.harmed;
    c.next(2, list.size());
    list.push_back(c.text(4));
  });
  each_of(evidence_, seq, r.entries, [&](Entry& e, const Cells& c) {
    c.next(2, e.evidence.size());
    e.evidence.push_back(cut.quote(c, 3));
  });
  for (const Query* q : {&sentence_, &actor_, &mention_, &statement_, &content_, &event_, &context_, &party_, &entry_,
                         &side_, &evidence_}) {
    if (!q->ok()) return q->error();
  }
  return r;
}

Result<Done> each_reading(sqlite3* db, Store::Parts parts, const std::function<void(const Reading&)>& use) {
  ReadingReader reader(db);
  Query order(db, "select seq from documents order by date is null, date, whole, part");
  while (order.step()) {
    auto reading = reader.read(order.number(0), parts);
    if (!reading) return reading.error();
    use(*reading);
  }
  if (!order.ok()) return order.error();
  return Done{};
}

}  // namespace casus::store
