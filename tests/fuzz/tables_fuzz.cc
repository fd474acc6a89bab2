// Any bytes as tables of the folder of `--lexicons`: lines "== NAME" are each followed by the table that takes the
// place of NAME.tsv. Reader and register open and a dispatch is read, or an error names the place.
#include "base/model_file.h"
#include "base/utf8.h"
#include "casus/reader.h"
#include "formats/json.h"
#include "ledger/register.h"
#include "lexicon/table.h"
#include "small.h"

using namespace casus;

namespace {

struct Opened {
  std::optional<Error> error;
  std::optional<Reader> reader;
};

std::string model() {
  static const std::string kPath = [] {
    ModelWriter out;
    const auto sections = fuzz::small_model();
    if (sections.empty()) return std::string();
    for (const auto& [name, bytes] : sections) out.add(name, bytes);
    const std::string path = (fuzz::scratch() / "casus.model").string();
    fuzz::hold(out.write(path).ok(), "the small model is written");
    return path;
  }();
  return kPath;
}

Opened open(const std::string& folder) {
  Opened out;
  ReaderOptions options;
  options.model = model();
  options.lexicons = folder;
  auto reader = Reader::open(options);
  if (!reader) {
    out.error = reader.error();
    return out;
  }
  out.reader.emplace(std::move(*reader));
  const auto tables = lexicon::Tables::from_folder(folder);
  fuzz::hold(tables.ok(), "what the reader opened are tables");
  if (const auto reg = ledger::Register::open(*tables); !reg) out.error = reg.error();
  return out;
}

fuzz::ShortTables& short_tables() {
  static fuzz::ShortTables tables([](const std::string& folder) {
    const auto error = open(folder).error;
    return error ? error->place : "";
  });
  return tables;
}

}  // namespace

// Shortening the tables takes half a minute, which must not count as the time of the first input.
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  if (!model().empty()) short_tables();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (model().empty()) return 0;
  fuzz::ShortTables& tables = short_tables();
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  while (rest.starts_with("== ")) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string name(rest.substr(3, end - 3));
    rest = rest.substr(std::min(end + 1, rest.size()));
    const std::size_t stop = rest.starts_with("== ") ? 0 : rest.find("\n== ");
    const std::size_t length = stop == std::string_view::npos ? rest.size() : stop + (stop > 0 ? 1 : 0);
    if (tables.has(name)) tables.replace(name, rest.substr(0, length));
    rest = rest.substr(length);
  }
  const Opened opened = open(tables.folder());
  tables.restore();
  if (opened.error)
    fuzz::hold(!opened.error->message.empty() && !opened.error->place.empty(), "an error names its place");
  if (!opened.reader) return 0;
  Document document;
  document.id = "fuzz";
  document.date = Date::of(2024, 5, 14);
  document.text = fuzz::kDispatch;
  const Reading reading = opened.reader->read(document);
  std::string out;
  formats::write_json(reading, out);
  opened.reader->explain(document, out);
  return 0;
}
