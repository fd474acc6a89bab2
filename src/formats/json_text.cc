// Most bytes are plain ASCII and are copied in runs; a table tells which must be looked at.
#include "formats/json_text.h"

#include <array>
#include <nlohmann/json.hpp>

#include "base/shown.h"
#include "base/utf8.h"

namespace casus::formats {
namespace {

using Bytes = std::array<bool, 256>;

// DEL and whatever begins a longer character.
constexpr Bytes unsafe() {
  Bytes out{};
  for (std::size_t c = 127; c < 256; ++c) out[c] = true;
  return out;
}
constexpr Bytes reserved() {
  Bytes out = unsafe();
  for (std::size_t c = 0; c < 32; ++c) out[c] = true;
  out['"'] = out['\\'] = true;
  return out;
}
constexpr Bytes kUnsafe = unsafe(), kReserved = reserved();

void escape(char32_t c, std::string& out) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"':
    case '\\':
      out += '\\';
      out += char(c);
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(c >> shift) & 15];
  }
}

void write(std::string_view text, const Bytes& looked_at, std::string& out) {
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!looked_at[static_cast<unsigned char>(text[i])]) {
      ++i;
      continue;
    }
    const utf8::Decoded c = utf8::decode(text, i);
    if (c.valid && c.value >= 0x80 && !steers(c.value)) {
      i += c.length;
      continue;
    }
    out += text.substr(plain, i - plain);
    plain = i += c.length;
    c.valid ? escape(c.value, out) : utf8::append(out, c.value);
  }
  out += text.substr(plain);
}

}  // namespace

void write_json_text(std::string_view text, std::string& out) {
  write(text, kReserved, out);
}

std::string dumped(const nlohmann::ordered_json& json) {
  using Json = nlohmann::ordered_json;
  std::string out;
  // In a finished line what steers can stand in strings only.
  write(json.dump(-1, ' ', false, Json::error_handler_t::replace), kUnsafe, out);
  return out;
}

}  // namespace casus::formats
