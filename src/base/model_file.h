// The trained model as one file of named sections, read into memory once; the stages hold views of it.
//
//   "CASUSMDL" | u32 format | u32 sections | per section: char name[16], u64 offset, u64 size | … section bytes,
//   64-aligned
//
// Little-endian, offsets from the start of the file. Each stage owns the layout of its section (syntax/*.h). Every
// section is checked to lie inside the file, and all of them against the SHA-256 of names and bytes that section
// "digest" holds; a stage checks the inside of its own, so that what has the right digest and odd content does no harm.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_bytes.h"
#include "casus/error.h"

namespace casus {

inline constexpr uint32_t kModelFormat = 1;

// SHA-256 takes a tenth of a second, which a short dispatch would wait for. The models we ship are told by a sum of the
// whole file instead, in a few milliseconds; a test holds these numbers against them. Others are checked the long way.
uint64_t quick_sum(std::string_view bytes);
inline constexpr uint64_t kShippedSum = 0xebe1bc3cd33f8698ULL;         // casus.model
inline constexpr uint64_t kShippedEncoderSum = 0x52789eb5a5abe3cbULL;  // encoder.model

class ModelFile {
 public:
  // kNotFound or kUnreadable for the file; kWrongModel for what is no model, of another format, cut short or damaged.
  static Result<ModelFile> open(const std::string& path);

  // The bytes of a section; kWrongModel where the model has none of that name.
  [[nodiscard]] Result<std::string_view> section(std::string_view name) const;
  // First 12 hex digits of the SHA-256.
  [[nodiscard]] std::string digest() const;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  ModelFile(FileBytes file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  struct Entry {
    std::string_view name, bytes;
  };
  [[nodiscard]] std::string sha256() const;
  FileBytes file_;
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
