#include "lexicon/table.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/hash.h"
#include "base/sha256.h"
#include "lexicon/compiled.h"

namespace casus::lexicon {
namespace {

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t split(std::string_view line, std::vector<std::string_view>& out) {
  std::size_t n = 0;
  for (;;) {
    const std::size_t tab = line.find('\t');
    out.push_back(line.substr(0, tab));
    ++n;
    if (tab == std::string_view::npos) return n;
    line = line.substr(tab + 1);
  }
}

}  // namespace

Result<Table> Table::parse(std::string_view name, std::string_view bytes) {
  Table out;
  out.name_ = name;
  const auto lines = std::size_t(std::count(bytes.begin(), bytes.end(), '\n'));
  out.lines_.reserve(lines);
  for (uint32_t number = 1; !bytes.empty(); ++number) {
    const std::string_view line = next_line(bytes);
    if (line.empty() || line.starts_with('#')) continue;
    if (out.columns_.empty()) {
      out.cells_.reserve(lines * split(line, out.columns_));
      continue;
    }
    const std::size_t cells = split(line, out.cells_);
    out.lines_.push_back(number);
    if (cells != out.columns_.size()) {
      return Error{Cause::kMalformed,
                   "has " + std::to_string(cells) + " cells, the header has " + std::to_string(out.columns_.size()),
                   out.place(out.lines_.size() - 1)};
    }
  }
  if (out.columns_.empty()) return Error{Cause::kMalformed, "has no header row", out.name_ + ".tsv"};
  return out;
}

Result<std::size_t> Table::column(std::string_view title) const {
  const auto found = std::find(columns_.begin(), columns_.end(), title);
  if (found == columns_.end())
    return Error{Cause::kMalformed, "has no column '" + std::string(title) + "'", name_ + ".tsv"};
  return std::size_t(found - columns_.begin());
}

std::string Table::place(std::size_t row) const {
  return name_ + ".tsv:" + std::to_string(lines_[row]);
}

std::vector<std::string_view> members(std::string_view cell) {
  std::vector<std::string_view> out;
  while (!cell.empty()) {
    const std::size_t bar = cell.find('|');
    if (bar != 0) out.push_back(cell.substr(0, bar));
    if (bar == std::string_view::npos) break;
    cell = cell.substr(bar + 1);
  }
  return out;
}

namespace {

// Two lanes of 64 bits over the words of the table: the tables are hashed at every start, and SHA-256 over all their
// bytes would take longer than reading them.
std::string fingerprint(std::string_view bytes) {
  uint64_t lanes[2] = {mix(bytes.size()), mix(~uint64_t(bytes.size()))};
  for (std::size_t i = 0; i < bytes.size(); i += 8) {
    uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i, std::min<std::size_t>(8, bytes.size() - i));
    uint64_t& lane = lanes[i / 8 % 2];
    lane = (lane ^ word) * 0x9e3779b97f4a7c15ULL;
    lane ^= lane >> 32;
  }
  return std::to_string(mix(lanes[0])) + ' ' + std::to_string(mix(lanes[1])) + '\n';
}

std::string digest_of(const std::vector<std::pair<std::string, std::string_view>>& sources) {
  Sha256 hash;
  for (const auto& [name, bytes] : sources) hash.add(name), hash.add("\n"), hash.add(fingerprint(bytes));
  return hash.hex().substr(0, 12);
}

Result<std::vector<Table>> parse_all(const std::vector<std::pair<std::string, std::string_view>>& sources) {
  std::vector<Table> out;
  for (const auto& [name, bytes] : sources) {
    auto table = Table::parse(name, bytes);
    if (!table) return table.error();
    out.push_back(std::move(*table));
  }
  return out;
}

}  // namespace

Result<Tables> Tables::compiled_in() {
  std::vector<std::pair<std::string, std::string_view>> sources;
  for (const CompiledTable& table : compiled_tables()) sources.emplace_back(table.name, table.bytes);
  auto tables = parse_all(sources);
  if (!tables) return tables.error();
  Tables out;
  out.tables_ = std::move(*tables);
  out.digest_ = digest_of(sources);
  return out;
}

Result<Tables> Tables::from_folder(const std::string& folder) {
  std::error_code failed;
  std::vector<std::filesystem::path> paths;
  for (const auto& file : std::filesystem::directory_iterator(folder, failed)) {
    if (file.path().extension() == ".tsv") paths.push_back(file.path());
  }
  if (failed) return Error{Cause::kNotFound, failed.message(), folder};
  if (paths.empty()) return Error{Cause::kNotFound, "holds no .tsv table", folder};
  std::sort(paths.begin(), paths.end());
  Tables out;
  out.held_.reserve(paths.size());  // the views below must not move
  std::vector<std::pair<std::string, std::string_view>> sources;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in) return Error{Cause::kUnreadable, "could not be read", path.string()};
    out.held_.push_back(std::move(bytes).str());
    sources.emplace_back(path.stem().string(), out.held_.back());
  }
  auto tables = parse_all(sources);
  if (!tables) return tables.error();
  out.tables_ = std::move(*tables);
  out.digest_ = digest_of(sources);
  return out;
}

Result<const Table*> Tables::table(std::string_view name) const {
  for (const Table& table : tables_) {
    if (table.name() == name) return &table;
  }
  return Error{Cause::kNotFound, "there is no such table", std::string(name) + ".tsv"};
}

}  // namespace casus::lexicon
