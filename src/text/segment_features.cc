#include "text/segment_features.h"

#include <algorithm>

#include "text/letters.h"

namespace casus::text {
namespace {

struct Keys {
  uint32_t* next;
  int bits;
  uint64_t number = 1;
  void add(uint64_t a, uint64_t b = 0, uint64_t c = 0, uint64_t d = 0) {
    uint64_t key = (a + number) * 0x9e3779b97f4a7c15ULL + (b + 1) * 0xc2b2ae3d27d4eb4fULL +
                   (c + 2) * 0x165667b19e3779f9ULL + (d + 3) * 0xd6e8feb86659fd93ULL + number * 0x27d4eb2f165667c5ULL;
    key ^= key >> 31;
    *next++ = static_cast<uint32_t>((key * 0x9e3779b97f4a7c15ULL) >> (64 - bits));
    ++number;
  }
};

uint64_t number(AtomKind kind) {
  return static_cast<uint64_t>(kind);
}

}  // namespace

void boundary_keys(const std::vector<Atom>& atoms, std::size_t i, std::size_t word_begin, Surroundings around,
                   const WordKnowledge& knowledge, uint32_t (&keys)[kBoundaryKeys]) {
  static const Atom kNone;
  const auto at = [&](std::ptrdiff_t offset) -> const Atom& {
    const std::ptrdiff_t index = std::ptrdiff_t(i) + offset;
    return index < 0 || index >= std::ptrdiff_t(atoms.size()) ? kNone : atoms[std::size_t(index)];
  };
  const Atom &l = at(0), &r = at(1), &ll = at(-1), &rr = at(2), &rrr = at(3);
  const uint64_t ahead = static_cast<uint64_t>(around.next), kind = static_cast<uint64_t>(around.kind),
                 length = std::min<uint64_t>(l.end - l.begin, 8);
  const uint64_t last = i + 2 == atoms.size() ? 1 + ahead : 0;
  const uint64_t so_far = std::min<std::size_t>(i - word_begin, 3);
  const Atom& first = atoms[0];
  Keys k{keys, kBoundaryBits};
  k.add(l.hash, r.hash);
  k.add(number(l.kind), r.hash, length);
  k.add(l.hash, number(r.kind));
  k.add(number(ll.kind) << 9 | number(l.kind) << 6 | number(r.kind) << 3 | number(rr.kind));
  k.add(ll.hash, l.hash, r.hash);
  k.add(l.hash, r.hash, rr.hash);
  k.add(number(l.kind), r.hash, rr.hash);
  k.add(r.hash, last, number(l.kind), length);
  k.add(l.hash, r.hash, last);
  k.add(first.hash, r.hash, number(l.kind));
  k.add(atoms[word_begin].hash, number(atoms[word_begin].kind), r.hash, so_far);
  k.add(ll.hash, number(l.kind), r.hash, number(rr.kind));
  k.add(l.hash, number(r.kind), number(rr.kind), last);
  k.add(r.hash, rr.hash, rrr.hash, number(l.kind));
  k.add(l.hash, number(ll.kind), so_far, last);
  k.add(number(l.kind) << 3 | number(r.kind), ll.hash, so_far, rr.hash);
  k.add(kind, l.hash, r.hash);
  k.add(kind, number(l.kind) << 3 | number(r.kind), r.hash);
  k.add(kind, number(l.kind), r.hash, rr.hash);
  k.add(kind, first.hash, last, number(l.kind) << 3 | number(r.kind));
  const uint64_t known = l.kind == AtomKind::kMark || l.kind == AtomKind::kDigits
                             ? 0
                             : knowledge.abbreviation(l.hash) << 2 | knowledge.habit(l.hash);
  k.add(known, r.hash, last, number(l.kind));
  k.add(known, r.hash, rr.hash, number(l.kind));
  k.add(known, r.hash, ll.hash, last != 0);
  k.add(known >> 2, r.hash, number(rr.kind));
}

namespace {

Seen see_one(std::string_view text, const Token& token, const WordKnowledge& knowledge) {
  Seen out;
  const std::string_view form = text.substr(token.begin, token.end - token.begin);
  const auto c = static_cast<unsigned char>(form[0]), last = static_cast<unsigned char>(form.back());
  out.length = static_cast<uint8_t>(std::min<std::size_t>(form.size(), 10));
  out.stop = last == '.' || last == '?' || last == '!';
  if (digit(c)) {
    out.kind = AtomKind::kDigits;
    out.hash = 11 + out.length;
    return out;
  }
  const bool ascii_letter = upper(c) || lower(c);
  if (!ascii_letter && (c < 0x80 || mark_at(text, token.begin) != 0)) {
    out.kind = AtomKind::kMark;
    char plain[8] = {'\''};  // a clitic is the same with either apostrophe
    if (form.starts_with("\xE2\x80\x99") && form.size() > 3 && form.size() <= 8) {
      form.copy(plain + 1, form.size() - 3, 3);
      out.hash = mark_hash({plain, form.size() - 2});
    } else {
      out.hash = mark_hash(form.substr(0, 8));
    }
    out.closer = form == ")" || form == "]" || form == "\"" || form == "'" || form == "''" || form == "\xE2\x80\x9D" ||
                 form == "\xE2\x80\x99" || form == "\xC2\xBB";
    out.straight = form == "\"" || form == "''" || form == "'";
    out.dash = form == "-" || form == "--" || form == "\xE2\x80\x93" || form == "\xE2\x80\x94";
    out.starter = form != "," && form != ";" && form != ")" && form != "]" && form != "\xE2\x80\x9D";
    return out;
  }
  uint64_t hash = kStart, before_stop = 0;
  for (char letter : form.substr(0, 40)) {
    const auto l = static_cast<unsigned char>(letter);
    before_stop = hash;
    hash = (hash ^ (upper(l) ? l + 32U : l)) * kPrime;
  }
  out.hash = mix(hash);
  const uint64_t letters = out.stop ? mix(before_stop) : out.hash;
  out.habit = static_cast<uint8_t>(knowledge.habit(letters));
  out.abbreviation = static_cast<uint8_t>(out.stop ? knowledge.abbreviation(letters) : 0);
  out.kind = kind_of_letters(out.stop && form.size() > 1 ? form.substr(0, form.size() - 1) : form);
  return out;
}

}  // namespace

std::vector<Seen> see(std::string_view text, const std::vector<Token>& tokens, const std::vector<Gap>& gaps,
                      const WordKnowledge& knowledge) {
  std::vector<Seen> out;
  out.reserve(tokens.size());
  std::size_t begin = 0;  // of the paragraph
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    out.push_back(see_one(text, tokens[i], knowledge));
    Seen& token = out.back();
    token.gap = gaps[i];
    if (token.straight && gaps[i] == Gap::kNothing && i + 1 < tokens.size() &&
        (i == 0 || gaps[i - 1] != Gap::kNothing)) {
      token.opener = true;
      token.closer = false;
    }
    if (gaps[i] == Gap::kParagraph || i + 1 == tokens.size()) {
      const bool tidy = out[i].stop || (out[i].closer && i > 0 && out[i - 1].stop);
      for (; begin <= i; ++begin) out[begin].tidy = tidy;
    }
  }
  return out;
}

void Course::pass(const Seen& token, std::string_view form) {
  constexpr int kDateline = 16;
  ++tokens;
  if (tokens == 1) dateline = token.kind == AtomKind::kUpper && !token.stop;
  if (tokens > kDateline || token.dash) dateline = dateline && tokens <= kDateline && token.dash;
  const bool plain =
      token.kind == AtomKind::kLower || token.kind == AtomKind::kMixed || token.kind == AtomKind::kOutside;
  if (plain && brackets == 0) names = false;
  sourced |= token.kind == AtomKind::kDigits || form == ")";
  if (token.kind == AtomKind::kMark) {
    if (form == "(" || form == "[") {
      aside = stopped || (aside && brackets == 0 && tokens > 1);
      ++brackets;
    }
    if ((form == ")" || form == "]") && brackets > 0) --brackets;
    if (form == "\"") quoted = token.opener || (!quoted && token.gap == Gap::kNothing);
    if (form == "''" && token.opener) quoted = true;
    if (form == "\xE2\x80\x9C" || form == "``" || form == "\xC2\xAB") quoted = true;
    if (form == "\xE2\x80\x9D" || form == "\xC2\xBB") quoted = false;
    if (form == "''" && !token.opener) quoted = false;
  } else if (brackets == 0) {
    aside = false;
  }
  stopped = token.stop;
}

bool may_end(const std::vector<Seen>& seen, std::size_t i, const Course& course) {
  constexpr int kLongAside = 60;  // by then a bracket was forgotten
  if (i + 1 >= seen.size()) return true;
  const Seen &token = seen[i], &next = seen[i + 1];
  if (!next.starter || token.opener || (token.dash && course.dateline)) return false;
  if (token.stop && token.kind != AtomKind::kMark) {
    if (next.kind == AtomKind::kLower) return false;
    if (token.abbreviation == WordKnowledge::kBeforeName && (token.kind != AtomKind::kLower || token.length <= 4))
      return false;
    const bool initial = token.length == 2, followed = next.stop && next.length == 2;
    if (initial && followed && next.kind != AtomKind::kMark) return false;
  }
  if (marked_end(seen, i, course)) return true;
  if (course.brackets > 0 && course.tokens < kLongAside) return false;
  return token.closer || next.kind != AtomKind::kLower;
}

bool dateline_end(const std::vector<Seen>& seen, std::size_t i, const Course& course) {
  constexpr int kLongest = 16;
  if (!seen[i].dash || !course.names || course.brackets > 0 || course.tokens < 2 || course.tokens > kLongest)
    return false;
  if (i + 1 >= seen.size() || seen[i - 1].gap == Gap::kNothing || seen[i].gap == Gap::kNothing) return false;
  for (std::size_t before = i; before > i + 1 - std::size_t(course.tokens);) {
    if (seen[--before].dash) return false;  // of a pair of dashes, or of a name
  }
  const AtomKind next = seen[i + 1].kind;
  if (next == AtomKind::kLower || next == AtomKind::kDigits || !seen[i + 1].starter) return false;
  // A place alone must be in capitals, and what follows must not be.
  return course.sourced || (course.dateline && next != AtomKind::kUpper && seen[i - 1].length > 3);
}

bool marked_end(const std::vector<Seen>& seen, std::size_t i, const Course& course) {
  const Seen& token = seen[i];
  return token.stop || token.gap == Gap::kBreak || (token.closer && (course.aside || (i > 0 && seen[i - 1].stop)));
}

void end_keys(const std::vector<Seen>& seen, std::size_t i, const Course& course, uint32_t (&keys)[kEndKeys]) {
  static const Seen kNone;
  const auto at = [&](std::ptrdiff_t offset) -> const Seen& {
    const std::ptrdiff_t index = std::ptrdiff_t(i) + offset;
    return index < 0 || index >= std::ptrdiff_t(seen.size()) ? kNone : seen[std::size_t(index)];
  };
  const Seen &t = at(0), &p = at(-1), &pp = at(-2), &n = at(1), &nn = at(2);
  const uint64_t tk = number(t.kind) << 1 | t.stop, nk = number(n.kind), nnk = number(nn.kind), pk = number(p.kind);
  const uint64_t length = std::min(course.tokens, 12) / 2, gap = static_cast<uint64_t>(t.gap),
                 open = (course.brackets > 0) | (course.quoted ? 2U : 0U);
  const uint64_t nh = nk << 2 | n.habit, nnh = nnk << 2 | nn.habit, th = tk << 4 | t.abbreviation << 2 | t.habit;
  Keys k{keys, kEndBits};
  k.add(t.hash);
  k.add(t.hash, nk, gap);
  k.add(t.hash, n.hash);
  k.add(p.hash, t.hash);
  k.add(p.hash, t.hash, nk);
  k.add(pk, p.length, t.hash, nk);
  k.add(n.hash, tk);
  k.add(t.hash, nk, length);
  k.add(t.hash, open, n.hash);
  k.add(t.hash, open, nk, nnk);
  k.add(tk, t.length, nk, gap);
  k.add(tk, t.length, n.hash);
  k.add(pp.hash, p.hash, t.hash);
  k.add(tk, nk, nnk, gap);
  k.add(n.hash, nn.hash, t.stop);
  k.add(p.stop, t.closer, open << 4 | nk, gap);
  k.add(t.hash, nk, nn.hash);
  k.add(p.stop, t.hash, n.hash, open);
  k.add(th, nh, gap);
  k.add(th, nh, nnh);
  k.add(t.hash, nh, gap);
  k.add(th, n.hash, t.length);
  k.add(number(pp.kind), pk << 4 | p.length, t.hash, nh);
  k.add(p.habit | t.habit << 2, nh, tk, length);
  k.add(th, nh, open, p.stop);
  k.add(t.hash, nh, nnh, length);
  k.add(t.hash, p.stop, course.aside, nh);
  const uint64_t marked = uint64_t{t.tidy} << 1 | (t.stop || (t.closer && (p.stop || course.aside)));
  k.add(marked, nh, gap);
  k.add(marked, th, nh, nnh);
  k.add(marked, length, n.hash);
  k.add(pp.hash, pk, t.hash, nh);
}

}  // namespace casus::text
