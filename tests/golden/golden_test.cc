// Runs tests/golden/<topic>/*.txt: each case becomes a test "topic/file.title", read in both gears. A case says what a
// reading must or should hold, never the whole reading, so that it survives better readings.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>

#include "casus/reader.h"
#include "golden/cases.h"
#include "golden/match.h"

namespace casus::golden {
namespace {

namespace fs = std::filesystem;

std::string path_of(const char* variable, const char* otherwise) {
  const char* set = std::getenv(variable);
  return set != nullptr && *set != '\0' ? set : otherwise;
}

constexpr std::array<const char*, 2> kGears{"fast", "accurate"};

// The reader of each gear, opened once.
const Result<Reader>& reader(std::size_t gear) {
  static const std::array kReaders{
      Reader::open({.model = path_of("CASUS_MODEL", CASUS_MODEL)}),
      Reader::open({.model = path_of("CASUS_MODEL", CASUS_MODEL), .encoder = path_of("CASUS_ENCODER", CASUS_ENCODER)})};
  return kReaders[gear];
}

// All cases of a file, read together when the first of them is asked for.
class Cases {
 public:
  Cases(std::string path, std::vector<Case> cases) : path_(std::move(path)), cases_(std::move(cases)) {}
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const Case& operator[](std::size_t n) const { return cases_[n]; }
  [[nodiscard]] std::size_t size() const { return cases_.size(); }
  const Reading& reading(std::size_t gear, std::size_t n) {
    std::vector<Reading>& readings = readings_[gear];
    if (readings.empty()) {
      std::vector<const Document*> documents;
      for (const Case& one : cases_) documents.push_back(&one.document);
      readings = reader(gear)->read(documents);
    }
    return readings[n];
  }

 private:
  std::string path_;
  std::vector<Case> cases_;
  std::array<std::vector<Reading>, kGears.size()> readings_;
};

// What should hold, of the cases of a topic: how much was asked and how much held, and what did not.
struct Tally {
  std::size_t wanted = 0;  // lines of all its cases
  struct {
    std::size_t asked = 0, held = 0;
    std::string missed;
  } gears[kGears.size()];
};
std::map<std::string, Tally>& tallies() {
  static std::map<std::string, Tally> all;
  return all;
}

class GoldenCase : public testing::Test {
 public:
  GoldenCase(Cases& cases, std::size_t n, Tally& tally) : cases_(cases), n_(n), tally_(tally) {}

  void TestBody() override {
    for (std::size_t gear = 0; gear < kGears.size(); ++gear) {
      ASSERT_TRUE(reader(gear).ok()) << reader(gear).error().text();
      const Json reading = to_json(cases_.reading(gear, n_));
      for (const Expectation& expected : cases_[n_].expectations) {
        const std::string wrong = complaint(reading, expected);
        auto& tally = tally_.gears[gear];
        if (!expected.should) {
          if (!wrong.empty()) ADD_FAILURE_AT(cases_.path().c_str(), expected.line) << kGears[gear] << ": " << wrong;
          continue;
        }
        ++tally.asked;
        if (wrong.empty())
          ++tally.held;
        else
          tally.missed += "  " + cases_.path() + ":" + std::to_string(expected.line) + ": " + wrong + "\n";
      }
    }
  }

 private:
  Cases& cases_;
  std::size_t n_;
  Tally& tally_;
};

// The last test of a topic: the share of what should hold is no smaller than tests/golden/shares.tsv has it.
class Shares : public testing::Test {
 public:
  explicit Shares(std::string topic) : topic_(std::move(topic)) {}

  void TestBody() override {
    const Tally& tally = tallies()[topic_];
    for (std::size_t gear = 0; gear < kGears.size(); ++gear) {
      const auto& [asked, held, missed] = tally.gears[gear];
      if (asked < tally.wanted) GTEST_SKIP() << "only some cases of " << topic_ << " ran";
      const double share = asked == 0 ? 1 : double(held) / double(asked);
      std::printf("%s, %s: %zu of %zu should-lines hold\n", topic_.c_str(), kGears[gear], held, asked);
      EXPECT_GE(share, least(kGears[gear])) << topic_ << ", " << kGears[gear] << ":\n" << missed;
      if (std::getenv("CASUS_MISSED") != nullptr) std::printf("%s", missed.c_str());
    }
  }

 private:
  // What the table asks of a topic; a topic that it lacks must hold whole.
  [[nodiscard]] double least(const std::string& gear) const {
    std::ifstream table(CASUS_SOURCE_DIR "/tests/golden/shares.tsv");
    std::string topic, of;
    double share = 1;
    for (std::string line; std::getline(table, line);) {
      std::istringstream cells(line);
      if (cells >> topic >> of >> share && topic == topic_ && of == gear) return share;
    }
    return 1;
  }
  std::string topic_;
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
  static std::vector<std::unique_ptr<Cases>> all;  // tests refer to them until the program ends
  const fs::path name = path.lexically_relative(folder);
  const std::string suite = fs::path(name).replace_extension().generic_string();
  std::ifstream in(path);
  std::stringstream bytes;
  bytes << in.rdbuf();
  auto parsed = parse_cases(bytes.str(), path.string());
  if (!parsed) {
    testing::RegisterTest(suite.c_str(), "cannot_be_read", nullptr, nullptr, path.c_str(), 1,
                          [message = parsed.error().text()]() -> testing::Test* { return new BrokenFile(message); });
    return;
  }
  for (Case& one : *parsed) {
    if (one.document.id.empty()) one.document.id = "case";
  }
  Cases& cases = *all.emplace_back(std::make_unique<Cases>(path.string(), std::move(*parsed)));
  Tally& tally = tallies()[name.begin()->string()];
  for (std::size_t n = 0; n < cases.size(); ++n) {
    tally.wanted += std::size_t(std::ranges::count_if(cases[n].expectations, &Expectation::should));
    testing::RegisterTest(suite.c_str(), test_name(cases[n].title).c_str(), nullptr, nullptr, cases.path().c_str(),
                          cases[n].line,
                          [&cases, n, &tally]() -> testing::Test* { return new GoldenCase(cases, n, tally); });
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
  for (const auto& [topic, tally] : casus::golden::tallies()) {
    testing::RegisterTest((topic + "/shares").c_str(), "hold", nullptr, nullptr, __FILE__, __LINE__,
                          [&topic = topic]() -> testing::Test* { return new casus::golden::Shares(topic); });
  }
  return RUN_ALL_TESTS();
}
