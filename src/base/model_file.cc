#include "base/model_file.h"

#include <cstring>
#include <fstream>

#include "base/sha256.h"

namespace casus {
namespace {

constexpr std::string_view kMagic = "CASUSMDL";
constexpr std::size_t kNameSize = 16;
constexpr std::size_t kEntrySize = kNameSize + 16;
constexpr std::size_t kHeadSize = 16;
constexpr std::size_t kAlign = 64;
constexpr uint32_t kMaxSections = 256;

template <typename T>
T read_at(std::string_view bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

template <typename T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

Result<ModelFile> ModelFile::open(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return file.error();
  ModelFile out(std::move(*file), path);
  const std::string_view bytes = out.file_.bytes();
  const Error damaged{Cause::kWrongModel, "not a Casus model, or damaged", path};
  if (bytes.size() < kHeadSize || bytes.substr(0, kMagic.size()) != kMagic) return damaged;
  if (const auto format = read_at<uint32_t>(bytes, 8); format != kModelFormat) {
    return Error{Cause::kWrongModel,
                 "model format " + std::to_string(format) + ", this program reads " + std::to_string(kModelFormat),
                 path};
  }
  const auto sections = read_at<uint32_t>(bytes, 12);
  if (sections > kMaxSections || kHeadSize + sections * kEntrySize > bytes.size()) return damaged;
  for (uint32_t i = 0; i < sections; ++i) {
    const std::size_t at = kHeadSize + i * kEntrySize;
    const std::string_view name = bytes.substr(at, kNameSize);
    const auto offset = read_at<uint64_t>(bytes, at + kNameSize);
    const auto size = read_at<uint64_t>(bytes, at + kNameSize + 8);
    if (offset > bytes.size() || size > bytes.size() - offset) return damaged;
    out.entries_.push_back({name.substr(0, name.find('\0')), bytes.substr(offset, size)});
  }
  return out;
}

Result<std::string_view> ModelFile::section(std::string_view name) const {
  for (const Entry& e : entries_) {
    if (e.name == name) return e.bytes;
  }
  return Error{Cause::kWrongModel, "the model has no section '" + std::string(name) + "'", path_};
}

std::string ModelFile::digest() const {
  const auto bytes = section("digest");
  return bytes ? std::string(bytes->substr(0, 12)) : std::string("none");
}

Result<Done> ModelWriter::write(const std::string& path) const {
  Sha256 hash;
  for (const auto& [name, bytes] : sections_) hash.add(name), hash.add(bytes);
  auto sections = sections_;
  sections.emplace_back("digest", hash.hex());

  std::string head(kMagic);
  put(head, kModelFormat);
  put(head, uint32_t(sections.size()));
  const auto aligned = [](std::size_t n) { return (n + kAlign - 1) / kAlign * kAlign; };
  std::size_t offset = aligned(kHeadSize + sections.size() * kEntrySize);
  for (const auto& [name, bytes] : sections) {
    std::string padded = name.substr(0, kNameSize - 1);
    padded.resize(kNameSize, '\0');
    head += padded;
    put(head, uint64_t(offset));
    put(head, uint64_t(bytes.size()));
    offset = aligned(offset + bytes.size());
  }
  std::ofstream out(path, std::ios::binary);
  std::size_t written = 0;
  const auto emit = [&](std::string_view bytes) {
    const std::string padding(aligned(bytes.size()) - bytes.size(), '\0');
    out.write(bytes.data(), std::streamsize(bytes.size())).write(padding.data(), std::streamsize(padding.size()));
    written += bytes.size() + padding.size();
  };
  emit(head);
  for (const auto& [name, bytes] : sections) emit(bytes);
  out.close();
  if (!out) return Error{Cause::kUnwritable, "could not be written", path};
  return Done{};
}

}  // namespace casus
