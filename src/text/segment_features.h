// What the segmenter looks at, for training and reading alike.
//
// A chunk (bytes without white space) is cut into atoms: a run of letters, a run of digits, or one other character. At
// each boundary between two atoms one of three things is true: both are of one word, a new token begins, or a new word
// of the same token begins (a clitic). At each token's end a sentence may end. Both are linear decisions over the keys
// made here.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/segment.h"

namespace casus::text {

enum class AtomKind : uint8_t { kOutside, kLower, kCapitalised, kUpper, kInitial, kMixed, kDigits, kMark };

struct Atom {
  uint32_t begin = 0, end = 0;
  uint64_t hash = 0;  // of the lower-cased text, curly quotation marks as straight ones, digits levelled
  AtomKind kind = AtomKind::kOutside;
  bool before_space = false;  // the last atom of its chunk
};

// What follows a chunk: its first atom's kind matters where a full stop may belong to an abbreviation.
enum class Follower : uint8_t { kNothing, kLower, kUpper, kDigit, kMark };

// Addresses and file names are one word with marks in it.
enum class ChunkKind : uint8_t { kWords, kLink, kMail, kFile };

struct Surroundings {
  ChunkKind kind = ChunkKind::kWords;
  Follower next = Follower::kNothing;
};

inline constexpr int kBoundaryKeys = 24, kEndKeys = 31;
inline constexpr int kBoundaryBits = 17, kEndBits = 17;

// Bytes of white space at `at` (0 where there is none): ASCII, no-break and the other Unicode spaces.
std::size_t space_at(std::string_view text, std::size_t at);

// Appends the atoms of the chunk that begins at `begin`; gives its end.
std::size_t read_chunk(std::string_view text, std::size_t begin, std::vector<Atom>& atoms);

// Of the chunk [begin, end).
Surroundings surroundings(std::string_view text, std::size_t begin, std::size_t end);

// Letters that digits follow are one word ("G7", "T72"), and so is the last full stop of single letters with stops
// ("U.S.", "p.m.") and of abbreviations before what they stand before ("Sgt. X", "No. 5"): boundaries after atoms[i]
// that nobody asks about.
bool one_word(std::string_view text, const std::vector<Atom>& atoms, std::size_t i, Surroundings around,
              const WordKnowledge& knowledge);

// Keys for the boundary after atoms[i] (i + 1 < atoms.size()); `word_begin` is the atom where the word so far begins.
void boundary_keys(const std::vector<Atom>& atoms, std::size_t i, std::size_t word_begin, Surroundings around,
                   const WordKnowledge& knowledge, uint32_t (&keys)[kBoundaryKeys]);

// A token as the second decision sees it.
struct Seen {
  uint64_t hash = 0;
  AtomKind kind = AtomKind::kOutside;
  uint8_t length = 0;
  bool stop = false;    // ends in a full stop, a question or exclamation mark
  bool closer = false;  // a closing bracket or a quotation mark that does not open
  bool opener = false;  // a straight quotation mark with a space before it and none after
  bool straight = false, dash = false;
  bool starter = true;                  // may begin a sentence: no comma, no closing bracket or curly quotation mark
  uint8_t habit = 0, abbreviation = 0;  // WordKnowledge
  Gap gap = Gap::kNothing;              // what follows
  bool tidy = false;                    // its paragraph ends in a full stop: likely others of its sentences do
};
std::vector<Seen> see(std::string_view text, const std::vector<Token>& tokens, const std::vector<Gap>& gaps,
                      const WordKnowledge& knowledge);

// Where the sentence so far stands: tokens in it, open brackets, whether a quotation is open.
struct Course {
  int tokens = 0, brackets = 0;
  bool quoted = false;
  bool aside = false;  // the last bracket opened after a full stop: "It ended. (Agency)"
  bool stopped = false;
  bool dateline = false;  // began in capitals, and no dash came yet but this one: "OSLO, May 14 (Agency) -"
  bool names = true;      // outside brackets there were only words with a capital, figures and marks
  bool sourced = false;   // a bracket or a figure came
  void pass(const Seen& token, std::string_view form);
};

// Whether seen[i], in the first sentence of a paragraph, is the dash of a dateline, which stands apart as a sentence of
// its own (so do the treebanks): "OSLO, May 14 (Agency) - ", "Lima, Peru (Agency) — ", "GENEVA -- ".
bool dateline_end(const std::vector<Seen>& seen, std::size_t i, const Course& course);

// Whether a sentence may end after seen[i] at all; where not, nobody asks the model.
bool may_end(const std::vector<Seen>& seen, std::size_t i, const Course& course);
// Whether something says so: a full stop, alone or inside what closes here, or a line broken on purpose.
bool marked_end(const std::vector<Seen>& seen, std::size_t i, const Course& course);
void end_keys(const std::vector<Seen>& seen, std::size_t i, const Course& course, uint32_t (&keys)[kEndKeys]);

// Runs of letters that hold two words ("cannot"): hash of the lower-cased run -> bytes of the first word.
uint64_t run_hash(std::string_view run);

// The n't at the end of a run of letters, with either apostrophe, is found by its letters: bytes to keep before it, or
// 0.
std::size_t negation_split(std::string_view text, const Atom& letters);

}  // namespace casus::text
