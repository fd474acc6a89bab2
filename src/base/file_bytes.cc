#include "base/file_bytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace casus {
namespace {

constexpr std::size_t kCacheLine = 64, kLargePage = std::size_t{1} << 21, kPiece = std::size_t{1} << 16;

struct File {
  int fd;
  ~File() {
    if (fd >= 0) ::close(fd);
  }
};

}  // namespace

void FileBytes::Free::operator()(char* bytes) const {
  std::free(bytes);
}

void FileBytes::reserve(std::size_t room) {
  void* place = nullptr;
  if (::posix_memalign(&place, room < kLargePage ? kCacheLine : kLargePage, room) != 0) throw std::bad_alloc();
  std::unique_ptr<char[], Free> bytes(static_cast<char*>(place));
  if (room >= kLargePage) ::madvise(place, room, MADV_HUGEPAGE);  // advice: where it is not taken, all is well
  if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
  bytes_ = std::move(bytes);
  room_ = room;
}

Result<FileBytes> FileBytes::open(const std::string& path) {
  const auto unreadable = [&](std::string why) { return Error{Cause::kUnreadable, std::move(why), path}; };
  const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.fd < 0) {
    const Cause cause = errno == ENOENT || errno == ENOTDIR ? Cause::kNotFound : Cause::kUnreadable;
    return Error{cause, std::strerror(errno), path};
  }
  struct stat info {};
  if (::fstat(file.fd, &info) != 0) return unreadable(std::strerror(errno));
  if (S_ISDIR(info.st_mode)) return unreadable("is a folder, not a file");
  if (S_ISCHR(info.st_mode) || S_ISBLK(info.st_mode)) return unreadable("is a device, not a file");
  const bool regular = S_ISREG(info.st_mode);
  FileBytes out;
  if (regular && info.st_size > 0) {
    if (std::size_t(info.st_size) > kMost) return unreadable("is longer than a GB");
    out.reserve(std::size_t(info.st_size));
  }
  for (;;) {
    if (out.size_ == out.room_) {
      if (regular) return out;
      if (out.size_ > kMost) return unreadable("is longer than a GB");
      out.reserve(std::max(kPiece, 2 * out.room_));
    }
    const ssize_t got = ::read(file.fd, out.bytes_.get() + out.size_, out.room_ - out.size_);
    if (got == 0) return out;
    if (got < 0 && errno != EINTR) return unreadable(std::strerror(errno));
    out.size_ += std::size_t(std::max<ssize_t>(got, 0));
  }
}

}  // namespace casus
