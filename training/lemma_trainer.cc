#include "training/lemma_trainer.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <tuple>

#include "syntax/lemmatiser.h"

namespace casus::training {
namespace {

using syntax::Case;
using syntax::lemma::Casing;

struct Rule {
  Casing casing = Casing::kKeep;
  uint8_t strip = 0;
  std::string tail;
  friend auto operator<=>(const Rule&, const Rule&) = default;
};

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  return text;
}

Rule rule_of(const std::string& form, const std::string& lemma) {
  const std::string low = lower(form), low_lemma = lower(lemma);
  std::size_t common = 0;
  while (common < low.size() && common < low_lemma.size() && low[common] == low_lemma[common]) ++common;
  while (common > 0 && common < low.size() && (static_cast<unsigned char>(low[common]) & 0xc0) == 0x80) --common;
  const std::string kept = lemma.substr(0, common);
  std::string capital = low.substr(0, common);
  if (!capital.empty() && capital[0] >= 'a' && capital[0] <= 'z') capital[0] = char(capital[0] - 32);
  Rule rule;
  rule.strip = uint8_t(std::min<std::size_t>(form.size() - common, 255));
  rule.tail = lemma.substr(common);
  if (kept == low.substr(0, common)) {
    rule.casing = Casing::kLower;
  } else if (kept == form.substr(0, common)) {
    rule.casing = Casing::kKeep;
  } else if (kept == capital) {
    rule.casing = Casing::kCapital;
  } else {
    rule = {Casing::kKeep, uint8_t(std::min<std::size_t>(form.size(), 255)), lemma};
  }
  if (form == lemma && form == low) rule.casing = Casing::kLower;
  return rule;
}

using Votes = std::map<int, double>;  // rule -> votes

int winner(const Votes& votes) {
  int best = -1;
  double most = 0;
  for (const auto& [rule, n] : votes) {
    if (n > most) most = n, best = rule;
  }
  return best;
}

struct Typ {
  std::string form;
  uint64_t context = 0, lower = 0;
  Votes votes;
};

}  // namespace

std::string lemma_section(const std::vector<GoldSentence>& sentences, const std::vector<syntax::JointTag>& tags) {
  std::map<Rule, int> rules;
  std::vector<Rule> by_number;
  std::map<std::tuple<uint64_t, std::string>, Typ> types;
  for (const GoldSentence& sentence : sentences) {
    for (std::size_t w = 0; w < sentence.words.size(); ++w) {
      const GoldWord& word = sentence.words[w];
      if (word.form.size() > 250 || word.relation == syntax::Deprel::goeswith || word.xpos == syntax::Xpos::GW)
        continue;
      const auto [found, fresh] = rules.try_emplace(rule_of(word.form, word.lemma), int(rules.size()));
      if (fresh) by_number.push_back(found->first);
      const int tag = tag_number(tags, word.upos, word.xpos);
      const uint64_t context = syntax::lemma::context(tag, syntax::letters_of(word.form), w == 0);
      Typ& type = types[{context, lower(word.form)}];
      type.form = word.form;
      type.context = context;
      type.lower = syntax::atom(syntax::AtomKind::kLower, syntax::lower_hash(word.form));
      type.votes[found->second] += 1;
    }
  }
  // Votes for each suffix, by types; rules that replace the whole form say nothing of other words.
  std::map<uint64_t, Votes> suffixes;
  const auto sizes = [](const Typ& type) {
    return std::min<int>(syntax::lemma::kMaxSuffix, int(type.form.size()) + 1);
  };
  for (const auto& [id, type] : types) {
    for (const auto& [number, n] : type.votes) {
      const Rule& rule = by_number[std::size_t(number)];
      if (rule.strip >= type.form.size() && !rule.tail.empty() && type.form.size() > 1) continue;
      for (int size = 0; size <= sizes(type); ++size) {
        suffixes[syntax::lemma::suffix_key(type.context, type.form, std::size_t(size))][number] += std::min(n, 3.0);
      }
    }
  }
  std::map<uint64_t, int> table;
  const auto predicted = [&](const Typ& type, int longest) {
    for (int size = longest; size >= 0; --size) {
      const auto found = table.find(syntax::lemma::suffix_key(type.context, type.form, std::size_t(size)));
      if (found != table.end()) return found->second;
    }
    return -1;
  };
  // From short to long, a suffix is kept when it says something else than the next shorter one kept.
  for (int size = 0; size <= syntax::lemma::kMaxSuffix; ++size) {
    std::map<uint64_t, int> added;
    for (const auto& [id, type] : types) {
      if (size > sizes(type)) continue;
      const uint64_t key = syntax::lemma::suffix_key(type.context, type.form, std::size_t(size));
      const auto votes = suffixes.find(key);
      if (votes == suffixes.end()) continue;
      double total = 0;
      for (const auto& [rule, n] : votes->second) total += n;
      const int best = winner(votes->second);
      if (size > 0 && (total < 2 || best == predicted(type, size - 1))) continue;
      added[key] = best;
    }
    table.insert(added.begin(), added.end());
  }
  for (const auto& [id, type] : types) {
    const int best = winner(type.votes);
    if (best != predicted(type, sizes(type))) table[syntax::lemma::form_key(type.context, type.lower)] = best;
  }

  // Only rules in use are written.
  std::map<int, uint16_t> renumbered;
  std::string rule_bytes, text;
  for (const auto& [key, number] : table) {
    if (!renumbered.try_emplace(number, uint16_t(renumbered.size())).second) continue;
    const Rule& rule = by_number[std::size_t(number)];
    const auto offset = uint32_t(text.size());
    rule_bytes.append(reinterpret_cast<const char*>(&offset), 4);
    rule_bytes += {char(uint8_t(rule.tail.size())), char(rule.strip), char(rule.casing), 0};
    text += rule.tail;
  }
  uint32_t log = 4;
  while ((std::size_t(1) << log) * 2 < table.size() * 3) ++log;
  struct Slot {
    uint32_t check = 0;
    uint16_t rule = 0, zero = 0;
  };
  std::vector<Slot> slots(std::size_t(1) << log);
  for (const auto& [key, number] : table) {
    std::size_t at = key >> (64 - log);
    while (slots[at].check != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = {uint32_t(key) | 1, renumbered[number], 0};
  }
  std::string out;
  for (const uint32_t value : {log, uint32_t(renumbered.size()), uint32_t(text.size())}) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  out += rule_bytes;
  out.append(reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof(Slot));
  return out + text;
}

}  // namespace casus::training
