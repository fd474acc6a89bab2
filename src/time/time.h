// Time expressions found in trees and resolved against the dateline by newswire habit: a bare weekday is the latest such day
// up to and including the dateline's, or the next one where something future governs it. Granularity is kept ("July 2014" is a
// month: from the 1st to the 31st). Without a dateline, only absolute expressions resolve; named events stay text.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "lexicon/table.h"
#include "syntax/tree.h"

namespace casus::time {

enum class Shape { kDay, kRange, kDuration, kDeadline };  // "Tuesday"; "from 3 to 5 May"; "for two weeks"; "within 48 hours", "by noon"

struct Expression {
  syntax::WordRange range;  // with its preposition where that is part of the meaning ("within 48 hours", "by Friday")
  int head = 0;
  Shape shape = Shape::kDay;
  int row = 0;  // internal to the finder: which rule made it, and its parameters below
  int number = 0, unit = 0, year = 0, month = 0, day = 0, weekday = -1, shift = 0;
};

enum class Direction { kPast, kFuture };  // which way a bare weekday or month looks

struct Resolved {
  std::optional<Date> from, to;
};

class Finder {
 public:
  static Result<Finder> open(const lexicon::Tables& tables);
  Finder(Finder&&) noexcept;
  Finder& operator=(Finder&&) noexcept;
  ~Finder();

  [[nodiscard]] std::vector<Expression> find(const syntax::Parsed& parsed) const;  // by sentence, then first word
  [[nodiscard]] Resolved resolve(const Expression& expression, std::optional<Date> dateline, Direction direction) const;

 private:
  struct Index;
  explicit Finder(std::unique_ptr<const Index> index);
  std::unique_ptr<const Index> index_;
};

// The record of an expression. `parsed` gives its words.
TimeReference reference(const syntax::Parsed& parsed, const Expression& expression, const Resolved& resolved);

}  // namespace casus::time
