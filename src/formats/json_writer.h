// Appends JSON to a string: keys, values, objects and lists, with the commas put by itself.
//
//   JsonWriter w(out);
//   w.open('{');
//   w.field("id", id);
//   w.close('}');
//
// What is opened must be closed by the caller; a key must be followed by one value.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/date.h"
#include "casus/span.h"
#include "casus/vocabulary.h"
#include "formats/json_text.h"

namespace casus::formats {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  // Objects and lists; a comma is put before whatever follows something.
  void open(char bracket) { separate(), out_ += bracket, fresh_ = true; }
  void close(char bracket) { out_ += bracket, fresh_ = false; }
  void key(std::string_view name) {
    separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    fresh_ = true;
  }
  void raw(std::string_view text) { separate(), out_ += text; }
  void null() { raw("null"); }
  void value(bool flag) { raw(flag ? "true" : "false"); }
  void value(std::string_view text) {
    separate();
    out_ += '"';
    write_json_text(text, out_);
    out_ += '"';
  }
  void number(long long n) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
    raw({digits, std::size_t(end - digits)});
  }
  void decimal(double n) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
    raw({digits, std::size_t(end - digits)});
  }
  void value(const std::optional<std::string>& text) { text ? value(std::string_view(*text)) : null(); }
  void value(const std::optional<Date>& date) { date ? value(std::string_view(date->iso())) : null(); }
  template <typename T>
  void field(std::string_view name, const T& of) {
    key(name);
    value(of);
  }
  void field(std::string_view name, const std::string& of) { field(name, std::string_view(of)); }
  void field(std::string_view name, const char* of) { field(name, std::string_view(of)); }
  void span(Span span) {
    open('[');
    number(span.start);
    number(span.end);
    close(']');
  }
  // A word of a closed vocabulary.
  template <typename E>
  void word(std::string_view key_name, E of) {
    field(key_name, name(of));
  }
  template <typename E>
  void word(std::string_view key_name, const std::optional<E>& of) {
    key(key_name);
    of ? value(name(*of)) : null();
  }
  void strings(std::string_view name, const std::vector<std::string>& list) {
    key(name);
    open('[');
    for (const std::string& text : list) value(std::string_view(text));
    close(']');
  }

 private:
  void separate() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }

  std::string& out_;
  bool fresh_ = true;
};

}  // namespace casus::formats
