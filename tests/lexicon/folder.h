// A folder of tables that lasts as long as the object.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace casus::test {

class Folder {
 public:
  explicit Folder(const std::string& name) : path_(testing::TempDir() + name + "_" + std::to_string(::getpid())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  void put(const std::string& table, const std::string& bytes) const {
    std::ofstream(path_ + "/" + table + ".tsv", std::ios::binary) << bytes;
  }

 private:
  std::string path_;
};

}  // namespace casus::test
