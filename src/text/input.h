// Documents out of files and pipes: plain text (one document), JSON lines (one a line), HTML (one).
//
//   auto source = casus::text::DocumentSource::open("day.jsonl", {});
//   while (auto item = source->next()) { if (item->document) …; else report(item->error); }
//
// JSON lines are read in pieces, so a file may be larger than memory; text and HTML are read whole. The text that comes
// out is valid UTF-8: UTF-16 is converted, each maximal invalid part becomes one U+FFFD and a note says where. A text
// too long for one reading comes in parts (parts.h), documents "ID#1", "ID#2" and so on. A bad line, or one longer than
// the cap (lines.h), is an item with an error, and reading goes on. Time and memory are linear in the input.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "casus/document.h"
#include "casus/error.h"

namespace casus::text {

enum class InputKind { kAuto, kText, kJsonLines, kHtml };

struct InputOptions {
  InputKind kind = InputKind::kAuto;  // kAuto: by extension, then by looking
  std::optional<Date> date;           // of plain text and HTML that bear none of their own
};

struct Item {
  std::string place;  // the file, with the line of JSON lines: "day.jsonl:17"
  std::optional<Document> document;
  std::optional<Error> error;      // set where document is not
  std::vector<std::string> notes;  // what was repaired, with its place
};

class DocumentSource {
 public:
  // "-" is the standard input. kNotFound, kUnreadable (a folder, no permission), kMalformed (not text).
  static Result<DocumentSource> open(const std::string& path, const InputOptions& options);
  DocumentSource(DocumentSource&&) noexcept;
  DocumentSource& operator=(DocumentSource&&) noexcept;
  ~DocumentSource();

  // The next document or error, nullopt after the last. Throws std::bad_alloc; the call after that goes on behind what
  // there was no memory for.
  std::optional<Item> next();

 private:
  struct State;
  std::optional<Item> next_whole();
  explicit DocumentSource(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The pieces, for tests and fuzzing. `name` stands in messages.
Item document_from_text(std::string bytes, const std::string& name, const InputOptions& options);
Item document_from_html(std::string bytes, const std::string& name, const InputOptions& options);
Item document_from_json(std::string_view line, const std::string& name, std::size_t number);

}  // namespace casus::text
