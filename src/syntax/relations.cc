#include "syntax/relations.h"

#include <limits>

namespace casus::syntax {
namespace {

constexpr float kNever = std::numeric_limits<float>::lowest();

bool is_subject(Deprel r) {
  return r == Deprel::nsubj || r == Deprel::nsubj_pass || r == Deprel::csubj || r == Deprel::csubj_pass;
}
bool is_passive_subject(Deprel r) {
  return r == Deprel::nsubj_pass || r == Deprel::csubj_pass;
}

// Whether a word of that tag can stand in that relation.
bool fits(Deprel relation, Upos tag) {
  const auto nominal = tag == Upos::NOUN || tag == Upos::PROPN;
  switch (relation) {
    case Deprel::aux:
    case Deprel::aux_pass:
      return tag == Upos::AUX || tag == Upos::VERB;
    case Deprel::cop:
      return tag == Upos::AUX;
    case Deprel::punct:
      return tag == Upos::PUNCT || tag == Upos::SYM;
    case Deprel::cc:
      return tag == Upos::CCONJ || tag == Upos::ADV || tag == Upos::ADP || tag == Upos::SYM || tag == Upos::PUNCT ||
             tag == Upos::SCONJ;
    case Deprel::nummod:
      return tag == Upos::NUM || tag == Upos::SYM || nominal || tag == Upos::ADJ;
    case Deprel::case_:
      return tag != Upos::VERB && !nominal;
    case Deprel::mark:
      return tag != Upos::VERB && !nominal;
    case Deprel::det:
      return tag != Upos::VERB && tag != Upos::NOUN && tag != Upos::ADP;
    case Deprel::nsubj:
    case Deprel::nsubj_pass:
    case Deprel::obj:
      return tag != Upos::PUNCT && tag != Upos::CCONJ;
    case Deprel::amod:
      return tag != Upos::PUNCT && tag != Upos::DET;
    default:
      return true;
  }
}

bool is_function_word(Upos tag) {
  return tag == Upos::DET || tag == Upos::ADP || tag == Upos::AUX || tag == Upos::CCONJ || tag == Upos::SCONJ ||
         tag == Upos::PART || tag == Upos::PUNCT;
}
// Relations in which a function word serves its head.
bool serves(Deprel relation) {
  switch (relation) {
    case Deprel::det:
    case Deprel::case_:
    case Deprel::mark:
    case Deprel::aux:
    case Deprel::aux_pass:
    case Deprel::cop:
    case Deprel::cc:
    case Deprel::punct:
      return true;
    default:
      return false;
  }
}
bool stays_under_serving(Deprel relation) {
  switch (relation) {
    case Deprel::fixed:
    case Deprel::conj:
    case Deprel::cc:
    case Deprel::goeswith:
    case Deprel::reparandum:
    case Deprel::punct:
      return true;
    default:
      return false;
  }
}

class Choice {
 public:
  Choice(std::span<const float> scores, std::span<const Deprel> relations, std::span<Word> words)
      : scores_(scores), relations_(relations), words_(words) {}

  void run() {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      set(w, [](Deprel) { return true; });
    }
    for (std::size_t head = 0; head < words_.size(); ++head) {
      keep_one(head, is_subject);
      keep_one(head, [](Deprel r) { return r == Deprel::obj; });
      agree_in_voice(head);
    }
  }

 private:
  // The best number of a relation that a word can stand in and `wanted` takes; -1 where there is none.
  template <typename Wanted>
  [[nodiscard]] int best(std::size_t word, Wanted wanted) const {
    const std::size_t count = relations_.size();
    int out = -1;
    for (std::size_t r = 0; r < count; ++r) {
      const Deprel relation = relations_[r];
      if ((relation == Deprel::root) != (words_[word].head < 0)) continue;
      if (!fits(relation, words_[word].upos) || !wanted(relation)) continue;
      if (out < 0 || scores_[word * count + r] > scores_[word * count + std::size_t(out)]) out = int(r);
    }
    return out;
  }
  template <typename Wanted>
  [[nodiscard]] float score(std::size_t word, Wanted wanted) const {
    const int number = best(word, wanted);
    return number < 0 ? kNever : scores_[word * relations_.size() + std::size_t(number)];
  }
  template <typename Wanted>
  void set(std::size_t word, Wanted wanted) {
    const int number = best(word, wanted);
    if (number >= 0) {
      words_[word].relation = relations_[std::size_t(number)];
    } else if (words_[word].head < 0) {
      words_[word].relation = Deprel::root;
    }
  }

  // Of the dependents in a relation of a kind that loses most by another keeps it.
  template <typename Kind>
  void keep_one(std::size_t head, Kind kind) {
    int kept = -1;
    float most = 0;
    const auto other = [&](Deprel r) { return !kind(r); };
    for (std::size_t w = 0; w < words_.size(); ++w) {
      if (words_[w].head != int(head) || !kind(words_[w].relation)) continue;
      const float loss = score(w, kind) - score(w, other);
      if (kept < 0 || loss > most) {
        if (kept >= 0) set(std::size_t(kept), other);
        kept = int(w);
        most = loss;
      } else {
        set(w, other);
      }
    }
  }

  // A subject and an auxiliary are both passive or neither, whichever costs less.
  void agree_in_voice(std::size_t head) {
    int subject = -1, auxiliary = -1;
    for (std::size_t w = 0; w < words_.size(); ++w) {
      if (words_[w].head != int(head)) continue;
      if (is_subject(words_[w].relation)) subject = int(w);
      const Deprel relation = words_[w].relation;
      if (relation == Deprel::aux_pass || (relation == Deprel::aux && auxiliary < 0)) auxiliary = int(w);
    }
    if (subject < 0) return;
    const auto s = std::size_t(subject);
    const bool passive = is_passive_subject(words_[s].relation);
    const bool marked = auxiliary >= 0 && words_[std::size_t(auxiliary)].relation == Deprel::aux_pass;
    const bool participle = words_[head].xpos == Xpos::VBN || words_[head].xpos == Xpos::VBD;
    if (passive == marked || (passive && participle && auxiliary < 0)) return;
    const auto active_subject = [](Deprel r) { return is_subject(r) && !is_passive_subject(r); };
    const auto of = [](Deprel wanted) { return [wanted](Deprel r) { return r == wanted; }; };
    if (auxiliary < 0) return set(s, active_subject);
    const auto a = std::size_t(auxiliary);
    const float as_passive = score(s, is_passive_subject) + score(a, of(Deprel::aux_pass));
    const float as_active = score(s, active_subject) + score(a, of(Deprel::aux));
    if (as_passive > as_active) {
      set(s, is_passive_subject);
      set(a, of(Deprel::aux_pass));
    } else {
      set(s, active_subject);
      set(a, of(Deprel::aux));
    }
  }

  std::span<const float> scores_;
  std::span<const Deprel> relations_;
  std::span<Word> words_;
};

}  // namespace

void choose_relations(std::span<const float> scores, std::span<const Deprel> relations, std::span<Word> words) {
  Choice(scores, relations, words).run();
}

bool lift_from_serving(std::span<Word> words) {
  const int n = int(words.size());
  bool moved = false;
  for (bool again = true; again;) {  // each move brings a word nearer to the root
    again = false;
    for (int f = 0; f < n; ++f) {
      const Word& serving = words[std::size_t(f)];
      if (serving.head < 0 || !is_function_word(serving.upos) || !serves(serving.relation)) continue;
      // Outwards on each side: what stands beyond one that moves would cross it, and moves too.
      for (const int step : {-1, 1}) {
        bool beyond = false;
        for (int w = f + step; w >= 0 && w < n; w += step) {
          Word& word = words[std::size_t(w)];
          if (word.head != f || (!beyond && stays_under_serving(word.relation))) continue;
          word.head = serving.head;
          beyond = moved = again = true;
        }
      }
    }
  }
  return moved;
}

}  // namespace casus::syntax
