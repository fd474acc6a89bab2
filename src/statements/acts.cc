#include "statements/acts.h"

#include "lexicon/rows.h"
#include "statements/frames.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::Word;
using syntax::WordRange;
using syntax::Xpos;

struct ActReader::Evidence {
  int blame = 0, praise = 0, harm = 0, comment = 0, early = 0;
  bool negated_comment = false, question = false, first_person = false;
};

namespace {

enum class Mood { kPlain, kWill, kWould, kDuty };

Mood mood_of(const Tree& tree, int head) {
  for (int c = tree.first_child(head); c >= 0; c = tree.next_sibling(c)) {
    const Word& w = tree[c];
    if (w.relation != Deprel::aux || w.xpos != Xpos::MD) continue;
    if (w.lemma == "will" || w.lemma == "shall") return Mood::kWill;
    if (w.lemma == "would") return Mood::kWould;
    if (w.lemma == "must" || w.lemma == "should" || w.lemma == "ought") return Mood::kDuty;
  }
  const int passive = tree.child(head, Deprel::aux_pass);  // "that the sanctions be lifted"
  if (passive >= 0 && tree[passive].xpos == Xpos::VB && tree.child(head, Deprel::aux) < 0) return Mood::kDuty;
  const Word& w = tree[head];
  const bool governs = tree.child(head, Deprel::xcomp) >= 0;
  if (governs && w.lemma == "go" && w.xpos == Xpos::VBG) return Mood::kWill;
  if (governs && (w.lemma == "have" || w.lemma == "need")) return Mood::kDuty;
  return Mood::kPlain;
}

bool first_person(const Word& w) {
  return w.xpos == Xpos::PRP && (w.lemma == "we" || w.lemma == "I");
}

// Whether the subject of the content is the speaker or his side.
bool own_subject(const syntax::Parsed& parsed, const actors::Cast& cast, const Statement& s, int sentence,
                 int subject) {
  const Tree tree = parsed.tree(sentence);
  if (first_person(tree[subject])) return true;
  const int mention = cast.of_phrase(tree, sentence, subject);
  if (mention >= 0 && s.speaker >= 0) {
    const int entity = cast.mentions[std::size_t(mention)].entity;
    if (entity == s.speaker) return true;
    return entity >= 0 && !s.side.empty() && cast.entities[std::size_t(entity)].side == s.side;
  }
  if (s.speaker >= 0 && mention < 0 && tree[subject].xpos != Xpos::PRP) return false;
  const std::string_view p = tree[subject].lemma;  // "it", "they", "he" of a speaker nobody knows
  return mention < 0 && tree[subject].xpos == Xpos::PRP && p != "you";
}

}  // namespace

Result<ActReader> ActReader::open(const lexicon::Tables& tables) {
  static constexpr lexicon::Columns kWords{"act_words", "lemma", "pos", "sense"};
  constexpr std::pair<std::string_view, Sense> kSenses[] = {{"harm", kHarm},       {"benefit", kBenefit},
                                                            {"blame", kBlame},     {"praise", kPraise},
                                                            {"comment", kComment}, {"early", kEarly}};
  using Words = std::unordered_map<std::string_view, uint8_t> ActReader::*;
  constexpr std::pair<std::string_view, Words> kParts[] = {
      {"verb", &ActReader::verbs_}, {"noun", &ActReader::nouns_}, {"adj", &ActReader::adjectives_}};
  ActReader out;
  lexicon::RowReader read(tables);
  read.each<kWords>([&](const auto& row) {
    const Words part = row["pos"].one_of(kParts);
    if (part == nullptr) return;
    (out.*part)[row["lemma"]] |= uint8_t(row["sense"].one_of(kSenses));
    out.lemmas_.put(row["lemma"]);
  });
  if (read.failure()) return *read.failure();
  return out;
}

uint8_t ActReader::senses(const Word& word) const {
  if (word.upos != Upos::VERB && word.upos != Upos::NOUN && word.upos != Upos::ADJ) return 0;
  if (!lemmas_.may_hold(word.lemma)) return 0;
  const auto& words = word.upos == Upos::VERB ? verbs_ : word.upos == Upos::NOUN ? nouns_ : adjectives_;
  const auto found = words.find(word.lemma);
  return found == words.end() ? uint8_t(0) : found->second;
}

void ActReader::weigh(const Tree& tree, const WordRange& range, Evidence& out) const {
  for (int w = range.first; w <= range.last; ++w) {
    out.question |= tree[w].form == "?" && w + 2 >= range.last;
    out.first_person |= first_person(tree[w]);
    const uint8_t found = senses(tree[w]);
    if (found == 0) continue;
    const bool turned = negated(tree, w);
    out.blame += (found & kBlame) != 0 && !turned;
    out.praise += (found & kPraise) != 0 && !turned;
    out.harm += (found & kHarm) != 0 && !turned;
    out.comment += (found & kComment) != 0;
    out.early += (found & kEarly) != 0;
    out.negated_comment |= (found & kComment) != 0 && turned;
  }
}

SpeechAct ActReader::read(const syntax::Parsed& parsed, const actors::Cast& cast, const Statement& s, SpeechAct cue,
                          bool infinitive) const {
  if (s.content.empty()) return cue;
  Evidence evidence;
  for (const WordRange& range : s.content) weigh(parsed.tree(range.sentence), range, evidence);
  const int at = s.content.front().sentence, head = s.heads.empty() ? s.content.front().first : s.heads.front();
  const Tree tree = parsed.tree(at);
  const uint8_t deed = senses(tree[head]);

  if (cue == SpeechAct::kRefuse && infinitive) return (deed & kComment) != 0 ? SpeechAct::kDecline : cue;
  if (cue == SpeechAct::kPromise || cue == SpeechAct::kAnnounce) {
    const bool turned = negated(tree, head);
    if (infinitive || cue == SpeechAct::kPromise) {
      if (turned && cue == SpeechAct::kPromise && infinitive) return SpeechAct::kRefuse;
      if ((deed & kHarm) != 0 && (deed & kBenefit) == 0 && !turned && cue == SpeechAct::kPromise)
        return SpeechAct::kThreaten;
    }
    return cue;
  }
  if (cue != SpeechAct::kAssert || infinitive) return cue;

  if (evidence.early > 0 && evidence.comment > 0) return SpeechAct::kDecline;
  if (evidence.question && s.mode == StatementMode::kDirect) return SpeechAct::kAsk;
  const int subject = tree.child(head, Deprel::nsubj);
  const Mood mood = mood_of(tree, head);
  const bool turned = negated(tree, head);
  const bool own = subject >= 0 && own_subject(parsed, cast, s, at, subject);
  if (turned && own && (deed & kComment) != 0) return SpeechAct::kDecline;
  if (own && mood == Mood::kWill) {
    if (turned) return SpeechAct::kRefuse;
    if ((deed & kHarm) != 0) return SpeechAct::kThreaten;
    if (evidence.harm > 0 && (deed & kBenefit) == 0) return SpeechAct::kThreaten;
    if ((deed & kBenefit) != 0) return SpeechAct::kPromise;
    return SpeechAct::kAnnounce;
  }
  if (own && mood == Mood::kWould) {
    if (turned) return SpeechAct::kRefuse;
    if ((deed & kHarm) != 0 || evidence.harm > 0) return SpeechAct::kThreaten;
    if ((deed & kBenefit) != 0) return SpeechAct::kPromise;
    if (tree[head].upos == Upos::VERB && tree.child(head, Deprel::xcomp) < 0) return SpeechAct::kAnnounce;
  }
  if (own && turned && mood == Mood::kPlain && tree[head].upos == Upos::VERB &&
      (tree[head].xpos == Xpos::VBN || tree[head].xpos == Xpos::VB) && tree.child(head, Deprel::aux) >= 0 &&
      (evidence.blame > 0 || (deed & (kBlame | kHarm)) != 0)) {
    return SpeechAct::kDeny;
  }
  const int bound = subject >= 0 ? subject : tree.child(head, Deprel::nsubj_pass);  // "must be released"
  if (!own && bound >= 0 && mood == Mood::kDuty && tree[bound].upos != Upos::PRON) return SpeechAct::kDemand;
  if (evidence.blame > evidence.praise && !own) return SpeechAct::kAccuse;
  if (evidence.praise > evidence.blame) return SpeechAct::kPraise;
  return SpeechAct::kAssert;
}

}  // namespace casus::statements
