// Golden cases as people write them (docs/golden.md): a title, what is known of the dispatch, its text, and what the
// reading must hold. Parsing is strict: a line that says nothing checkable is an error with its number.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "casus/document.h"
#include "casus/error.h"

namespace casus::golden {

// One test of a record: key=value, or key~part.
struct Test {
  std::vector<std::string> path;  // "condition.connective" in two pieces
  bool part = false;
  std::string value;
};

// One line below "--".
struct Expectation {
  enum Mode { kSome, kNone, kCount };
  int line = 0;
  std::string source;  // the line itself, for messages
  Mode mode = kSome;
  bool should = false;  // a matter of taste, of which a share must hold; else it must
  bool coded = false;   // an event that happened and stands for itself
  std::string type;     // statement, event, entry, actor, sentence, document
  std::size_t count = 0;
  std::vector<Test> tests;
};

struct Case {
  int line = 0;
  std::string title;
  Document document;
  std::vector<Expectation> expectations;
};

inline constexpr std::array kTypes{"statement", "event", "entry", "actor", "sentence", "document"};

namespace detail {

// Words of an expectation line; quotes keep blanks together: content~"grain corridor" is one word without its quotes.
inline Result<std::vector<std::string>> words(std::string_view line, const std::string& place) {
  std::vector<std::string> out;
  std::size_t i = 0;
  while (i < line.size()) {
    if (line[i] == ' ') {
      ++i;
      continue;
    }
    std::string word;
    while (i < line.size() && line[i] != ' ') {
      if (line[i] != '"') {
        word += line[i++];
        continue;
      }
      const std::size_t end = line.find('"', ++i);
      if (end == std::string_view::npos) return Error{Cause::kMalformed, "a quote is opened and not closed", place};
      word += line.substr(i, end - i);
      i = end + 1;
    }
    out.push_back(std::move(word));
  }
  return out;
}

inline Result<Test> test(const std::string& word, const std::string& place) {
  const std::size_t at = word.find_first_of("=~");
  if (at == std::string::npos || at == 0) {
    return Error{Cause::kMalformed, "'" + word + "' is no test; write key=value or key~\"part\"", place};
  }
  Test out{{}, word[at] == '~', word.substr(at + 1)};
  std::string piece;
  for (const char c : word.substr(0, at) + ".") {
    if (c != '.') {
      piece += c;
    } else if (piece.empty()) {
      return Error{Cause::kMalformed, "an empty step in the path of '" + word + "'", place};
    } else {
      out.path.push_back(std::move(piece)), piece.clear();
    }
  }
  if (out.value.empty())
    return Error{Cause::kMalformed, "'" + word + "' compares with nothing; =null means absent", place};
  return out;
}

inline Result<Expectation> expectation(std::string_view line, int number, const std::string& place) {
  auto split = words(line, place);
  if (!split) return split.error();
  Expectation out;
  out.line = number;
  out.source = line;
  std::size_t i = 0;
  const auto take = [&](std::string_view word) {
    return i < split->size() && (*split)[i] == word ? (++i, true) : false;
  };
  out.should = take("should");
  if (take("no"))
    out.mode = Expectation::kNone;
  else if (take("count"))
    out.mode = Expectation::kCount;
  out.coded = take("coded");
  if (i == split->size()) return Error{Cause::kMalformed, "a record type is missing", place};
  out.type = (*split)[i++];
  bool known = false;
  for (const char* type : kTypes) known = known || out.type == type;
  if (!known) {
    return Error{Cause::kMalformed,
                 "'" + out.type + "' is no record; one of statement, event, entry, actor, sentence, document", place};
  }
  if (out.mode == Expectation::kCount) {
    if (i == split->size() || (*split)[i].find_first_not_of("0123456789") != std::string::npos ||
        (*split)[i].size() > 6) {
      return Error{Cause::kMalformed, "count wants a number after the record: count event 2", place};
    }
    out.count = std::size_t(std::stoul((*split)[i++]));
    out.coded = out.coded || out.type == "event";
  }
  if (out.coded && out.type != "event") return Error{Cause::kMalformed, "only events are coded", place};
  for (; i < split->size(); ++i) {
    auto one = test((*split)[i], place);
    if (!one) return one.error();
    out.tests.push_back(std::move(*one));
  }
  return out;
}

inline Result<bool> known_of_document(std::string_view line, Document& document, const std::string& place) {
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return false;
  const std::string_view key = line.substr(0, colon);
  const std::string value(line.substr(colon + 2));
  if (key == "date") {
    document.date = Date::parse(value);
    if (!document.date) return Error{Cause::kMalformed, "'" + value + "' is not a day like 2024-05-14", place};
  } else if (key == "id") {
    document.id = value;
  } else if (key == "title") {
    document.title = value;
  } else if (key == "source") {
    document.source = value;
  } else {
    return false;
  }
  return true;
}

}  // namespace detail

// All cases of a file; `name` stands in messages as "name:line".
inline Result<std::vector<Case>> parse_cases(std::string_view file, const std::string& name) {
  std::vector<Case> out;
  enum { kBefore, kHead, kText, kExpectations } state = kBefore;
  int number = 0;
  const auto place = [&] { return name + ":" + std::to_string(number); };
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    ++number;
    if (line.starts_with("== ")) {
      if (state == kHead || state == kText)
        return Error{Cause::kMalformed, "the case before has no '--' and no expectation", place()};
      out.emplace_back().line = number;
      out.back().title = line.substr(3);
      state = kHead;
      continue;
    }
    if (state == kBefore) {
      if (line.empty() || line[0] == '#') continue;
      return Error{Cause::kMalformed, "text before the first '== title'; begin a comment with #", place()};
    }
    Case& here = out.back();
    if (state == kHead) {
      const auto known = detail::known_of_document(line, here.document, place());
      if (!known) return known.error();
      if (*known) continue;
      state = kText;
    }
    if (state == kText) {
      if (line != "--") {
        here.document.text += std::string(line) + "\n";
        continue;
      }
      while (here.document.text.ends_with('\n')) here.document.text.pop_back();
      if (here.document.text.empty()) return Error{Cause::kMalformed, "the case has no text", place()};
      state = kExpectations;
      continue;
    }
    if (line.empty() || line[0] == '#') continue;
    auto expected = detail::expectation(line, number, place());
    if (!expected) return expected.error();
    here.expectations.push_back(std::move(*expected));
  }
  for (const Case& one : out) {
    if (one.expectations.empty())
      return Error{Cause::kMalformed, "'" + one.title + "' expects nothing", name + ":" + std::to_string(one.line)};
  }
  return out;
}

}  // namespace casus::golden
