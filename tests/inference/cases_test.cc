// tests/whatif/*.txt: what a treaty lawyer would answer, readable without C++. Each case stands on its `given` line;
// where a model is at hand its sentence goes through the reader as well, and must give the same answer.
//
//   == a title
//   on: 2023-06-01
//   given: doer=RUS deed=attack to=EST          (object=, place=, text="…" where a place or a ship is named)
//   what if: Russia attacks Estonia.
//   dispatch: 2023-07-12 | text                  (any number: what the ledger holds)
//   loose: yes
//   --
//   due treaty=NATO count=30 holder=FIN !holder=SWE note~"…"
//   no breached treaty=UN-CHARTER
//   count near 0

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "casus/reader.h"
#include "inference/whatif.h"
#include "ledger/ledger.h"

namespace casus::inference {
namespace {

struct Test {
  bool negated = false, contains = false;
  std::string key, value;
};

struct Expectation {
  std::string line, effect;
  bool none = false;
  int count = -1;
  std::vector<Test> tests;
};

struct Case {
  std::string title, place, sentence;
  std::optional<Date> on;
  bool loose = false;
  std::vector<ledger::Deed> given;
  std::vector<std::pair<std::string, std::string>> dispatches;
  std::vector<Expectation> expected;
};

std::vector<std::string> words_in(const std::string& line) {
  std::vector<std::string> out;
  std::string word;
  bool quoted = false;
  for (char c : line + " ") {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ' ' && !quoted) {
      if (!word.empty()) out.push_back(word);
      word.clear();
    } else {
      word.push_back(c);
    }
  }
  return out;
}

Test test_of(std::string word) {
  Test out;
  if (word.starts_with('!')) out.negated = true, word.erase(0, 1);
  const std::size_t at = word.find_first_of("=~");
  if (at == std::string::npos) throw std::runtime_error("no test: " + word);
  out.contains = word[at] == '~';
  out.key = word.substr(0, at);
  out.value = word.substr(at + 1);
  return out;
}

ledger::Deed deed_in(const std::string& line) {
  ledger::Deed out;
  for (const std::string& word : words_in(line)) {
    const Test t = test_of(word);
    if (t.key == "doer") {
      out.doers.push_back(t.value);
    } else if (t.key == "deed") {
      out.deed = t.value;
    } else if (t.key == "to") {
      out.undergoers.push_back(t.value);
    } else if (t.key == "object") {
      out.object = t.value;
    } else if (t.key == "place") {
      out.places.push_back(t.value);
    } else if (t.key == "text") {
      out.text = t.value;
    } else {
      throw std::runtime_error("unknown slot: " + t.key);
    }
  }
  return out;
}

Expectation expectation_in(const std::string& line) {
  Expectation out;
  out.line = line;
  std::vector<std::string> words = words_in(line);
  if (words.at(0) == "no") out.none = true, words.erase(words.begin());
  const bool counted = words.at(0) == "count";
  if (counted) words.erase(words.begin());
  out.effect = words.at(0);
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (counted) {
      out.count = std::stoi(words[i]);
    } else {
      out.tests.push_back(test_of(words[i]));
    }
  }
  return out;
}

std::vector<Case> cases_in(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<Case> out;
  bool expecting = false;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const auto value = [&](std::string_view key) -> std::optional<std::string> {
      if (!line.starts_with(key)) return std::nullopt;
      return line.substr(key.size());
    };
    if (auto title = value("== ")) {
      out.emplace_back();
      out.back().title = *title;
      out.back().place = file.filename().string() + ":" + std::to_string(number);
      expecting = false;
    } else if (line == "--") {
      expecting = true;
    } else if (expecting) {
      out.back().expected.push_back(expectation_in(line));
    } else if (auto on = value("on: ")) {
      out.back().on = Date::parse(*on);
    } else if (auto given = value("given: ")) {
      out.back().given.push_back(deed_in(*given));
    } else if (auto sentence = value("what if: ")) {
      out.back().sentence = *sentence;
    } else if (auto loose = value("loose: ")) {
      out.back().loose = *loose == "yes";
    } else if (auto dispatch = value("dispatch: ")) {
      out.back().dispatches.emplace_back(dispatch->substr(0, 10), dispatch->substr(13));
    } else {
      throw std::runtime_error(out.back().place + ": not understood: " + line);
    }
  }
  return out;
}

bool has(const std::vector<std::string>& list, const Test& t) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& one) {
    return t.contains ? one.find(t.value) != std::string::npos : one == t.value;
  });
}

bool passes(const Line& line, const Test& t) {
  const auto in = [&]() -> std::vector<std::string> {
    if (t.key == "treaty") return {line.treaty};
    if (t.key == "article") return {line.article};
    if (t.key == "kind" || t.key == "type") return {line.kind};
    if (t.key == "holder") return line.holders;
    if (t.key == "towards") return line.towards;
    if (t.key == "count") return {std::to_string(line.holders.size())};
    if (t.key == "certainty") return {std::string(name(line.certainty))};
    if (t.key == "citation") return {line.citation};
    if (t.key == "note") return line.notes;
    if (t.key == "because") return line.because;
    if (t.key == "force") return {line.force};
    if (t.key == "discretion") return {line.discretion};
    if (t.key == "condition") return {line.condition};
    if (t.key == "duty") return {line.duty};
    if (t.key == "depth") return {std::to_string(line.depth)};
    throw std::runtime_error("unknown test: " + t.key);
  };
  return has(in(), t) != t.negated;
}

std::string told(const Answer& answer) {
  std::ostringstream out;
  for (const auto* list : {&answer.lines, &answer.near}) {
    for (const Line& line : *list) {
      out << "  " << name(line.effect) << " " << line.treaty << line.commitment << " " << line.article << " "
          << name(line.certainty) << " (" << line.holders.size() << ")";
      for (const std::string& side : line.holders) out << " " << side;
      out << " >";
      for (const std::string& side : line.towards) out << " " << side;
      for (const std::string& why : line.because) out << " | " << why;
      out << "\n";
    }
  }
  return out.str();
}

void check(const Case& one, const Answer& answer, const char* how) {
  for (const Expectation& e : one.expected) {
    int found = 0;
    for (const auto* list : {&answer.lines, &answer.near}) {
      for (const Line& line : *list) {
        if (name(line.effect) != e.effect) continue;
        if (std::all_of(e.tests.begin(), e.tests.end(), [&](const Test& t) { return passes(line, t); })) ++found;
      }
    }
    const bool good = e.count >= 0 ? found == e.count : e.none ? found == 0 : found > 0;
    EXPECT_TRUE(good) << one.place << " " << one.title << " (" << how << ")\n  expected: " << e.line << "\n"
                      << told(answer);
  }
}

const ledger::Register& reg() {
  static const lexicon::Tables tables = lexicon::Tables::compiled_in().value();
  static const auto opened = ledger::Register::open(tables);
  if (!opened) throw std::runtime_error(opened.error().text());
  return *opened;
}

std::vector<Case> all_cases() {
  std::vector<Case> out;
  std::vector<std::filesystem::path> files;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(CASUS_SOURCE_DIR) / "tests" / "whatif")) {
    if (file.path().extension() == ".txt") files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    for (Case& one : cases_in(file)) out.push_back(std::move(one));
  }
  return out;
}

TEST(WhatIfCases, AnswerAsATreatyLawyerWould) {
  int asked = 0;
  for (const Case& one : all_cases()) {
    if (one.given.empty() || !one.dispatches.empty()) continue;
    ASSERT_TRUE(one.on) << one.place;
    ASSERT_FALSE(one.expected.empty()) << one.place;
    check(one, what_if({one.given, *one.on, one.loose}, {}, reg()), "given");
    ++asked;
  }
  EXPECT_GE(asked, 30);
}

TEST(WhatIfCases, GiveTheSameAnswerFromTheSentence) {
  const auto reader = Reader::open({CASUS_MODEL, ""});
  if (!reader) GTEST_SKIP() << reader.error().text();
  for (const Case& one : all_cases()) {
    if (one.sentence.empty()) continue;
    ledger::Ledger book(reg());
    int number = 0;
    for (const auto& [date, text] : one.dispatches) {
      Document d;
      d.id = "d" + std::to_string(++number);
      d.date = Date::parse(date);
      d.text = text;
      book.add(reader->read(d));
    }
    std::vector<Stood> stood;
    for (const ledger::Commitment& c : book.commitments())
      stood.push_back({&c, ledger::standing(c, {one.on, std::nullopt})});
    const Hypothesis hypothesis = read_hypothesis(*reader, one.sentence, *one.on, one.loose, reg());
    check(one, what_if(hypothesis, stood, reg()), "sentence");
  }
}

}  // namespace
}  // namespace casus::inference
