// What every command that reads documents has in common: its options, the reader behind it, and the documents of all
// its files in batches, with their errors told as they come.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "casus/reader.h"
#include "cli/repeats.h"
#include "text/input.h"

namespace CLI {
class App;
}

namespace casus::cli {

struct ReadingOptions {
  std::vector<std::string> files;
  std::string model, encoder, lexicons, actors, input = "auto", date;
  int jobs = 0;  // 0: as many as the machine has cores
  bool fast = false, verbose = false;

  void declare(CLI::App& app, bool with_files = true);
  // --fast, --encoder, --model and --lexicons alone.
  void declare_models(CLI::App& app);
  [[nodiscard]] int threads() const;
  // Under --verbose: that only so many were to be had.
  void say_threads(int had) const;
  // kUsage for an impossible --date or --input.
  [[nodiscard]] Result<text::InputOptions> input_options() const;
};

// --model or --encoder, $CASUS_MODEL or $CASUS_ENCODER, else casus.model and encoder.model: beside the program, of a
// program in its build folder in the source tree above that, else in the data folder it was installed with.
Result<Reader> open_reader(const ReadingOptions& options, bool fast);

struct Incoming : Document {
  std::string place;  // where it came from, for messages: "day.txt", "day.jsonl:17"
};

struct Batch {
  std::vector<Incoming> documents;
  std::size_t bytes = 0;
};

// Takes the step; what it throws (there is no memory left) is an error at `place`.
std::optional<Error> tried(const std::string& place, const std::function<void()>& step);

// What a thread does with its batch: `read` for some documents at a time, in order. Where it throws, which it must do
// before it keeps anything, these are read one by one; those that it throws at alone are told, the others are read.
std::vector<Error> each_of(const Batch& batch, const std::function<void(std::span<const Document* const>)>& read);

// The documents of all files, in order. Errors and repairs go to the standard error as they are met; `failed`
// remembers. Where there is no memory for a document or line the next one is read.
class Documents {
 public:
  // kUsage for an impossible --date.
  static Result<Documents> open(const ReadingOptions& options);
  std::optional<Batch> next();
  // Tells what reading a batch of them gave.
  void tell(const std::vector<Error>& errors);
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::size_t read() const { return read_; }

 private:
  std::vector<std::string> files_;
  text::InputOptions input_;
  std::size_t at_ = 0, read_ = 0, items_ = 0;  // items of the file at hand
  std::optional<text::DocumentSource> source_;
  Repeats repeats_;  // of the file at hand
  bool failed_ = false;
};

}  // namespace casus::cli
