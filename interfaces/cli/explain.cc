#include <CLI/CLI.hpp>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/documents.h"
#include "cli/output.h"

namespace casus::cli {
namespace {

struct Options : ReadingOptions {
  std::vector<std::string> words;
};

int run(const Options& options) {
  const auto reader = open_reader(options, options.fast);
  if (!reader) return complain(reader.error().text()), kFailed;
  Document document;
  document.id = "sentence";
  for (const std::string& word : options.words) document.text += (document.text.empty() ? "" : " ") + word;
  document.text = utf8::repaired(document.text);
  if (!options.date.empty()) {
    document.date = Date::parse(options.date);
    if (!document.date) return complain("--date: not a day like 2024-05-14: " + options.date), kFailed;
  }
  std::string text;
  reader->explain(document, text);
  Output output;
  output.write(text);
  return finish(output, kDone);
}

}  // namespace

std::function<int()> set_up_explain(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("SENTENCE", options->words, "the sentence, in quotes")->required();
  options->declare(app, false);
  return [options] { return run(*options); };
}

}  // namespace casus::cli
