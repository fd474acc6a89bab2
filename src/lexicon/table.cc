#include "lexicon/table.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/hash.h"
#include "base/sha256.h"
#include "base/utf8.h"
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

// Appends the cells of a line, but no more than one over `most`, and gives their number.
std::size_t split_line(std::string_view line, std::size_t most, std::vector<std::string_view>& out) {
  for (std::size_t n = 1;; ++n) {
    const std::size_t tab = line.find('\t');
    out.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos || n > most) return n;
    line = line.substr(tab + 1);
  }
}

// What is wrong with the bytes, empty where they are text without control characters.
std::string_view flaw(std::string_view line) {
  if (utf8::first_invalid(line) != std::string_view::npos) return "is not valid UTF-8; save the table as UTF-8";
  const auto control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; };
  if (std::ranges::any_of(line, control)) return "holds a control character; cells are plain text between tabs";
  return {};
}

std::string flaw_of_titles(const std::vector<std::string_view>& titles) {
  if (titles.size() > Table::kMostColumns) return "names more than " + std::to_string(Table::kMostColumns) + " columns";
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (titles[i].empty()) return "the header names no column at place " + std::to_string(i + 1);
    if (std::find(titles.begin(), titles.begin() + std::ptrdiff_t(i), titles[i]) != titles.begin() + std::ptrdiff_t(i))
      return "the header names the column '" + std::string(titles[i]) + "' twice";
  }
  return {};
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Result<Table> Table::parse(std::string_view name, std::string_view bytes) {
  uint32_t number = 1;
  for (std::string_view rest = bytes; !rest.empty(); ++number) {
    if (const std::string_view wrong = flaw(next_line(rest)); !wrong.empty())
      return Error{Cause::kMalformed, std::string(wrong), std::string(name) + ".tsv:" + std::to_string(number)};
  }
  return split(name, bytes);
}

Result<Table> Table::split(std::string_view name, std::string_view bytes) {
  Table out;
  out.name_ = name;
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  const auto lines = std::size_t(std::count(bytes.begin(), bytes.end(), '\n'));
  const std::size_t most = bytes.size();  // cells: each has a byte before the next
  out.lines_.reserve(lines);
  for (uint32_t number = 1; !bytes.empty(); ++number) {
    const std::string_view line = next_line(bytes);
    if (line.empty() || line.starts_with('#')) continue;
    const auto malformed = [&](std::string what) {
      return Error{Cause::kMalformed, std::move(what), out.name_ + ".tsv:" + std::to_string(number)};
    };
    if (out.titles_.empty()) {
      const std::size_t titles = split_line(line, kMostColumns, out.titles_);
      if (std::string wrong = flaw_of_titles(out.titles_); !wrong.empty()) return malformed(std::move(wrong));
      out.cells_.reserve(std::min(lines * titles, most));
      continue;
    }
    const std::size_t wanted = out.titles_.size(), cells = split_line(line, wanted, out.cells_);
    if (cells != wanted)
      return malformed("has " + (cells > wanted ? "more than " + std::to_string(wanted) : std::to_string(cells)) +
                       " cells, the header has " + std::to_string(wanted) +
                       "; cells are separated by one tab each, also empty ones");
    if (line.size() > kLongestCell && std::any_of(out.cells_.end() - std::ptrdiff_t(cells), out.cells_.end(),
                                                  [](std::string_view cell) { return cell.size() > kLongestCell; }))
      return malformed("has a cell of more than " + std::to_string(kLongestCell) + " bytes");
    out.lines_.push_back(number);
  }
  if (out.titles_.empty())
    return Error{Cause::kMalformed, "has no header row; its first line names the columns", out.name_ + ".tsv"};
  return out;
}

std::string_view Table::text(std::size_t row, std::string_view title) const {
  const auto found = std::ranges::find(titles_, title);
  return found == titles_.end() ? std::string_view()
                                : cells_[row * titles_.size() + std::size_t(found - titles_.begin())];
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

using Source = std::pair<std::string, std::string_view>;  // name and bytes

std::string digest_of(const std::vector<Source>& sources) {
  Sha256 hash;
  for (const auto& [name, bytes] : sources) hash.add(name), hash.add("\n"), hash.add(fingerprint(bytes));
  return hash.hex().substr(0, 12);
}

// The bytes of one table; kUnreadable where it is no regular file (a pipe or a device may never end) or too large.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t most) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed))
    return Error{Cause::kUnreadable, "is no regular file, as a table must be", path.string()};
  const auto size = std::filesystem::file_size(path, failed);
  if (!failed && size > most)
    return Error{Cause::kUnreadable, "makes the tables of its folder larger than 32 MB, which is the most they may be",
                 path.string()};
  std::string bytes(failed ? 0 : size, '\0');
  std::ifstream in(path, std::ios::binary);
  if (failed || !in.read(bytes.data(), std::streamsize(bytes.size())))
    return Error{Cause::kUnreadable, "could not be read", path.string()};
  return bytes;
}

}  // namespace

Result<Tables> Tables::compiled_in() {
  Tables out;
  std::vector<Source> sources;
  for (const CompiledTable& compiled : compiled_tables()) {
    auto table = Table::split(compiled.name, compiled.bytes);  // tests/lexicon has looked at every byte
    if (!table) return table.error();
    out.tables_.push_back(std::move(*table));
    sources.emplace_back(compiled.name, compiled.bytes);
  }
  out.digest_ = digest_of(sources);
  return out;
}

Result<Tables> Tables::from_folder(const std::string& folder) {
  std::error_code failed;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (at->path().extension() == ".tsv") paths.push_back(at->path());
  }
  if (failed) return Error{Cause::kNotFound, failed.message(), folder};
  if (paths.empty()) return Error{Cause::kNotFound, "holds no .tsv table", folder};
  std::sort(paths.begin(), paths.end());
  Tables out;
  out.held_.reserve(paths.size());  // the views below must not move
  std::vector<Source> sources;
  std::size_t left = kMostBytes;
  for (const auto& path : paths) {
    auto bytes = read_file(path, left);
    if (!bytes) return bytes.error();
    left -= bytes->size();
    out.held_.push_back(std::move(*bytes));
    auto table = Table::parse(path.stem().string(), out.held_.back());
    if (!table) return table.error();
    out.tables_.push_back(std::move(*table));
    sources.emplace_back(path.stem().string(), out.held_.back());
  }
  out.digest_ = digest_of(sources);
  return out;
}

Result<const Table*> Tables::table(std::string_view name) const {
  for (const Table& table : tables_) {
    if (table.name() == name) return &table;
  }
  return Error{Cause::kNotFound, "there is no such table; a folder of tables holds all those of lexicons/",
               std::string(name) + ".tsv"};
}

}  // namespace casus::lexicon
