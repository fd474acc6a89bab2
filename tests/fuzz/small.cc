#include "small.h"

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/model_file.h"
#include "syntax/weights.h"

namespace casus::fuzz {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  return out;
}

// The header and the remarks, the first rows, and those with a cell, or a member of one, that the dispatch holds.
std::string shortened(const std::string& table) {
  static const std::string kText = lower(kDispatch);
  constexpr int kFirst = 12, kMost = 60;
  std::istringstream in(table);
  std::string out;
  int rows = -1, kept = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    ++rows;
    bool keep = rows <= kFirst;
    if (std::size_t end = 0; !keep && kept < kMost) {
      for (std::size_t at = 0; at < line.size() && !keep; at = end + 1) {
        end = std::min(line.find_first_of("\t|", at), line.size());
        keep = end - at > 3 && kText.find(lower(line.substr(at, end - at))) != std::string::npos;
      }
    }
    if (!keep) continue;
    ++kept;
    out += line + "\n";
  }
  return out;
}

template <typename T>
T read_at(std::string_view bytes, std::size_t at) {
  T out;
  std::memcpy(&out, bytes.data() + at, sizeof out);
  return out;
}

struct Feature {
  int weight;
  uint16_t check;
  std::size_t line, place;
};

constexpr int kLog = 10;  // of lines that are left

// The weightiest features of the lines that become one, each with a check of its own.
std::vector<Feature> weightiest(std::vector<Feature> all, std::size_t most) {
  std::stable_sort(all.begin(), all.end(), [](const Feature& a, const Feature& b) { return a.weight > b.weight; });
  std::vector<Feature> out;
  for (const Feature& f : all) {
    const bool taken = std::any_of(out.begin(), out.end(), [&](const Feature& o) { return o.check == f.check; });
    if (f.check != 0 && !taken && out.size() < most) out.push_back(f);
  }
  return out;
}

// A table of syntax/weights.h with fewer lines. `width`: bytes of a row of ClassTable, 0 for MoveTable.
std::string fewer_lines(std::string_view section, std::size_t width) {
  using namespace syntax;
  const auto log = read_at<uint32_t>(section, 0);
  if (log <= kLog) return std::string(section);
  const bool moves = width == 0;
  const std::size_t features = moves ? MoveTable::kFeatures : ClassTable::kFeatures, pairs = ClassTable::kPairs;
  const std::size_t merged = std::size_t(1) << (log - kLog), all_lines = kTableHead + (std::size_t(kLineSize) << log);
  std::string out(section.substr(0, kTableHead)), rows;
  const uint32_t left = kLog;
  std::memcpy(out.data(), &left, sizeof left);
  for (std::size_t j = 0; j < std::size_t(1) << kLog; ++j) {
    std::vector<Feature> found;
    for (std::size_t i = j * merged; i < (j + 1) * merged; ++i) {
      const std::size_t line = kTableHead + i * kLineSize;
      for (std::size_t f = 0; f < features; ++f) {
        int weight = 0;
        for (std::size_t c = 1; moves && c < 4; ++c)
          weight = std::max(weight, std::abs(int(read_at<int16_t>(section, line + 16 * c + 2 * f))));
        for (std::size_t c = 0; !moves && c < pairs; ++c)
          weight = std::max(weight, std::abs(int(int8_t(section[line + 8 + (features + f) * pairs + c]))));
        if (!moves && uint8_t(section[line + 8 + f * pairs]) == ClassTable::kRow) weight = 1 << 20;
        found.push_back({weight, read_at<uint16_t>(section, line + 2 * f), line, f});
      }
    }
    std::string line(kLineSize, '\0');
    std::size_t n = 0;
    for (const Feature& f : weightiest(std::move(found), features)) {
      const char* from = section.data() + f.line;
      std::memcpy(&line[2 * n], &f.check, 2);
      if (moves) {
        for (std::size_t c = 1; c < 4; ++c) std::memcpy(&line[16 * c + 2 * n], from + 16 * c + 2 * f.place, 2);
      } else {
        std::memcpy(&line[8 + n * pairs], from + 8 + f.place * pairs, pairs);
        std::memcpy(&line[8 + (features + n) * pairs], from + 8 + (features + f.place) * pairs, pairs);
        if (uint8_t(line[8 + n * pairs]) == ClassTable::kRow) {
          const auto number = read_at<uint32_t>(line, 8 + n * pairs + 1);
          const auto renumbered = uint32_t(rows.size() / width);
          std::memcpy(&line[8 + n * pairs + 1], &renumbered, 4);
          rows += section.substr(all_lines + number * width, width);
        }
      }
      ++n;
    }
    out += line;
  }
  if (!moves) {
    const auto count = uint32_t(rows.size() / width);
    std::memcpy(out.data() + 8, &count, 4);
  }
  return out + rows;
}

}  // namespace

const fs::path& scratch() {
  struct Folder {
    fs::path path = fs::temp_directory_path() / ("casus-fuzz-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
  };
  static const Folder kFolder;
  return kFolder.path;
}

ShortTables::ShortTables(const std::function<std::string(const std::string&)>& opens)
    : folder_(scratch() / "lexicons") {
  fs::create_directories(folder_);
  for (const auto& file : fs::directory_iterator(fs::path(CASUS_SOURCE_DIR) / "lexicons")) {
    if (file.path().extension() != ".tsv") continue;
    const std::string name = file.path().stem().string();
    tables_[name] = shortened(bytes_of(file.path()));
    write(folder_ / file.path().filename(), tables_[name]);
  }
  for (int left = 2000;; --left) {
    const std::string place = opens(folder());
    if (place.empty()) return;
    const std::size_t dot = place.find(".tsv:");
    const auto table = tables_.find(fs::path(place.substr(0, dot)).filename().string());
    hold(left > 0 && dot != std::string::npos && table != tables_.end(), "short tables open: " + place);
    std::string& bytes = table->second;
    std::size_t begin = 0;
    for (int line = std::atoi(place.c_str() + dot + 5); line > 1; --line) begin = bytes.find('\n', begin) + 1;
    bytes.erase(begin, bytes.find('\n', begin) + 1 - begin);
    write(folder_ / (table->first + ".tsv"), bytes);
  }
}

void ShortTables::replace(const std::string& name, std::string_view bytes) {
  write(folder_ / (name + ".tsv"), bytes);
  replaced_.push_back(name);
}

void ShortTables::restore() {
  for (const std::string& name : replaced_) write(folder_ / (name + ".tsv"), tables_[name]);
  replaced_.clear();
}

std::string whole_model() {
  const char* set = std::getenv("CASUS_MODEL");
  std::string path = set != nullptr && *set != '\0' ? set : CASUS_SOURCE_DIR "/models/casus.model";
  if (fs::exists(path)) return path;
  std::fprintf(stderr, "no model at %s: nothing is tested\n", path.c_str());
  return "";
}

std::map<std::string, std::string> small_model() {
  const std::string path = whole_model();
  if (path.empty()) return {};
  const auto model = ModelFile::open(path);
  hold(model.ok(), "the model of the tree opens");
  std::map<std::string, std::string> out;
  for (const char* name : {"segmenter", "words", "tags", "lemma", "tagger", "moves", "labels"})
    out[name] = *model->section(name);
  const auto row = [&](std::string_view section) {
    return syntax::ClassTable::width(int(read_at<uint32_t>(section, 4))) * sizeof(int16_t);
  };
  out["tagger"] = fewer_lines(out["tagger"], row(out["tagger"]));
  out["labels"] = fewer_lines(out["labels"], row(out["labels"]));
  out["moves"] = fewer_lines(out["moves"], 0);
  return out;
}

}  // namespace casus::fuzz
