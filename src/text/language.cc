#include "text/language.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "lexicon/rows.h"

namespace casus::text {
namespace {

constexpr std::size_t kMostLanguages = 200;  // each text has a score for every one
constexpr std::size_t kLook = 4096;          // bytes that are enough, from the first letter on

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

bool latin_letter(char32_t c) {
  return (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c < 0x1F00);
}

// Whether some letter of the word is none of English.
bool accented(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const auto [value, length, valid] = utf8::decode(word, at);
    if (latin_letter(value)) return true;
    at += length;
  }
  return false;
}

// `text` from its first letter on.
std::string_view from_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, length, valid] = utf8::decode(text, at);
    if (value < 0x80 ? ascii_letter(char(value)) : latin_letter(value)) return text.substr(at);
    for (const Script& script : kScripts) {
      if (value >= script.first && value <= script.last) return text.substr(at);
    }
    at += length;
  }
  return {};
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && (ascii_letter(text[end]) || static_cast<unsigned char>(text[end]) >= 0xC3)) {
      end += static_cast<unsigned char>(text[end]) < 0x80 ? 1 : utf8::decode(text, end).length;
    }
    if (end > at) out.push_back(text.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  return out;
}

}  // namespace

Result<Languages> Languages::open(const lexicon::Tables& tables) {
  static constexpr lexicon::Columns kLanguages{"languages", "key", "kind", "languages"};
  constexpr std::pair<std::string_view, bool> kKinds[] = {{"word", false}, {"script", true}};
  Languages out;
  out.names_ = {"en", "name"};
  lexicon::RowReader read(tables);
  read.each<kLanguages>([&](const auto& row) {
    if (row["kind"].one_of(kKinds)) {
      out.scripts_.emplace(row["key"], row["languages"]);
      return;
    }
    row["languages"].each([&](lexicon::Cell language) {
      auto at = std::find(out.names_.begin(), out.names_.end(), language.text());
      if (at == out.names_.end()) {
        if (out.names_.size() == kMostLanguages) return language.fail("one language more than there may be");
        at = out.names_.insert(at, language);
      }
      out.words_[row["key"]].push_back(static_cast<uint16_t>(at - out.names_.begin()));
    });
  });
  if (read.failure()) return *read.failure();
  return out;
}

std::string_view Languages::of(std::string_view text) const {
  const std::string_view head = from_letters(text).substr(0, kLook);
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
    if (latin_letter(value)) ++latin;
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

std::string_view Languages::later(std::string_view text) const {
  if (text.size() < 2 * kLook) return "en";
  std::size_t half = text.size() / 2;
  while ((static_cast<unsigned char>(text[half]) & 0xC0) == 0x80) ++half;
  const std::string_view found = of(text.substr(half));
  return found == "und" ? "en" : found;
}

// English, unless words of other languages and words with letters that English has not outweigh English words clearly.
// Capitalised words are names as often as not: only the lower-cased ones speak, but for the first of the text. Small
// words before capitalised ones may belong to a name ("Dar es Salaam").
std::string_view Languages::by_words(std::string_view text) const {
  std::vector<double> scores(names_.size(), 0.0);
  const std::vector<std::string_view> words = words_of(text);
  int english = 0, foreign = 0, spoke = 0;
  bool before_name = false;
  for (std::size_t i = words.size(); i-- > 0;) {
    const std::string_view word = words[i];
    const bool capital = word[0] >= 'A' && word[0] <= 'Z';
    char low[16];
    std::string_view form = word;
    if (capital && i == 0 && word.size() <= sizeof low) {
      std::copy(word.begin(), word.end(), low);
      low[0] = char(word[0] + 32);
      form = {low, word.size()};
    } else if (capital) {
      before_name = true;
      continue;
    }
    ++spoke;
    const auto found = words_.find(form);
    const auto is = [&](uint16_t language) {
      return found != words_.end() && std::ranges::find(found->second, language) != found->second.end();
    };
    if (before_name && is(kName)) continue;
    before_name = false;
    if (is(kEnglish))
      ++english;
    else if (found != words_.end() || accented(form))
      ++foreign;
    if (found == words_.end()) continue;
    for (uint16_t language : found->second) scores[language] += 1.0 / double(found->second.size());
  }
  const bool clear = foreign >= 3 && foreign * 2 > english * 3 && foreign * 8 > spoke;
  const bool alone = foreign >= 2 && english == 0 && foreign * 3 > spoke;
  if (!clear && !alone) return "en";
  const auto best = std::max_element(scores.begin() + kName + 1, scores.end());
  return *best > 0.0 ? names_[std::size_t(best - scores.begin())] : std::string_view("und");
}

}  // namespace casus::text
