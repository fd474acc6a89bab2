// casus watch: follows the standard input (a line, a document) or a folder (a file, a document or several), takes each
// document in, and prints what it did to the ledger as it happens: made, tripped, kept, broken, withdrawn.

#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/sha256.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/documents.h"
#include "cli/ending.h"
#include "cli/folder.h"
#include "cli/follower.h"
#include "cli/gear.h"
#include "cli/output.h"
#include "text/lines.h"
#include "text/parts.h"

namespace casus::cli {
namespace {

constexpr const char* kInput = "standard input";

struct Options : ReadingOptions {
  BookOptions book;
  std::string folder;
  int interval = 1000, still = 1000;
  bool once = false;

  [[nodiscard]] bool follows_lines() const { return folder.empty() || folder == "-"; }
};

class Watch {
 public:
  Watch(const Options& options, text::InputOptions input, const Ending& ending, Follower& follower)
      : options_(options), input_(input), day_(input_.date), ending_(ending), follower_(follower) {
    input_.date.reset();  // so that a document has a day only where it bears one
  }

  // Until the input ends, it is asked to end, or the ledger or the output fails.
  std::optional<Error> follow_lines();
  std::optional<Error> follow_folder();
  [[nodiscard]] bool troubled() const { return troubled_; }  // by a document

 private:
  bool more(std::string& held, std::optional<Error>& failure) const;
  std::optional<Error> take_line(const text::Line& line);
  std::optional<Error> take_file(const std::string& file);
  // `day`: where the document bears none and its text is new.
  std::optional<Error> take(text::Item item, const std::optional<Date>& day);
  void say(const Error& error) {
    complain(error.text());
    troubled_ = true;
  }

  const Options& options_;
  text::InputOptions input_;
  std::optional<Date> day_;  // --date
  const Ending& ending_;
  Follower& follower_;
  bool troubled_ = false;
};

std::optional<Error> Watch::take(text::Item item, const std::optional<Date>& day) {
  for (const std::string& note : item.notes) complain(note);
  if (item.error) say(*item.error);
  if (!item.document) return std::nullopt;
  Document& document = *item.document;
  if (!document.date) {  // so neither another --date nor a file that comes again moves what was read
    const auto known = follower_.store().day_held(document, sha256(document.text), day);
    if (!known) return known.error();
    document.date = *known;
  }
  std::optional<Error> failure;
  if (const auto unread = tried(item.place, [&] { failure = follower_.take(document); })) say(*unread);
  return failure;
}

std::optional<Error> Watch::take_file(const std::string& file) {
  auto source = text::DocumentSource::open(file, input_);
  if (!source) {
    if (source.error().cause != Cause::kNotFound) say(source.error());  // else it went between look and reading
    return std::nullopt;
  }
  while (!ending_.asked()) {
    auto item = source->next();
    if (!item) break;
    const bool whole_file = item->place == file;  // text or HTML; a JSON line is "file:line" and has a day or none
    if (auto error = take(std::move(*item), whole_file ? day_ : std::nullopt)) return error;
  }
  return std::nullopt;
}

std::optional<Error> Watch::follow_folder() {
  Folder folder(options_.folder, std::chrono::milliseconds(options_.once ? 0 : options_.still));
  while (!ending_.asked()) {
    for (const std::string& file : folder.news()) {
      if (ending_.asked()) break;
      if (auto error = take_file(file)) return error;
    }
    troubled_ |= folder.troubled();
    if (options_.once) break;
    if (ending_.wait(options_.interval) == Ending::Wake::kUnheard) return Ending::unheard();
  }
  return std::nullopt;
}

std::optional<Error> Watch::follow_lines() {
  if (::isatty(STDIN_FILENO) == 1) complain("reading from the terminal, a document a line; end with Ctrl-D");
  std::optional<Error> failure;
  text::Lines lines(
      "", [&](std::string& held) { return more(held, failure); }, text::kLongestPart);
  while (const auto line = lines.next()) {
    if (failure || ending_.asked()) break;  // what is held may be half a line
    if (auto error = take_line(*line)) return error;
  }
  return failure;
}

bool Watch::more(std::string& held, std::optional<Error>& failure) const {
  constexpr std::size_t kPiece = std::size_t{1} << 16;
  for (;;) {
    const Ending::Wake wake = ending_.wait(-1, STDIN_FILENO);
    if (wake == Ending::Wake::kUnheard) failure = Ending::unheard();
    if (wake != Ending::Wake::kReadable) return false;
    const std::size_t size = held.size();
    held.resize(size + kPiece);
    const ssize_t got = ::read(STDIN_FILENO, held.data() + size, kPiece);
    const int why = got < 0 ? errno : 0;
    held.resize(size + std::size_t(std::max<ssize_t>(got, 0)));
    if (why == EINTR || why == EAGAIN) continue;
    if (why != 0) failure = Error{Cause::kUnreadable, std::string("cannot be read: ") + std::strerror(why), kInput};
    return got > 0;
  }
}

std::optional<Error> Watch::take_line(const text::Line& line) {
  using text::InputKind;
  const std::string place = kInput + (":" + std::to_string(line.number));
  std::string_view text = line.text;
  if (line.too_long) say({Cause::kMalformed, "longer than 1 MB; from a file, `casus ingest` reads it in parts", place});
  if (line.number == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (text.find_first_not_of(" \t\r") == std::string_view::npos) return std::nullopt;
  const bool json = input_.kind == InputKind::kJsonLines || (input_.kind == InputKind::kAuto && text.front() == '{');
  text::Item item = json                              ? text::document_from_json(text, kInput, line.number)
                    : input_.kind == InputKind::kHtml ? text::document_from_html(std::string(text), place, input_)
                                                      : text::document_from_text(std::string(text), place, input_);
  // Lines are counted from 1 each time: their number would name another document tomorrow.
  if (item.document && item.document->id == place)
    item.document->id = "sha256:" + sha256(item.document->text).substr(0, 16);
  return take(std::move(item), json ? std::nullopt : day_);
}

int run(const Options& options) {
  if (::fcntl(STDOUT_FILENO, F_GETFD) == -1) return failed({Cause::kUnwritable, "is closed", "standard output"});
  if (options.follows_lines() && ::fcntl(STDIN_FILENO, F_GETFD) == -1)
    return failed({Cause::kUnreadable, "is closed", "standard input"});
  const auto ending = Ending::listen();
  if (!ending) return failed(ending.error());
  const auto input = options.input_options();
  if (!input) return failed(input.error());
  std::error_code unknown;
  if (!options.follows_lines() && !std::filesystem::is_directory(options.folder, unknown))
    return failed({Cause::kNotFound, unknown ? unknown.message() : "is no folder", options.folder});
  auto desk = Desk::open(options.lexicons);
  if (!desk) return failed(desk.error());
  auto store = store::Store::open(options.book.path(), store::Store::Mode::kWrite);
  if (!store) return failed(store.error());
  const auto fast = reads_fast(options, false, options.book.path(), *store);
  if (!fast) return failed(fast.error());
  auto reader = open_reader(options, *fast);
  if (!reader) return failed(reader.error());
  Follower follower(options.book, std::move(*desk), std::move(*store), std::move(*reader));
  if (auto error = follower.begin()) return failed(*error);
  Watch watch(options, *input, *ending, follower);
  if (auto error = options.follows_lines() ? watch.follow_lines() : watch.follow_folder()) return failed(*error);
  return watch.troubled() && !ending->asked() ? kFailed : kDone;
}

}  // namespace

std::function<int()> set_up_watch(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("FOLDER", options->folder,
                 "folder to follow, with its sub-folders; - or nothing: the standard input, a document a line");
  options->declare(app, false);
  app.get_option("--date")->description("the day of plain text and HTML that bear none and are new to the ledger");
  app.add_option("--interval", options->interval, "milliseconds between two looks at the folder")
      ->type_name("N")
      ->check(CLI::Range(1, 86'400'000).description(""))
      ->capture_default_str();
  app.add_option("--still", options->still, "milliseconds a file must not have changed to be taken for whole")
      ->type_name("N")
      ->check(CLI::Range(0, 86'400'000).description(""))
      ->capture_default_str();
  app.add_flag("--once", options->once, "read what is in the folder as it is, and end");
  options->book.declare(app);
  app.footer(
      "Ctrl-C and SIGTERM end it after the document at hand, with 0; a second one at once. It ends with 2 when the "
      "ledger or\nthe output fails: an alert that nobody got counts as not told.");
  return [options] { return run(*options); };
}

}  // namespace casus::cli
