// Any bytes as a file of documents (KIND: kAuto, kHtml, kJsonLines): what comes out is valid UTF-8 in parts that can be
// read, or an error with a message. A first byte from 0x30 to 0x3f says by its low bits how many times over the others
// come, so that files longer than a piece, and texts longer than a part, are reached; after any other they come once,
// which is fast.
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "small.h"
#include "text/input.h"
#include "text/parts.h"

using namespace casus;

namespace {

constexpr std::size_t kMost = std::size_t{5} << 18;  // bytes: a part and a quarter

void check(const text::Item& item) {
  fuzz::hold(item.document.has_value() != item.error.has_value(), "a document or an error");
  for (const std::string& note : item.notes) fuzz::hold(!note.empty(), "a note says something");
  if (item.error) fuzz::hold(!item.error->message.empty(), "an error says what");
  if (!item.document) return;
  const Document& d = *item.document;
  fuzz::hold(utf8::first_invalid(d.text) == std::string::npos, "the text is UTF-8");
  fuzz::hold(d.text.size() <= text::kLongestPart, "the text is no longer than a part");
  for (const auto* field : {&d.title, &d.source, &d.url}) {
    if (*field) fuzz::hold(utf8::first_invalid(**field) == std::string::npos, "title, source and address are UTF-8");
  }
  fuzz::hold(utf8::first_invalid(d.id) == std::string::npos && !d.id.empty(), "the id is UTF-8");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view once(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::string bytes;
  std::size_t times = (data[0] & 0xf0U) == 0x30 ? std::size_t{1} << (data[0] & 15U) : 1;
  for (; times > 0 && bytes.size() + once.size() <= kMost; --times) bytes += once;
  static const int file = ::memfd_create("fuzz", 0);
  fuzz::hold(::ftruncate(file, 0) == 0 && ::pwrite(file, bytes.data(), bytes.size(), 0) == ssize_t(bytes.size()),
             "the file is written");
  text::InputOptions options;
  options.kind = text::InputKind::KIND;
  auto source = text::DocumentSource::open("/proc/self/fd/" + std::to_string(file), options);
  if (!source) {
    fuzz::hold(!source.error().message.empty(), "an error says what");
    return 0;
  }
  while (auto item = source->next()) check(*item);
  return 0;
}
