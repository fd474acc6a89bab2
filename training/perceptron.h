// Averaged perceptron weights while they are learned: open hash tables from 64-bit feature keys, in floats. A feature
// gets a row with its first update. Averages by the usual trick: with each update the step's number times the change is
// kept too, and average = weight - kept / steps (Daumé 2006, figure 2.3).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace casus::training {

// A feature as the packers take it: the key, how often it was seen, and a weight for each class.
template <int kClasses>
struct MoveRow {
  uint64_t key = 0;
  std::array<float, kClasses> weight{}, kept{};
  uint32_t seen = 0;
};

// Few classes, rows held in the table.
class MoveWeights {
 public:
  static constexpr int kClasses = 3;
  using Row = MoveRow<kClasses>;
  MoveWeights() : rows_(std::size_t(1) << 20) {}

  void prefetch(uint64_t key) const { __builtin_prefetch(&rows_[slot(key)]); }
  void add(uint64_t key, float* scores) const;
  void update(uint64_t key, int move, float change, double step);
  void count(uint64_t key);
  void average(double steps);
  void merge(const MoveWeights& other);  // adds weights and counts
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

 private:
  [[nodiscard]] std::size_t slot(uint64_t key) const { return key >> shift_; }
  Row& row(uint64_t key);  // made when missing
  void grow();
  std::vector<Row> rows_;
  std::size_t used_ = 0;
  int shift_ = 64 - 20;
};

// Many classes, of which a feature has seen few: rows point to cells.
class ClassWeights {
 public:
  struct Cell {
    uint32_t label;
    float weight, kept;
  };
  struct Row {
    uint64_t key = 0;
    uint32_t first = 0, seen = 0;
    uint16_t count = 0, room = 0;
  };
  ClassWeights() : rows_(std::size_t(1) << 18) {}

  void prefetch(uint64_t key) const { __builtin_prefetch(&rows_[slot(key)]); }
  void add(uint64_t key, float* scores) const;
  void update(uint64_t key, int label, float change, double step);
  void count(uint64_t key);
  void average(double steps);
  void merge(const ClassWeights& other);
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  [[nodiscard]] std::span<const Cell> cells(const Row& row) const {
    return std::span(cells_).subspan(row.first, row.count);
  }

 private:
  [[nodiscard]] std::size_t slot(uint64_t key) const { return key >> shift_; }
  Row& row(uint64_t key);
  Cell& cell(Row& row, uint32_t label);
  void grow();
  std::vector<Row> rows_;
  std::vector<Cell> cells_;
  std::size_t used_ = 0;
  int shift_ = 64 - 18;
};

}  // namespace casus::training
