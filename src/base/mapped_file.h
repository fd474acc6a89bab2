// A file seen as bytes: mapped where the system can (regular files), else read into memory (pipes). Read-only, moves,
// never copies; the view lives as long as the object.
#pragma once

#include <string>
#include <string_view>

#include "casus/error.h"

namespace casus {

class MappedFile {
 public:
  // kNotFound, or kUnreadable for a folder or what may not be opened. An empty file gives an empty view.
  static Result<MappedFile> open(const std::string& path);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  [[nodiscard]] std::string_view bytes() const {
    return map_ ? std::string_view(map_, size_) : std::string_view(held_);
  }

 private:
  MappedFile() = default;
  void release();
  const char* map_ = nullptr;
  std::size_t size_ = 0;
  std::string held_;
};

}  // namespace casus
