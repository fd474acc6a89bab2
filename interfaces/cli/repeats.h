// Ids that come twice in one file of JSON lines with different texts: the later document takes the place of the earlier
// one in a ledger, which is rarely what was meant. The first million ids of a file are remembered, as hashes.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "casus/document.h"

namespace casus::cli {

class Repeats {
 public:
  // What to say of a document that stood at `place` ("day.jsonl:17"); empty where its id is new or its text the same.
  [[nodiscard]] std::string note(const Document& document, const std::string& place);

 private:
  struct Seen {
    uint64_t text;
    uint32_t line;
  };
  std::unordered_map<uint64_t, Seen> seen_;  // by hash of the id
};

}  // namespace casus::cli
