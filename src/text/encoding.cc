#include "text/encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>

#include "base/utf8.h"

namespace casus::text {
namespace {

constexpr std::size_t kLook = 4096;

// "UTF-16LE", "UTF-16BE" or nullptr. Without a mark, Latin text shows NUL in every other byte and hardly any elsewhere.
const char* wide(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  const std::string_view head = bytes.substr(0, std::min(kLook, bytes.size() & ~std::size_t{1}));
  if (head.size() < 4) return nullptr;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  const std::size_t half = head.size() / 2;
  if (odd * 10 > half * 7 && even * 20 < half) return "UTF-16LE";
  if (even * 10 > half * 7 && odd * 20 < half) return "UTF-16BE";
  return nullptr;
}

Result<std::string> converted(std::string_view bytes, const char* encoding, const std::string& name) {
  const Error failed{Cause::kMalformed,
                     std::string("is in ") + encoding + " and cannot be converted; convert it to UTF-8", name};
  if (bytes.size() > kLongestText / 4) return failed;  // ICU counts in 32 bits
  UErrorCode status = U_ZERO_ERROR;
  std::string out(bytes.size() * 3 + 16, '\0');
  const int32_t size =
      ucnv_convert("UTF-8", encoding, out.data(), int32_t(out.size()), bytes.data(), int32_t(bytes.size()), &status);
  if (U_FAILURE(status)) return failed;
  out.resize(std::size_t(size));
  return out;
}

}  // namespace

Result<std::string> to_utf8(std::string bytes, const std::string& name, std::vector<std::string>& notes,
                            const std::string& declared) {
  if (const char* encoding = wide(bytes)) {
    const std::string_view whole = std::string_view(bytes).substr(0, bytes.size() & ~std::size_t{1});
    auto text = converted(whole, encoding, name);
    if (!text) return text.error();
    notes.push_back(name + ": converted from " + encoding +
                    (whole.size() < bytes.size() ? "; half a character at its end is left out" : ""));
    bytes = std::move(*text);
  } else if (!declared.empty() && utf8::first_invalid(bytes) != std::string_view::npos) {
    auto text = converted(bytes, declared.c_str(), name);
    if (text) {
      notes.push_back(name + ": converted from " + declared);
      bytes = std::move(*text);
    }
  }
  if (bytes.size() > kLongestText) return Error{Cause::kMalformed, "longer than 1 GB; give it in parts", name};
  const std::size_t nul = bytes.find('\0');
  if (nul != std::string::npos)
    return Error{Cause::kMalformed,
                 "not text (a NUL byte at offset " + std::to_string(nul) + "); where it is: tr -d '\\0' takes them out",
                 name};
  const std::size_t bad = utf8::first_invalid(bytes);
  if (bad == std::string_view::npos) return bytes;
  const std::string_view head = std::string_view(bytes).substr(0, kLook);
  const auto strange = std::count_if(head.begin(), head.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 9 || (u > 13 && u < 32 && u != 27);
  });
  if (std::size_t(strange) * 20 > head.size())
    return Error{Cause::kMalformed, "not text (control bytes and invalid UTF-8)", name};
  notes.push_back(name + ": invalid UTF-8 at byte " + std::to_string(bad) + ", read with U+FFFD in its place");
  return utf8::repaired(bytes);
}

}  // namespace casus::text
