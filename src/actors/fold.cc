#include "actors/fold.h"

#include "base/hash.h"
#include "base/utf8.h"

namespace casus::actors {
namespace {

// U+00C0..U+024F and U+1E00..U+1EFF without their accents (Unicode decompositions; a few letters by custom). '?' has
// none.
constexpr std::string_view kLatin =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnn?nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bb????o???????eeeff????ikk??????oo?????????????uu??yy???????????????dddlllnnnaaiioouuuuuuuuuueaa"
    "aa????ggkkoooo??jdddgg??nnaa????aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy????????????"
    "????????????????";
constexpr std::string_view kLatinAdditional =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
    "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas????aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????";

// What a code point above ASCII becomes: a letter, 0 for what is dropped (apostrophes), '?' for what keeps its bytes.
constexpr char plain(char32_t c) {
  if (c >= 0xC0 && c < 0x250) return kLatin[c - 0xC0];
  if (c >= 0x1E00 && c < 0x1F00) return kLatinAdditional[c - 0x1E00];
  if (c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0x2BB || c == 0x2BF || c == 0x2BE) return 0;
  return '?';
}

constexpr bool upper_case(char32_t c) {
  if (c >= 0xC0 && c <= 0xDE) return true;
  return c >= 0x100 && c < 0x180 && (c % 2 == 0) != ((c >= 0x139 && c <= 0x148) || c >= 0x179);
}

// Calls letter(char, upper, lower) for each folded character.
template <typename F>
void each(std::string_view word, F letter) {
  for (std::size_t i = 0; i < word.size();) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (byte < 0x80) {
      ++i;
      if (byte >= 'A' && byte <= 'Z') {
        letter(char(byte + 32), true, false);
      } else if (byte >= 'a' && byte <= 'z') {
        letter(char(byte), false, true);
      } else if ((byte != '.' && byte != '\'' && byte != '`') || word.size() == 1) {
        letter(char(byte), false, false);
      }
      continue;
    }
    const utf8::Decoded d = utf8::decode(word, i);
    const char c = plain(d.value);
    if (c == '?') {
      for (uint32_t k = 0; k < d.length; ++k) letter(word[i + k], false, false);
    } else if (c != 0) {
      letter(c, upper_case(d.value), !upper_case(d.value));
    }
    i += d.length;
  }
}

}  // namespace

Folded fold(std::string_view word) {
  Folded out;
  uint64_t h = 0xcbf29ce484222325ULL;
  bool lower = false, upper = false;
  each(word, [&](char c, bool is_upper, bool is_lower) {
    h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    if (out.letters == 0) out.capital = is_upper || (c >= '0' && c <= '9');
    if (out.letters < 255) ++out.letters;
    lower |= is_lower;
    upper |= is_upper;
  });
  out.hash = mix(h);
  out.caps = upper && !lower;
  return out;
}

void append_folded(std::string& out, std::string_view word) {
  each(word, [&](char c, bool, bool) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  });
}

std::string slug(std::string_view text) {
  std::string out;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != ' ' && text[i] != '-' && text[i] != '\n') continue;
    const std::size_t before = out.size();
    if (before > 0) out += '-';
    append_folded(out, text.substr(start, i - start));
    if (before > 0 && out.size() == before + 1) out.pop_back();
    start = i + 1;
  }
  return out;
}

}  // namespace casus::actors
