// casus watch: follows the standard input (a line, a document) or a folder (a file, a document or several), takes each
// document in, and prints what it did to the ledger as it happens: made, tripped, kept, broken, withdrawn.

#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <thread>

#include "cli/book.h"
#include "cli/command.h"
#include "cli/documents.h"
#include "cli/folder.h"
#include "cli/follower.h"
#include "cli/output.h"

namespace casus::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

struct Options : ReadingOptions {
  BookOptions book;
  std::string folder;
  int interval = 1000;
  bool once = false;
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
  Follower follower(options.book, std::move(*desk), std::move(*store), std::move(*reader));
  if (auto error = follower.begin()) return failed(*error);
  std::signal(SIGINT, [](int) { interrupted = 1; });

  bool troubled = false;
  const auto take_all = [&](const ReadingOptions& what) -> std::optional<Error> {
    auto documents = Documents::open(what);
    if (!documents) return documents.error();
    while (auto batch = documents->next()) {
      for (const Document& d : batch->documents) {
        if (auto error = follower.take(d)) return error;
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
      if (auto error = follower.take(*item.document)) return failed(*error);
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
      ->type_name("N")
      ->capture_default_str();
  app.add_flag("--once", options->once, "look at the folder once and end");
  options->book.declare(app);
  return [options] { return run(*options); };
}

}  // namespace casus::cli
