// casus watch: follows the standard input (a line, a document) or a folder (a file, a document or several), takes each
// document in, and prints what it did to the ledger as it happens: made, tripped, kept, broken, withdrawn.
//
// The ledger is held in memory and each document's rows are written at once. One that comes out of order (an older day)
// makes the ledger be folded anew, and what changed is found by comparing.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "base/sha256.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/documents.h"
#include "cli/output.h"

namespace casus::cli {
namespace {

using Json = nlohmann::ordered_json;

volatile std::sig_atomic_t interrupted = 0;

struct Options : ReadingOptions {
  BookOptions book;
  std::string folder;
  int interval = 1000;
  bool once = false;
};

class Watch {
 public:
  Watch(const Options& options, Desk desk, store::Store store, Reader reader)
      : options_(options),
        desk_(std::move(desk)),
        store_(std::move(store)),
        reader_(std::move(reader)),
        book_(*desk_.reg) {}

  std::optional<Error> begin() {
    if (auto done = store_.settle(*desk_.reg); !done) return done.error();
    return fold();
  }

  std::optional<Error> take(const Document& document) {
    const auto held = store_.holds(document, sha256(document.text));
    if (!held) return held.error();
    if (*held) return std::nullopt;
    const auto earlier = store_.digest_of(document.id);
    if (!earlier) return earlier.error();
    const bool in_order = earlier->empty() && (!last_ || ledger::before(*last_, document));
    Reading reading = reader_.read(document);
    if (const auto counts = store_.put({reading}); !counts) return counts.error();
    if (in_order) {
      book_.add(reading);
      last_ = reading.document;
      last_->text.clear();
      if (auto done = store_.follow(book_); !done) return done.error();
      for (const auto& h : book_.happened()) tell(book_.commitments()[h.commitment], h.change);
      return std::nullopt;
    }
    const std::map<std::string, std::size_t> before = rows();
    if (auto done = store_.settle(*desk_.reg); !done) return done.error();
    if (auto error = fold()) return error;
    for (const ledger::Commitment& c : book_.commitments()) {
      const auto known = before.find(c.id);
      for (std::size_t i = known == before.end() ? 0 : known->second; i < c.changes.size(); ++i) tell(c, i);
    }
    return std::nullopt;
  }

 private:
  std::optional<Error> fold() {
    book_ = ledger::Ledger(*desk_.reg);
    last_.reset();
    const auto done = store_.each_reading(store::Store::Parts::kForLedger, [&](const Reading& r) {
      book_.add(r);
      last_ = r.document;
      last_->text.clear();
    });
    if (!done) return done.error();
    return std::nullopt;
  }

  [[nodiscard]] std::map<std::string, std::size_t> rows() const {
    std::map<std::string, std::size_t> out;
    for (const ledger::Commitment& c : book_.commitments()) out[c.id] = c.changes.size();
    return out;
  }

  void tell(const ledger::Commitment& c, std::size_t change) const {
    const bool made = c.evidence.size() == 1 && change != ledger::Ledger::kNoChange;
    const bool without_status = change == ledger::Ledger::kNoChange;
    if (without_status && c.evidence.size() > 1) return;  // one more report of what is known
    const ledger::Evidence& e = without_status ? c.evidence.front() : c.evidence[c.changes[change].evidence];
    const std::string rule = without_status ? "made" : c.changes[change].rule;
    const std::string status = without_status ? "" : std::string(name(c.changes[change].to));
    if (options_.book.json) {
      const Json line{{"commitment", c.id},
                      {"kind", name(c.kind)},
                      {"holder", c.holder},
                      {"counterparty", c.counterparty},
                      {"made", made || without_status},
                      {"rule", rule},
                      {"status", status.empty() ? Json() : Json(status)},
                      {"on", e.on ? Json(e.on->iso()) : Json()},
                      {"matter", matter_of(c)},
                      {"document", e.document},
                      {"span", {e.span.start, e.span.end}},
                      {"sentence", e.text}};
      fmt::print("{}\n", line.dump(-1, ' ', false, Json::error_handler_t::replace));
    } else {
      fmt::print("{}  {}  {} {}{}  {} ({})  {}\n    {}  [{}]\n", e.on ? e.on->iso() : "no date   ", c.id, name(c.kind),
                 joined(c.holder), c.counterparty.empty() ? "" : " > " + joined(c.counterparty),
                 status.empty() ? "made" : status, rule, matter_of(c), e.text, e.document);
    }
    std::fflush(stdout);
  }

  const Options& options_;
  Desk desk_;
  store::Store store_;
  Reader reader_;
  ledger::Ledger book_;
  std::optional<Document> last_;
};

// Files of a folder that came or changed since they were last seen.
class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}
  std::vector<std::string> news() {
    std::vector<std::string> out;
    std::error_code failed;
    for (const auto& file : std::filesystem::directory_iterator(path_, failed)) {
      if (!file.is_regular_file(failed) || file.path().filename().string().starts_with('.')) continue;
      const auto stamp = std::pair(file.last_write_time(failed), file.file_size(failed));
      auto& seen = seen_[file.path().string()];
      if (seen != stamp) out.push_back(file.path().string());
      seen = stamp;
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  std::string path_;
  std::map<std::string, std::pair<std::filesystem::file_time_type, std::uintmax_t>> seen_;
};

int run(const Options& options) {
  auto desk = Desk::open(options.lexicons);
  if (!desk) return failed(desk.error());
  auto store = store::Store::open(options.book.path(), store::Store::Mode::kWrite);
  if (!store) return failed(store.error());
  auto reader = open_reader(options);
  if (!reader) return failed(reader.error());
  if (!options.folder.empty() && options.folder != "-" && !std::filesystem::is_directory(options.folder)) {
    return failed({Cause::kNotFound, "is no folder", options.folder});
  }
  Watch watch(options, std::move(*desk), std::move(*store), std::move(*reader));
  if (auto error = watch.begin()) return failed(*error);
  std::signal(SIGINT, [](int) { interrupted = 1; });

  bool troubled = false;
  const auto take_all = [&](const ReadingOptions& what) -> std::optional<Error> {
    auto documents = Documents::open(what);
    if (!documents) return documents.error();
    while (auto batch = documents->next()) {
      for (const Document& d : batch->documents) {
        if (auto error = watch.take(d)) return error;
      }
    }
    troubled |= documents->failed();
    return std::nullopt;
  };
  if (options.folder.empty() || options.folder == "-") {
    // A line at a time, so that a document counts as soon as it is there.
    std::size_t number = 0;
    for (std::string line; interrupted == 0 && std::getline(std::cin, line);) {
      ++number;
      if (line.empty()) continue;
      text::InputOptions input;
      if (!options.date.empty()) input.date = Date::parse(options.date);
      const text::Item item = line.front() == '{'
                                  ? text::document_from_json(line, "stdin", number)
                                  : text::document_from_text(line, "stdin:" + std::to_string(number), input);
      if (item.error) complain(item.error->text()), troubled = true;
      if (!item.document) continue;
      if (auto error = watch.take(*item.document)) return failed(*error);
    }
    return troubled ? kFailed : kDone;
  }
  Folder folder(options.folder);
  while (interrupted == 0) {
    for (const std::string& file : folder.news()) {
      ReadingOptions what = options;
      what.files = {file};
      if (auto error = take_all(what)) return failed(*error);
    }
    if (options.once) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(options.interval));
  }
  return troubled ? kFailed : kDone;
}

}  // namespace

std::function<int()> set_up_watch(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("FOLDER", options->folder, "folder to follow; - or nothing: the standard input, a document a line");
  options->declare(app, false);
  app.add_option("--interval", options->interval, "milliseconds between two looks at the folder")
      ->capture_default_str();
  app.add_flag("--once", options->once, "look at the folder once and end");
  options->book.declare(app);
  return [options] { return run(*options); };
}

}  // namespace casus::cli
