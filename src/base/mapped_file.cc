#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace casus {

Result<MappedFile> MappedFile::open(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return Error{errno == ENOENT || errno == ENOTDIR ? Cause::kNotFound : Cause::kUnreadable, std::strerror(errno),
                 path};
  }
  struct stat info {};
  MappedFile out;
  Error error{Cause::kUnreadable, "", path};
  if (::fstat(fd, &info) != 0) {
    error.message = std::strerror(errno);
  } else if (S_ISDIR(info.st_mode)) {
    error.message = "is a folder, not a file";
  } else if (S_ISREG(info.st_mode)) {
    out.size_ = static_cast<std::size_t>(info.st_size);
    if (out.size_ > 0) {
      void* map = ::mmap(nullptr, out.size_, PROT_READ, MAP_PRIVATE, fd, 0);
      if (map == MAP_FAILED) {
        error.message = std::strerror(errno);
      } else {
        out.map_ = static_cast<const char*>(map);
      }
    }
  } else {
    char block[1 << 16];
    ssize_t got = 0;
    while ((got = ::read(fd, block, sizeof block)) > 0) out.held_.append(block, std::size_t(got));
    if (got < 0) error.message = std::strerror(errno);
  }
  ::close(fd);
  if (!error.message.empty()) return error;
  return out;
}

MappedFile::MappedFile(MappedFile&& other) noexcept {
  *this = std::move(other);
}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  if (this != &other) {
    release();
    map_ = std::exchange(other.map_, nullptr);
    size_ = std::exchange(other.size_, 0);
    held_ = std::move(other.held_);
  }
  return *this;
}

MappedFile::~MappedFile() {
  release();
}

void MappedFile::release() {
  if (map_) ::munmap(const_cast<char*>(map_), size_);
  map_ = nullptr;
}

}  // namespace casus
