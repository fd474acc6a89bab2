// Changes tables as people do: a cell emptied, copied or exchanged, a column lost or exchanged with its neighbour, a
// row lost or doubled; half of the time bytes, as libFuzzer does.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>
#include <sstream>
#include <string>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(uint8_t* data, std::size_t size, std::size_t most);

namespace {

using Row = std::vector<std::string>;

Row cells_of(const std::string& line) {
  Row out{""};
  for (char c : line) {
    if (c == '\t')
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

// Where column `at` is, it goes, or it changes places with the one before.
void change_column(Row& row, std::size_t at, bool goes) {
  if (at == 0 || at >= row.size()) return;
  if (goes)
    row.erase(row.begin() + std::ptrdiff_t(at));
  else
    std::swap(row[at], row[at - 1]);
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  std::minstd_rand random(seed);
  const auto below = [&](std::size_t n) { return std::size_t(random() % std::max<std::size_t>(n, 1)); };
  if (below(2) == 0) return LLVMFuzzerMutate(data, size, most);
  std::vector<Row> rows;
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  for (std::string line; std::getline(in, line);) rows.push_back(cells_of(line));
  if (rows.size() < 2) return LLVMFuzzerMutate(data, size, most);
  const std::size_t at = 1 + below(rows.size() - 1);
  Row& row = rows[at];
  const std::size_t cell = below(row.size());
  switch (below(8)) {
    case 0:
      row[cell].clear();
      break;
    case 1:
      row[cell] = row[below(row.size())];
      break;
    case 2:
      if (const Row& other = rows[below(rows.size())]; cell < other.size()) row[cell] = std::string(other[cell]);
      break;
    case 3:
      change_column(row, cell, below(2) == 0);
      break;
    case 4:
    case 5: {
      const bool goes = below(2) == 0;
      for (Row& each : rows) change_column(each, cell, goes);
      break;
    }
    case 6:
      rows.erase(rows.begin() + std::ptrdiff_t(at));
      break;
    default:
      rows.insert(rows.begin() + std::ptrdiff_t(below(rows.size()) + 1), Row(row));
  }
  std::string out;
  for (const Row& each : rows) {
    for (std::size_t i = 0; i < each.size(); ++i) out += (i == 0 ? "" : "\t") + each[i];
    out += '\n';
  }
  out.resize(std::min(out.size(), most));
  std::copy(out.begin(), out.end(), data);
  return out.size();
}
