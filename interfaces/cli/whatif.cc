// casus whatif: a sentence, read like a dispatch, laid over the ledger and the register of a day. Nothing is written.

#include "inference/whatif.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/utf8.h"
#include "cli/book.h"
#include "cli/command.h"
#include "cli/documents.h"
#include "cli/output.h"
#include "formats/whatif_json.h"

namespace casus::cli {
namespace {

struct Options : ReadingOptions {
  BookOptions book;
  std::string sentence, on;
  bool loose = false;
  std::size_t near = 10;
};

// Says so where a slot of the hypothesis stayed open because the tables know nobody of that name: the answer is then
// about anybody at all.
void tell_unresolved(const Reader& reader, const std::string& sentence, Date on, const inference::Hypothesis& read) {
  const bool no_doer = std::any_of(read.given.begin(), read.given.end(), [](const auto& d) { return d.doers.empty(); });
  const bool no_other = std::any_of(read.given.begin(), read.given.end(),
                                    [](const auto& d) { return d.undergoers.empty() && d.places.empty(); });
  Document document;
  document.id = "what if";
  document.date = on;
  document.text = sentence;
  std::vector<std::string> unknown;
  const auto add = [&](const auto& parties) {
    for (const auto& party : parties) {
      if (party.id || !party.quote) continue;
      const std::string& text = party.quote->text;
      if (std::find(unknown.begin(), unknown.end(), text) == unknown.end()) unknown.push_back(text);
    }
  };
  for (const Event& event : reader.read(document).events) {
    if (no_doer) add(event.actor);
    if (no_other) add(event.recipient);
  }
  if (!unknown.empty()) {
    complain("NOT RESOLVED: \"" + joined(unknown, "\", \"") +
             "\" is no side that is known: the answer leaves open who that is; " + kHowSides);
  } else if (no_doer) {
    complain(std::string("NOT RESOLVED: who does it; the answer leaves that open; ") + kHowSides);
  }
}

int run(const Options& options) {
  const auto on = today_or(options.on);
  if (!on) return failed(on.error());
  auto desk = Desk::open(options.lexicons);
  if (!desk) return failed(desk.error());
  auto store = open_book(options.book, *desk);
  bool fast = options.fast;
  if (store) {
    const auto gear = store->gear();
    if (!gear) return failed(gear.error());
    fast |= gear->name == "fast" && options.encoder.empty();
  } else if (store.error().cause != Cause::kNotFound || !options.book.file.empty()) {
    return failed(store.error());
  }
  const auto reader = open_reader(options, fast);
  if (!reader) return failed(reader.error());

  const std::string sentence = utf8::repaired(options.sentence);
  const inference::Hypothesis hypothesis =
      inference::read_hypothesis(*reader, sentence, *on, options.loose, *desk->reg);
  if (hypothesis.given.empty()) {
    complain("no act was understood in: " + sentence + "; say who does what to whom, as \"Russia attacks Estonia\"");
    return kNothing;
  }
  tell_unresolved(*reader, sentence, *on, hypothesis);
  std::vector<store::Listed> listed;
  if (store) {
    store::Filter filter;
    filter.matchable = true;
    auto all = store->list(filter, {*on, std::nullopt});
    if (!all) return failed(all.error());
    listed = std::move(*all);
  } else {
    complain("no ledger at " + options.book.path() + ": the register alone answers");
  }
  std::vector<inference::Stood> stood;
  stood.reserve(listed.size());
  for (const store::Listed& one : listed) stood.push_back({&one.commitment, one.standing});
  const inference::Answer answer = inference::what_if(hypothesis, stood, *desk->reg);
  Output output;
  output.write(options.book.json ? formats::answer_json(hypothesis, answer, options.near) + "\n"
                                 : formats::answer_text(hypothesis, answer, options.near));
  return finish(output, answer.lines.empty() ? kNothing : kDone);
}

}  // namespace

std::function<int()> set_up_whatif(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("SENTENCE", options->sentence, "what is supposed to happen: \"Russia attacks Estonia\"")->required();
  app.add_option("--on", options->on, "on which day; else today")->type_name("DAY");
  app.add_flag("--loose", options->loose, "let open slots and members of a body pass, and say so");
  app.add_option("--near", options->near, "near misses at most")->type_name("N")->capture_default_str();
  options->declare_models(app);
  options->book.declare(app);
  return [options] { return run(*options); };
}

}  // namespace casus::cli
