#include "text/language.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace casus::text {
namespace {

constexpr std::size_t kLook = 4096;  // bytes that are enough

struct Script {
  std::string_view name;
  char32_t first, last;
};
// Blocks of the Unicode standard, as far as newspapers are printed in them.
constexpr std::array kScripts{
    Script{"greek", 0x370, 0x3FF},     Script{"cyrillic", 0x400, 0x52F},   Script{"armenian", 0x530, 0x58F},
    Script{"hebrew", 0x590, 0x5FF},    Script{"arabic", 0x600, 0x77F},     Script{"devanagari", 0x900, 0x97F},
    Script{"bengali", 0x980, 0x9FF},   Script{"gurmukhi", 0xA00, 0xA7F},   Script{"gujarati", 0xA80, 0xAFF},
    Script{"tamil", 0xB80, 0xBFF},     Script{"telugu", 0xC00, 0xC7F},     Script{"sinhala", 0xD80, 0xDFF},
    Script{"thai", 0xE00, 0xE7F},      Script{"lao", 0xE80, 0xEFF},        Script{"tibetan", 0xF00, 0xFFF},
    Script{"burmese", 0x1000, 0x109F}, Script{"georgian", 0x10A0, 0x10FF}, Script{"ethiopic", 0x1200, 0x137F},
    Script{"khmer", 0x1780, 0x17FF},   Script{"kana", 0x3040, 0x30FF},     Script{"han", 0x3400, 0x9FFF},
    Script{"hangul", 0xAC00, 0xD7AF}};

bool ascii_letter(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

}  // namespace

Result<Languages> Languages::open(const lexicon::Tables& tables) {
  const auto table = tables.table("languages");
  if (!table) return table.error();
  const auto key = (*table)->column("key"), kind = (*table)->column("kind"), languages = (*table)->column("languages");
  for (const auto* column : {&key, &kind, &languages}) {
    if (!*column) return column->error();
  }
  Languages out;
  out.names_.emplace_back("en");
  for (std::size_t r = 0; r < (*table)->rows(); ++r) {
    const std::string_view word = (*table)->cell(r, *key), of = (*table)->cell(r, *languages);
    if ((*table)->cell(r, *kind) == "script") {
      out.scripts_.emplace(word, of);
      continue;
    }
    for (std::string_view language : lexicon::members(of)) {
      auto at = std::find(out.names_.begin(), out.names_.end(), language);
      if (at == out.names_.end()) at = out.names_.insert(out.names_.end(), language);
      out.words_[word].push_back(static_cast<uint16_t>(at - out.names_.begin()));
    }
  }
  return out;
}

std::string_view Languages::of(std::string_view text) const {
  const std::string_view head = text.substr(0, kLook);
  std::array<int, kScripts.size()> counts{};
  int latin = 0;
  bool ukrainian = false, persian = false;
  for (std::size_t at = 0; at < head.size();) {
    if (static_cast<unsigned char>(head[at]) < 0x80) {
      latin += ascii_letter(head[at]);
      ++at;
      continue;
    }
    const auto [value, length, valid] = utf8::decode(head, at);
    at += length;
    if (value >= 0xC0 && value < 0x250) ++latin;
    for (std::size_t s = 0; s < kScripts.size(); ++s) {
      if (value >= kScripts[s].first && value <= kScripts[s].last) ++counts[s];
    }
    ukrainian |= value == 0x456 || value == 0x457 || value == 0x454 || value == 0x491;
    persian |= value == 0x67E || value == 0x686 || value == 0x698 || value == 0x6AF;
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  if (latin == 0 && *most == 0) return "und";
  if (*most * 2 > latin) {  // a letter of these scripts says more than one of ours
    std::string_view name = kScripts[std::size_t(most - counts.begin())].name;
    if (name == "cyrillic" && ukrainian) name = "ukrainian";
    if (name == "arabic" && persian) name = "persian";
    if (name == "han" && counts[19] > 0) name = "kana";
    const auto found = scripts_.find(name);
    return found == scripts_.end() ? std::string_view("und") : found->second;
  }
  return by_words(head);
}

std::string_view Languages::by_words(std::string_view text) const {
  std::vector<double> scores(names_.size(), 0.0);
  std::vector<int> hits(names_.size(), 0);
  char low[16];
  int words = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (ascii_letter(text[end]) || static_cast<unsigned char>(text[end]) >= 0x80)) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    ++words;
    // Capitalised words are names as often as not; only the lower-cased speak, but for the first of the text.
    const bool capital = text[at] >= 'A' && text[at] <= 'Z';
    if (end - at <= sizeof low && (!capital || words == 1)) {
      for (std::size_t i = at; i < end; ++i)
        low[i - at] = text[i] >= 'A' && text[i] <= 'Z' ? char(text[i] + 32) : text[i];
      const auto found = words_.find(std::string_view(low, end - at));
      if (found != words_.end()) {
        for (uint16_t language : found->second) {
          scores[language] += 1.0 / double(found->second.size());
          ++hits[language];
        }
      }
    }
    at = end;
  }
  const auto best = std::max_element(scores.begin() + 1, scores.end());
  const bool foreign =
      *best >= 1.0 && hits[std::size_t(best - scores.begin())] >= 2 && *best > 1.5 * scores[0] && *best * 25 > words;
  return foreign ? names_[std::size_t(best - scores.begin())] : std::string_view("en");
}

}  // namespace casus::text
