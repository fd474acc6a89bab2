// Scratch memory of one call: bytes handed out in blocks, all given back together. Views into it live as long as it
// does.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace casus {

class Arena {
 public:
  char* take(std::size_t bytes) {
    if (bytes > left_) grow(bytes);
    char* out = next_;
    next_ += bytes;
    left_ -= bytes;
    return out;
  }
  std::string_view copy(std::string_view text) {
    char* out = take(text.size());
    if (!text.empty()) std::memcpy(out, text.data(), text.size());
    return {out, text.size()};
  }
  std::string_view join(std::string_view a, std::string_view b) {
    char* out = take(a.size() + b.size());
    if (!a.empty()) std::memcpy(out, a.data(), a.size());
    if (!b.empty()) std::memcpy(out + a.size(), b.data(), b.size());
    return {out, a.size() + b.size()};
  }

 private:
  void grow(std::size_t bytes) {
    const std::size_t size = bytes > kBlock ? bytes : kBlock;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    next_ = blocks_.back().get();
    left_ = size;
  }
  static constexpr std::size_t kBlock = 1 << 14;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace casus
