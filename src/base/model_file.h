// The trained model as one file of named sections, mapped and never copied.
//
//   "CASUSMDL" | u32 format | u32 sections | per section: char name[16], u64 offset, u64 size | … section bytes,
//   64-aligned
//
// Little-endian, offsets from the start of the file. Each stage owns the layout of its section (syntax/*.h). Every
// section is checked to lie inside the file; a stage checks the inside of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/mapped_file.h"
#include "casus/error.h"

namespace casus {

inline constexpr uint32_t kModelFormat = 1;

class ModelFile {
 public:
  static Result<ModelFile> open(const std::string& path);

  // The bytes of a section; kWrongModel where the model has none of that name.
  [[nodiscard]] Result<std::string_view> section(std::string_view name) const;
  // First 12 hex digits of the SHA-256 that the trainer wrote into section "digest".
  [[nodiscard]] std::string digest() const;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  ModelFile(MappedFile file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  struct Entry {
    std::string_view name, bytes;
  };
  MappedFile file_;
  std::string path_;
  std::vector<Entry> entries_;
};

// What the trainer writes; the digest section is added by write().
class ModelWriter {
 public:
  void add(std::string name, std::string bytes) { sections_.emplace_back(std::move(name), std::move(bytes)); }
  [[nodiscard]] Result<Done> write(const std::string& path) const;

 private:
  std::vector<std::pair<std::string, std::string>> sections_;
};

}  // namespace casus
