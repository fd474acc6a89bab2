// A folder that is followed: the files that came or changed since it was last looked at.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace casus::cli {

class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}
  // Paths in order; hidden files are none.
  std::vector<std::string> news();

 private:
  std::string path_;
  std::map<std::string, std::pair<std::filesystem::file_time_type, std::uintmax_t>> seen_;
};

}  // namespace casus::cli
