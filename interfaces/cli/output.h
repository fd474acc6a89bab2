// What goes to the terminal and to pipes: results on the standard output, everything else on the standard error.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "casus/error.h"

namespace casus::cli {

bool terminal_out();  // the standard output is a terminal
bool terminal_err();
std::optional<int> terminal_width();  // columns of the standard output, where it is a terminal
bool dumb();                          // TERM says that the terminal knows no escape sequences
bool colours();                       // the standard output is a terminal, not a dumb one, and NO_COLOR is not set

// One line on the standard error, "casus: …", with what the message quotes shown (base/shown.h).
void complain(std::string_view message);

// Results, collected and written in large pieces, byte for byte: what is written is made by formats/ (lines for people
// by formats/plain.h), where nothing that steers a terminal gets in. After the first failure (a closed pipe, a full
// disk) nothing more is written.
class Output {
 public:
  void write(std::string_view text);
  // Writes what is left. kUnwritable names the cause.
  Result<Done> finish();
  [[nodiscard]] bool failed() const { return failure_ != 0; }
  [[nodiscard]] bool closed() const;  // the failure is a pipe that nobody reads any more

 private:
  void flush();
  std::string held_;
  int failure_ = 0;
};

// Exit code for a finished output: a closed pipe is no error of ours ("casus … | head").
int finish(Output& output, int code);

// How far a long run has come, on a terminal only: one line, rewritten at most five times a second, wiped at the end.
class Progress {
 public:
  // `slowly`: in the gear that has a faster one beside it, which is named.
  Progress(bool wanted, bool slowly) : wanted_(wanted && terminal_err() && !dumb()), slowly_(slowly) {}
  ~Progress() { wipe(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void expect(std::size_t documents) { expected_ = documents; }
  void add(std::size_t documents, std::size_t bytes);
  void wipe();

 private:
  bool wanted_, slowly_, shown_ = false;
  std::size_t documents_ = 0, bytes_ = 0, expected_ = 0;
  long long last_ = 0, start_ = 0;
};

}  // namespace casus::cli
