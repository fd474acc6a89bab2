// One table of columns makes the header and the rows.
#include "formats/cameo.h"

#include <charconv>
#include <functional>

#include "formats/rows.h"

namespace casus::formats {
namespace {

struct Row {
  const Reading& reading;
  const Event& event;
  const std::vector<const Party*>&source, &target;
  std::string_view sentence;
  std::string id;
};

template <typename Part>
void joined(std::string& out, const std::vector<const Party*>& parties, Part part) {
  bool first = true;
  for (const Party* party : parties) {
    if (!first) out += ';';
    first = false;
    out += part(*party);
  }
}

void number(std::string& out, double value) {
  char digits[32];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void span(std::string& out, Span of) {
  out += std::to_string(of.start) + "-" + std::to_string(of.end);
}

std::optional<Date> day(const Row& row) {
  return row.event.date && row.event.date->from ? row.event.date->from : row.reading.document.date;
}

std::string entity(const Party& party) {
  return party.code.value_or("");
}
std::string sector(const Party& party) {
  return party.sector.value_or("");
}
std::string specific(const Party& party) {
  return party.id.value_or("");
}
std::string quoted(const Party& party) {
  return party.quote ? party.quote->text : "";
}

enum class Kind { kText, kNumber };

struct Column {
  const char* name;
  void (*write)(const Row& row, std::string& out);
  Kind kind = Kind::kText;
};

constexpr Column kColumns[] = {
    {"EventID", [](const Row& r, std::string& o) { o += r.id; }},
    {"Date", [](const Row& r, std::string& o) { if (const auto d = day(r)) o += d->iso(); }},
    {"Year", [](const Row& r, std::string& o) { if (const auto d = day(r)) o += std::to_string(d->year()); }, Kind::kNumber},
    {"Month", [](const Row& r, std::string& o) { if (const auto d = day(r)) o += std::to_string(d->month()); }, Kind::kNumber},
    {"Day", [](const Row& r, std::string& o) { if (const auto d = day(r)) o += std::to_string(d->day()); }, Kind::kNumber},
    {"SourceActorFull", [](const Row& r, std::string& o) { joined(o, r.source, code_of); }},
    {"SourceActorEntity", [](const Row& r, std::string& o) { joined(o, r.source, entity); }},
    {"SourceActorRole", [](const Row& r, std::string& o) { joined(o, r.source, sector); }},
    {"SourceActorAttribute", [](const Row& r, std::string& o) { joined(o, r.source, specific); }},
    {"TargetActorFull", [](const Row& r, std::string& o) { joined(o, r.target, code_of); }},
    {"TargetActorEntity", [](const Row& r, std::string& o) { joined(o, r.target, entity); }},
    {"TargetActorRole", [](const Row& r, std::string& o) { joined(o, r.target, sector); }},
    {"TargetActorAttribute", [](const Row& r, std::string& o) { joined(o, r.target, specific); }},
    {"EventCode", [](const Row& r, std::string& o) { o += r.event.cameo.value_or(""); }},
    {"EventRootCode", [](const Row& r, std::string& o) { o += r.event.cameo.value_or("").substr(0, 2); }},
    {"QuadClass", [](const Row& r, std::string& o) { o += std::to_string(value_of(r.event.category).quad); }, Kind::kNumber},
    {"GoldsteinScore", [](const Row& r, std::string& o) { number(o, value_of(r.event.category).score); }, Kind::kNumber},
    {"Issues",
     [](const Row& r, std::string& o) {
       for (std::size_t i = 0; i < r.event.context.size(); ++i) o += (i > 0 ? ";" : "") + r.event.context[i];
     }},
    {"Lat", [](const Row&, std::string&) {}},
    {"Lon", [](const Row&, std::string&) {}},
    {"LocationName", [](const Row& r, std::string& o) { if (r.event.location) o += r.event.location->quote.text; }},
    {"StateName", [](const Row&, std::string&) {}},
    {"CountryCode", [](const Row& r, std::string& o) { if (r.event.location) o += r.event.location->code.value_or(""); }},
    {"SentenceID", [](const Row& r, std::string& o) { o += std::to_string(r.event.sentence); }, Kind::kNumber},
    {"URLs", [](const Row& r, std::string& o) { o += r.reading.document.url.value_or(""); }},
    {"NewsSources", [](const Row& r, std::string& o) { o += r.reading.document.source.value_or(""); }},
    {"Document", [](const Row& r, std::string& o) { o += r.reading.document.id; }},
    {"Event", [](const Row& r, std::string& o) { o += name(r.event.category); }},
    {"Mode", [](const Row& r, std::string& o) { o += r.event.mode.value_or(""); }},
    {"Status", [](const Row& r, std::string& o) { o += name(r.event.status); }},
    {"SourceText", [](const Row& r, std::string& o) { joined(o, r.source, quoted); }},
    {"TargetText", [](const Row& r, std::string& o) { joined(o, r.target, quoted); }},
    {"EventText", [](const Row& r, std::string& o) { o += r.event.trigger.text; }},
    {"Span", [](const Row& r, std::string& o) { span(o, r.event.trigger.span); }},
    {"SentenceSpan", [](const Row& r, std::string& o) { span(o, r.reading.sentences[std::size_t(r.event.sentence)]); }},
    {"Sentence", [](const Row& r, std::string& o) { o += r.sentence; }},
    {"Versions",
     [](const Row& r, std::string& o) {
       const Versions& v = r.reading.versions;
       o += "casus=" + v.casus + ";model=" + v.model + ";lexicons=" + v.lexicons;
     }},
};

void write_row(const Row& row, Cells cells, std::string& out) {
  RowWriter writer('\t', cells, out);
  std::string cell;
  for (const Column& column : kColumns) {
    cell.clear();
    column.write(row, cell);
    column.kind == Kind::kNumber ? writer.number(cell) : writer.text(cell);
  }
  out += '\n';
}

}  // namespace

void write_cameo_header(std::string& out) {
  RowWriter writer('\t', Cells::kRaw, out);
  for (const Column& column : kColumns) writer.text(column.name);
  out += '\n';
}

void write_cameo(const Reading& reading, bool dyadic, std::string& out, Cells cells) {
  const SentenceTexts sentences(reading);
  static const Party kNobody{};
  for (const Event& e : reading.events) {
    if (!is_coded(e)) continue;
    const std::string id = reading.document.id + "/" + e.id;
    std::vector<const Party*> sources, targets;
    for (const Party& party : e.actor) sources.push_back(&party);
    for (const Party& party : e.recipient) targets.push_back(&party);
    if (!dyadic) {
      write_row({reading, e, sources, targets, sentences.text(e.sentence), id}, cells, out);
      continue;
    }
    const bool reciprocal = targets.empty() && sources.size() > 1;
    if (reciprocal) targets = sources;
    if (sources.empty()) sources.push_back(&kNobody);
    if (targets.empty()) targets.push_back(&kNobody);
    int pair = 0;
    for (const Party* source : sources) {
      for (const Party* target : targets) {
        if (reciprocal && source == target) continue;
        const std::vector<const Party*> one{source}, other{target};
        write_row({reading, e, one, other, sentences.text(e.sentence), id + "." + std::to_string(++pair)}, cells, out);
      }
    }
  }
}

}  // namespace casus::formats
