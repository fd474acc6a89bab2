#include "statements/quotations.h"

#include <algorithm>

namespace casus::statements {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Word;
using syntax::WordRange;
using syntax::Xpos;

namespace {

constexpr int kReach = 30;      // words between a quotation and its cue
constexpr int kShortQuote = 3;  // words; shorter ones without a cue are no speech

class Joiner {
 public:
  Joiner(const syntax::Parsed& parsed, const Layout& layout, std::vector<Found>& found)
      : words_(parsed.words()),
        parsed_(parsed),
        layout_(layout),
        found_(found),
        regions_(quote_regions(parsed, layout)) {
    first_in_.assign(std::size_t(layout.sentences()) + 1, 0);
    for (const Found& f : found) ++first_in_[std::size_t(f.sentence) + 1];
    for (std::size_t s = 1; s < first_in_.size(); ++s) first_in_[s] += first_in_[s - 1];
    given_ = int(found.size());
  }

  void run() {
    for (Found& f : found_) f.quoted = quoted(row(f, f.saying.word));
    for (std::size_t q = 0; q < regions_.size(); ++q) {
      const QuoteRegion& region = regions_[q];
      if (title(region) || within(region)) continue;
      const int cue = speaker_of(q);
      if (cue >= 0) {
        give(cue, region, q > 0 ? regions_[q - 1].last + 1 : 0);
      } else {
        continue_last(region);
      }
    }
  }

 private:
  [[nodiscard]] int row(const Found& f, int word) const { return layout_.start(f.sentence) + word; }
  [[nodiscard]] static bool inside(const QuoteRegion& region, int word) {
    return region.first <= word && word <= region.last;
  }
  [[nodiscard]] bool quoted(int word) const {
    const auto after = std::upper_bound(regions_.begin(), regions_.end(), word,
                                        [](int w, const QuoteRegion& r) { return w < r.first; });
    return after != regions_.begin() && word <= std::prev(after)->last;
  }

  // Handles regions that lie in a content which the tree found. True where nothing is left to do.
  bool within(const QuoteRegion& region) {
    bool done = false;
    const int from = layout_.sentence_of(region.first), to = layout_.sentence_of(region.last);
    for (int s = from; s <= to; ++s) {
      for (int i = first_in_[std::size_t(s)]; i < first_in_[std::size_t(s) + 1]; ++i) {
        Found& f = found_[std::size_t(i)];
        if (f.saying.content.empty() || inside(region, row(f, f.saying.word))) continue;
        done |= fits(region, f);
      }
    }
    return done;
  }

  bool fits(const QuoteRegion& region, Found& f) {
    int outside = 0, shared = 0;
    const WordRange* last_touched = nullptr;
    for (const WordRange& part : f.saying.content) {
      const int base = layout_.start(part.sentence);
      const int first = base + part.first, last = base + part.last;
      const int from = std::max(first, region.first), to = std::min(last, region.last);
      if (from > to) {
        outside += last - first + 1;
        continue;
      }
      shared += to - from + 1;
      last_touched = &part;
      for (int w = first; w <= last; ++w)
        outside += !inside(region, w) && words_[std::size_t(w)].upos != Upos::PUNCT && !that(w);
    }
    if (shared == 0) return false;
    const bool whole = outside == 0 || adjacent(region, f);
    if (whole) {
      const int opener = layout_.start(f.sentence) + f.saying.content.front().first;
      f.mode = that(opener) && opener < region.first ? StatementMode::kMixed : StatementMode::kDirect;
      const WordRange lead = f.saying.content.front();
      const bool with_that = f.mode == StatementMode::kMixed;
      const int head = f.saying.heads.front();
      f.saying.content.clear();
      const bool ahead = !with_that && f.saying.voice && row(f, f.saying.word) < region.first;
      const int first = ahead ? lead_in(f, region, 0) : region.first;
      if (first < region.first) f.mode = StatementMode::kMixed;
      layout_.ranges(first, region.last, f.saying.content);
      if (with_that && !f.saying.content.empty() && f.saying.content.front().sentence == lead.sentence)
        f.saying.content.front().first = lead.first;
      f.saying.heads.clear();
      for (const WordRange& part : f.saying.content)
        f.saying.heads.push_back(part.sentence == f.sentence && part.holds(head) ? head : head_in(part));
      last_direct_ = int(&f - found_.data());
      return true;
    }
    if (f.mode != StatementMode::kDirect) f.mode = StatementMode::kMixed;
    const int end = layout_.start(last_touched->sentence) + last_touched->last;
    const bool reaches = end >= region.first + 1 && (region.last > end);
    if (reaches && last_touched == &f.saying.content.back()) {
      if (layout_.sentence_of(region.last) > last_touched->sentence || region.last - end < kReach) {
        std::vector<WordRange> rest;
        layout_.ranges(end + 1, region.last, rest);
        for (const WordRange& part : rest) {
          if (part.sentence == f.saying.content.back().sentence) {
            f.saying.content.back().last = part.last;
          } else {
            f.saying.content.push_back(part);
            f.saying.heads.push_back(head_in(part));
          }
        }
      }
    }
    return true;
  }

  // Whether nothing but the speaker stands between the quotation's end and the cue: "… “no,” the minister said".
  [[nodiscard]] bool adjacent(const QuoteRegion& region, const Found& f) const {
    const int cue = row(f, f.saying.range.first);
    if (!f.saying.voice || f.saying.source < 0 || region.last >= cue || cue - region.last > 12 ||
        !full_stop_before_close(region))
      return false;
    if (layout_.sentence_of(region.last) != f.sentence) return false;
    const WordRange source = source_phrase(parsed_.tree(f.sentence), f.sentence, f.saying.source, f.saying.word);
    return layout_.start(f.sentence) + source.first == region.last + 1;
  }

  [[nodiscard]] bool that(int w) const {
    return words_[std::size_t(w)].upos == Upos::SCONJ && words_[std::size_t(w)].lemma == "that";
  }

  // The highest word of a range in its tree.
  [[nodiscard]] int head_in(const WordRange& part) const {
    const Tree tree = parsed_.tree(part.sentence);
    for (int w = part.first; w <= part.last; ++w) {
      if (!part.holds(tree.head(w)) && tree[w].upos != Upos::PUNCT) return w;
    }
    return part.first;
  }

  [[nodiscard]] int speaker_of(std::size_t q) const {
    const QuoteRegion& region = regions_[q];
    if (const int after = cue_after(region); after >= 0) return after;
    return cue_before(region);
  }

  [[nodiscard]] bool full_stop_before_close(const QuoteRegion& region) const {
    if (!region.closed || region.last <= region.first + 1) return !region.closed;
    const Word& w = words_[std::size_t(region.last) - 1];
    return w.upos == Upos::PUNCT && w.form != ")";
  }

  // "Why?" Paz asked the deputies.
  [[nodiscard]] bool asked_by(const QuoteRegion& region, int s) const {
    const std::string_view end = words_[std::size_t(region.last) - 1].form;
    if (!region.closed || (end != "?" && end != "!")) return false;
    for (int w = layout_.start(s); w < layout_.start(s + 1); ++w) {
      if (quote_mark(words_[std::size_t(w)]) != QuoteMark::kNone || words_[std::size_t(w)].form == ":") return false;
    }
    const int i = first_in_[std::size_t(s)];
    return i < first_in_[std::size_t(s) + 1] && found_[std::size_t(i)].saying.voice &&
           found_[std::size_t(i)].saying.content.empty() && found_[std::size_t(i)].saying.source >= 0;
  }

  // "…," he said. Also a short sentence of its own after a question mark.
  [[nodiscard]] int cue_after(const QuoteRegion& region) const {
    int s = layout_.sentence_of(region.last);
    int from = region.last + 1;
    if (from >= layout_.start(s + 1)) {
      if (s + 1 >= layout_.sentences() || layout_.paragraph(s + 1) || layout_.size(s + 1) > 14) return -1;
      ++s;
      const char c = words_[std::size_t(from)].form.empty() ? 'A' : words_[std::size_t(from)].form[0];
      if ((c < 'a' || c > 'z') && !asked_by(region, s)) return -1;
    } else if (!full_stop_before_close(region) && words_[std::size_t(from)].form != ",") {
      return -1;  // a quoted phrase inside somebody's sentence
    }
    for (int i = first_in_[std::size_t(s)]; i < first_in_[std::size_t(s) + 1]; ++i) {
      const Found& f = found_[std::size_t(i)];
      const int at = row(f, f.saying.word);
      if (at < from || !f.saying.voice) continue;
      if (at > from + kReach || quoted(at)) return -1;
      if (f.saying.source < 0 && f.saying.cue != nullptr) continue;
      // A cue with words of its own behind it speaks those, unless it stands right after the quotation.
      const bool own = !f.saying.content.empty() && row(f, f.saying.content.front().first) > at &&
                       f.mode == StatementMode::kIndirect;
      if (own && at > from + 4) return -1;
      if (participle(f)) return -1;
      return i;
    }
    return -1;
  }

  [[nodiscard]] bool participle(const Found& f) const {
    return words_[std::size_t(row(f, f.saying.word))].xpos == Xpos::VBG;
  }

  // He said: "…"; the cue may close the sentence before with a colon.
  [[nodiscard]] int cue_before(const QuoteRegion& region) const {
    int s = layout_.sentence_of(region.first);
    int until = region.first - 1;
    bool colon = false;
    if (until < layout_.start(s)) {
      if (s == 0 || words_[std::size_t(until)].form != ":") return -1;
      --s;
      colon = true;
    }
    colon |= until >= 0 && words_[std::size_t(until)].form == ":";
    for (int i = first_in_[std::size_t(s) + 1] - 1; i >= first_in_[std::size_t(s)]; --i) {
      const Found& f = found_[std::size_t(i)];
      const int at = row(f, f.saying.word);
      if (at > until || !f.saying.voice || quoted(at)) continue;
      if (until - at > kReach) return -1;
      const bool glued = colon || words_[std::size_t(until)].form == "," || row(f, f.saying.range.last) == until ||
                         (f.saying.addressee >= 0 && until - at <= 6) || full_stop_before_close(region);
      if (!glued) return -1;
      const bool indirect =
          !f.saying.content.empty() && f.mode != StatementMode::kDirect && row(f, f.saying.content.back().last) > at;
      if (indirect && !colon) return -1;
      if (indirect) return -1;
      return i;
    }
    return -1;
  }

  // `free`: the first word that no quotation before took.
  void give(int cue, const QuoteRegion& region, int free) {
    Found& f = found_[std::size_t(cue)];
    if (f.mode == StatementMode::kIndirect) {  // what the tree gave it was a guess about the same words
      f.saying.content.clear();
      f.saying.heads.clear();
    }
    const int lead = f.saying.content.empty() ? lead_in(f, region, free) : region.first;
    if (f.mode != StatementMode::kMixed) f.mode = lead < region.first ? StatementMode::kMixed : StatementMode::kDirect;
    append(f, {lead, region.last, region.closed});
    last_direct_ = cue;
  }

  // Words of the speaker's that run into the quotation without a comma: "said | the plan “was dead”", "| the plan “was
  // dead”, he said".
  [[nodiscard]] int lead_in(const Found& f, const QuoteRegion& region, int free) const {
    const int s = layout_.sentence_of(region.first);
    if (s != f.sentence || region.first == layout_.start(s)) return region.first;
    const Word& before = words_[std::size_t(region.first) - 1];
    if (before.upos == Upos::PUNCT) return region.first;
    const bool behind = row(f, f.saying.word) > region.first;
    int first = std::max(free, layout_.start(s));
    if (!behind) {
      first = row(f, f.saying.range.last) + 1;
      if (f.saying.source > f.saying.word) return region.first;
      for (; first < region.first; ++first) {  // when, where and how it was said
        const Word& w = words_[std::size_t(first)];
        if (w.upos != Upos::ADV && w.relation != Deprel::obl_unmarked && w.upos != Upos::PUNCT) break;
      }
      if (first < region.first && words_[std::size_t(first)].upos == Upos::ADP) return region.first;
    }
    int names = 0, verbs = 0;
    for (int w = first; w < region.first; ++w) {
      const Upos u = words_[std::size_t(w)].upos;
      names += u == Upos::NOUN || u == Upos::PROPN || u == Upos::PRON;
      verbs += u == Upos::VERB || u == Upos::AUX;
    }
    const bool addressed = f.saying.cue != nullptr && (f.saying.cue->frames & kAddressee) != 0;
    if (names + verbs == 0 || (addressed && !behind && verbs == 0)) return region.first;
    for (int i = first_in_[std::size_t(s)]; i < first_in_[std::size_t(s) + 1]; ++i) {  // another's cue in between
      const Found& other = found_[std::size_t(i)];
      const int at = row(other, other.saying.word);
      if (&other != &f && other.saying.voice && at >= first && at < region.first) return region.first;
    }
    return first;
  }

  // “Morning Line”, the name of a thing: a few words with capitals inside somebody's sentence.
  [[nodiscard]] bool title(const QuoteRegion& region) const {
    if (!region.closed || region.last - region.first > 7 || region.first == 0) return false;
    const Word& before = words_[std::size_t(region.first) - 1];
    if (before.upos != Upos::ADP && before.upos != Upos::DET && before.upos != Upos::NOUN &&
        before.upos != Upos::PROPN && before.xpos != Xpos::PRPS && before.xpos != Xpos::POS)
      return false;
    int capitals = 0, small = 0;
    for (int w = region.first + 1; w < region.last; ++w) {
      const Word& word = words_[std::size_t(w)];
      if (word.upos == Upos::PUNCT) {
        if (word.form != "," && word.form != "." && word.form != "'") return false;
        continue;
      }
      const bool capital = word.form[0] >= 'A' && word.form[0] <= 'Z';
      capitals += capital;
      small += !capital && word.upos != Upos::ADP && word.upos != Upos::DET && word.upos != Upos::CCONJ;
      if (word.upos == Upos::PRON && capitals == 1) return false;
    }
    return capitals > 0 && small == 0 && (capitals > 1 || before.upos != Upos::NOUN);
  }

  void append(Found& f, const QuoteRegion& region) {
    std::vector<WordRange> parts;
    layout_.ranges(region.first, region.last, parts);
    for (const WordRange& part : parts) {
      f.saying.content.push_back(part);
      f.saying.heads.push_back(head_in(part));
    }
  }

  // A quotation that nobody is said to say: the last speaker goes on.
  void continue_last(const QuoteRegion& region) {
    const int s = layout_.sentence_of(region.first);
    if (region.first > layout_.start(s) + 1 || region.last - region.first - 1 < kShortQuote) return;
    const int end_sentence = layout_.sentence_of(region.last);
    if (layout_.start(end_sentence + 1) - 1 - region.last > 2) return;
    int last = last_direct_;
    for (int at = s - 1; at >= std::max(0, s - 2) && (last < 0 || found_[std::size_t(last)].sentence < at);
         --at) {  // a later speaker in other words
      int main = -1;
      for (int i = first_in_[std::size_t(at)]; i < first_in_[std::size_t(at) + 1] && main < 0; ++i) {
        const Found& f = found_[std::size_t(i)];
        if (f.saying.source >= 0 && f.saying.voice && !f.quoted && !f.saying.content.empty()) main = i;
      }
      if (main < 0) continue;
      last = main;
      break;
    }
    if (last < 0) return;
    Found& f = found_[std::size_t(last)];
    const auto& parts = f.saying.content;
    for (auto part = parts.rbegin(); part != parts.rend() && part->sentence >= s;
         ++part) {  // what runs on behind a label
      if (part->sentence == s && part->holds(region.first - layout_.start(s))) return;
    }
    const WordRange& back = f.saying.content.back();
    const int ended = std::max(layout_.start(back.sentence) + back.last, row(f, f.saying.range.last));
    const int gap = s - layout_.sentence_of(ended);
    if (gap > 2) return;
    if (gap <= 1 && f.mode == StatementMode::kDirect) {
      append(f, region);
      return;
    }
    Found next;
    next.sentence = s;
    next.mode = StatementMode::kDirect;
    next.continues = f.continues >= 0 ? f.continues : last;
    append(next, region);
    found_.push_back(std::move(next));
    last_direct_ = int(found_.size()) - 1;
  }

  std::span<const Word> words_;
  const syntax::Parsed& parsed_;
  const Layout& layout_;
  std::vector<Found>& found_;
  std::vector<QuoteRegion> regions_;
  std::vector<int> first_in_;  // of each sentence, index into what was given; quotations without a cue come after
  int given_ = 0;
  int last_direct_ = -1;
};

}  // namespace

void join_quotations(const syntax::Parsed& parsed, const Layout& layout, std::vector<Found>& found) {
  Joiner(parsed, layout, found).run();
}

}  // namespace casus::statements
