#include "syntax/lemmatiser.h"

#include <algorithm>
#include <cstring>

#include "base/utf8.h"
#include "syntax/probes.h"

namespace casus::syntax {
namespace {

constexpr std::size_t kHead = 12;
constexpr uint32_t kMaxLog = 24;

template <typename T>
T record(std::string_view bytes, std::size_t index) {
  T out;
  std::memcpy(&out, bytes.data() + index * sizeof out, sizeof out);
  return out;
}

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}
bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != text.npos;
}
constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? char(c - 32) : c;
}

}  // namespace

Result<Lemmatiser> Lemmatiser::open(std::string_view section) {
  const Error damaged{Cause::kWrongModel, "section 'lemma' is damaged", ""};
  if (section.size() < kHead) return damaged;
  const auto log = record<uint32_t>(section, 0), rules = record<uint32_t>(section, 1),
             text = record<uint32_t>(section, 2);
  if (log < 1 || log > kMaxLog || rules > 65535) return damaged;
  const std::size_t slots = std::size_t(1) << log;
  if (section.size() != kHead + rules * sizeof(Rule) + slots * sizeof(Slot) + text) return damaged;
  Lemmatiser out;
  out.rules_ = section.substr(kHead, rules * sizeof(Rule));
  out.slots_ = section.substr(kHead + out.rules_.size(), slots * sizeof(Slot));
  out.text_ = section.substr(kHead + out.rules_.size() + out.slots_.size());
  out.shift_ = 64 - log;
  out.mask_ = uint32_t(slots - 1);
  for (uint32_t i = 0; i < rules; ++i) {
    const auto rule = record<Rule>(out.rules_, i);
    if (rule.text > text || rule.length > text - rule.text || rule.casing > 2) return damaged;
    if (utf8::first_invalid(out.text_.substr(rule.text, rule.length)) != std::string_view::npos) return damaged;
  }
  for (std::size_t i = 0; i < slots; ++i) {
    const auto slot = record<Slot>(out.slots_, i);
    if (slot.check != 0 && slot.rule >= rules) return damaged;
  }
  const auto used = [&](uint32_t i) { return record<Slot>(out.slots_, i).check != 0; };
  if (!probes_end(uint32_t(slots), used)) return damaged;
  return out;
}

int Lemmatiser::find(uint64_t key) const {
  const uint32_t check = uint32_t(key) | 1;
  for (uint32_t i = uint32_t(key >> shift_);; i = (i + 1) & mask_) {
    const auto slot = record<Slot>(slots_, i);
    if (slot.check == check) return slot.rule;
    if (slot.check == 0) return -1;
  }
}

std::string_view Lemmatiser::lemma(std::string_view form, const Lexeme& word, int tag, bool initial,
                                   Arena& arena) const {
  const uint64_t context = lemma::context(tag, word.letters, initial);
  int number = find(lemma::form_key(context, word.lower));
  for (int size = std::min<int>(lemma::kMaxSuffix, int(form.size()) + 1); number < 0 && size >= 0; --size) {
    number = find(lemma::suffix_key(context, form, std::size_t(size)));
  }
  if (number < 0) return form;
  const auto rule = record<Rule>(rules_, std::size_t(number));
  const std::string_view stem = form.substr(0, form.size() - std::min<std::size_t>(rule.strip, form.size()));
  if (stem.size() < form.size() && (form[stem.size()] & 0xC0) == 0x80) return form;  // inside a letter: "’d"
  const std::string_view tail = text_.substr(rule.text, rule.length);
  // A number stays as it is written, whatever the treebanks make of others that end alike.
  if (has_digit(form.substr(stem.size())) || has_digit(tail)) return form;
  const auto casing = static_cast<lemma::Casing>(rule.casing);
  if (stem.empty()) return tail.empty() ? form : tail;
  const bool as_is =
      casing == lemma::Casing::kKeep || (casing == lemma::Casing::kLower && word.letters == Case::kLower);
  if (as_is && tail.empty()) return stem;
  char* out = arena.take(stem.size() + tail.size());
  std::memcpy(out, stem.data(), stem.size());
  if (!tail.empty()) std::memcpy(out + stem.size(), tail.data(), tail.size());
  if (!as_is) {
    std::transform(out, out + stem.size(), out, lower);
    if (casing == lemma::Casing::kCapital) out[0] = upper(out[0]);
  }
  return {out, stem.size() + tail.size()};
}

}  // namespace casus::syntax
