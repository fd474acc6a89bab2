#include "training/segment_trainer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <unordered_map>

#include "lexicon/rows.h"
#include "text/segment_features.h"
#include "training/random.h"

namespace casus::training {
namespace {

constexpr int kEpochs = 8;
constexpr float kBoundaryMargin = 12, kEndMargin = 12;

// N scores a row, averaged over all steps by the usual trick: sum(w) = w * steps - sum(step * update).
template <int N>
struct Averaged {
  std::vector<float> now, lag;
  float step = 1;
  explicit Averaged(int bits) : now((std::size_t{1} << bits) * N), lag(now.size()) {}
  void update(std::size_t index, float by) {
    now[index] += by;
    lag[index] += by * step;
  }
  [[nodiscard]] std::vector<float> average() const {
    std::vector<float> out(now.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = now[i] - lag[i] / step;
    return out;
  }
};

// What gold says begins at each byte of a text.
struct Gold {
  std::string text;
  std::vector<uint8_t> begins;  // 0 nothing, 1 token, 2 word of the same token
  std::vector<bool> sentence;
};

// abbreviations.tsv, with full stops.
struct Abbreviations {
  std::vector<std::string> titles, months;
  std::vector<std::pair<std::string, uint32_t>> all;  // word without its stop, WordKnowledge's number
};

Abbreviations read_abbreviations() {
  Abbreviations out;
  const auto tables = lexicon::Tables::compiled_in();
  if (!tables) return out;
  static constexpr lexicon::Columns kAbbreviations{"abbreviations", "word", "stands", "kind"};
  constexpr std::pair<std::string_view, uint32_t> kStands[] = {{"name", text::WordKnowledge::kBeforeName},
                                                               {"figure", text::WordKnowledge::kBeforeFigure},
                                                               {"anywhere", text::WordKnowledge::kAnywhere}};
  lexicon::RowReader(*tables).each<kAbbreviations>([&](const auto& row) {
    const std::string form(row["word"].text());
    out.all.emplace_back(form, row["stands"].one_of(kStands));
    if (row["kind"].text() == "title") out.titles.push_back(form + ".");
    if (row["kind"].text() == "month") out.months.push_back(form + ".");
  });
  return out;
}

// How words are written after a word in lower case, where no sentence begins; and which are abbreviations.
class Knowledge {
 public:
  explicit Knowledge(const Abbreviations& abbreviations) : abbreviations_(abbreviations) {}

  void read(std::string_view text) {
    std::vector<text::Atom> atoms;
    bool after_lower = false;
    for (std::size_t at = 0; at < text.size();) {
      if (const std::size_t space = text::space_at(text, at)) {
        at += space;
        continue;
      }
      atoms.clear();
      at = text::read_chunk(text, at, atoms);
      const text::AtomKind kind = atoms[0].kind;
      if (after_lower && kind != text::AtomKind::kMark && kind != text::AtomKind::kDigits) {
        auto& [lower, capital] = counts_[atoms[0].hash];
        ++(kind == text::AtomKind::kLower ? lower : capital);
      }
      after_lower = atoms.back().kind == text::AtomKind::kLower;
    }
  }

  [[nodiscard]] std::vector<uint8_t> bytes() const {
    std::vector<uint8_t> out(std::size_t{1} << text::WordKnowledge::kBits);
    std::vector<int> weight(out.size());
    for (const auto& [hash, count] : counts_) {
      const auto [lower, capital] = count;
      const int all = lower + capital;
      const std::size_t row = text::WordKnowledge::row(hash);
      if (all < 3 || all <= weight[row]) continue;  // the commonest of those that share a row
      weight[row] = all;
      out[row] = uint8_t(lower * 10 >= all * 9     ? text::WordKnowledge::kLowerCased
                         : capital * 10 >= all * 9 ? text::WordKnowledge::kCapitalised
                                                   : 3);
    }
    for (const auto& [word, number] : abbreviations_.all) {
      uint8_t& row = out[text::WordKnowledge::row(text::run_hash(word))];
      row = uint8_t((row & 3U) | number << 2);
    }
    return out;
  }

 private:
  const Abbreviations& abbreviations_;
  std::map<uint64_t, std::pair<int, int>> counts_;
};

// Rare in the treebanks, daily in the news: a title or month that stands before a name is exchanged for another one, so
// that the full stop of all of them is learnt as part of the word.
std::vector<GoldSentence> with_other_titles(const std::vector<GoldSentence>& sentences,
                                            const Abbreviations& abbreviations) {
  std::size_t count = 0;
  std::vector<GoldSentence> out;
  for (const GoldSentence& sentence : sentences) {
    for (std::size_t w = 0; w + 1 < sentence.words.size(); ++w) {
      const std::string& form = sentence.words[w].form;
      const bool title = form == "Mr." || form == "Dr." || form == "Mrs." || form == "Ms.";
      const bool month = form == "Jan." || form == "Feb." || form == "Nov." || form == "Dec." || form == "Oct.";
      if ((!title && !month) || abbreviations.titles.empty() || abbreviations.months.empty()) continue;
      for (int variant = 0; variant < 3; ++variant) {
        const auto& others = title ? abbreviations.titles : abbreviations.months;
        GoldSentence copy = sentence;
        copy.starts_paragraph = variant == 0;
        const std::string& replacement = others[count++ % others.size()];
        const auto shift = int64_t(replacement.size()) - int64_t(form.size());
        copy.text.replace(copy.words[w].begin, form.size(), replacement);
        copy.words[w].form = replacement;
        copy.words[w].end = copy.words[w].begin + uint32_t(replacement.size());
        for (std::size_t v = w + 1; v < copy.words.size(); ++v) {
          copy.words[v].begin = uint32_t(copy.words[v].begin + shift);
          copy.words[v].end = uint32_t(copy.words[v].end + shift);
        }
        out.push_back(std::move(copy));
      }
    }
  }
  return out;
}

Gold gold_of(const std::vector<GoldSentence>& corpus) {
  Gold out;
  RawText raw = raw_text(corpus);
  out.begins.assign(raw.text.size() + 1, 0);
  out.sentence.assign(raw.text.size() + 1, false);
  for (std::size_t s = 0; s < corpus.size(); ++s) {
    out.sentence[raw.sentence_begin[s]] = true;
    for (const GoldWord& word : corpus[s].words)
      out.begins[raw.sentence_begin[s] + word.begin] = word.first_of_token ? 1 : 2;
  }
  out.text = std::move(raw.text);
  return out;
}

// The same text as people type it: lines in place of paragraphs, some of them, and now and then a line broken inside a
// sentence. Byte for byte as long as before, so that gold holds.
Gold with_line_breaks(Gold gold) {
  Random random(7);
  int paragraphs = 0;
  for (std::size_t i = 1; i + 1 < gold.text.size(); ++i) {
    if (gold.text[i] == '\n' && gold.text[i - 1] == '\n') {
      if (++paragraphs % 6 != 0) gold.text[i - 1] = ' ';
    } else if (gold.text[i] == ' ' && random.next() % 120 == 0) {
      gold.text[i] = '\n';
    }
  }
  return gold;
}

// Runs of letters that gold cuts in two at the same place, nearly always.
std::vector<text::Run> learn_runs(const std::vector<Gold>& golds) {
  struct Count {
    int whole = 0;
    std::map<std::size_t, int> cut;
  };
  std::map<uint64_t, Count> counts;
  std::vector<text::Atom> atoms;
  for (const Gold& gold : golds) {
    for (std::size_t at = 0; at < gold.text.size();) {
      if (const std::size_t space = text::space_at(gold.text, at)) {
        at += space;
        continue;
      }
      atoms.clear();
      at = text::read_chunk(gold.text, at, atoms);
      for (const text::Atom& atom : atoms) {
        const std::size_t size = atom.end - atom.begin;
        if (atom.kind == text::AtomKind::kMark || atom.kind == text::AtomKind::kDigits || size > 24) continue;
        if (text::negation_split(gold.text, atom) != 0 || gold.begins[atom.begin] == 0) continue;
        Count& count = counts[text::run_hash(std::string_view(gold.text).substr(atom.begin, size))];
        std::size_t cut = 0;
        for (std::size_t i = 1; i < size && cut == 0; ++i) cut = gold.begins[atom.begin + i] == 2 ? i : 0;
        cut == 0 ? ++count.whole : ++count.cut[cut];
      }
    }
  }
  std::vector<text::Run> out;
  for (const auto& [hash, count] : counts) {
    for (const auto& [keep, times] : count.cut) {
      if (times >= 2 && times > 3 * count.whole) {
        out.push_back({hash, keep});
        break;
      }
    }
  }
  return out;
}

void learn_boundaries(const std::vector<Gold>& golds, const text::WordKnowledge& knowledge, Averaged<4>& weights) {
  std::vector<text::Atom> atoms;
  uint32_t keys[text::kBoundaryKeys];
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (const Gold& gold : golds) {
      for (std::size_t at = 0; at < gold.text.size();) {
        if (const std::size_t space = text::space_at(gold.text, at)) {
          at += space;
          continue;
        }
        atoms.clear();
        const std::size_t begin = at;
        at = text::read_chunk(gold.text, at, atoms);
        const text::Surroundings around = text::surroundings(gold.text, begin, at);
        std::size_t word_begin = 0;
        for (std::size_t i = 0; i + 1 < atoms.size(); ++i) {
          if (text::negation_split(gold.text, atoms[i]) != 0) {
            i += 2;
            if (i + 1 >= atoms.size()) break;
          }
          if (text::one_word(gold.text, atoms, i, around, knowledge)) continue;
          const int truth = gold.begins[atoms[i + 1].begin];
          text::boundary_keys(atoms, i, word_begin, around, knowledge, keys);
          float scores[3] = {};
          for (uint32_t key : keys) {
            for (std::size_t s = 0; s < 3; ++s) scores[s] += weights.now[std::size_t(key) * 4 + s];
          }
          scores[truth] -= kBoundaryMargin;  // right is not enough, it must be clear
          const int guess = int(std::max_element(scores, scores + 3) - scores);
          if (guess != truth) {
            for (uint32_t key : keys) {
              weights.update(std::size_t(key) * 4 + std::size_t(truth), 1);
              weights.update(std::size_t(key) * 4 + std::size_t(guess), -1);
            }
          }
          weights.step += 1;
          if (truth != 0) word_begin = i + 1;
        }
      }
    }
  }
}

void learn_ends(const std::vector<Gold>& golds, const text::Segmenter& segmenter, Averaged<1>& weights) {
  uint32_t keys[text::kEndKeys];
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (const Gold& gold : golds) {
      std::vector<text::Token> tokens;
      std::vector<text::Gap> gaps;
      segmenter.tokenise(gold.text, tokens, gaps);
      const std::vector<text::Seen> seen = text::see(gold.text, tokens, gaps, segmenter.knowledge());
      text::Course course;
      for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        course.pass(seen[i], std::string_view(gold.text).substr(tokens[i].begin, tokens[i].end - tokens[i].begin));
        const bool truth = gold.sentence[tokens[i + 1].begin];
        const bool paragraph = gaps[i] == text::Gap::kParagraph;
        if (!paragraph && tokens[i + 1].first_of_token && text::may_end(seen, i, course)) {
          text::end_keys(seen, i, course, keys);
          float score = 0;
          for (uint32_t key : keys) score += weights.now[key];
          if ((truth ? score : -score) <= kEndMargin) {
            for (uint32_t key : keys) weights.update(key, truth ? 1.0F : -1.0F);
          }
          weights.step += 1;
        }
        if (truth || paragraph) course = {};
      }
    }
  }
}

void quantise(const std::vector<float>& weights, float scale, std::string& out) {
  for (float weight : weights) {
    const auto value = static_cast<int16_t>(std::clamp(std::lround(weight * scale), -32000L, 32000L));
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
}

}  // namespace

std::string train_segmenter(const std::vector<std::vector<GoldSentence>>& corpora,
                            const std::vector<std::string>& news) {
  const Abbreviations abbreviations = read_abbreviations();
  std::vector<Gold> golds;
  for (const auto& corpus : corpora) golds.push_back(gold_of(corpus));
  for (const auto& corpus : corpora) golds.push_back(gold_of(with_other_titles(corpus, abbreviations)));
  Knowledge words(abbreviations);
  for (std::size_t c = 0; c < corpora.size(); ++c) words.read(golds[c].text);
  for (const std::string& text : news) words.read(text);
  const std::vector<uint8_t> known = words.bytes();
  Averaged<4> boundaries(text::kBoundaryBits);
  learn_boundaries(golds, {known.data()}, boundaries);
  const std::vector<text::Run> runs = learn_runs(golds);
  Averaged<1> ends(text::kEndBits);
  const auto section = [&] {
    std::string out;
    quantise(boundaries.average(), 100, out);
    quantise(ends.average(), 100, out);
    const uint32_t head[2] = {0, static_cast<uint32_t>(runs.size())};
    out.append(reinterpret_cast<const char*>(head), sizeof head);
    out.append(reinterpret_cast<const char*>(runs.data()), runs.size() * sizeof(text::Run));
    out.append(known.begin(), known.end());
    return out;
  };
  const std::string tokens_only = section();
  const auto segmenter = text::Segmenter::open(tokens_only);
  if (!segmenter) return {};  // cannot be: the layout is ours
  for (std::size_t c = 0; c < corpora.size(); ++c) golds.push_back(with_line_breaks(golds[c]));
  learn_ends(golds, *segmenter, ends);
  return section();
}

}  // namespace casus::training
