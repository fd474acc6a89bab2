#include "syntax/weights.h"

namespace casus::syntax {
namespace {

constexpr uint32_t kMaxLog = 24;

// Log2 of the number of lines, 0 where the section is not such a table of so many classes.
uint32_t lines_log(std::string_view section, uint32_t classes) {
  if (section.size() < kTableHead) return 0;
  uint32_t log = 0, held = 0;
  std::memcpy(&log, section.data(), sizeof log);
  std::memcpy(&held, section.data() + 4, sizeof held);
  if (held != classes || log < 1 || log > kMaxLog) return 0;
  return section.size() == kTableHead + (std::size_t(1) << log) * kLineSize ? log : 0;
}

Error damaged() {
  return {Cause::kWrongModel, "a table of weights is damaged or of another version", ""};
}

}  // namespace

Result<MoveTable> MoveTable::open(std::string_view section) {
  const uint32_t log = lines_log(section, 3);
  if (log == 0) return damaged();
  MoveTable out;
  out.lines_ = section.data() + kTableHead;
  out.shift_ = 64 - log;
  return out;
}

Result<ClassTable> ClassTable::open(std::string_view section, int classes) {
  const uint32_t log = lines_log(section, uint32_t(classes));
  if (log == 0) return damaged();
  ClassTable out;
  out.lines_ = section.data() + kTableHead;
  out.shift_ = 64 - log;
  return out;
}

}  // namespace casus::syntax
