#include "syntax/lexeme.h"

#include <algorithm>
#include <cstring>

#include "syntax/probes.h"

namespace casus::syntax {
namespace {

constexpr std::size_t kHead = 8;
constexpr uint32_t kMaxLog = 24;

constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr char normal(char c) {
  return is_upper(c) ? char(c + 32) : is_digit(c) ? '0' : c;
}

// Collapsed shape: X upper, x lower, 9 digit, u other script, else the sign itself; runs once, at most eight.
uint64_t shape_of(std::string_view form, Case& letters) {
  uint64_t shape = 0;
  char last = 0;
  int upper = 0, lower = 0, kept = 0;
  for (char c : form) {
    const char s = is_upper(c)                            ? 'X'
                   : is_lower(c)                          ? 'x'
                   : is_digit(c)                          ? '9'
                   : static_cast<unsigned char>(c) >= 128 ? 'u'
                                                          : c;
    upper += s == 'X';
    lower += s == 'x';
    if (s == last || kept == 8) continue;
    shape = shape << 8 | static_cast<unsigned char>(s);
    last = s;
    ++kept;
  }
  const bool first_upper = !form.empty() && is_upper(form[0]);
  letters = upper == 0                               ? (lower > 0 ? Case::kLower : Case::kNone)
            : first_upper && upper == 1 && lower > 0 ? Case::kCapital
            : lower == 0                             ? Case::kUpper
                                                     : Case::kMixed;
  // How long the word is matters to abbreviations: one letter, two, more.
  return shape * 4 + std::min<std::size_t>(form.size(), 3);
}

}  // namespace

Result<WordList> WordList::open(std::string_view section, int tags) {
  const Error damaged{Cause::kWrongModel, "section 'words' is damaged", ""};
  if (section.size() < kHead) return damaged;
  uint32_t log = 0;
  std::memcpy(&log, section.data(), sizeof log);
  if (log < 1 || log > kMaxLog || section.size() != kHead + (std::size_t(1) << log) * sizeof(WordEntry)) return damaged;
  WordList out;
  out.slots_ = section.substr(kHead);
  out.shift_ = 64 - log;
  out.mask_ = (1U << log) - 1;
  for (uint32_t i = 0; i <= out.mask_; ++i) {
    const WordEntry entry = out.slot(i);
    if (entry.only_tag != kNoTag && entry.only_tag >= tags) return damaged;
  }
  if (!probes_end(out.mask_ + 1, [&](uint32_t i) { return out.slot(i).check != 0; })) return damaged;
  return out;
}

WordEntry WordList::slot(uint32_t number) const {
  WordEntry entry;
  std::memcpy(&entry, slots_.data() + std::size_t(number) * sizeof entry, sizeof entry);
  return entry;
}

WordEntry WordList::find(uint64_t form_hash) const {
  const uint32_t check = uint32_t(form_hash) | 1;
  for (uint32_t i = uint32_t(form_hash >> shift_);; i = (i + 1) & mask_) {
    const WordEntry entry = slot(i);
    if (entry.check == check) return entry;
    if (entry.check == 0) return {};
  }
}

uint64_t form_hash(std::string_view form) {
  return hash_bytes(form);
}

uint64_t lower_hash(std::string_view form) {
  uint64_t h = 0xcbf29ce484222325ULL;
  for (char c : form) h = (h ^ static_cast<unsigned char>(normal(c))) * 0x100000001b3ULL;
  return mix(h);
}

Case letters_of(std::string_view form) {
  Case letters{};
  shape_of(form, letters);
  return letters;
}

Lexeme lexeme(std::string_view form, const WordList& words) {
  Lexeme out{};
  const uint64_t hash = form_hash(form), low = lower_hash(form);
  const WordEntry entry = words.find(hash);
  out.form = atom(AtomKind::kForm, hash);
  out.lower = atom(AtomKind::kLower, low);
  // The ends of the word, lower case, as little integers: the first bytes and the last.
  uint64_t front = 0, back = 0;
  const std::size_t size = form.size();
  for (std::size_t i = 0; i < 3; ++i) {
    front = front << 8 | (i < size ? static_cast<unsigned char>(normal(form[i])) : 0U);
    out.prefix[i] = atom(AtomKind::kPrefix, front << 2 | i);
  }
  for (std::size_t i = 0; i < 5; ++i) {
    back = back << 8 | (i < size ? static_cast<unsigned char>(normal(form[size - 1 - i])) : 0U);
    out.suffix[i] = atom(AtomKind::kSuffix, back << 3 | i);
  }
  out.shape = atom(AtomKind::kShape, shape_of(form, out.letters));
  WordEntry below = entry;
  if (low != hash) below = words.find(low);
  const uint8_t cluster = entry.cluster != kNoCluster ? entry.cluster : below.cluster;
  out.cluster = atom(AtomKind::kCluster, cluster);
  out.tag_class = atom(AtomKind::kClass, entry.tag_class);
  out.lower_class = atom(AtomKind::kClass, below.tag_class);
  out.only_tag = entry.only_tag;
  return out;
}

}  // namespace casus::syntax
