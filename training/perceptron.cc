#include "training/perceptron.h"

#include <algorithm>

namespace casus::training {
namespace {

// Key 0 marks a free row; no feature of ours hashes to it but by an accident that costs one feature.
template <typename Rows>
std::size_t find(const Rows& rows, std::size_t at, uint64_t key) {
  while (rows[at].key != key && rows[at].key != 0) at = (at + 1) & (rows.size() - 1);
  return at;
}

template <typename Rows>
void rehash(Rows& rows, int& shift) {
  Rows old(rows.size() * 2);
  old.swap(rows);
  --shift;
  for (auto& row : old) {
    if (row.key != 0) rows[find(rows, row.key >> shift, row.key)] = row;
  }
}

}  // namespace

void MoveWeights::add(uint64_t key, float* scores) const {
  const Row& row = rows_[find(rows_, slot(key), key)];
  for (std::size_t i = 0; i < kClasses; ++i) scores[i] += row.weight[i];
}

MoveWeights::Row& MoveWeights::row(uint64_t key) {
  std::size_t at = find(rows_, slot(key), key);
  if (rows_[at].key == 0) {
    if (++used_ * 2 > rows_.size()) {
      grow();
      at = find(rows_, slot(key), key);
    }
    rows_[at].key = key;
  }
  return rows_[at];
}

void MoveWeights::grow() {
  rehash(rows_, shift_);
}

void MoveWeights::update(uint64_t key, int move, float change, double step) {
  Row& r = row(key);
  r.weight[std::size_t(move)] += change;
  r.kept[std::size_t(move)] += float(step * change);
}

void MoveWeights::count(uint64_t key) {
  Row& row = rows_[find(rows_, slot(key), key)];
  row.seen += row.key != 0;
}

void MoveWeights::average(double steps) {
  for (Row& row : rows_) {
    for (std::size_t i = 0; i < kClasses; ++i) row.weight[i] -= float(row.kept[i] / steps), row.kept[i] = 0;
  }
}

void MoveWeights::merge(const MoveWeights& other) {
  // Rows come in the order of their hash: a smaller table would fill from one end and its probes grow without bound.
  while (rows_.size() < other.rows_.size()) grow();
  for (const Row& from : other.rows_) {
    if (from.key == 0) continue;
    Row& to = row(from.key);
    for (std::size_t i = 0; i < kClasses; ++i) to.weight[i] += from.weight[i];
    to.seen += from.seen;
  }
}

void ClassWeights::add(uint64_t key, float* scores) const {
  const Row& row = rows_[find(rows_, slot(key), key)];
  for (const Cell& cell : cells(row)) scores[cell.label] += cell.weight;
}

ClassWeights::Row& ClassWeights::row(uint64_t key) {
  std::size_t at = find(rows_, slot(key), key);
  if (rows_[at].key == 0) {
    if (++used_ * 2 > rows_.size()) {
      grow();
      at = find(rows_, slot(key), key);
    }
    rows_[at].key = key;
  }
  return rows_[at];
}

void ClassWeights::grow() {
  rehash(rows_, shift_);
}

ClassWeights::Cell& ClassWeights::cell(Row& row, uint32_t label) {
  for (uint32_t i = 0; i < row.count; ++i) {
    if (cells_[row.first + i].label == label) return cells_[row.first + i];
  }
  if (row.count == row.room) {
    const uint32_t room = row.room == 0 ? 2 : row.room * 2U, first = uint32_t(cells_.size());
    cells_.resize(cells_.size() + room);
    std::copy_n(cells_.begin() + row.first, row.count, cells_.begin() + first);
    row.first = first;
    row.room = uint16_t(room);
  }
  Cell& made = cells_[row.first + row.count++];
  made = {label, 0, 0};
  return made;
}

void ClassWeights::update(uint64_t key, int label, float change, double step) {
  Cell& c = cell(row(key), uint32_t(label));
  c.weight += change;
  c.kept += float(step * change);
}

void ClassWeights::count(uint64_t key) {
  Row& row = rows_[find(rows_, slot(key), key)];
  row.seen += row.key != 0;
}

void ClassWeights::average(double steps) {
  for (Cell& cell : cells_) cell.weight -= float(cell.kept / steps), cell.kept = 0;
}

void ClassWeights::merge(const ClassWeights& other) {
  // Rows come in the order of their hash: a smaller table would fill from one end and its probes grow without bound.
  while (rows_.size() < other.rows_.size()) grow();
  for (const Row& from : other.rows_) {
    if (from.key == 0) continue;
    Row& to = row(from.key);
    to.seen += from.seen;
    for (const Cell& c : other.cells(from)) cell(to, c.label).weight += c.weight;
  }
}

}  // namespace casus::training
