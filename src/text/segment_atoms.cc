// Chunks cut into atoms, and the boundaries between atoms that need no model.
#include <algorithm>

#include "text/letters.h"

namespace casus::text {

std::size_t mark_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U; };
  const unsigned first = byte(0);
  if (first == 0xC2 && byte(1) >= 0xA1 && byte(1) <= 0xBF && byte(1) != 0xAA && byte(1) != 0xB5 && byte(1) != 0xBA)
    return 2;
  if (first == 0xC3 && (byte(1) == 0x97 || byte(1) == 0xB7)) return 2;
  if (first == 0xE2 && byte(1) >= 0x80 && byte(1) <= 0xAF && byte(2) >= 0x80) return 3;
  if (first == 0xE3 && byte(1) == 0x80 && byte(2) >= 0x80) return 3;
  if (first == 0xEF && ((byte(1) == 0xBC && byte(2) >= 0x80 && byte(2) <= 0x8F) || byte(1) == 0xBF))
    return byte(2) != 0 ? 3 : 1;
  return 0;
}

uint64_t mark_hash(std::string_view mark) {
  if (mark == "\xE2\x80\x99" || mark == "\xE2\x80\x98") mark = "'";
  if (mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x9D" || mark == "\xC2\xAB" || mark == "\xC2\xBB") mark = "\"";
  if (mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94") mark = "\xE2\x80\x94";
  return hash_bytes(mark);
}

AtomKind kind_of_letters(std::string_view run) {
  if (run.size() == 1) return upper(static_cast<unsigned char>(run[0])) ? AtomKind::kInitial : AtomKind::kLower;
  const bool first = upper(static_cast<unsigned char>(run[0])) || static_cast<unsigned char>(run[0]) == 0xC3;
  bool any_lower = false, any_upper = false;
  for (char c : run.substr(1)) {
    any_lower |= lower(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
    any_upper |= upper(static_cast<unsigned char>(c));
  }
  if (!any_upper) return first ? AtomKind::kCapitalised : AtomKind::kLower;
  return any_lower || !first ? AtomKind::kMixed : AtomKind::kUpper;
}

std::size_t space_at(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c == 0xC2 && at + 1 < text.size() && (text[at + 1] == '\xA0' || text[at + 1] == '\x85')) return 2;
  if (at + 2 < text.size()) {
    const auto d = static_cast<unsigned char>(text[at + 1]), e = static_cast<unsigned char>(text[at + 2]);
    if (c == 0xE2 && d == 0x80 && ((e >= 0x80 && e <= 0x8B) || e == 0xA8 || e == 0xA9 || e == 0xAF)) return 3;
    if ((c == 0xE3 && d == 0x80 && e == 0x80) || (c == 0xEF && d == 0xBB && e == 0xBF)) return 3;
  }
  return 0;
}

std::size_t read_chunk(std::string_view text, std::size_t begin, std::vector<Atom>& atoms) {
  std::size_t at = begin;
  while (at < text.size() && space_at(text, at) == 0) {
    Atom atom;
    atom.begin = static_cast<uint32_t>(at);
    const auto c = static_cast<unsigned char>(text[at]);
    if (digit(c)) {
      uint64_t hash = kStart;
      while (at < text.size() && digit(static_cast<unsigned char>(text[at]))) {
        if (at - atom.begin < 5) hash = (hash ^ '0') * kPrime;
        ++at;
      }
      atom.hash = mix(hash);
      atom.kind = AtomKind::kDigits;
    } else if (c < 0x80 && !upper(c) && !lower(c)) {
      ++at;
      atom.hash = mark_hash(text.substr(atom.begin, 1));
      atom.kind = AtomKind::kMark;
    } else if (const std::size_t bytes = mark_at(text, at)) {
      at += std::min(bytes, text.size() - at);
      atom.hash = mark_hash(text.substr(atom.begin, at - atom.begin));
      atom.kind = AtomKind::kMark;
    } else {
      uint64_t hash = kStart;
      while (at < text.size()) {
        const auto l = static_cast<unsigned char>(text[at]);
        if (l < 0x80 ? !(upper(l) || lower(l)) : (mark_at(text, at) != 0 || space_at(text, at) != 0)) break;
        hash = (hash ^ (upper(l) ? l + 32U : l)) * kPrime;
        ++at;
      }
      atom.hash = mix(hash);
      atom.kind = kind_of_letters(text.substr(atom.begin, at - atom.begin));
    }
    atom.end = static_cast<uint32_t>(at);
    atoms.push_back(atom);
  }
  if (!atoms.empty()) atoms.back().before_space = true;
  return at;
}

namespace {

Follower follower(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::size_t space = space_at(text, at);
    if (space == 0) break;
    at += space;
  }
  if (at >= text.size()) return Follower::kNothing;
  const auto c = static_cast<unsigned char>(text[at]);
  return upper(c)                ? Follower::kUpper
         : lower(c) || c >= 0x80 ? Follower::kLower
         : digit(c)              ? Follower::kDigit
                                 : Follower::kMark;
}

// A file name ends in a full stop and two to four letters, after a letter, digit or mark of such names.
bool file_name(std::string_view chunk) {
  while (!chunk.empty() && !lower(static_cast<unsigned char>(chunk.back())) &&
         !upper(static_cast<unsigned char>(chunk.back())))
    chunk.remove_suffix(1);
  const std::size_t dot = chunk.substr(chunk.size() - std::min<std::size_t>(chunk.size(), 5)).rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view ending = chunk.substr(chunk.size() - std::min<std::size_t>(chunk.size(), 5)).substr(dot + 1);
  const std::size_t stem = chunk.size() - ending.size() - 1;
  return ending.size() >= 2 && stem >= 3 &&
         std::all_of(ending.begin(), ending.end(), [](char c) { return lower(static_cast<unsigned char>(c)); }) &&
         (lower(static_cast<unsigned char>(chunk[stem - 1])) || digit(static_cast<unsigned char>(chunk[stem - 1])) ||
          upper(static_cast<unsigned char>(chunk[stem - 1])));
}

}  // namespace

bool one_word(std::string_view text, const std::vector<Atom>& atoms, std::size_t i, Surroundings around,
              const WordKnowledge& knowledge) {
  const Atom &left = atoms[i], &right = atoms[i + 1];
  if (left.kind == AtomKind::kMark || left.kind == AtomKind::kDigits) return false;
  if (right.kind == AtomKind::kDigits) return true;
  if (text[right.begin] != '.') return false;
  if (i + 2 == atoms.size() && (left.kind != AtomKind::kLower || left.end - left.begin <= 2)) {
    const uint32_t stands = knowledge.abbreviation(left.hash);
    if (stands == WordKnowledge::kBeforeName && around.next == Follower::kUpper) return true;
    if (stands != 0 && around.next == Follower::kLower) return true;
    if (stands == WordKnowledge::kBeforeFigure && around.next == Follower::kDigit) return true;
  }
  if (i + 2 < atoms.size()) {
    const char after = text[atoms[i + 2].begin];
    if ((after == ',' || (after == ')' && left.kind != AtomKind::kLower)) && knowledge.abbreviation(left.hash) != 0)
      return true;
  }
  const auto single = [](const Atom& a) {
    return a.end - a.begin == 1 && (a.kind == AtomKind::kInitial || a.kind == AtomKind::kLower);
  };
  return i >= 2 && single(left) && text[atoms[i - 1].begin] == '.' && single(atoms[i - 2]) &&
         (i == 2 || atoms[i - 3].kind == AtomKind::kMark);
}

Surroundings surroundings(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view chunk = text.substr(begin, std::min<std::size_t>(end - begin, 400));
  Surroundings out{ChunkKind::kWords, follower(text, end)};
  const std::size_t at = chunk.find('@');
  if (chunk.find("://") != std::string_view::npos || chunk.find("www.") != std::string_view::npos)
    out.kind = ChunkKind::kLink;
  else if (at != std::string_view::npos && at > 0 && at + 1 < chunk.size())
    out.kind = ChunkKind::kMail;
  else if (file_name(chunk))
    out.kind = ChunkKind::kFile;
  return out;
}

uint64_t run_hash(std::string_view run) {
  uint64_t hash = kStart;
  for (char letter : run) {
    const auto l = static_cast<unsigned char>(letter);
    hash = (hash ^ (upper(l) ? l + 32U : l)) * kPrime;
  }
  return mix(hash);
}

std::size_t negation_split(std::string_view text, const Atom& letters) {
  if (letters.end - letters.begin < 2 || (text[letters.end - 1] | 32) != 'n') return 0;
  std::size_t at = letters.end;
  if (text.substr(at, 1) == "'")
    at += 1;
  else if (text.substr(at, 3) == "\xE2\x80\x99")
    at += 3;
  else
    return 0;
  if (at >= text.size() || (text[at] | 32) != 't') return 0;
  if (at + 1 < text.size()) {
    const auto after = static_cast<unsigned char>(text[at + 1]);
    if (upper(after) || lower(after) || after >= 0xC3) {
      if (after != 0xE2) return 0;
    }
  }
  return letters.end - letters.begin - 1;
}

}  // namespace casus::text
