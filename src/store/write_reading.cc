#include "store/readings.h"

namespace casus::store {
namespace {

// The two columns of an optional quote's span, the four of an optional time.
struct Ends {
  std::optional<int64_t> start, stop;
};
Ends ends(const Span& span) {
  return {int64_t{span.start}, int64_t{span.end}};
}
template <typename Quoted>
Ends ends(const std::optional<Quoted>& quoted) {
  if (!quoted) return {};
  if constexpr (requires { quoted->quote; }) {
    return ends(quoted->quote.span);
  } else {
    return ends(quoted->span);
  }
}
std::optional<Date> from(const std::optional<TimeReference>& t) {
  return t ? t->from : std::nullopt;
}
std::optional<Date> to(const std::optional<TimeReference>& t) {
  return t ? t->to : std::nullopt;
}
template <typename E>
std::optional<std::string_view> name_of(const std::optional<E>& value) {
  if (!value) return std::nullopt;
  return name(*value);
}

std::string quotes_of(const Reading& reading) {
  std::string out;
  for (const Statement& s : reading.statements) {
    for (const Quote& q : s.content) out.append(q.text).push_back('\n');
  }
  return out;
}

std::string marks(int n) {
  std::string out = "?";
  for (int i = 1; i < n; ++i) out += ", ?";
  return out;
}

std::string insert(const char* table, int columns) {
  return std::string("insert into ") + table + " values (" + marks(columns) + ")";
}

}  // namespace

ReadingWriter::ReadingWriter(sqlite3* db)
    : db_(db),
      document_(
          db,
          "insert into documents (id, whole, part, parts, date, title, source, url, language, text, quotes, characters,"
          " sha256, versions) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      sentence_(db, insert("sentences", 4)),
      actor_(db, insert("actors", 8)),
      mention_(db, insert("mentions", 5)),
      statement_(db, insert("statements", 19)),
      content_(db, insert("contents", 5)),
      event_(db, insert("events", 24)),
      context_(db, insert("contexts", 4)),
      party_(db, insert("parties", 10)),
      entry_(db, insert("entries", 32)),
      side_(db, insert("entry_sides", 5)),
      evidence_(db, insert("entry_evidence", 5)) {}

bool ReadingWriter::write(const Reading& r) {
  const Document& d = r.document;
  const std::string versions = written(r.versions);
  if (!document_
           .bind(d.id, whole_id(d), d.part, d.parts, d.date, d.title, d.source, d.url, r.language, d.text, quotes_of(r),
                 r.characters, r.sha256, versions)
           .run()) {
    return false;
  }
  const int64_t document = sqlite3_last_insert_rowid(db_);
  for (std::size_t i = 0; i < r.sentences.size(); ++i) {
    if (!sentence_.bind(document, i, r.sentences[i].start, r.sentences[i].end).run()) return false;
  }
  for (std::size_t i = 0; i < r.actors.size(); ++i) {
    const Actor& a = r.actors[i];
    if (!actor_.bind(document, i, a.id, a.name, name(a.kind), a.code, a.sector, a.role).run()) return false;
    for (std::size_t m = 0; m < a.mentions.size(); ++m) {
      if (!mention_.bind(document, i, m, a.mentions[m].span.start, a.mentions[m].span.end).run()) return false;
    }
  }
  return write_statements(document, r) && write_events(document, r) && write_entries(document, r);
}

bool ReadingWriter::write_statements(int64_t document, const Reading& r) {
  for (std::size_t i = 0; i < r.statements.size(); ++i) {
    const Statement& s = r.statements[i];
    std::optional<std::string> actor, side;
    if (s.speaker) actor = s.speaker->actor, side = s.speaker->side;
    const Ends speaker = ends(s.speaker), cue = ends(s.cue), date = ends(s.date);
    if (!statement_
             .bind(document, i, s.id, s.sentence, actor, side, speaker.start, speaker.stop, s.addressee, cue.start,
                   cue.stop, name(s.mode), name(s.act), s.negated, s.inside, from(s.date), to(s.date), date.start,
                   date.stop)
             .run()) {
      return false;
    }
    for (std::size_t q = 0; q < s.content.size(); ++q) {
      if (!content_.bind(document, i, q, s.content[q].span.start, s.content[q].span.end).run()) return false;
    }
  }
  return true;
}

bool ReadingWriter::write_events(int64_t document, const Reading& r) {
  for (std::size_t i = 0; i < r.events.size(); ++i) {
    const Event& e = r.events[i];
    const Ends object = ends(e.object), location = ends(e.location), date = ends(e.date),
               trigger = ends(e.trigger.span);
    std::optional<std::string> concept_id, code;
    if (e.object) concept_id = e.object->concept_id;
    if (e.location) code = e.location->code;
    if (!event_
             .bind(document, i, e.id, e.sentence, e.statement, e.part_of, name(e.category), e.mode, name(e.base),
                   e.deed, e.cameo, object.start, object.stop, concept_id, location.start, location.stop, code,
                   from(e.date), to(e.date), date.start, date.stop, name(e.status), trigger.start, trigger.stop)
             .run()) {
      return false;
    }
    for (std::size_t c = 0; c < e.context.size(); ++c) {
      if (!context_.bind(document, i, c, e.context[c]).run()) return false;
    }
    const auto parties = [&](const std::vector<Party>& list, std::string_view role) {
      for (std::size_t p = 0; p < list.size(); ++p) {
        const Party& one = list[p];
        const Ends quote = ends(one.quote);
        if (!party_.bind(document, i, role, p, one.id, one.code, one.sector, quote.start, quote.stop, name(one.basis))
                 .run())
          return false;
      }
      return true;
    };
    if (!parties(e.actor, "actor") || !parties(e.recipient, "recipient")) return false;
  }
  return true;
}

bool ReadingWriter::write_entries(int64_t document, const Reading& r) {
  for (std::size_t i = 0; i < r.entries.size(); ++i) {
    const Entry& e = r.entries[i];
    const Ends action = ends(e.action), condition = ends(e.condition), deadline = ends(e.deadline);
    std::optional<std::string> action_event, condition_event, connective;
    std::optional<Polarity> polarity;
    std::optional<bool> negated;
    if (e.action) action_event = e.action->event, polarity = e.action->polarity;
    if (e.condition)
      condition_event = e.condition->event, connective = e.condition->connective, negated = e.condition->negated;
    if (!entry_
             .bind(document, i, e.id, e.sentence, name(e.kind), action.start, action.stop, action_event,
                   name_of(polarity), condition.start, condition.stop, condition_event, connective, negated,
                   from(e.deadline), to(e.deadline), deadline.start, deadline.stop, name_of(e.stance), name_of(e.step),
                   e.body, name_of(e.withdraws), e.norm, e.about, name_of(e.relation), name(e.force), name(e.strength),
                   name(e.specificity), name_of(e.status), e.said_by, e.said_on, e.statement)
             .run()) {
      return false;
    }
    const auto sides = [&](const std::vector<std::string>& list, std::string_view role) {
      for (std::size_t s = 0; s < list.size(); ++s) {
        if (!side_.bind(document, i, role, s, list[s]).run()) return false;
      }
      return true;
    };
    if (!sides(e.holder, "holder") || !sides(e.counterparty, "counterparty") || !sides(e.harmed, "harmed"))
      return false;
    for (std::size_t q = 0; q < e.evidence.size(); ++q) {
      if (!evidence_.bind(document, i, q, e.evidence[q].span.start, e.evidence[q].span.end).run()) return false;
    }
  }
  return true;
}

}  // namespace casus::store
