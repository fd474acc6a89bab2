#include "cli/renderer.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/output.h"
#include "formats/cameo.h"
#include "formats/csv.h"
#include "formats/json.h"
#include "formats/plover.h"
#include "formats/report.h"

namespace casus::cli {
namespace {

constexpr int kPageWidth = 100, kNarrowest = 40, kWidest = 120;

formats::Table table_of(const RenderOptions& options) {
  if (options.table == "statements") return formats::Table::kStatements;
  return options.table == "entries" ? formats::Table::kEntries : formats::Table::kEvents;
}

}  // namespace

void RenderOptions::declare(CLI::App& app) {
  app.add_option("--format", format, "how to write it; else a report on a terminal, json in a pipe")
      ->type_name("NAME")
      ->check(CLI::IsMember({"report", "json", "plover", "cameo", "csv", "conllu"}));
  app.add_flag("--dyadic", dyadic, "cameo: a row for each pair of source and target");
  app.add_option("--table", table, "csv: of which records")
      ->type_name("NAME")
      ->capture_default_str()
      ->check(CLI::IsMember({"events", "statements", "entries"}));
  app.add_flag("--raw", raw, "cameo, csv: no apostrophe before what a spreadsheet would take for a formula (= + - @)");
}

Renderer::Renderer(RenderOptions options) : options_(std::move(options)), colours_(colours()) {
  if (options_.format.empty()) options_.format = terminal_out() ? "report" : "json";
  width_ = std::clamp(terminal_width().value_or(kPageWidth), kNarrowest, kWidest);
}

std::string Renderer::header() const {
  std::string out;
  if (options_.format == "cameo") formats::write_cameo_header(out);
  if (options_.format == "csv") formats::write_csv_header(table_of(options_), out);
  return out;
}

void Renderer::write(const Reading& reading, std::string& out) const {
  const formats::Cells cells = options_.raw ? formats::Cells::kRaw : formats::Cells::kGuarded;
  if (options_.format == "report") {
    formats::write_report(reading, {width_, colours_}, out);
    out += '\n';
  } else if (options_.format == "plover") {
    formats::write_plover(reading, out);
  } else if (options_.format == "cameo") {
    formats::write_cameo(reading, options_.dyadic, out, cells);
  } else if (options_.format == "csv") {
    formats::write_csv(reading, table_of(options_), out, cells);
  } else {
    formats::write_json(reading, out);
  }
}

}  // namespace casus::cli
