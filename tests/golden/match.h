// Whether a reading, as the JSON that users get, holds what a golden case expects.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/utf8.h"
#include "casus/reading.h"
#include "formats/json.h"
#include "golden/cases.h"

namespace casus::golden {

using Json = nlohmann::ordered_json;

inline Json to_json(const Reading& reading) {
  std::string line;
  formats::write_json(reading, line);
  return Json::parse(line);
}

// A reading with one record of each kind and every optional part set: its JSON tells which keys exist.
inline const Json& sample() {
  static const Json kSample = [] {
    Reading r;
    r.document.text = "x";
    r.sentences = {{0, 1}};
    r.actors.emplace_back().mentions.emplace_back();
    Statement& s = r.statements.emplace_back();
    s.speaker.emplace(), s.cue.emplace(), s.content.emplace_back(), s.date.emplace();
    Event& e = r.events.emplace_back();
    e.actor.emplace_back().quote.emplace(), e.recipient = e.actor;
    e.object.emplace(), e.location.emplace(), e.date.emplace();
    Entry& c = r.entries.emplace_back();
    c.action.emplace(), c.condition.emplace(), c.deadline.emplace(), c.evidence.emplace_back();
    return to_json(r);
  }();
  return kSample;
}

// Records of a type. Sentences get their text; "for" of a statement is its speaker's.
inline std::vector<Json> records(const Json& reading, const std::string& type) {
  std::vector<Json> out;
  if (type == "document") return {reading["document"]};
  if (type == "sentence") {
    const std::string text = reading["document"]["text"];
    const utf8::Offsets offsets(text);
    for (const Json& span : reading["sentences"]) {
      const std::size_t begin = offsets.byte(span[0]), end = offsets.byte(span[1]);
      out.push_back({{"index", out.size()}, {"text", text.substr(begin, end - begin)}, {"span", span}});
    }
    return out;
  }
  for (Json record : reading[type == "entry" ? "entries" : type + "s"]) {
    if (type == "statement") record["for"] = record["speaker"].is_object() ? record["speaker"]["for"] : Json();
    out.push_back(std::move(record));
  }
  return out;
}

inline bool coded(const Json& event) {
  const std::string& status = event["status"].get_ref<const std::string&>();
  return event["part_of"].is_null() && status != "hypothetical" && status != "negated" && status != "historical";
}

namespace detail {

inline bool equal(const Json& value, const Test& test) {
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  return test.part ? text.find(test.value) != std::string::npos : text == test.value;
}

// An object stands for its text; a party also for its id or code, a date for the day it is.
inline bool holds_value(const Json& value, const Test& test) {
  if (value.is_array()) {
    for (const Json& one : value) {
      if (holds_value(one, test)) return true;
    }
    return false;
  }
  if (!value.is_object()) return !value.is_null() && equal(value, test);
  for (const char* key : {"text", "id", "code", "actor"}) {
    if (value.contains(key) && value[key].is_string() && equal(value[key], test)) return true;
  }
  return value.contains("from") && value["from"] == value["to"] && !value["from"].is_null() &&
         equal(value["from"], test);
}

inline bool holds_path(const Json& value, const Test& test, std::size_t step) {
  if (step == test.path.size()) {
    if (test.value == "null" && !test.part) return value.is_null() || (value.is_array() && value.empty());
    return holds_value(value, test);
  }
  if (value.is_array()) {
    for (const Json& one : value) {
      if (holds_path(one, test, step)) return true;
    }
    return false;
  }
  if (value.is_object())
    return holds_path(value.contains(test.path[step]) ? value[test.path[step]] : Json(), test, step + 1);
  return test.value == "null" && !test.part;
}

inline bool key_exists(const Json& value, const std::vector<std::string>& path, std::size_t step) {
  if (step == path.size()) return true;
  if (value.is_array()) return !value.empty() && key_exists(value[0], path, step);
  return value.is_object() && value.contains(path[step]) && key_exists(value[path[step]], path, step + 1);
}

// A record without what is absent, on one line.
inline std::string brief(const Json& record) {
  Json out = Json::object();
  for (const auto& [key, value] : record.items()) {
    if (value.is_null() || (value.is_array() && value.empty()) || value == false) continue;
    out[key] = value;
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace detail

inline bool holds(const Json& record, const Expectation& expected) {
  if (expected.coded && !coded(record)) return false;
  for (const Test& test : expected.tests) {
    if (!detail::holds_path(record, test, 0)) return false;
  }
  return true;
}

// Empty where the reading holds what is expected, else what a person needs in order to see why not.
inline std::string complaint(const Json& reading, const Expectation& expected) {
  const std::vector<Json> all = records(reading, expected.type);
  for (const Test& test : expected.tests) {
    if (!detail::key_exists(records(sample(), expected.type)[0], test.path, 0)) {
      return "no " + expected.type + " has the key '" + test.path[0] + "' (or a step below it): " + expected.source;
    }
  }
  std::size_t matching = 0;
  std::string shown;
  for (const Json& record : all) {
    const bool match = holds(record, expected);
    matching += match ? 1 : 0;
    if (match || expected.mode != Expectation::kNone) shown += "\n    " + detail::brief(record);
  }
  std::string failed;
  switch (expected.mode) {
    case Expectation::kSome:
      if (matching == 0) failed = "missing: ";
      break;
    case Expectation::kNone:
      if (matching > 0) failed = "unwanted: ";
      break;
    case Expectation::kCount:
      if (matching != expected.count) failed = std::to_string(matching) + " found: ";
      break;
  }
  if (failed.empty()) return failed;
  return failed + expected.source + (shown.empty() ? "\n    (no " + expected.type + " at all)" : shown);
}

}  // namespace casus::golden
