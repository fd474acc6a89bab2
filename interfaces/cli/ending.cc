#include "cli/ending.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace casus::cli {
namespace {

int pipe_of_signals[2] = {-1, -1};  // a signal puts a byte in, which nobody takes out

void hear(int) {
  const int kept = errno;
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  [[maybe_unused]] const ssize_t put = ::write(pipe_of_signals[1], "", 1);
  errno = kept;
}

}  // namespace

Result<Ending> Ending::listen() {
  if (::pipe2(pipe_of_signals, O_CLOEXEC | O_NONBLOCK) != 0)
    return Error{Cause::kUnreadable, std::string("no pipe for signals: ") + std::strerror(errno), ""};
  struct sigaction action {};
  action.sa_handler = hear;
  action.sa_flags = SA_RESTART;  // reading a document and writing the ledger go on; poll() returns all the same
  sigaddset(&action.sa_mask, SIGINT);
  sigaddset(&action.sa_mask, SIGTERM);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  return Ending();
}

bool Ending::asked() const {
  pollfd signals{pipe_of_signals[0], POLLIN, 0};
  return ::poll(&signals, 1, 0) > 0;
}

Ending::Wake Ending::wait(int milliseconds, int file) const {
  pollfd all[] = {{pipe_of_signals[0], POLLIN, 0}, {STDOUT_FILENO, 0, 0}, {file, POLLIN, 0}};
  while (::poll(all, 3, milliseconds) < 0 && errno == EINTR) {
  }
  if (all[0].revents != 0) return Wake::kAsked;
  if (all[1].revents != 0) return Wake::kUnheard;
  return all[2].revents != 0 ? Wake::kReadable : Wake::kTime;
}

}  // namespace casus::cli
