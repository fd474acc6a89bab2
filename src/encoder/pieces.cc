#include "encoder/pieces.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>

#include "base/utf8.h"

namespace casus::encoder {
namespace {

constexpr std::size_t kLimit = 65535;  // pieces
constexpr char32_t kFolded = 0x3000;   // letters from here on are taken as they are
constexpr uint64_t kStart = 0xcbf29ce484222325ULL, kPrime = 0x100000001b3ULL;  // FNV-1a
constexpr std::string_view kInside = "##";

constexpr uint64_t step(uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * kPrime;
}
constexpr uint64_t hash_of(std::string_view text) {
  uint64_t hash = kStart;
  for (char c : text) hash = step(hash, c);
  return hash;
}
constexpr std::size_t slot(uint64_t hash, std::size_t slots) {
  return std::size_t((hash ^ hash >> 29) * 0x9e3779b97f4a7c15ULL >> 32) & (slots - 1);
}

constexpr bool is_ascii_mark(char32_t c) {
  return c > ' ' && c < 0x7f && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
}
bool is_mark(char32_t c) {
  if (c < 0x80) return is_ascii_mark(c);
  return c < kFolded && (U_GET_GC_MASK(UChar32(c)) & U_GC_P_MASK) != 0;
}

// Small letters without accents.
void fold(char32_t c, std::string& out) {
  if (c < 0x80) {
    out.push_back(c >= 'A' && c <= 'Z' ? char(c + 32) : char(c));
    return;
  }
  if (c >= kFolded) return utf8::append(out, c);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  icu::UnicodeString apart;
  const UChar32 small = u_tolower(UChar32(c));
  if (U_FAILURE(error) || nfd == nullptr || !nfd->getDecomposition(small, apart)) apart = icu::UnicodeString(small);
  for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 letter = apart.char32At(i);
    if (u_charType(letter) != U_NON_SPACING_MARK) utf8::append(out, char32_t(letter));
  }
}

}  // namespace

uint8_t shape(std::string_view word, bool spaced) {
  int small = 0, large = 0;
  bool first_large = false;
  for (std::size_t at = 0; at < word.size();) {
    const utf8::Decoded c = utf8::decode(word, at);
    const bool is_large = c.value < 0x80 ? c.value >= 'A' && c.value <= 'Z' : u_isupper(UChar32(c.value)) != 0;
    const bool is_small = c.value < 0x80 ? c.value >= 'a' && c.value <= 'z' : u_islower(UChar32(c.value)) != 0;
    if (at == 0) first_large = is_large;
    large += is_large;
    small += is_small;
    at += c.length;
  }
  Capitals capitals = Capitals::kMixed;
  if (large == 0) {
    capitals = Capitals::kNone;
  } else if (small == 0) {
    capitals = large > 1 ? Capitals::kAll : Capitals::kFirst;
  } else if (first_large && large == 1) {
    capitals = Capitals::kFirst;
  }
  return uint8_t(uint8_t(capitals) + (spaced ? 0 : kShapes / 2));
}

Result<Vocabulary> Vocabulary::open(std::string_view section) {
  const Error wrong{Cause::kWrongModel, "section 'vocabulary' is damaged", ""};
  Vocabulary out;
  for (std::size_t at = 0; at < section.size();) {
    const std::size_t end = std::min(section.find('\n', at), section.size());
    out.pieces_.push_back(section.substr(at, end - at));
    out.longest_ = std::max(out.longest_, end - at);
    at = end + 1;
  }
  if (out.pieces_.empty() || out.pieces_.size() >= kLimit) return wrong;
  out.slots_.resize(std::bit_ceil(out.pieces_.size() * 2));
  for (std::size_t i = 0; i < out.pieces_.size(); ++i) {
    std::size_t at = slot(hash_of(out.pieces_[i]), out.slots_.size());
    while (out.slots_[at] != 0) at = (at + 1) & (out.slots_.size() - 1);
    out.slots_[at] = uint16_t(i + 1);
  }
  const std::pair<std::string_view, uint16_t*> special[] = {
      {"[CLS]", &out.first_}, {"[SEP]", &out.last_}, {"[UNK]", &out.unknown_}};
  for (const auto& [name, number] : special) {
    const int found = out.find(name, hash_of(name));
    if (found < 0) return wrong;
    *number = uint16_t(found);
  }
  return out;
}

int Vocabulary::find(std::string_view piece, uint64_t hash) const {
  for (std::size_t at = slot(hash, slots_.size()); slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (pieces_[slots_[at] - 1U] == piece) return slots_[at] - 1;
  }
  return -1;
}

void Vocabulary::split(std::string_view word, std::vector<uint16_t>& out) const {
  const std::size_t start = out.size();
  std::string run(kInside);  // room before the run, so that a later piece and its "##" lie side by side
  const auto close = [&] {
    if (run.size() > kInside.size() && !split_run(run, out)) out.push_back(unknown_);
    run.resize(kInside.size());
  };
  for (std::size_t at = 0; at < word.size();) {
    const utf8::Decoded c = utf8::decode(word, at);
    const bool mark = is_mark(c.value);
    if (mark) close();
    fold(c.value, run);
    if (mark) close();
    at += c.length;
  }
  close();
  if (out.size() == start) out.push_back(unknown_);
  if (out.size() - start > kMost) out.resize(start + kMost);
}

bool Vocabulary::split_run(std::string_view run, std::vector<uint16_t>& out) const {
  const std::size_t start = out.size();
  if (utf8::count(run) > kLongest + kInside.size()) return false;
  // `run` has two free bytes in front: a piece inside the word is looked up under its "##", written over what is done.
  std::array<char, 4 * kLongest + 2> bytes{};
  std::copy(run.begin(), run.end(), bytes.begin());
  const auto letter_begins = [&](std::size_t i) { return i >= run.size() || (bytes[i] & 0xC0) != 0x80; };
  for (std::size_t at = kInside.size(); at < run.size();) {
    std::size_t begin = at;
    if (at > kInside.size()) {
      begin = at - kInside.size();
      bytes[begin] = bytes[begin + 1] = '#';
    }
    std::size_t best = 0;
    uint64_t hash = kStart;
    int number = -1;
    for (std::size_t i = begin; i < run.size() && i - begin < longest_; ++i) {
      hash = step(hash, bytes[i]);
      if (i < at || !letter_begins(i + 1)) continue;
      const int found = find({bytes.data() + begin, i + 1 - begin}, hash);
      if (found >= 0) {
        number = found;
        best = i + 1;
      }
    }
    if (number < 0) {
      out.resize(start);
      return false;
    }
    out.push_back(uint16_t(number));
    at = best;
  }
  return true;
}

}  // namespace casus::encoder
