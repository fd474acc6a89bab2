#include "cli/documents.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <new>
#include <thread>

#include "cli/output.h"

namespace casus::cli {
namespace {

using text::InputKind;
// What --input may be.
const std::map<std::string, InputKind> kInputs = {{"auto", InputKind::kAuto},
                                                  {"text", InputKind::kText},
                                                  {"jsonl", InputKind::kJsonLines},
                                                  {"html", InputKind::kHtml}};

constexpr std::size_t kBatchBytes = std::size_t{1} << 14, kBatchDocuments = 256;

}  // namespace

void ReadingOptions::declare(CLI::App& app, bool with_files) {
  if (with_files)
    app.add_option("FILE", files, "text, JSON lines or HTML; - or nothing: the standard input")->type_name("");
  app.add_option("--date", date, "the day plain text and HTML were written on, as 2024-05-14")->type_name("DAY");
  app.add_option("--input", input, "what the files hold")
      ->type_name("KIND")
      ->capture_default_str()
      ->check(CLI::IsMember(kInputs));
  app.add_option("-j,--jobs", jobs, "threads; 0: one a core")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(0, 256).description(""));
  declare_models(app);
  app.add_option("--actors", actors, "your own actors, in TABARI or PETRARCH format; they win over ours")
      ->type_name("FILE");
  app.add_flag("-v,--verbose", verbose, "say of every document why it gave nothing");
}

void ReadingOptions::declare_models(CLI::App& app) {
  const auto quick = app.add_flag("--fast", fast, "read without the encoder: many times as fast, with more errors");
  app.add_option("--encoder", encoder, "the encoder's model, instead of the one found by itself")
      ->type_name("FILE")
      ->excludes(quick);
  app.add_option("--model", model, "model file instead of the one found by itself")->type_name("FILE");
  app.add_option("--lexicons", lexicons, "folder of tables that replaces those compiled in")->type_name("FOLDER");
}

int ReadingOptions::threads() const {
  if (jobs > 0) return jobs;
  return std::max(1, int(std::thread::hardware_concurrency()));
}

void ReadingOptions::say_threads(int had) const {
  if (verbose && had < threads())
    complain("worked with " + std::to_string(had) + " of " + std::to_string(threads()) +
             " threads: no more were to be had");
}

namespace {

// A model we ship: the file asked for, that of the environment, or the one that lies where the program looks.
std::optional<std::string> find_model(const std::string& asked, const char* variable, const char* name) {
  namespace fs = std::filesystem;
  if (!asked.empty()) return asked;
  if (const char* set = std::getenv(variable); set != nullptr && *set != '\0') return set;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  const bool just_built = fs::exists(program / "CMakeCache.txt", ignored);
  for (const fs::path& folder : {program, program / (just_built ? "../../models" : CASUS_DATA_FOLDER)}) {
    if (fs::exists(folder / name, ignored)) return (folder / name).lexically_normal().string();
  }
  return std::nullopt;
}

}  // namespace

Result<Reader> open_reader(const ReadingOptions& options, bool fast) {
  const auto model = find_model(options.model, "CASUS_MODEL", "casus.model");
  if (!model)
    return Error{Cause::kNotFound, "no model found; name one with --model FILE or $CASUS_MODEL", "casus.model"};
  ReaderOptions reader{.model = *model, .lexicons = options.lexicons, .actors = options.actors};
  if (!fast) {
    const auto encoder = find_model(options.encoder, "CASUS_ENCODER", "encoder.model");
    if (!encoder) {
      return Error{Cause::kNotFound,
                   "no model of an encoder found; name one with --encoder FILE or $CASUS_ENCODER, or read without one: "
                   "--fast",
                   "encoder.model"};
    }
    reader.encoder = *encoder;
  }
  auto out = Reader::open(reader);
  if (!out && !fast && out.error().place == reader.encoder) {
    Error error = out.error();
    error.message += "; --fast reads without it";
    return error;
  }
  return out;
}

std::optional<Error> tried(const std::string& place, const std::function<void()>& step) {
  try {
    step();
    return std::nullopt;
  } catch (const std::bad_alloc&) {
    return Error{Cause::kUnreadable,
                 "not read: out of memory; fewer threads (-j 1) need less, and so do shorter documents", place};
  } catch (const std::exception& error) {
    return Error{Cause::kUnreadable, std::string("not read: ") + error.what(), place};
  }
}

std::vector<Error> each_of(const Batch& batch, const std::function<void(std::span<const Document* const>)>& read) {
  constexpr std::size_t kTogether = 32;
  std::vector<Error> out;
  std::vector<const Document*> some;
  for (std::size_t first = 0; first < batch.documents.size(); first += some.size()) {
    some.clear();
    for (std::size_t i = first; i < std::min(first + kTogether, batch.documents.size()); ++i) {
      some.push_back(&batch.documents[i]);
    }
    if (!tried({}, [&] { read(some); })) continue;
    for (std::size_t i = 0; i < some.size(); ++i) {
      auto error = tried(batch.documents[first + i].place, [&] { read(std::span(some).subspan(i, 1)); });
      if (error) out.push_back(std::move(*error));
    }
  }
  return out;
}

Result<text::InputOptions> ReadingOptions::input_options() const {
  text::InputOptions out;
  if (!date.empty()) {
    out.date = Date::parse(date);
    if (!out.date) return Error{Cause::kUsage, "not a day like 2024-05-14: " + date, "--date"};
  }
  out.kind = kInputs.at(input);
  return out;
}

Result<Documents> Documents::open(const ReadingOptions& options) {
  auto input = options.input_options();
  if (!input) return input.error();
  Documents out;
  out.files_ = options.files;
  if (out.files_.empty()) out.files_.emplace_back("-");
  out.input_ = *input;
  return out;
}

void Documents::tell(const std::vector<Error>& errors) {
  for (const Error& error : errors) complain(error.text());
  failed_ |= !errors.empty();
}

std::optional<Batch> Documents::next() {
  Batch batch;
  while (batch.bytes < kBatchBytes && batch.documents.size() < kBatchDocuments) {
    if (!source_) {
      if (at_ == files_.size()) break;
      if (files_[at_] == "-" && ::isatty(STDIN_FILENO) == 1) complain("reading from the terminal; end with Ctrl-D");
      auto source = text::DocumentSource::open(files_[at_++], input_);
      if (!source) {
        tell({source.error()});
        continue;
      }
      source_ = std::move(*source);
      items_ = 0;
      repeats_ = {};
    }
    std::optional<text::Item> item;
    if (auto error = tried(files_[at_ - 1], [&] { item = source_->next(); })) {
      tell({*error});
      continue;
    }
    if (!item) {
      if (items_ == 0) complain(files_[at_ - 1] + ": holds no document");
      source_.reset();
      continue;
    }
    ++items_;
    for (const std::string& note : item->notes) complain(note);
    if (item->error) {
      tell({*item->error});
      continue;
    }
    if (const std::string note = repeats_.note(*item->document, item->place); !note.empty()) complain(note);
    ++read_;
    batch.bytes += item->document->text.size();
    batch.documents.push_back({std::move(*item->document), std::move(item->place)});
  }
  if (batch.documents.empty()) return std::nullopt;
  return batch;
}

}  // namespace casus::cli
