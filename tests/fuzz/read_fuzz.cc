// Any text through the whole street and every format. Each quotation equals the slice of its span, whatever comes in.
// The model: $CASUS_MODEL, else that of the tree; without one nothing is tested and the replay says so.
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/utf8.h"
#include "casus/reader.h"
#include "formats/cameo.h"
#include "formats/csv.h"
#include "formats/json.h"
#include "formats/plover.h"
#include "formats/report.h"
#include "formats/rows.h"

namespace {

const casus::Reader* reader() {
  static const auto* kReader = [] {
    const char* set = std::getenv("CASUS_MODEL");
    const std::string path = set != nullptr ? set : CASUS_MODEL;
    if (!std::filesystem::exists(path)) {
      std::fprintf(stderr, "no model at %s\n", path.c_str());
      return static_cast<casus::Reader*>(nullptr);
    }
    casus::ReaderOptions options;
    options.model = path;
    auto opened = casus::Reader::open(options);
    if (!opened) std::abort();
    return new casus::Reader(std::move(*opened));
  }();
  return kReader;
}

class Check {
 public:
  explicit Check(const casus::Reading& reading) : reading_(reading), texts_(reading) {}
  void quote(const casus::Quote& q) const { text(q.text, q.span); }
  void quote(const std::optional<casus::Quote>& q) const {
    if (q) quote(*q);
  }
  void time(const std::optional<casus::TimeReference>& t) const {
    if (t) text(t->text, t->span);
  }
  void all() const {
    for (const casus::Span span : reading_.sentences) slice(span);
    for (const auto& a : reading_.actors) {
      for (const auto& m : a.mentions) quote(m);
    }
    for (const auto& s : reading_.statements) {
      if (s.speaker) quote(s.speaker->quote);
      quote(s.cue);
      for (const auto& q : s.content) quote(q);
      time(s.date), sentence(s.sentence);
    }
    for (const auto& e : reading_.events) {
      quote(e.trigger), time(e.date), sentence(e.sentence);
      for (const auto* parties : {&e.actor, &e.recipient}) {
        for (const auto& p : *parties) quote(p.quote);
      }
      if (e.object) quote(e.object->quote);
      if (e.location) quote(e.location->quote);
    }
    for (const auto& c : reading_.entries) {
      if (c.action) quote(c.action->quote);
      if (c.condition) quote(c.condition->quote);
      time(c.deadline), sentence(c.sentence);
      for (const auto& q : c.evidence) quote(q);
    }
  }

 private:
  std::string_view slice(casus::Span span) const {
    if (span.end < span.start || span.end > reading_.characters) std::abort();
    return texts_.slice(span);
  }
  void text(std::string_view of, casus::Span span) const {
    if (slice(span) != of) std::abort();
  }
  void sentence(int number) const {
    if (number < 0 || std::size_t(number) >= reading_.sentences.size()) std::abort();
  }

  const casus::Reading& reading_;
  casus::formats::SentenceTexts texts_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (reader() == nullptr || size > 20000) return 0;
  casus::Document document;
  document.id = "fuzz";
  document.date = casus::Date::of(2024, 5, 14);
  document.text = casus::utf8::repaired({reinterpret_cast<const char*>(data), size});
  const casus::Reading reading = reader()->read(document);
  Check(reading).all();
  std::string out;
  casus::formats::write_json(reading, out);
  casus::formats::write_plover(reading, out);
  casus::formats::write_cameo(reading, true, out);
  for (const auto table :
       {casus::formats::Table::kEvents, casus::formats::Table::kStatements, casus::formats::Table::kEntries}) {
    casus::formats::write_csv(reading, table, out);
  }
  casus::formats::write_report(reading, {60, true}, out);
  reader()->parse(document, out);
  reader()->explain(document, out);
  return 0;
}
