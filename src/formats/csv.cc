// A row is written cell by cell next to the list of its column names; a test holds both to the same length.
#include "formats/csv.h"

#include <charconv>
#include <initializer_list>

#include "formats/rows.h"

namespace casus::formats {
namespace {

constexpr const char* kFirst = "document,date,sentence,sentence_start,sentence_end,id";
constexpr const char* kLast = "text,casus,model,lexicons\r\n";
constexpr const char* kEventColumns =
    "category,mode,context,status,base,deed,cameo,quad,score,actor,actor_code,actor_text,recipient,recipient_code,"
    "recipient_text,object,object_concept,location,location_code,from,to,trigger,start,end,statement,part_of";
constexpr const char* kStatementColumns =
    "act,mode,negated,speaker,for,speaker_text,addressee,cue,start,end,content,content_start,content_end,from,to,"
    "inside";
constexpr const char* kEntryColumns =
    "kind,status,holder,counterparty,action,polarity,condition,connective,condition_negated,condition_event,deadline_"
    "from,"
    "deadline_to,stance,step,body,withdraws,norm,about,harmed,relation,force,strength,specificity,said_by,said_on,"
    "statement,evidence_start,evidence_end";

class Row {
 public:
  Row(Cells cells, std::string& out) : row_(',', cells, out) {}
  void cell(std::string_view text) { row_.text(text); }
  void cell(const std::optional<std::string>& text) { cell(std::string_view(text ? *text : kNone)); }
  void cell(const std::optional<Date>& date) { date ? cell(std::string_view(date->iso())) : cell(std::string_view()); }
  void cell(bool flag) { cell(std::string_view(flag ? "true" : "false")); }
  void cell(const char* text) { cell(std::string_view(text)); }
  void number(long long value) { row_.number(std::to_string(value)); }
  void decimal(double value) {
    char digits[32];
    row_.number({digits, std::size_t(std::to_chars(digits, digits + sizeof digits, value).ptr - digits)});
  }
  void span(Span span) { number(span.start), number(span.end); }
  void no_span() { cell(""), cell(""); }
  template <typename E>
  void word(const std::optional<E>& value) {
    cell(value ? name(*value) : std::string_view());
  }
  template <typename List, typename Part>
  void list(const List& values, Part part) {
    std::string all;
    for (const auto& value : values) {
      if (&value != &*values.begin()) all += ';';
      all += part(value);
    }
    cell(std::string_view(all));
  }
  void list(const std::vector<std::string>& values) {
    list(values, [](const std::string& value) { return value; });
  }
  void from_to(const std::optional<TimeReference>& time) {
    cell(time ? time->from : std::nullopt);
    cell(time ? time->to : std::nullopt);
  }

 private:
  inline static const std::string kNone;
  RowWriter row_;
};

void parties(Row& row, const std::vector<Party>& list) {
  row.list(list, [](const Party& p) { return p.id.value_or("---"); });
  row.list(list, code_of);
  row.list(list, [](const Party& p) { return p.quote ? p.quote->text : std::string(); });
}

void event(Row& row, const Event& e) {
  row.cell(name(e.category));
  row.cell(e.mode);
  row.list(e.context);
  row.cell(name(e.status));
  row.cell(name(e.base));
  row.cell(e.deed);
  row.cell(e.cameo);
  const CategoryValue worth = value_of(e.category);
  row.number(worth.quad);
  row.decimal(worth.score);
  parties(row, e.actor);
  parties(row, e.recipient);
  row.cell(e.object ? std::optional(e.object->quote.text) : std::nullopt);
  row.cell(e.object ? e.object->concept_id : std::nullopt);
  row.cell(e.location ? std::optional(e.location->quote.text) : std::nullopt);
  row.cell(e.location ? e.location->code : std::nullopt);
  row.from_to(e.date);
  row.cell(std::string_view(e.trigger.text));
  row.span(e.trigger.span);
  row.cell(e.statement);
  row.cell(e.part_of);
}

void statement(Row& row, const Statement& s) {
  row.cell(name(s.act));
  row.cell(name(s.mode));
  row.cell(s.negated);
  row.cell(s.speaker ? s.speaker->actor : std::nullopt);
  row.cell(s.speaker ? s.speaker->side : std::nullopt);
  row.cell(s.speaker ? std::optional(s.speaker->quote.text) : std::nullopt);
  row.cell(s.addressee);
  row.cell(s.cue ? std::optional(s.cue->text) : std::nullopt);
  s.cue ? row.span(s.cue->span) : row.no_span();
  row.list(s.content, [](const Quote& q) { return q.text; });
  row.list(s.content, [](const Quote& q) { return std::to_string(q.span.start); });
  row.list(s.content, [](const Quote& q) { return std::to_string(q.span.end); });
  row.from_to(s.date);
  row.cell(s.inside);
}

void entry(Row& row, const Entry& c) {
  row.cell(name(c.kind));
  row.word(c.status);
  row.list(c.holder);
  row.list(c.counterparty);
  row.cell(c.action ? std::optional(c.action->quote.text) : std::nullopt);
  row.word(c.action ? std::optional(c.action->polarity) : std::nullopt);
  row.cell(c.condition ? std::optional(c.condition->quote.text) : std::nullopt);
  row.cell(c.condition ? std::optional(c.condition->connective) : std::nullopt);
  c.condition ? row.cell(c.condition->negated) : row.cell("");
  row.cell(c.condition ? c.condition->event : std::nullopt);
  row.from_to(c.deadline);
  row.word(c.stance);
  row.word(c.step);
  row.cell(c.body);
  row.word(c.withdraws);
  row.cell(c.norm);
  row.cell(c.about);
  row.list(c.harmed);
  row.word(c.relation);
  row.cell(name(c.force));
  row.cell(name(c.strength));
  row.cell(name(c.specificity));
  row.cell(c.said_by);
  row.cell(c.said_on);
  row.cell(c.statement);
  row.list(c.evidence, [](const Quote& q) { return std::to_string(q.span.start); });
  row.list(c.evidence, [](const Quote& q) { return std::to_string(q.span.end); });
}

template <typename T, typename Write>
void rows(const Reading& reading, const std::vector<T>& records, Write write, Cells cells, std::string& out) {
  const SentenceTexts sentences(reading);
  for (const T& record : records) {
    Row row(cells, out);
    row.cell(std::string_view(reading.document.id));
    row.cell(reading.document.date);
    row.number(record.sentence);
    row.span(reading.sentences[std::size_t(record.sentence)]);
    row.cell(std::string_view(record.id));
    write(row, record);
    row.cell(sentences.text(record.sentence));
    row.cell(std::string_view(reading.versions.casus));
    row.cell(std::string_view(reading.versions.model));
    row.cell(std::string_view(reading.versions.lexicons));
    out += "\r\n";
  }
}

}  // namespace

void write_csv_header(Table table, std::string& out) {
  const char* own = table == Table::kEvents       ? kEventColumns
                    : table == Table::kStatements ? kStatementColumns
                                                  : kEntryColumns;
  for (const char* piece : {kFirst, ",", own, ",", kLast}) out += piece;
}

void write_csv(const Reading& reading, Table table, std::string& out, Cells cells) {
  switch (table) {
    case Table::kEvents:
      return rows(reading, reading.events, event, cells, out);
    case Table::kStatements:
      return rows(reading, reading.statements, statement, cells, out);
    case Table::kEntries:
      return rows(reading, reading.entries, entry, cells, out);
  }
}

}  // namespace casus::formats
