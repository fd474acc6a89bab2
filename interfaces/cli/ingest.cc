// casus ingest and casus forget: documents into the ledger file and out of it again.
//
// Documents the file already holds are passed over before anything is read; what is read comes in by batches of whole
// documents, each one transaction, so a run that was cut short is taken up by running it again. With --reread and no
// file, the documents are those of the ledger itself.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/sha256.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/documents.h"
#include "cli/gear.h"
#include "cli/ordered.h"
#include "cli/output.h"
#include "formats/plain.h"

namespace casus::cli {
namespace {

// A batch is written when it has so many documents, about a tenth of a second of writing, or after so long: that much
// is read again where a run is cut short.
constexpr std::size_t kTransaction = 2000;
constexpr std::chrono::seconds kWait{5};

struct Options : ReadingOptions {
  BookOptions book;
  bool reread = false, mixed = false;
  [[nodiscard]] bool rereads_all() const { return reread && files.empty(); }
};

struct Read {
  std::vector<Reading> readings;
  std::vector<Error> errors;
  std::size_t bytes = 0;
};

// The documents of the ledger that other versions read, from its own texts.
class Held {
 public:
  static Result<Held> open(store::Store& store, const std::string& path, const Versions& versions) {
    auto rows = store.rows_of_others(versions);
    if (!rows) return rows.error();
    return Held(store, path, std::move(*rows));
  }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  Result<std::optional<Batch>> next() {
    constexpr std::size_t kDocuments = 64;
    Batch batch;
    for (; at_ < rows_.size() && batch.documents.size() < kDocuments; ++at_) {
      auto document = store_->document(rows_[at_]);
      if (!document) return document.error();
      if (!*document) continue;  // another process took it away
      batch.bytes += (*document)->text.size();
      std::string place = path_ + ": " + (*document)->id;
      batch.documents.push_back({std::move(**document), std::move(place)});
    }
    if (batch.documents.empty()) return std::optional<Batch>();
    return std::optional(std::move(batch));
  }

 private:
  Held(store::Store& store, std::string path, std::vector<int64_t> rows)
      : store_(&store), path_(std::move(path)), rows_(std::move(rows)) {}
  store::Store* store_;
  std::string path_;
  std::vector<int64_t> rows_;
  std::size_t at_ = 0;
};

int run(const Options& options) {
  using Mode = store::Store::Mode;
  auto desk = Desk::open(options.lexicons);
  if (!desk) return failed(desk.error());
  const std::string path = options.book.path();
  auto store = store::Store::open(path, options.rereads_all() ? Mode::kChange : Mode::kWrite);
  if (!store) return failed(store.error());
  const auto fast = options.rereads_all() ? options.fast : reads_fast(options, options.mixed, path, *store);
  if (!fast) return failed(fast.error());
  auto reader = open_reader(options, *fast);
  if (!reader) return failed(reader.error());
  auto documents = Documents::open(options);
  if (!documents) return failed(documents.error());

  store::Counts counts;
  std::optional<Error> broken;
  std::vector<Reading> pending;
  auto flushed = std::chrono::steady_clock::now();
  const auto flush = [&] {
    const bool all = options.rereads_all();
    auto done = store->put(pending, {.reread = options.reread, .mixed = options.mixed || all, .held = all});
    pending.clear();
    flushed = std::chrono::steady_clock::now();
    if (!done) {
      broken = done.error();
      return false;
    }
    counts.added += done->added, counts.same += done->same, counts.replaced += done->replaced;
    return true;
  };
  Progress progress(true, !*fast);
  std::optional<Held> own;
  if (options.rereads_all()) {
    auto opened = Held::open(*store, path, reader->versions());
    if (!opened) return failed(opened.error());
    own = std::move(*opened);
    progress.expect(own->size());
  }
  // Passes over what the file holds; a batch that is all there gives way to the next.
  const auto produce = [&]() -> std::optional<Batch> {
    if (own && !broken) {
      auto batch = own->next();
      if (batch) return std::move(*batch);
      broken = batch.error();
      return std::nullopt;
    }
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
        const bool due = pending.size() >= kTransaction || std::chrono::steady_clock::now() - flushed > kWait;
        return !due || flush();
      });
  if (!broken && !pending.empty()) flush();
  progress.wipe();
  options.say_threads(threads);
  if (broken) return failed(*broken);
  if (own) {
    if (auto done = store->unmix(); !done) return failed(done.error());
  }
  if (auto done = store->settle(*desk->reg); !done) return failed(done.error());
  const auto totals = store->totals();
  if (!totals) return failed(totals.error());
  if (own) counts.same = totals->documents - std::min(counts.replaced, totals->documents);
  const auto gear = store->gear();
  if (!gear) return failed(gear.error());
  Output output;
  output.write(
      options.book.json
          ? formats::plain("{{\"new\":{},\"replaced\":{},\"same\":{},\"documents\":{},\"commitments\":{},"
                           "\"gear\":{}}}\n",
                           counts.added, counts.replaced, counts.same, totals->documents, totals->commitments,
                           gear->name.empty() ? "null" : "\"" + gear->name + "\"")
          : formats::plain("{} new, {} replaced, {} the same; {} now holds {} documents and {} commitments{}\n",
                           counts.added, counts.replaced, counts.same, path, totals->documents, totals->commitments,
                           gear->name.empty() ? "" : " (" + gear->name + " gear)"));
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
  app.add_flag(
      "--reread", options->reread,
      "read again what another version, model, lexicon or gear had read; without FILE: the ledger's own texts");
  app.add_flag("--mixed", options->mixed, "take readings of both gears into one ledger");
  return [options] { return run(*options); };
}

std::function<int()> set_up_forget(CLI::App& app) {
  const auto options = std::make_shared<ForgetOptions>();
  app.add_option("ID", options->ids, "documents to take out")->required();
  options->book.declare(app);
  return [options] { return forget(*options); };
}

}  // namespace casus::cli
