#include "base/model_file.h"

#include <cstring>
#include <fstream>
#include <iterator>

#include "base/hash.h"
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

// Each word goes into one of eight lanes by steps that can be undone, so no single change is lost.
uint64_t quick_sum(std::string_view bytes) {
  uint64_t lanes[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  const std::size_t whole = bytes.size() / sizeof lanes * sizeof lanes;
  for (std::size_t at = 0; at < whole; at += sizeof lanes) {
    uint64_t words[std::size(lanes)];
    std::memcpy(words, bytes.data() + at, sizeof words);
    for (std::size_t i = 0; i < std::size(lanes); ++i) {
      lanes[i] = (lanes[i] ^ words[i]) * 0x9e3779b97f4a7c15ULL;
      lanes[i] ^= lanes[i] >> 32;
    }
  }
  uint64_t sum = hash_bytes(bytes.substr(whole), bytes.size());
  for (uint64_t lane : lanes) sum = mix(sum * 0x9e3779b97f4a7c15ULL ^ lane);
  return sum;
}

Result<ModelFile> ModelFile::open(const std::string& path) {
  auto file = FileBytes::open(path);
  if (!file) return file.error();
  ModelFile out(std::move(*file), path);
  const std::string_view bytes = out.file_.view();
  const auto wrong = [&](std::string why) { return Error{Cause::kWrongModel, std::move(why), path}; };
  if (bytes.size() < kHeadSize || bytes.substr(0, kMagic.size()) != kMagic) return wrong("not a Casus model");
  if (const auto format = read_at<uint32_t>(bytes, 8); format != kModelFormat) {
    return wrong("model format " + std::to_string(format) + ", this program reads " + std::to_string(kModelFormat));
  }
  const auto sections = read_at<uint32_t>(bytes, 12);
  if (sections > kMaxSections) return wrong("the model is damaged; fetch it anew");
  const std::string cut = "the model is cut short or damaged; fetch it anew";
  if (kHeadSize + sections * kEntrySize > bytes.size()) return wrong(cut);
  for (uint32_t i = 0; i < sections; ++i) {
    const std::size_t at = kHeadSize + i * kEntrySize;
    const std::string_view name = bytes.substr(at, kNameSize);
    const auto offset = read_at<uint64_t>(bytes, at + kNameSize);
    const auto size = read_at<uint64_t>(bytes, at + kNameSize + 8);
    if (offset % kAlign != 0 || offset > bytes.size() || size > bytes.size() - offset) return wrong(cut);
    out.entries_.push_back({name.substr(0, name.find('\0')), bytes.substr(offset, size)});
  }
  const auto digest = out.section("digest");
  if (!digest) return digest.error();
  const uint64_t sum = quick_sum(bytes);
  if (sum != kShippedSum && sum != kShippedEncoderSum && out.sha256() != *digest)
    return wrong(
        "the bytes of the model are not those of its digest: damaged, or changed while it was read; fetch it anew");
  return out;
}

// Over the sections as they stand in the file.
std::string ModelFile::sha256() const {
  Sha256 hash;
  for (const Entry& e : entries_) {
    if (e.name != "digest") hash.add(e.name), hash.add(e.bytes);
  }
  return hash.hex();
}

Result<std::string_view> ModelFile::section(std::string_view name) const {
  for (const Entry& e : entries_) {
    if (e.name == name) return e.bytes;
  }
  return Error{Cause::kWrongModel, "the model has no section '" + std::string(name) + "'", path_};
}

std::string ModelFile::digest() const {
  return std::string(section("digest")->substr(0, 12));
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
