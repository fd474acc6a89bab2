#include "text/input.h"

#include <fcntl.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

#include "base/sha256.h"
#include "base/utf8.h"
#include "text/encoding.h"
#include "text/html.h"
#include "text/lines.h"
#include "text/parts.h"

namespace casus::text {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

InputKind by_extension(std::string_view path) {
  if (ends_with_any(path, {".jsonl", ".ndjson", ".json"})) return InputKind::kJsonLines;
  if (ends_with_any(path, {".html", ".htm", ".xhtml"})) return InputKind::kHtml;
  if (ends_with_any(path, {".txt", ".text", ".md"})) return InputKind::kText;
  return InputKind::kAuto;
}

InputKind by_looking(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty() && (bytes[0] == ' ' || bytes[0] == '\n' || bytes[0] == '\r' || bytes[0] == '\t'))
    bytes.remove_prefix(1);
  if (bytes.starts_with("{\"") || bytes.starts_with("{ \"")) return InputKind::kJsonLines;
  if (!bytes.starts_with("<")) return InputKind::kText;
  std::string head(bytes.substr(0, 1024));
  for (char& c : head) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  for (std::string_view sign : {"<!doctype html", "<html", "<head>", "<body", "<article", "<p>", "<div"}) {
    if (head.find(sign) != std::string::npos) return InputKind::kHtml;
  }
  return InputKind::kText;
}

std::string id_of(std::string_view text) {
  return "sha256:" + sha256(text).substr(0, 16);
}

Item failed(Error error) {
  Item item;
  item.place = error.place;
  item.error = std::move(error);
  return item;
}

// A field of a JSON object as text: absent and null alike are nothing; numbers are kept as they are written.
std::optional<std::string> field(simdjson::dom::object object, std::string_view name) {
  simdjson::dom::element element;
  if (object.at_key(name).get(element) != simdjson::SUCCESS || element.is_null()) return std::nullopt;
  std::string_view text;
  if (element.get(text) == simdjson::SUCCESS) return std::string(text);
  return std::string(simdjson::minify(element));
}

}  // namespace

Item document_from_text(std::string bytes, const std::string& name, const InputOptions& options) {
  Item item;
  item.place = name;
  auto text = to_utf8(std::move(bytes), name, item.notes);
  if (!text) return failed(text.error());
  Document document;
  document.id = id_of(*text);
  document.date = options.date;
  document.text = std::move(*text);
  item.document = std::move(document);
  return item;
}

Item document_from_html(std::string bytes, const std::string& name, const InputOptions& options) {
  Item item;
  item.place = name;
  const std::string charset = declared_charset(bytes);
  auto text = to_utf8(std::move(bytes), name, item.notes, charset);
  if (!text) return failed(text.error());
  Page page = read_html(*text);
  Document document;
  document.id = id_of(page.text);
  document.date = options.date ? options.date : page.date;
  document.title = std::move(page.title);
  document.url = std::move(page.url);
  document.text = std::move(page.text);
  item.document = std::move(document);
  return item;
}

Item document_from_json(std::string_view line, const std::string& name, std::size_t number) {
  const std::string place = name + ":" + std::to_string(number);
  Item item;
  item.place = place;
  std::string repaired;
  if (const std::size_t bad = utf8::first_invalid(line); bad != std::string_view::npos) {
    item.notes.push_back(place + ": invalid UTF-8 at byte " + std::to_string(bad) +
                         " of the line, read with U+FFFD in its place");
    repaired = utf8::repaired(line);
    line = repaired;
  }
  thread_local simdjson::dom::parser parser;  // scratch of the calling thread: keeps its buffers between lines
  simdjson::dom::element root;
  if (const auto error = parser.parse(line.data(), line.size()).get(root); error != simdjson::SUCCESS) {
    if (error == simdjson::MEMALLOC) throw std::bad_alloc();
    const std::string_view all = simdjson::error_message(error);
    const std::string why(all.substr(0, all.find_first_of(":.")));
    return failed({Cause::kMalformed, "not a JSON object on one line: " + why, place});
  }
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS)
    return failed({Cause::kMalformed, "JSON, but not an object with a \"text\"", place});
  auto text = field(object, "text");
  if (!text) return failed({Cause::kMalformed, "the object lacks \"text\"", place});
  if (!object.at_key("text").is_string()) return failed({Cause::kMalformed, "\"text\" is not a string", place});
  Document document;
  document.id = field(object, "id").value_or(place);
  if (const auto date = field(object, "date"); date && !date->empty()) {
    document.date = Date::parse(*date);
    if (!document.date)
      return failed({Cause::kMalformed, "\"date\" is not a day like 2024-05-14: " + date->substr(0, 40), place});
  }
  document.title = field(object, "title");
  document.source = field(object, "source");
  document.url = field(object, "url");
  document.text = std::move(*text);
  item.document = std::move(document);
  return item;
}

// One file.
struct DocumentSource::State {
  std::string name;
  InputOptions options;
  int file = -1;
  bool done = false;
  std::string pending;  // read and not yet used; of JSON lines, what was looked at to tell their kind
  std::optional<Lines> lines;
  std::optional<Error> failure;
  std::optional<Item> long_one;  // whose parts are being given
  std::size_t part_start = 0;
  int part = 0, parts = 0;

  ~State() {
    if (file > 0) ::close(file);
  }

  // Appends one more piece; false at the end of the file.
  bool more(std::string& held) {
    const std::size_t size = held.size();
    held.resize(size + kPiece);
    ssize_t got = 0;
    do {
      got = ::read(file, held.data() + size, kPiece);
    } while (got < 0 && errno == EINTR);
    if (got < 0) failure = Error{Cause::kUnreadable, std::string("cannot be read: ") + std::strerror(errno), name};
    held.resize(size + std::size_t(std::max<ssize_t>(got, 0)));
    return got > 0;
  }

  Item next_part();
  std::optional<Item> next_line();
};

std::optional<Item> DocumentSource::State::next_line() {
  if (!lines) lines.emplace(std::move(pending), [this](std::string& held) { return more(held); });
  while (std::optional<Line> line = lines->next()) {
    if (failure) break;
    if (line->too_long) {
      const std::string place = name + ":" + std::to_string(line->number);
      return failed({Cause::kMalformed,
                     "a line of JSON longer than " + std::to_string(kLongestLine >> 20) +
                         " MB, or than there is memory for; split its text, or give it as plain text",
                     place});
    }
    if (line->number == 1 && line->text.starts_with("\xEF\xBB\xBF")) line->text.remove_prefix(3);
    if (line->text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    return document_from_json(line->text, name, line->number);
  }
  done = true;
  if (failure) return failed(*std::exchange(failure, std::nullopt));
  return std::nullopt;
}

// What goes on is settled first, so that a part there was no memory for is passed over.
Item DocumentSource::State::next_part() {
  const Document& whole = *long_one->document;
  const std::string_view rest = std::string_view(whole.text).substr(part_start);
  const std::string_view text = rest.substr(0, first_part(rest));
  part_start += text.size();
  ++part;
  Item out;
  out.place = long_one->place;
  if (part == 1) {
    out.notes = std::move(long_one->notes);
    out.notes.push_back(out.place + ": longer than 1 MB, read in parts");
  }
  out.document = Document{whole.id + "#" + std::to_string(part),
                          whole.date,
                          whole.title,
                          whole.source,
                          whole.url,
                          std::string(text),
                          part,
                          parts};
  return out;
}

DocumentSource::DocumentSource(std::unique_ptr<State> state) : state_(std::move(state)) {}
DocumentSource::DocumentSource(DocumentSource&&) noexcept = default;
DocumentSource& DocumentSource::operator=(DocumentSource&&) noexcept = default;
DocumentSource::~DocumentSource() = default;

Result<DocumentSource> DocumentSource::open(const std::string& path, const InputOptions& options) {
  auto state = std::make_unique<State>();
  state->name = path == "-" ? "standard input" : path;
  state->options = options;
  state->file = path == "-" ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (state->file < 0) {
    return Error{errno == ENOENT ? Cause::kNotFound : Cause::kUnreadable,
                 errno == ENOENT ? "no such file" : std::strerror(errno), path};
  }
  struct stat info {};
  if (::fstat(state->file, &info) == 0 && S_ISDIR(info.st_mode))
    return Error{Cause::kUnreadable, "is a folder; name the files in it", path};
  state->more(state->pending);
  if (state->failure) return *state->failure;
  if (state->pending.empty()) return Error{Cause::kMalformed, "is empty: nothing to read", state->name};
  if (state->options.kind == InputKind::kAuto) state->options.kind = by_extension(path);
  if (state->options.kind == InputKind::kAuto) state->options.kind = by_looking(state->pending);
  const std::string_view head(state->pending);
  if (state->options.kind == InputKind::kJsonLines && (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))) {
    return Error{Cause::kMalformed, "JSON lines in UTF-16; convert them to UTF-8 first", state->name};
  }
  return DocumentSource(std::move(state));
}

std::optional<Item> DocumentSource::next() {
  State& state = *state_;
  if (state.long_one && state.part_start < state.long_one->document->text.size()) return state.next_part();
  state.long_one.reset();
  auto item = next_whole();
  if (!item || !item->document || item->document->text.size() <= kLongestPart) return item;
  state.long_one = std::move(item);
  state.part_start = 0;
  state.part = 0;
  state.parts = number_of_parts(state.long_one->document->text);
  return state.next_part();
}

std::optional<Item> DocumentSource::next_whole() {
  State& state = *state_;
  if (state.done) return std::nullopt;
  if (state.options.kind == InputKind::kJsonLines) return state.next_line();
  state.done = true;
  while (state.pending.size() <= kLongestText && state.more(state.pending)) {
  }
  if (state.failure) return failed(*state.failure);
  return state.options.kind == InputKind::kHtml
             ? document_from_html(std::move(state.pending), state.name, state.options)
             : document_from_text(std::move(state.pending), state.name, state.options);
}

}  // namespace casus::text
