#include "cli/documents.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "cli/output.h"

namespace casus::cli {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{1} << 16, kBatchDocuments = 256;

}  // namespace

void ReadingOptions::declare(CLI::App& app, bool with_files) {
  if (with_files)
    app.add_option("FILE", files, "text, JSON lines or HTML; - or nothing: the standard input")->type_name("");
  app.add_option("--date", date, "the day plain text and HTML were written on, as 2024-05-14")->type_name("DAY");
  app.add_option("--input", input, "what the files hold: auto, text, jsonl, html")
      ->type_name("KIND")
      ->capture_default_str();
  app.add_option("-j,--jobs", jobs, "threads; 0: one a core")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(0, 256).description(""));
  app.add_option("--model", model, "model file instead of the one found by itself")->type_name("FILE");
  app.add_option("--lexicons", lexicons, "folder of tables that replaces those compiled in")->type_name("DIR");
  app.add_option("--actors", actors, "your own actors, in TABARI or PETRARCH format; they win over ours")
      ->type_name("FILE");
  app.add_flag("-v,--verbose", verbose, "say of every document why it gave nothing");
}

int ReadingOptions::threads() const {
  if (jobs > 0) return jobs;
  return std::max(1, int(std::thread::hardware_concurrency()));
}

Result<std::string> find_model(const std::string& asked) {
  namespace fs = std::filesystem;
  if (!asked.empty()) return asked;
  if (const char* set = std::getenv("CASUS_MODEL"); set != nullptr && *set != '\0') return std::string(set);
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const fs::path& place :
       {program / "casus.model", program / ".." / ".." / "models" / "casus.model",
        program / ".." / "share" / "casus" / "casus.model", fs::path(CASUS_DATA_FOLDER) / "casus.model"}) {
    if (fs::exists(place, ignored)) return place.lexically_normal().string();
  }
  return Error{Cause::kNotFound, "no model found; name one with --model FILE or $CASUS_MODEL", "casus.model"};
}

Result<Reader> open_reader(const ReadingOptions& options) {
  const auto model = find_model(options.model);
  if (!model) return model.error();
  ReaderOptions reader;
  reader.model = *model;
  reader.lexicons = options.lexicons;
  reader.actors = options.actors;
  return Reader::open(reader);
}

Result<Documents> Documents::open(const ReadingOptions& options) {
  Documents out;
  out.files_ = options.files;
  if (out.files_.empty()) out.files_.emplace_back("-");
  if (!options.date.empty()) {
    out.input_.date = Date::parse(options.date);
    if (!out.input_.date) return Error{Cause::kUsage, "not a day like 2024-05-14: " + options.date, "--date"};
  }
  using text::InputKind;
  if (options.input == "auto")
    out.input_.kind = InputKind::kAuto;
  else if (options.input == "text")
    out.input_.kind = InputKind::kText;
  else if (options.input == "jsonl")
    out.input_.kind = InputKind::kJsonLines;
  else if (options.input == "html")
    out.input_.kind = InputKind::kHtml;
  else
    return Error{Cause::kUsage, "one of auto, text, jsonl, html, not " + options.input, "--input"};
  return out;
}

std::optional<Batch> Documents::next() {
  Batch batch;
  while (batch.bytes < kBatchBytes && batch.documents.size() < kBatchDocuments) {
    if (!source_) {
      if (at_ == files_.size()) break;
      if (files_[at_] == "-" && ::isatty(STDIN_FILENO) == 1) complain("reading from the terminal; end with Ctrl-D");
      auto source = text::DocumentSource::open(files_[at_++], input_);
      if (!source) {
        complain(source.error().text());
        failed_ = true;
        continue;
      }
      source_ = std::move(*source);
      items_ = 0;
    }
    auto item = source_->next();
    if (!item) {
      if (items_ == 0) complain(files_[at_ - 1] + ": holds no document");
      source_.reset();
      continue;
    }
    ++items_;
    for (const std::string& note : item->notes) complain(note);
    if (item->error) {
      complain(item->error->text());
      failed_ = true;
      continue;
    }
    ++read_;
    batch.bytes += item->document->text.size();
    batch.documents.push_back({std::move(*item->document), std::move(item->place)});
  }
  if (batch.documents.empty()) return std::nullopt;
  return batch;
}

}  // namespace casus::cli
