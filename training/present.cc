#include "training/present.h"

#include <map>
#include <optional>
#include <string>

namespace casus::training {
namespace {

using syntax::Deprel;
using syntax::Upos;
using syntax::Xpos;

using Forms = std::map<std::string, std::string>;  // lemma -> third person singular, as the treebanks write it

Forms third_persons(const std::vector<GoldSentence>& sentences) {
  Forms out;
  for (const GoldSentence& sentence : sentences) {
    for (const GoldWord& word : sentence.words) {
      const bool plain = word.form.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
      if (word.xpos == Xpos::VBZ && word.upos == Upos::VERB && plain) out.emplace(word.lemma, word.form);
    }
  }
  return out;
}

std::string third_person(const std::string& lemma, const Forms& forms) {
  const auto found = forms.find(lemma);
  if (found != forms.end()) return found->second;
  const auto ends = [&](const char* ending) { return lemma.ends_with(ending); };
  if (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh") || ends("o")) return lemma + "es";
  const bool vowel_before = lemma.size() > 1 && std::string("aeiou").find(lemma[lemma.size() - 2]) != std::string::npos;
  if (ends("y") && !vowel_before) return lemma.substr(0, lemma.size() - 1) + "ies";
  return lemma + "s";
}

bool singular(const GoldSentence& sentence, int subject) {
  const GoldWord& word = sentence.words[std::size_t(subject)];
  for (const GoldWord& other : sentence.words) {
    if (other.head == subject && other.relation == Deprel::conj) return false;
  }
  return word.xpos == Xpos::NN || word.xpos == Xpos::NNP ||
         (word.xpos == Xpos::PRP && (word.lemma == "he" || word.lemma == "she" || word.lemma == "it"));
}

void put(GoldWord& word, std::string form) {
  word.form = std::move(form);
  word.xpos = Xpos::VBZ;
}

std::optional<GoldSentence> present(const GoldSentence& sentence, const Forms& forms) {
  GoldSentence out = sentence;
  int root = -1;
  for (std::size_t w = 0; w < out.words.size(); ++w) {
    if (out.words[w].head < 0) root = int(w);
  }
  if (root < 0 || out.words[std::size_t(root)].upos != Upos::VERB) return std::nullopt;
  bool fit = false;
  for (std::size_t w = 0; w < out.words.size(); ++w) {
    const bool subject = out.words[w].relation == Deprel::nsubj || out.words[w].relation == Deprel::nsubj_pass;
    if (out.words[w].head == root && subject) fit = singular(out, int(w));
  }
  if (!fit) return std::nullopt;
  bool changed = false;
  for (std::size_t w = 0; w < out.words.size(); ++w) {
    GoldWord& word = out.words[w];
    const bool main = int(w) == root || (word.head == root && word.relation == Deprel::conj && word.upos == Upos::VERB);
    if (main && word.xpos == Xpos::VBD) {
      put(word, third_person(word.lemma, forms));
      changed = true;
    } else if (word.head == root && word.xpos == Xpos::VBD && word.relation == Deprel::aux_pass && word.form == "was") {
      put(word, "is");
      changed = true;
    }
  }
  if (!changed) return std::nullopt;
  return out;
}

}  // namespace

std::vector<GoldSentence> with_present_tense(const std::vector<GoldSentence>& sentences) {
  const Forms forms = third_persons(sentences);
  std::vector<GoldSentence> out;
  for (const GoldSentence& sentence : sentences) {
    out.push_back(sentence);
    if (auto sibling = present(sentence, forms)) out.push_back(std::move(*sibling));
  }
  return out;
}

}  // namespace casus::training
