// Verbs that report: which frame a verb opens, active or passive, and what of its dependents is source, content and
// addressee.
#include <algorithm>

#include "statements/quotes.h"
#include "statements/scan.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

template <typename Start>
bool SentenceScan::oblique(const Cue& cue, int w, Start&& start) {
  for (std::string_view preposition : cue.prepositions) {
    int noun = with_preposition(w, preposition);
    if (noun < 0 && !cue.particle.empty() && tree_[w + 1].lemma == cue.particle)  // "claimed responsibility for"
      noun = with_preposition(w + 1, preposition);
    if (noun < 0) continue;
    int first = tree_.yield(noun).first;
    Saying& s = start(first == w + 1 ? first : w);
    add(s, first + 1, carried_on(w, with_joined(cue, w, noun), false), noun);
    if (!s.content.empty()) return true;
    out_.pop_back();
  }
  return false;
}

WordRange SentenceScan::verb_range(int w, const Kin& k, int until) const {
  int first = w;
  if (k.auxiliary >= 0 && k.auxiliary < w) {
    first = k.auxiliary;
    for (int c = first; c < w; ++c) {  // only over adverbs and auxiliaries
      if (tree_.head(c) != w && tree_[c].upos != Upos::ADV) first = c + 1;
    }
  } else if (w > 0 && tree_.head(w - 1) == w && tree_[w - 1].lemma == "not") {
    first = w - 1;
  }
  return {sentence_, first, std::max(w, until)};
}

bool SentenceScan::particle_fits(const Cue& cue, int w, const Kin& k, int& until) const {
  until = w;
  if (cue.particle.empty()) return k.particle < 0 || tree_[k.particle].lemma == cue.particle;
  if (k.particle >= 0 && tree_[k.particle].lemma == cue.particle) return until = k.particle, true;
  if (w + 1 < tree_.size() && tree_[w + 1].lemma == cue.particle) return until = w + 1, true;
  if (w + 2 < tree_.size() && tree_[w + 1].lemma == "it" && tree_[w + 2].lemma == cue.particle)
    return until = w + 2, true;
  return false;
}

// "To support", "would back", "if they agreed": attitudes that nobody is reported to have voiced.
bool SentenceScan::unreal(int w, const Kin& k) const {
  if (tree_[w].xpos == Xpos::VB) {
    for (int c = tree_.first_child(w); c >= 0 && c < w; c = tree_.next_sibling(c)) {
      if (tree_[c].xpos == Xpos::TO) return true;
      if (tree_[c].xpos == Xpos::MD) return tree_[c].lemma != "will" && tree_[c].lemma != "shall";
      if (tree_[c].lemma == "do") return k.subject < 0 || c < k.subject;
    }
    return !bare(w);
  }
  return has_case(w, "if") || has_case(w, "unless");
}

// "The 20 promised lorries": a participle before its noun, whatever the tree says.
bool SentenceScan::attributive(int w) const {
  if (w == 0 || w + 1 >= tree_.size() || tree_[w].form.size() < 3 || !tree_[w].form.ends_with("ed")) return false;
  const Upos next = tree_[w + 1].upos;
  const Xpos before = tree_[w - 1].xpos;
  return next == Upos::NOUN &&
         (before == Xpos::CD || before == Xpos::DT || before == Xpos::POS || before == Xpos::PRPS);
}

void SentenceScan::verb(int w) {
  const auto rows = verb_rows(w);
  if (rows.empty()) return;
  const Deprel relation = tree_[w].relation;
  if (relation == Deprel::case_ || relation == Deprel::amod || relation == Deprel::mark || relation == Deprel::compound)
    return;
  if (attributive(w)) return;
  Kin k = kin(w);
  for (int c = tree_.first_child(w); c >= 0 && k.clause < 0; c = tree_.next_sibling(c)) {  // "asked him whether …"
    if (c > w && tree_[c].relation == Deprel::advcl &&
        (has_case(c, "whether") || (rows.front().act == SpeechAct::kAsk && has_case(c, "if"))))
      k.clause = c;
  }
  // "Told them that …": a clause that the parser hung on them.
  const int told = k.recipient >= 0 ? k.recipient : k.object;
  if (k.clause < 0 && told > w && std::any_of(rows.begin(), rows.end(), [](const Cue& cue) {
        return (cue.frames & kAddressee) != 0 && (cue.frames & kThat) != 0;
      })) {
    for (int c = tree_.first_child(told); c >= 0; c = tree_.next_sibling(c)) {
      const Deprel r = tree_[c].relation;
      if (c > told && (r == Deprel::acl_relcl || r == Deprel::acl || r == Deprel::ccomp) &&
          tree_[tree_.yield(c).first].lemma == "that")
        k.clause = c;
    }
  }
  // "Chile called on Peru": a noun that heads the sentence and a participle without agent are subject and verb.
  const bool misread = relation == Deprel::acl && tree_.head(w) == tree_.root() && tree_.head(w) < w && k.agent < 0 &&
                       w - tree_.head(w) <= 2 && tree_.yield(w).last + 2 >= tree_.size();
  const bool reduced = tree_[w].xpos == Xpos::VBN && relation == Deprel::acl && !misread;
  // "Asked about it, she said …": whoever was asked is the subject of what follows.
  const bool fronted = tree_[w].xpos == Xpos::VBN && relation == Deprel::advcl && k.auxiliary < 0 &&
                       (k.object < 0 || tree_[k.object].xpos == Xpos::WP) && k.subject < 0 && k.passive_subject < 0;
  const int above = tree_.head(w);  // "was summoned and told"
  const bool shared = tree_[w].xpos == Xpos::VBN && relation == Deprel::conj && k.auxiliary < 0 && k.subject < 0 &&
                      above >= 0 && tree_.child(above, Deprel::aux_pass) >= 0;
  if (shared) k.passive_subject = tree_.child(above, Deprel::nsubj_pass);
  const bool passive = k.passive >= 0 || reduced || fronted || shared;
  if (k.open < 0 && k.clause < 0 && w + 1 < tree_.size() && tree_[w + 1].xpos == Xpos::TO) {
    const int verb = tree_.head(w + 1);  // "urged | to release", taken for a purpose
    if (verb > w && tree_.head(verb) == w && tree_[verb].relation == Deprel::advcl) k.open = verb;
  }
  if (unreal(w, k) && !(speaks(w) && tree_.child(w, Deprel::aux) >= 0)) return;
  const Cue* voice = nullptr;
  WordRange voice_range;
  // "“It is over,” recalled the envoy": the noun behind the verb is no object.
  if (!passive && w > 0 && k.subject < 0 && finite(w) && quote_mark(tree_[w - 1]) == QuoteMark::kClose && speaks(w) &&
      inverted_subject(w) >= 0) {
    const auto says = std::find_if(rows.begin(), rows.end(),
                                   [](const Cue& cue) { return cue.particle.empty() && (cue.frames & kQuote) != 0; });
    if (says != rows.end() && speech(*says, w, k, w)) return;
  }
  // Rows with a particle win over rows without: "point out" is not "point".
  bool with_particle = false;
  for (const Cue& cue : rows) {
    int until = w;
    with_particle |= !cue.particle.empty() && particle_fits(cue, w, k, until);
  }
  for (const Cue& cue : rows) {
    int until = w;
    if (cue.particle.empty() == with_particle || !particle_fits(cue, w, k, until)) continue;
    if (cue.act == SpeechAct::kAsk && wonders(cue, w, k, passive)) return;
    if (passive ? passive_frames(cue, w, k, until, reduced) : active_frames(cue, w, k, until)) return;
    if ((cue.frames & kQuote) != 0 && voice == nullptr) {
      voice = &cue;
      voice_range = verb_range(w, k, until);
    }
  }
  if (voice == nullptr) return;
  if (!passive) {
    int until = w;
    particle_fits(*voice, w, k, until);
    speech(*voice, w, k, until);
    return;
  }
  Saying& s = saying(voice, w, voice_range);
  s.voice = true;
  s.source = k.agent;
  if ((voice->frames & kAddressee) != 0) s.addressee = k.passive_subject;
}

bool SentenceScan::active_frames(const Cue& cue, int w, const Kin& k, int until) {
  if ((cue.frames & kSmall) != 0 && named_so(cue, w, k, until, true)) return true;
  if (k.object > w) as_saying(cue, w, k.object);
  const bool addressed = (cue.frames & kAddressee) != 0;
  const auto start = [&](int last) -> Saying& {
    Saying& s = saying(&cue, w, verb_range(w, k, std::max(until, last)));
    s.source = speaker_of(w, s.range.first, k);
    s.addressee = k.recipient >= 0 ? k.recipient : addressed ? k.object : -1;
    return s;
  };
  if ((cue.frames & kThat) != 0 && k.clause >= 0 &&
      (addressed || k.object < 0 || k.clause > k.object || (cue.frames & kQuote) != 0) &&
      !(nominal_clause(k.clause) && (cue.frames & kQuote) == 0)) {
    const bool gerund = (k.clause != w + 1 || (cue.frames & kIng) != 0) && tree_[k.clause].xpos == Xpos::VBG &&
                        tree_.child(k.clause, Deprel::mark) < 0 && tree_.child(k.clause, Deprel::aux) < 0 &&
                        tree_.child(k.clause, Deprel::nsubj) < 0;
    if (!gerund && (cue.frames & kQuote) != 0) return speech(cue, w, k, until);
    if (!gerund) {
      Saying& s = start(until);
      if (k.clause < w || !content_behind(cue, w, k, s)) {
        const WordRange own = tree_.yield(k.clause);
        add(s, own.first, own.last < w ? own.last : std::max(own.first, s.range.first - 1), k.clause);
      }
      return true;
    }
  }
  if (k.open >= 0 && k.open > w) {
    const int to = to_of(k.open);
    if ((cue.frames & kTo) != 0 && to >= 0 && (k.object < 0 || addressed)) {
      Saying& s = start(until);
      clause(k.open, w, w, s);
      const int doer = k.object >= 0 ? k.object : k.recipient;
      s.infinitive = doer < 0;
      if (doer > w && doer < k.open) lead_in(doer, s);
      return true;
    }
    if ((cue.frames & kIng) != 0 && tree_[k.open].xpos == Xpos::VBG) {
      Saying& s = start(until);
      clause(k.open, w, w, s);
      s.infinitive = true;
      return true;
    }
    if ((cue.frames & (kNp | kThat | kSmall)) != 0 && k.object > w && k.object < k.open && !addressed) {
      Saying& s = start(until);
      add(s, tree_.yield(k.object).first, tree_.yield(k.open).last, k.open);
      return true;
    }
  }
  if ((cue.frames & kTo) != 0 && addressed && k.object > w &&
      k.open < 0) {  // "told them to go", taken for "a plan to go"
    if (const int later = infinitive_after(w, k.object); later >= 0) {
      Saying& s = start(until);
      clause(later, w, w, s);
      lead_in(k.object, s);
      return true;
    }
  }
  if ((cue.frames & kIng) != 0 && k.clause > w && tree_[k.clause].xpos == Xpos::VBG) {
    Saying& s = start(until);
    clause(k.clause, w, w, s);
    s.infinitive = true;
    return true;
  }
  if (oblique(cue, w, start)) return true;
  // "refused to hand over", with the verb taken for a noun.
  if ((cue.frames & kTo) != 0 && k.object < 0 && k.open < 0 && k.clause < 0 && w + 2 < tree_.size() &&
      tree_[w + 1].lemma == "to" &&
      std::find(cue.prepositions.begin(), cue.prepositions.end(), "to") == cue.prepositions.end()) {
    const Upos u = tree_[w + 2].upos;
    if ((u == Upos::NOUN && tree_[w + 2].xpos == Xpos::NN) || u == Upos::ADJ) {
      int last = w + 2;
      while (last + 1 < tree_.size() && tree_[last + 1].upos != Upos::PUNCT && tree_[last + 1].upos != Upos::CCONJ)
        ++last;
      Saying& s = start(until);
      add(s, w + 1, last, w + 2);
      s.infinitive = true;
      return true;
    }
  }
  for (std::string_view preposition : cue.controlled) {
    const int noun = with_preposition(w, preposition);
    if (noun < 0) continue;
    const int later = k.open > noun ? k.open : infinitive_after(w, noun);
    if (later < 0 && k.open < 0) continue;
    Saying& s = start(tree_.yield(noun).first);
    s.addressee = noun;
    if (later >= 0) clause(later, w, w, s);
    lead_in(noun, s);
    return true;
  }
  const bool deed = (cue.frames & kDeed) != 0 && k.object > w && cues_.harm(tree_[k.object].lemma);
  const bool plain = deed || (cue.frames & kNp) != 0 ||
                     ((cue.frames & kNpWith) != 0 && k.object > w && has_predicate(cue, w, k.object));
  const bool held = k.object > w && !cues_.find(tree_[k.object].lemma, CuePart::kNoun).empty() &&
                    !cues_.find(tree_[w].lemma, CuePart::kLight).empty();
  if (plain && !held && k.object > w &&
      !(addressed && k.open < 0 && (cue.frames & kThat) != 0 &&
        (cast_.headed_by(sentence_, k.object) >= 0 || tree_[k.object].upos == Upos::PRON))) {
    Saying& s = start(until);
    add(s, tree_.yield(k.object).first, carried_on(w, with_joined(cue, w, k.object), false), k.object);
    s.object = true;
    if (cue.act == SpeechAct::kRefuse && asserts(k.object)) s.act = SpeechAct::kDeny;  // "rejected claims that …"
    if (taken_ > k.object && out_.size() > 1 && out_[out_.size() - 2].word == taken_)  // "an aide as saying that …"
      s.content.back().last =
          std::max(s.content.back().last,
                   out_[out_.size() - 2].content.empty() ? taken_ : out_[out_.size() - 2].content.back().last);
    s.voice = (cue.frames & kQuote) != 0;
    return true;
  }
  return (cue.frames & kSmall) != 0 && named_so(cue, w, k, until, false);
}

bool SentenceScan::passive_frames(const Cue& cue, int w, const Kin& k, int until, bool reduced) {
  const auto start = [&](int last) -> Saying& {
    Saying& s = saying(&cue, w, verb_range(w, k, std::max(until, last)));
    s.source = k.agent;
    return s;
  };
  if (quoted_as_saying(cue, w, k)) return true;
  const bool wondered = k.object > w && tree_[k.object].xpos == Xpos::WP;  // "asked what that means"
  const int clause_word = k.clause >= 0 ? k.clause : wondered ? k.object : k.clausal_subject;
  if ((cue.frames & kThat) != 0 && clause_word >= 0 &&
      (k.expletive || k.passive_subject < 0 || (cue.frames & kAddressee) != 0 ||
       (k.passive_subject >= 0 && tree_[k.passive_subject].lemma == "it"))) {
    Saying& s = start(until);
    clause(clause_word, w, w, s);
    if ((cue.frames & kAddressee) != 0) s.addressee = k.passive_subject;
    return true;
  }
  if (k.open > w && k.passive_subject >= 0 && (cue.frames & kAddressee) == 0 &&
      (cue.frames & (kThat | kNp)) != 0) {  // "is said to be"
    Saying& s = start(until);
    const WordRange who = source_phrase(tree_, sentence_, k.passive_subject, w);
    s.content.push_back(who);
    s.heads.push_back(k.open);
    clause(k.open, w, w, s);
    return true;
  }
  if (k.open > w && to_of(k.open) >= 0 && (cue.frames & kTo) != 0 &&
      (cue.frames & kAddressee) != 0) {  // "was urged to leave"
    Saying& s = start(until);
    clause(k.open, w, w, s);
    s.addressee = k.passive_subject;
    return true;
  }
  if ((cue.frames & kAddressee) != 0 && oblique(cue, w, start)) {  // "was asked about"
    out_.back().addressee = k.passive_subject;
    return true;
  }
  if ((cue.frames & (kNp | kNpWith)) != 0) {
    const bool blamed =
        std::find(cue.joined.begin(), cue.joined.end(), "of") != cue.joined.end() && joined_end(cue, w, w) > w;
    const int about = reduced ? tree_.head(w) : k.passive_subject;
    if (about < 0 || (k.agent < 0 && !blamed)) return false;
    Saying& s = start(until);
    const WordRange who = source_phrase(tree_, sentence_, about, w);
    s.content.push_back(who);
    s.heads.push_back(about);
    for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
      if (c > w && is_joined(cue, c)) add(s, tree_.yield(c).first, tree_.yield(c).last, c);
    }
    return true;
  }
  return false;
}

}  // namespace casus::statements
