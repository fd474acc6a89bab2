// Any bytes as text, HTML and JSON line: what comes out is valid UTF-8, or an error with a message.
#include <cstdlib>

#include "base/utf8.h"
#include "text/input.h"

namespace {

void check(const casus::text::Item& item) {
  if (item.document.has_value() == item.error.has_value()) std::abort();
  if (item.error && item.error->message.empty()) std::abort();
  if (item.document && casus::utf8::first_invalid(item.document->text) != std::string::npos) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check(casus::text::document_from_text(bytes, "fuzz", {}));
  check(casus::text::document_from_html(bytes, "fuzz", {}));
  check(casus::text::document_from_json(bytes, "fuzz", 1));
  return 0;
}
