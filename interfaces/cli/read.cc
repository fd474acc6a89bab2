// `casus read`, and `casus parse`, which is the same with trees for readings.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>

#include "cli/command.h"
#include "cli/documents.h"
#include "cli/ordered.h"
#include "cli/output.h"
#include "cli/renderer.h"

namespace casus::cli {
namespace {

struct Options : ReadingOptions, RenderOptions {};

struct Written {
  std::string text;
  std::vector<std::string> notes;
  std::vector<Error> errors;
  std::size_t documents = 0, bytes = 0, empty = 0;
};

// What one thread does with a batch: every document read and rendered.
Written render(const Reader& reader, const Renderer& renderer, const Batch& batch) {
  Written out;
  out.documents = batch.documents.size();
  out.bytes = batch.bytes;
  const auto place = [&](const Document* document) { return static_cast<const Incoming*>(document)->place; };
  out.errors = each_of(batch, [&](std::span<const Document* const> documents) {
    Written now;  // nothing of documents that throw is kept
    if (renderer.trees_only()) {
      reader.parse(documents, now.text);
    } else {
      const std::vector<Reading> readings = reader.read(documents);
      for (std::size_t i = 0; i < readings.size(); ++i) {
        const Reading& reading = readings[i];
        renderer.write(reading, now.text);
        for (const std::string& note : reading.notes) now.notes.push_back(place(documents[i]) + ": " + note);
        if (reading.statements.empty() && reading.events.empty() && reading.entries.empty()) ++now.empty;
      }
    }
    out.text += now.text;
    std::ranges::move(now.notes, std::back_inserter(out.notes));
    out.empty += now.empty;
  });
  return out;
}

int run(const Options& options) {
  const Renderer renderer(options);
  const auto reader = open_reader(options, options.fast);
  auto documents = Documents::open(options);
  for (const Error* error : {reader ? nullptr : &reader.error(), documents ? nullptr : &documents.error()}) {
    if (error != nullptr) return complain(error->text()), kFailed;
  }
  Output output;
  output.write(renderer.header());
  Progress progress(!terminal_out(), !options.fast);
  std::size_t empty = 0, unsaid = 0, written_bytes = 0;
  constexpr std::size_t kFewNotes = 8;  // of a long run each note is not worth a line unless asked for
  std::size_t said = 0;
  const int threads = ordered<Batch, Written>(
      options.threads(), [&] { return documents->next(); },
      [&](Batch& batch) { return render(*reader, renderer, batch); },
      [&](Written& written) {
        output.write(written.text);
        written_bytes += written.text.size();
        empty += written.empty;
        if (!written.errors.empty()) progress.wipe(), documents->tell(written.errors);
        for (const std::string& note : written.notes) {
          if (options.verbose || said < kFewNotes)
            progress.wipe(), complain(note), ++said;
          else
            ++unsaid;
        }
        progress.add(written.documents, written.bytes);
        return !output.failed();
      });
  progress.wipe();
  options.say_threads(threads);
  if (unsaid > 0) {
    complain(std::to_string(unsaid) + " more notes (--verbose shows them); " + std::to_string(empty) + " of " +
             std::to_string(documents->read()) + " documents gave nothing");
  }
  if (!renderer.trees_only() && written_bytes == 0 && documents->read() > 0 && empty < documents->read()) {
    complain("nothing of this format was found; --format json shows what was");
  }
  return finish(output, documents->failed() ? kFailed : kDone);
}

}  // namespace

std::function<int()> set_up_read(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  options->ReadingOptions::declare(app);
  options->RenderOptions::declare(app);
  return [options] { return run(*options); };
}

std::function<int()> set_up_parse(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  options->ReadingOptions::declare(app);
  options->format = "conllu";
  return [options] { return run(*options); };
}

}  // namespace casus::cli
