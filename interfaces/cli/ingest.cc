// casus ingest and casus forget: documents into the ledger file and out of it again.
//
// Documents the file already holds are passed over before anything is read; what is read comes in by batches of whole
// documents, each one transaction, so a run that was cut short is taken up by running it again.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>

#include "base/sha256.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/documents.h"
#include "cli/ordered.h"
#include "cli/output.h"
#include "formats/plain.h"

namespace casus::cli {
namespace {

constexpr std::size_t kTransaction = 2000;  // documents a batch: about a tenth of a second of writing

struct Options : ReadingOptions {
  BookOptions book;
  bool reread = false;
};

struct Read {
  std::vector<Reading> readings;
  std::vector<Error> errors;
  std::size_t bytes = 0;
};

int run(const Options& options) {
  auto desk = Desk::open(options.lexicons);
  if (!desk) return failed(desk.error());
  auto store = store::Store::open(options.book.path(), store::Store::Mode::kWrite);
  if (!store) return failed(store.error());
  auto reader = open_reader(options);
  if (!reader) return failed(reader.error());
  auto documents = Documents::open(options);
  if (!documents) return failed(documents.error());

  store::Counts counts;
  std::optional<Error> broken;
  std::vector<Reading> pending;
  const auto flush = [&] {
    auto done = store->put(pending, options.reread);
    pending.clear();
    if (!done) {
      broken = done.error();
      return false;
    }
    counts.added += done->added, counts.same += done->same, counts.replaced += done->replaced;
    return true;
  };
  Progress progress(true);
  // Passes over what the file holds; a batch that is all there gives way to the next.
  const auto produce = [&]() -> std::optional<Batch> {
    while (!broken) {
      std::optional<Batch> batch = documents->next();
      if (!batch) return std::nullopt;
      std::erase_if(batch->documents, [&](const Document& d) {
        const auto held = store->holds(d, sha256(d.text), options.reread ? &reader->versions() : nullptr);
        if (!held) broken = held.error();
        if (held && *held) ++counts.same;
        return held && *held;
      });
      if (!batch->documents.empty()) return batch;
    }
    return std::nullopt;
  };
  const int threads = ordered<Batch, Read>(
      options.threads(), produce,
      [&](Batch& batch) {
        Read out;
        out.bytes = batch.bytes;
        out.errors = each_of(batch, [&](std::span<const Document* const> some) {
          std::vector<Reading> now = reader->read(some);
          out.readings.reserve(out.readings.size() + now.size());
          std::ranges::move(now, std::back_inserter(out.readings));
        });
        return out;
      },
      [&](Read& read) {
        if (!read.errors.empty()) progress.wipe(), documents->tell(read.errors);
        progress.add(read.readings.size(), read.bytes);
        for (Reading& r : read.readings) pending.push_back(std::move(r));
        return pending.size() < kTransaction || flush();
      });
  if (!broken && !pending.empty()) flush();
  progress.wipe();
  options.say_threads(threads);
  if (broken) return failed(*broken);
  if (auto done = store->settle(*desk->reg); !done) return failed(done.error());
  const auto totals = store->totals();
  if (!totals) return failed(totals.error());
  Output output;
  output.write(options.book.json
                   ? formats::plain("{{\"new\":{},\"replaced\":{},\"same\":{},\"documents\":{},\"commitments\":{}}}\n",
                                    counts.added, counts.replaced, counts.same, totals->documents, totals->commitments)
                   : formats::plain("{} new, {} replaced, {} the same; {} now holds {} documents and {} commitments\n",
                                    counts.added, counts.replaced, counts.same, options.book.path(), totals->documents,
                                    totals->commitments));
  return finish(output, documents->failed() ? kFailed : kDone);
}

struct ForgetOptions {
  BookOptions book;
  std::vector<std::string> ids;
};

int forget(const ForgetOptions& options) {
  auto desk = Desk::open(options.book.lexicons);
  if (!desk) return failed(desk.error());
  auto store = store::Store::open(options.book.path(), store::Store::Mode::kChange);
  if (!store) return failed(store.error());
  std::size_t gone = 0;
  Output output;
  for (const std::string& id : options.ids) {
    const auto found = store->forget(id);
    if (!found) return failed(found.error());
    if (!*found)
      complain("no document " + id + " in " + options.book.path() +
               (id.find('#') == id.npos ? ": casus show prints the documents of a commitment"
                                        : ": the parts of a text go together, by its id without the number"));
    gone += *found ? 1 : 0;
  }
  if (auto done = store->settle(*desk->reg); !done) return failed(done.error());
  output.write(options.book.json ? formats::plain("{{\"forgotten\":{}}}\n", gone)
                                 : formats::plain("{} forgotten, with all they did\n", gone));
  return finish(output, gone == options.ids.size() ? kDone : kNothing);
}

}  // namespace

std::function<int()> set_up_ingest(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  options->declare(app);
  options->book.declare(app);
  app.add_flag("--reread", options->reread, "read again what another version, model or lexicon had read");
  return [options] { return run(*options); };
}

std::function<int()> set_up_forget(CLI::App& app) {
  const auto options = std::make_shared<ForgetOptions>();
  app.add_option("ID", options->ids, "documents to take out")->required();
  options->book.declare(app);
  return [options] { return forget(*options); };
}

}  // namespace casus::cli
