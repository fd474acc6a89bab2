#include "cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/shown.h"
#include "cli/command.h"

namespace casus::cli {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18;

long long milliseconds() {
  using namespace std::chrono;
  return duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

bool terminal_out() {
  return ::isatty(STDOUT_FILENO) == 1;
}
bool terminal_err() {
  return ::isatty(STDERR_FILENO) == 1;
}
std::optional<int> terminal_width() {
  winsize size{};
  if (!terminal_out() || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}
bool dumb() {
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && std::string_view(terminal) == "dumb";
}
bool colours() {
  const char* none = std::getenv("NO_COLOR");
  return terminal_out() && (none == nullptr || *none == '\0') && !dumb();
}

void complain(std::string_view message) {
  std::fputs(("casus: " + shown(message) + "\n").c_str(), stderr);
}

void Output::write(std::string_view text) {
  if (failure_ != 0) return;
  held_ += text;
  if (held_.size() >= kPiece) flush();
}

void Output::flush() {
  std::size_t at = 0;
  while (at < held_.size()) {
    const ssize_t put = ::write(STDOUT_FILENO, held_.data() + at, held_.size() - at);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      failure_ = errno;
      break;
    }
    at += std::size_t(put);
  }
  held_.clear();
}

bool Output::closed() const {
  return failure_ == EPIPE;
}

Result<Done> Output::finish() {
  if (failure_ == 0) flush();
  if (failure_ == 0) return Done{};
  return Error{Cause::kUnwritable, std::string("cannot write the output: ") + std::strerror(failure_), ""};
}

int finish(Output& output, int code) {
  const auto done = output.finish();
  if (done) return code;
  if (output.closed()) return code;
  complain(done.error().text() + "; what was written so far is incomplete");
  return kFailed;
}

void Progress::add(std::size_t documents, std::size_t bytes) {
  documents_ += documents;
  bytes_ += bytes;
  if (!wanted_) return;
  const long long now = milliseconds();
  if (start_ == 0) start_ = last_ = now;
  if (now - last_ < 200 || now - start_ < 1000) return;
  last_ = now;
  shown_ = true;
  std::string line = "\r" + std::to_string(documents_);
  if (expected_ > 0) line += " of " + std::to_string(expected_);
  std::fprintf(stderr, "%s documents, %.2f MB, %.0f kB/s%s ", line.c_str(), double(bytes_) / 1e6,
               double(bytes_) / double(now - start_), slowly_ ? " (--fast is faster, with more errors)" : "");
  std::fflush(stderr);
}

void Progress::wipe() {
  if (shown_) std::fputs("\r\033[K", stderr);
  shown_ = false;
}

}  // namespace casus::cli
