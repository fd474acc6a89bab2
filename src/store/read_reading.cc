#include "base/utf8.h"
#include "store/readings.h"

namespace casus::store {
namespace {

class Cutter {
 public:
  explicit Cutter(const std::string& text) : text_(text), offsets_(text) {}
  [[nodiscard]] Quote quote(int64_t start, int64_t stop) const {
    const uint32_t last = offsets_.characters();
    const Span span{std::min(uint32_t(start), last), std::min(uint32_t(stop), last)};
    const uint32_t begin = offsets_.byte(span.start);
    return {text_.substr(begin, offsets_.byte(span.end) - begin), span};
  }
  [[nodiscard]] std::optional<Quote> optional(const Query& q, int column) const {
    if (q.null(column)) return std::nullopt;
    return quote(q.number(column), q.number(column + 1));
  }
  // Columns from, to, start, stop.
  [[nodiscard]] std::optional<TimeReference> time(const Query& q, int column) const {
    if (q.null(column + 2)) return std::nullopt;
    const Quote words = quote(q.number(column + 2), q.number(column + 3));
    return TimeReference{q.date(column), q.date(column + 1), words.text, words.span};
  }

 private:
  const std::string& text_;
  utf8::Offsets offsets_;
};

template <typename E>
E one_of(const Query& q, int column) {
  return parse<E>(q.text(column)).value_or(E{});
}
template <typename E>
std::optional<E> optional_of(const Query& q, int column) {
  if (q.null(column)) return std::nullopt;
  return parse<E>(q.text(column));
}

template <typename List>
auto* at(List& list, int64_t n) {
  return n >= 0 && std::size_t(n) < list.size() ? &list[std::size_t(n)] : nullptr;
}

}  // namespace

ReadingReader::ReadingReader(sqlite3* db)
    : db_(db),
      document_(db,
                "select id, date, title, source, url, language, text, characters, sha256, versions, part, parts from "
                "documents "
                "where seq = ?"),
      sentence_(db, "select start, stop from sentences where document = ? order by n"),
      actor_(db, "select id, name, kind, code, sector, role from actors where document = ? order by n"),
      mention_(db, "select actor, start, stop from mentions where document = ? order by actor, n"),
      statement_(db, "select * from statements where document = ? order by n"),
      content_(db, "select statement, start, stop from contents where document = ? order by statement, n"),
      event_(db, "select * from events where document = ? order by n"),
      context_(db, "select event, context from contexts where document = ? order by event, n"),
      party_(db,
             "select event, role, id, code, sector, start, stop, basis from parties where document = ? order by event, "
             "role, n"),
      entry_(db, "select * from entries where document = ? order by n"),
      side_(db, "select entry, role, side from entry_sides where document = ? order by entry, role, n"),
      evidence_(db, "select entry, start, stop from entry_evidence where document = ? order by entry, n") {}

Result<Reading> ReadingReader::read(int64_t seq, Store::Parts parts) {
  Reading r;
  Query& d = document_.bind(seq);
  if (!d.step()) return d.ok() ? Error{Cause::kNotFound, "no such document", ""} : d.error();
  r.document.id = d.text(0);
  r.document.date = d.date(1);
  r.document.title = d.optional_text(2);
  r.document.source = d.optional_text(3);
  r.document.url = d.optional_text(4);
  r.language = d.text(5);
  r.document.text = d.text(6);
  r.characters = uint32_t(d.number(7));
  r.sha256 = d.text(8);
  r.document.part = int(d.number(10));
  r.document.parts = int(d.number(11));
  const std::string versions = d.text(9);
  const std::size_t one = versions.find(' '), two = versions.rfind(' ');
  if (two != std::string::npos && one < two) {
    r.versions = {versions.substr(0, one), versions.substr(one + 1, two - one - 1), versions.substr(two + 1)};
  }
  d.reset();
  const Cutter cut(r.document.text);

  for (Query& q = sentence_.bind(seq); q.step();) r.sentences.push_back({uint32_t(q.number(0)), uint32_t(q.number(1))});
  for (Query& q = actor_.bind(seq); q.step();) {
    r.actors.push_back({q.text(0),
                        q.text(1),
                        one_of<ActorKind>(q, 2),
                        q.optional_text(3),
                        q.optional_text(4),
                        q.optional_text(5),
                        {}});
  }
  if (parts == Store::Parts::kAll) {
    for (Query& q = mention_.bind(seq); q.step();) {
      if (Actor* a = at(r.actors, q.number(0))) a->mentions.push_back(cut.quote(q.number(1), q.number(2)));
    }
    for (Query& q = statement_.bind(seq); q.step();) {
      Statement s;
      s.id = q.text(2);
      s.sentence = int(q.number(3));
      if (!q.null(6)) s.speaker = Statement::Speaker{q.optional_text(4), q.optional_text(5), *cut.optional(q, 6)};
      s.addressee = q.optional_text(8);
      s.cue = cut.optional(q, 9);
      s.mode = one_of<StatementMode>(q, 11);
      s.act = one_of<SpeechAct>(q, 12);
      s.negated = q.number(13) != 0;
      s.inside = q.optional_text(14);
      s.date = cut.time(q, 15);
      r.statements.push_back(std::move(s));
    }
    for (Query& q = content_.bind(seq); q.step();) {
      if (Statement* s = at(r.statements, q.number(0))) s->content.push_back(cut.quote(q.number(1), q.number(2)));
    }
  }
  for (Query& q = event_.bind(seq); q.step();) {
    Event e;
    e.id = q.text(2);
    e.sentence = int(q.number(3));
    e.statement = q.optional_text(4);
    e.part_of = q.optional_text(5);
    e.category = one_of<Category>(q, 6);
    e.mode = q.optional_text(7);
    e.base = one_of<Category>(q, 8);
    e.deed = q.optional_text(9);
    e.cameo = q.optional_text(10);
    if (!q.null(11)) e.object = Event::Object{*cut.optional(q, 11), q.optional_text(13)};
    if (!q.null(14)) e.location = Event::Location{*cut.optional(q, 14), q.optional_text(16)};
    e.date = cut.time(q, 17);
    e.status = one_of<EventStatus>(q, 21);
    e.trigger = cut.quote(q.number(22), q.number(23));
    r.events.push_back(std::move(e));
  }
  if (!r.events.empty()) {
    for (Query& q = context_.bind(seq); q.step();) {
      if (Event* e = at(r.events, q.number(0))) e->context.push_back(q.text(1));
    }
    for (Query& q = party_.bind(seq); q.step();) {
      Event* e = at(r.events, q.number(0));
      if (e == nullptr) continue;
      auto& list = q.text(1) == "actor" ? e->actor : e->recipient;
      list.push_back(
          {q.optional_text(2), q.optional_text(3), q.optional_text(4), cut.optional(q, 5), one_of<Basis>(q, 7)});
    }
  }
  for (Query& q = entry_.bind(seq); q.step();) {
    Entry e;
    e.id = q.text(2);
    e.sentence = int(q.number(3));
    e.kind = one_of<EntryKind>(q, 4);
    if (!q.null(5)) e.action = Entry::Action{*cut.optional(q, 5), q.optional_text(7), one_of<Polarity>(q, 8)};
    if (!q.null(9))
      e.condition = Entry::Condition{*cut.optional(q, 9), q.optional_text(11), q.text(12), q.number(13) != 0};
    e.deadline = cut.time(q, 14);
    e.stance = optional_of<Stance>(q, 18);
    e.step = optional_of<AccessionStep>(q, 19);
    e.body = q.optional_text(20);
    e.withdraws = optional_of<Withdrawn>(q, 21);
    e.norm = q.optional_text(22);
    e.about = q.optional_text(23);
    e.relation = optional_of<ClaimRelation>(q, 24);
    e.force = one_of<Force>(q, 25);
    e.strength = one_of<Strength>(q, 26);
    e.specificity = one_of<Specificity>(q, 27);
    e.status = optional_of<EntryStatus>(q, 28);
    e.said_by = q.optional_text(29);
    e.said_on = q.date(30);
    e.statement = q.optional_text(31);
    r.entries.push_back(std::move(e));
  }
  if (!r.entries.empty()) {
    for (Query& q = side_.bind(seq); q.step();) {
      Entry* e = at(r.entries, q.number(0));
      if (e == nullptr) continue;
      const std::string role = q.text(1);
      (role == "holder" ? e->holder : role == "counterparty" ? e->counterparty : e->harmed).push_back(q.text(2));
    }
    for (Query& q = evidence_.bind(seq); q.step();) {
      if (Entry* e = at(r.entries, q.number(0))) e->evidence.push_back(cut.quote(q.number(1), q.number(2)));
    }
  }
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
