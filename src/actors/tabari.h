// Actor and agent dictionaries in the text format of TABARI and PETRARCH, as analysts have kept them since the 1990s:
//
//   MICHAEL_SOMARE  [PNGGOV 20020805-20110402] [PNGELI >20110402]   ; a comment, as after #
//   +SIR_MICHAEL                                                   another name of the same actor
//     [PNGGOV <850101]                                             more codes may stand on lines of their own
//   COMMANDER_IN_CHIEF {COMMANDERS_IN_CHIEF} [~MIL]                an agent: ~ stands for the nation before it
//   !PERSON! = MAN, WOMAN                                          a set, used below as CONGRESS!PERSON!
//   EARTHQUAKE [---]                                               names nobody
//
// Dates have six digits (YYMMDD; 30 to 99 are 1930 to 1999) or eight; < is up to and with, > is from and with that day.
// A set may name sets above it. A name or set stands for 64 forms of 200 bytes at most, and a dictionary holds a
// million names and codes at most. A line that cannot be read is told with its number; whoever finds one told refuses
// the dictionary. References: TABARI manual 0.8, chapter "Dictionary formats"; PETRARCH 1.2 documentation, "Actor
// dictionaries".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casus::actors {

struct OwnCode {
  std::string code;             // as it stands there, "~" for the place of the nation; empty for [---]
  int from = 0, to = 99999999;  // days as YYYYMMDD, both included
  [[nodiscard]] bool dated() const { return from != 0 || to != 99999999; }
};

struct OwnActor {
  std::vector<std::string> names;    // words separated by single spaces
  std::vector<std::string> plurals;  // of agents
  std::vector<OwnCode> codes;
  int line = 0;
};

struct OwnDictionary {
  struct Complaint {
    int line;
    std::string message;
  };
  static constexpr std::size_t kMostComplaints = 8;
  std::vector<OwnActor> actors;
  std::vector<Complaint> complaints;  // the first of them, by line
  std::size_t further = 0;            // complaints beyond those
};

// In time linear in the bytes, whatever they are.
[[nodiscard]] OwnDictionary read_dictionary(std::string_view bytes);

}  // namespace casus::actors
