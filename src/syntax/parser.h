// Dependency trees, greedily: at each state one perceptron picks the move, and at each attachment a second one the
// relation. Sections "moves" (a MoveTable) and "labels" (a ClassTable over the relations).
#pragma once

#include <span>

#include "syntax/lexeme.h"
#include "syntax/parser_features.h"
#include "syntax/tags.h"
#include "syntax/weights.h"

namespace casus::syntax {

// Fills the state for a sentence: looks from lexemes and joint tag numbers.
void start(std::span<const Lexeme> words, std::span<const uint8_t> tags, arc::State& state);

class Parser {
 public:
  static Result<Parser> open(std::string_view moves_section, std::string_view labels_section);

  // Runs a started state to its end: every word has a head and a relation.
  void parse(arc::State& state) const;

 private:
  Parser(MoveTable moves, ClassTable labels) : moves_(moves), labels_(labels) {}
  [[nodiscard]] Move next(const arc::State& state) const;
  [[nodiscard]] uint8_t label(const arc::State& state, int head, int dependent) const;
  MoveTable moves_;
  ClassTable labels_;
};

}  // namespace casus::syntax
