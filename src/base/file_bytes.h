// A file's bytes in memory of our own: whoever writes to the file afterwards, or cuts it short, changes nothing here. A
// large file lies in large pages, aligned to cache lines. Moves, never copies; the view lives as long as the object.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "casus/error.h"

namespace casus {

class FileBytes {
 public:
  static constexpr std::size_t kMost = std::size_t{1} << 30;  // a GB: model and dictionaries are far smaller

  // kNotFound; kUnreadable for a folder, a device, what may not be opened and what is longer than kMost. An empty file
  // gives an empty view; one that grows meanwhile is read as it was.
  static Result<FileBytes> open(const std::string& path);

  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  struct Free {
    void operator()(char* bytes) const;
  };
  FileBytes() = default;
  void reserve(std::size_t room);
  std::unique_ptr<char[], Free> bytes_;
  std::size_t size_ = 0, room_ = 0;
};

}  // namespace casus
