// Runs tests/golden/<topic>/*.txt: each case becomes a test "topic/file.title". A case says what a reading must hold,
// never the whole reading, so that it survives better readings.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "casus/reader.h"
#include "golden/cases.h"
#include "golden/match.h"

namespace casus::golden {
namespace {

namespace fs = std::filesystem;

std::string model_path() {
  const char* set = std::getenv("CASUS_MODEL");
  return set != nullptr && *set != '\0' ? set : CASUS_MODEL;
}

const Result<Reader>& reader() {
  static const Result<Reader> kReader = Reader::open({.model = model_path(), .lexicons = ""});
  return kReader;
}

class GoldenCase : public testing::Test {
 public:
  GoldenCase(const std::string& file, const Case& one) : file_(file), case_(one) {}

  void TestBody() override {
    if (!fs::exists(model_path())) GTEST_SKIP() << "no model at " << model_path();
    ASSERT_TRUE(reader().ok()) << reader().error().text();
    const Json reading = to_json(reader()->read(case_.document));
    for (const Expectation& expected : case_.expectations) {
      const std::string wrong = complaint(reading, expected);
      if (!wrong.empty()) ADD_FAILURE_AT(file_.c_str(), expected.line) << wrong;
    }
  }

 private:
  const std::string& file_;
  const Case& case_;
};

class BrokenFile : public testing::Test {
 public:
  explicit BrokenFile(std::string message) : message_(std::move(message)) {}
  void TestBody() override { FAIL() << message_; }

 private:
  std::string message_;
};

std::string test_name(std::string text) {
  for (char& c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return text;
}

void register_file(const fs::path& folder, const fs::path& path) {
  static std::vector<std::unique_ptr<std::vector<Case>>> cases;  // tests refer to them until the program ends
  static std::vector<std::unique_ptr<std::string>> names;
  const std::string suite = path.lexically_relative(folder).replace_extension().generic_string();
  std::ifstream in(path);
  std::stringstream bytes;
  bytes << in.rdbuf();
  auto parsed = parse_cases(bytes.str(), path.string());
  const std::string& file = *names.emplace_back(std::make_unique<std::string>(path.string()));
  if (!parsed) {
    testing::RegisterTest(suite.c_str(), "cannot_be_read", nullptr, nullptr, file.c_str(), 1,
                          [message = parsed.error().text()]() -> testing::Test* { return new BrokenFile(message); });
    return;
  }
  cases.push_back(std::make_unique<std::vector<Case>>(std::move(*parsed)));
  for (Case& one : *cases.back()) {
    if (one.document.id.empty()) one.document.id = "case";
    testing::RegisterTest(suite.c_str(), test_name(one.title).c_str(), nullptr, nullptr, file.c_str(), one.line,
                          [&file, &one]() -> testing::Test* { return new GoldenCase(file, one); });
  }
}

}  // namespace
}  // namespace casus::golden

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const std::filesystem::path folder = CASUS_SOURCE_DIR "/tests/golden";
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) casus::golden::register_file(folder, file);
  return RUN_ALL_TESTS();
}
