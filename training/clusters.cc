// Exchange clustering: each word in turn moves to the class that raises the likelihood of the class bigram model most,
//   L = sum over class pairs N(c,d) log N(c,d) - sum over classes N(c) log N(c)  (as left and as right neighbour).
// Two boundary classes stay fixed: 0 for edges of sentences and rare words.
#include <algorithm>
#include <cmath>

#include "training/word_list.h"

namespace casus::training {
namespace {

constexpr int kClasses = 256;

class Exchange {
 public:
  Exchange(const Tokens& sentences, int least) {
    std::unordered_map<std::string, uint32_t> counts;
    for (const auto& sentence : sentences) {
      for (const auto& form : sentence) ++counts[key(form)];
    }
    std::vector<std::pair<uint32_t, std::string>> ranked;
    for (const auto& [form, n] : counts) {
      if (n >= uint32_t(least)) ranked.push_back({n, form});
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (const auto& [n, form] : ranked) {
      forms_.push_back(form);
      number_[form] = int(forms_.size());  // 0 is the edge
    }
    class_.assign(forms_.size() + 1, 0);
    for (std::size_t w = 1; w < class_.size(); ++w) class_[w] = int((w - 1) % (kClasses - 1)) + 1;
    count_bigrams(sentences);
  }

  void run(int rounds) {
    for (int round = 0; round < rounds; ++round) {
      int moved = 0;
      for (int w = 1; w <= int(forms_.size()); ++w) moved += exchange(w);
      if (moved == 0) break;
    }
  }

  std::unordered_map<std::string, uint8_t> result() const {
    std::unordered_map<std::string, uint8_t> out;
    for (std::size_t w = 1; w < class_.size(); ++w) out[forms_[w - 1]] = uint8_t(class_[w]);
    return out;
  }

 private:
  struct Neighbour {
    int word;
    int count;
  };
  static std::string key(const std::string& form) {
    std::string out = form;
    for (char& c : out) c = c >= '0' && c <= '9' ? '0' : c;
    return out;
  }
  static double term(int64_t n) {
    static const std::vector<double> kTable = [] {
      std::vector<double> t(1 << 16);
      for (std::size_t i = 1; i < t.size(); ++i) t[i] = double(i) * std::log(double(i));
      return t;
    }();
    return n < int64_t(kTable.size()) ? kTable[std::size_t(n)] : double(n) * std::log(double(n));
  }

  void count_bigrams(const Tokens& sentences) {
    std::vector<std::pair<int, int>> pairs;
    for (const auto& sentence : sentences) {
      int before = 0;
      for (const auto& form : sentence) {
        const auto found = number_.find(key(form));
        const int w = found == number_.end() ? 0 : found->second;
        pairs.emplace_back(before, w);
        before = w;
      }
      pairs.emplace_back(before, 0);
    }
    std::sort(pairs.begin(), pairs.end());
    next_.resize(class_.size());
    previous_.resize(class_.size());
    pair_.assign(std::size_t(kClasses) * kClasses, 0);
    left_.assign(kClasses, 0);
    right_.assign(kClasses, 0);
    for (std::size_t i = 0; i < pairs.size();) {
      std::size_t j = i;
      while (j < pairs.size() && pairs[j] == pairs[i]) ++j;
      const auto [a, b] = pairs[i];
      const int n = int(j - i);
      next_[std::size_t(a)].push_back({b, n});
      previous_[std::size_t(b)].push_back({a, n});
      at(class_[std::size_t(a)], class_[std::size_t(b)]) += n;
      left_[std::size_t(class_[std::size_t(a)])] += n;
      right_[std::size_t(class_[std::size_t(b)])] += n;
      i = j;
    }
  }

  int64_t& at(int a, int b) { return pair_[std::size_t(a) * kClasses + std::size_t(b)]; }

  // Adds (sign 1) or takes away (-1) word w's bigrams as a member of class c.
  void apply(int c, int sign) {
    for (int d : after_) at(c, d) += sign * to_[std::size_t(d)];
    for (int d : before_) at(d, c) += sign * from_[std::size_t(d)];
    at(c, c) += sign * self_;
    left_[std::size_t(c)] += sign * total_;
    right_[std::size_t(c)] += sign * total_;
  }

  // What the likelihood gains when the word joins class c.
  double gain(int c) {
    double sum = 0;
    for (int d : after_) {
      if (d != c) sum += term(at(c, d) + to_[std::size_t(d)]) - term(at(c, d));
    }
    for (int d : before_) {
      if (d != c) sum += term(at(d, c) + from_[std::size_t(d)]) - term(at(d, c));
    }
    const int64_t inner = at(c, c);
    sum += term(inner + to_[std::size_t(c)] + from_[std::size_t(c)] + self_) - term(inner);
    const int64_t l = left_[std::size_t(c)], r = right_[std::size_t(c)];
    return sum - (term(l + total_) - term(l)) - (term(r + total_) - term(r));
  }

  bool exchange(int w) {
    to_.fill(0), from_.fill(0);
    after_.clear(), before_.clear();
    self_ = total_ = 0;
    for (const Neighbour& n : next_[std::size_t(w)]) {
      total_ += n.count;
      if (n.word == w) {
        self_ = n.count;
        continue;
      }
      const int c = class_[std::size_t(n.word)];
      if (to_[std::size_t(c)] == 0) after_.push_back(c);
      to_[std::size_t(c)] += n.count;
    }
    for (const Neighbour& n : previous_[std::size_t(w)]) {
      if (n.word == w) continue;
      const int c = class_[std::size_t(n.word)];
      if (from_[std::size_t(c)] == 0) before_.push_back(c);
      from_[std::size_t(c)] += n.count;
    }
    const int old = class_[std::size_t(w)];
    apply(old, -1);
    int best = old;
    double most = gain(old) + 1e-9;
    for (int c = 1; c < kClasses; ++c) {
      if (const double g = gain(c); g > most) most = g, best = c;
    }
    class_[std::size_t(w)] = best;
    apply(best, 1);
    return best != old;
  }

  std::vector<std::string> forms_;
  std::unordered_map<std::string, int> number_;
  std::vector<int> class_;
  std::vector<std::vector<Neighbour>> next_, previous_;
  std::vector<int64_t> pair_, left_, right_;
  std::array<int64_t, kClasses> to_{}, from_{};
  std::vector<int> after_, before_;
  int64_t self_ = 0, total_ = 0;
};

}  // namespace

std::unordered_map<std::string, uint8_t> clusters(const Tokens& sentences, int least, int rounds) {
  Exchange exchange(sentences, least);
  exchange.run(rounds);
  return exchange.result();
}

}  // namespace casus::training
