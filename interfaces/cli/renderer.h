// The formats of `casus read --format`: from one table come the choice, the help and what writes a reading.
#pragma once

#include <string>

#include "casus/reading.h"

namespace CLI {
class App;
}

namespace casus::cli {

struct RenderOptions {
  std::string format;            // empty: a report on a terminal, else json
  std::string table = "events";  // of csv
  bool dyadic = false;           // of cameo
  bool raw = false;              // of cameo and csv

  void declare(CLI::App& app);
};

class Renderer {
 public:
  explicit Renderer(RenderOptions options);

  // What stands before the first reading: the header row of a table.
  [[nodiscard]] std::string header() const;
  // Appends one reading. Safe to call from several threads.
  void write(const Reading& reading, std::string& out) const;
  // conllu: Reader::parse is enough.
  [[nodiscard]] bool trees_only() const { return options_.format == "conllu"; }

 private:
  RenderOptions options_;
  bool colours_ = false;
  int width_ = 100;
};

}  // namespace casus::cli
