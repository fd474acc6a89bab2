#include "statements/frames.h"

#include <algorithm>

namespace casus::statements {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

namespace {

constexpr int kClimb = 8;  // longest chain of heads that shares a subject

// The dependents of a cue that matter, from one look over its children.
struct Kin {
  int subject = -1, passive_subject = -1, clausal_subject = -1, object = -1, addressee = -1, clause = -1, open = -1,
      aside = -1, agent = -1;
  int particle = -1, auxiliary = -1, passive = -1, copula = -1, as = -1;
  bool expletive = false;
};

bool has_case(const Tree& tree, int word, std::string_view form) {
  for (int c = tree.first_child(word); c >= 0 && c < word; c = tree.next_sibling(c)) {
    if ((tree[c].relation == Deprel::case_ || tree[c].relation == Deprel::mark) && tree[c].lemma == form) return true;
  }
  return false;
}

Kin kin_of(const Tree& tree, int word) {
  Kin k;
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    switch (tree[c].relation) {
      case Deprel::nsubj:
        if (k.subject < 0) k.subject = c;
        break;
      case Deprel::nsubj_outer:
        k.subject = c;
        break;
      case Deprel::nsubj_pass:
        k.passive_subject = c;
        break;
      case Deprel::csubj:
      case Deprel::csubj_pass:
        k.clausal_subject = c;
        break;
      case Deprel::obj:
        if (k.object < 0) k.object = c;
        break;
      case Deprel::iobj:
        k.addressee = c;
        break;
      case Deprel::ccomp:
        if (k.clause < 0 || c > word) k.clause = c;
        break;
      case Deprel::xcomp:
        if (k.open < 0) k.open = c;
        break;
      case Deprel::parataxis:
        if (k.aside < 0) k.aside = c;
        break;
      case Deprel::obl_agent:
        k.agent = c;
        break;
      case Deprel::compound_prt:
        k.particle = c;
        break;
      case Deprel::aux:
        if (k.auxiliary < 0) k.auxiliary = c;
        break;
      case Deprel::aux_pass:
        k.passive = c;
        if (k.auxiliary < 0) k.auxiliary = c;
        break;
      case Deprel::cop:
        k.copula = c;
        break;
      case Deprel::expl:
        k.expletive = true;
        break;
      case Deprel::mark:
      case Deprel::advmod:
        if (c < word && tree[c].lemma == "as") k.as = c;
        break;
      case Deprel::obl:
        if (k.agent < 0 && c > word && has_case(tree, c, "by")) k.agent = c;
        break;
      default:
        break;
    }
  }
  return k;
}

bool finite(const Tree& tree, int verb) {
  const Xpos x = tree[verb].xpos;
  return x == Xpos::VBD || x == Xpos::VBZ || x == Xpos::VBP;
}

class SentenceScan {
 public:
  SentenceScan(const Tree& tree, int sentence, const CueTable& cues, const actors::Cast& cast, std::vector<Saying>& out)
      : tree_(tree), sentence_(sentence), cues_(cues), cast_(cast), out_(out) {}

  void run() {
    for (int w = 0; w < tree_.size(); ++w) {
      switch (tree_[w].upos) {
        case Upos::VERB:
          if (!phrase(w)) verb(w);
          break;
        case Upos::ADP:
        case Upos::SCONJ:
          phrase(w);
          break;
        case Upos::NOUN:
          noun(w);
          break;
        case Upos::ADJ:
          adjective(w);
          break;
        default:
          break;
      }
    }
  }

 private:
  // ---- spans
  // -------------------------------------------------------------------------------------------------------------

  [[nodiscard]] WordRange trim(int first, int last) const { return trimmed(tree_, sentence_, first, last); }

  // The clause of `head` without the words of the cue, which may stand before, behind or inside it.
  void clause(int head, int cue_first, int cue_last, Saying& s) const {
    WordRange whole = tree_.yield(head);
    cut_tail(head, whole);
    const auto add = [&](int first, int last) {
      const WordRange part = trim(first, last);
      if (part.empty()) return;
      s.content.push_back(part);
      s.heads.push_back(head);
    };
    if (cue_last < whole.first || cue_first > whole.last) {
      add(whole.first, whole.last);
      return;
    }
    add(whole.first, cue_first - 1);
    add(cue_last + 1, whole.last);
  }

  // ", adding that …", ", according to …" at the end of a reported clause continue the reporter, whatever the tree
  // says.
  void cut_tail(int head, WordRange& range) const {
    for (int w = std::max(range.first, head) + 1; w < range.last; ++w) {
      if (tree_[w].form != ",") continue;
      const int next = w + 1;
      const bool participle = tree_[next].xpos == Xpos::VBG && tree_[next].relation == Deprel::advcl &&
                              tree_.yield(next).last >= range.last - 1;
      if (participle && speaks(next) && tree_.yield(next).first >= next) {
        range.last = w - 1;
        return;
      }
    }
  }

  [[nodiscard]] bool speaks(int w) const {
    for (const Cue& cue : cues_.find(tree_[w].lemma, CuePart::kVerb)) {
      if ((cue.frames & kQuote) != 0) return true;
    }
    return false;
  }

  // ---- who
  // -----------------------------------------------------------------------------------------------------------------

  // The head of the noun phrase that is the subject of a verb form, found at itself or at the verb it leans on.
  [[nodiscard]] int subject_of(int verb) const {
    for (int step = 0; step < kClimb && verb >= 0; ++step) {
      const Kin k = kin_of(tree_, verb);
      const bool passive = k.passive >= 0;
      if (k.subject >= 0) return k.expletive ? -1 : k.subject;
      if (k.passive_subject >= 0 && step > 0) return k.passive_subject;
      if (passive && step == 0) return k.agent;
      switch (tree_[verb].relation) {
        case Deprel::acl:
          return tree_.head(verb);
        case Deprel::conj:
        case Deprel::xcomp:
        case Deprel::advcl:
        case Deprel::ccomp:
        case Deprel::parataxis:
          if (finite(tree_, verb) && tree_[verb].relation == Deprel::ccomp) return -1;
          verb = tree_.head(verb);
          break;
        default:
          return -1;
      }
    }
    return -1;
  }

  // "who" and "which" speak as the noun that their clause modifies.
  [[nodiscard]] int antecedent(int word) const {
    if (word < 0) return word;
    const Xpos x = tree_[word].xpos;
    if (x != Xpos::WP && x != Xpos::WDT) return word;
    for (int up = tree_.head(word), step = 0; up >= 0 && step < kClimb; up = tree_.head(up), ++step) {
      if (tree_[up].relation == Deprel::acl_relcl) return tree_.head(up);
    }
    return word;
  }

  // ---- verbs
  // ---------------------------------------------------------------------------------------------------------------

  [[nodiscard]] WordRange verb_range(int w, const Kin& k, int until) const {
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

  Saying& saying(const Cue* cue, int w, WordRange range) {
    Saying& s = out_.emplace_back();
    s.cue = cue;
    s.word = w;
    s.range = range;
    if (cue != nullptr) s.act = cue->act;
    s.negated = negated(tree_, w);
    return s;
  }

  [[nodiscard]] bool particle_fits(const Cue& cue, int w, const Kin& k, int& until) const {
    until = w;
    if (cue.particle.empty()) return k.particle < 0 || tree_[k.particle].lemma == cue.particle;
    if (k.particle >= 0 && tree_[k.particle].lemma == cue.particle) return until = k.particle, true;
    if (w + 1 < tree_.size() && tree_[w + 1].lemma == cue.particle) return until = w + 1, true;
    return false;
  }

  void verb(int w) {
    const auto rows = cues_.find(tree_[w].lemma, CuePart::kVerb);
    if (rows.empty()) return;
    const Deprel relation = tree_[w].relation;
    if (relation == Deprel::case_ || relation == Deprel::amod || relation == Deprel::mark ||
        relation == Deprel::compound)
      return;
    const Kin k = kin_of(tree_, w);
    const bool reduced = tree_[w].xpos == Xpos::VBN && relation == Deprel::acl;
    const bool passive = k.passive >= 0 || reduced;
    const Cue* voice = nullptr;
    WordRange voice_range;
    // Rows with a particle win over rows without: "point out" is not "point".
    bool with_particle = false;
    for (const Cue& cue : rows) {
      int until = w;
      with_particle |= !cue.particle.empty() && particle_fits(cue, w, k, until);
    }
    for (const Cue& cue : rows) {
      int until = w;
      if (cue.particle.empty() == with_particle || !particle_fits(cue, w, k, until)) continue;
      if (passive ? passive_frames(cue, w, k, until, reduced) : active_frames(cue, w, k, until)) return;
      if ((cue.frames & kQuote) != 0 && voice == nullptr) {
        voice = &cue;
        voice_range = verb_range(w, k, until);
      }
    }
    if (voice == nullptr) return;
    Saying& s = saying(voice, w, voice_range);
    s.voice = true;
    s.source = passive ? k.agent : antecedent(subject_of(w));
    if (passive && k.as < 0 && s.source < 0 && k.passive_subject >= 0 && (voice->frames & kAddressee) == 0)
      s.source = -1;
    s.addressee = k.addressee >= 0 ? k.addressee : (voice->frames & kAddressee) != 0 ? k.object : -1;
    if (!passive) around(w, k, s);
    if (s.content.empty() && s.source < 0 && !finite(tree_, w)) s.voice = tree_[w].xpos == Xpos::VBG || passive;
  }

  // "The bridge, he said, was lost", "as the ministry said": the clause that the cue interrupts or follows.
  void around(int w, const Kin& k, Saying& s) const {
    const int head = tree_.head(w);
    if (s.source < 0) return;
    if (k.aside >= 0 && k.aside < w && tree_.yield(k.aside).last < w && tree_[w].relation != Deprel::advcl) {
      clause(k.aside, s.range.first, s.range.last, s);
      return;
    }
    if (head < 0 || k.subject < 0) return;
    const bool interrupts = tree_[w].relation == Deprel::parataxis;
    const bool as = k.as >= 0 && tree_[w].relation == Deprel::advcl;
    if (!interrupts && !as) return;
    const WordRange own = tree_.yield(w), outer = tree_.yield(head);
    if (interrupts && own.first <= outer.first) return;
    if (as && own.last - own.first > 12) return;
    if (tree_[head].upos == Upos::NOUN && interrupts && tree_.child(head, Deprel::nsubj) < 0 && own.first > head + 12)
      return;
    clause(head, own.first, own.last, s);
  }

  bool active_frames(const Cue& cue, int w, const Kin& k, int until) {
    const bool addressed = (cue.frames & kAddressee) != 0;
    const auto start = [&](int last) -> Saying& {
      Saying& s = saying(&cue, w, verb_range(w, k, std::max(until, last)));
      s.source = antecedent(subject_of(w));
      s.addressee = k.addressee >= 0 ? k.addressee : addressed ? k.object : -1;
      return s;
    };
    if ((cue.frames & kThat) != 0 && k.clause >= 0 && (addressed || k.object < 0 || k.clause > k.object)) {
      const bool gerund = tree_[k.clause].xpos == Xpos::VBG && tree_.child(k.clause, Deprel::mark) < 0 &&
                          tree_.child(k.clause, Deprel::aux) < 0;
      if (!gerund || (cue.frames & kIng) != 0 || (cue.frames & kQuote) != 0) {
        Saying& s = start(until);
        const int first = std::min(s.range.first, w), last = std::max(s.range.last, w);
        if (k.clause > w) {
          clause(k.clause, first, last, s);
        } else {
          const WordRange own = tree_.yield(k.clause);
          clause(k.clause, own.last + 1, own.last + 1, s);
        }
        s.voice = (cue.frames & kQuote) != 0;
        return true;
      }
    }
    if (k.open >= 0 && k.open > w) {
      const int to = to_of(k.open);
      if ((cue.frames & kTo) != 0 && to >= 0 && (k.object < 0 || addressed)) {
        Saying& s = start(until);
        clause(k.open, w, w, s);
        s.infinitive = k.object < 0;
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
    if ((cue.frames & kIng) != 0 && k.clause > w && tree_[k.clause].xpos == Xpos::VBG) {
      Saying& s = start(until);
      clause(k.clause, w, w, s);
      s.infinitive = true;
      return true;
    }
    if (oblique(cue, w, cue.prepositions, start)) return true;
    for (std::string_view preposition : cue.controlled) {
      const int noun = with_preposition(w, preposition);
      if (noun < 0) continue;
      const int later = k.open > noun ? k.open : following(w, noun, Deprel::advcl);
      if (later < 0 && k.open < 0) continue;
      Saying& s = start(tree_.yield(noun).first);
      s.addressee = noun;
      if (later >= 0) clause(later, w, w, s);
      return true;
    }
    const bool plain = (cue.frames & kNp) != 0 ||
                       ((cue.frames & kNpWith) != 0 && k.object >= 0 && joined_end(cue, w, k.object) > k.object);
    if (plain && k.object > w && !(addressed && k.open < 0 && (cue.frames & kThat) != 0)) {
      Saying& s = start(until);
      add(s, tree_.yield(k.object).first, with_joined(cue, w, k.object), k.object);
      s.voice = (cue.frames & kQuote) != 0;
      return true;
    }
    return false;
  }

  bool passive_frames(const Cue& cue, int w, const Kin& k, int until, bool reduced) {
    const auto start = [&](int last) -> Saying& {
      Saying& s = saying(&cue, w, verb_range(w, k, std::max(until, last)));
      s.source = k.agent;
      return s;
    };
    if (quoted_as_saying(cue, w, k)) return true;
    const int clause_word = k.clause >= 0 ? k.clause : k.clausal_subject;
    if ((cue.frames & kThat) != 0 && clause_word >= 0 &&
        (k.expletive || k.passive_subject < 0 || (cue.frames & kAddressee) != 0 || pronoun_it(k))) {
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

  [[nodiscard]] bool pronoun_it(const Kin& k) const {
    return k.passive_subject >= 0 && tree_[k.passive_subject].lemma == "it";
  }

  // "was quoted as saying (that) …": the saying's clause, the passive subject as source.
  bool quoted_as_saying(const Cue& cue, int w, const Kin& k) {
    if ((cue.frames & kNp) == 0 || k.passive_subject < 0) return false;
    for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
      if (c < w || tree_[c].xpos != Xpos::VBG || c > w + 3 || !has_case(tree_, c, "as")) continue;
      const Kin inner = kin_of(tree_, c);
      Saying& s = saying(&cue, w, verb_range(w, k, c));
      s.source = antecedent(k.passive_subject);
      s.voice = true;
      if (inner.clause > c) clause(inner.clause, c, c, s);
      taken_ = c;
      return true;
    }
    return false;
  }

  [[nodiscard]] int to_of(int verb) const {
    for (int c = tree_.first_child(verb); c >= 0 && c < verb; c = tree_.next_sibling(c)) {
      if (tree_[c].xpos == Xpos::TO) return c;
    }
    return -1;
  }

  [[nodiscard]] int with_preposition(int w, std::string_view preposition) const {
    for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
      const Deprel r = tree_[c].relation;
      if (c > w &&
          (r == Deprel::obl || r == Deprel::advcl || r == Deprel::nmod || r == Deprel::acl || r == Deprel::ccomp) &&
          has_case(tree_, c, preposition)) {
        return c;
      }
    }
    return -1;
  }

  [[nodiscard]] int following(int w, int after, Deprel relation) const {
    for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
      if (c > after && tree_[c].relation == relation && to_of(c) >= 0) return c;
    }
    for (int c = tree_.first_child(after); c >= 0; c = tree_.next_sibling(c)) {
      if (c > after && tree_[c].relation == Deprel::acl && to_of(c) >= 0) return c;
    }
    return -1;
  }

  template <typename Start>
  bool oblique(const Cue& cue, int w, const std::vector<std::string_view>& prepositions, Start&& start) {
    for (std::string_view preposition : prepositions) {
      const int noun = with_preposition(w, preposition);
      if (noun < 0) continue;
      int first = tree_.yield(noun).first;
      Saying& s = start(first == w + 1 || first == s_end(w) ? first : w);
      add(s, first + 1, with_joined(cue, w, noun), noun);
      if (!s.content.empty()) return true;
      out_.pop_back();
    }
    return false;
  }
  [[nodiscard]] static int s_end(int w) { return w + 1; }

  [[nodiscard]] bool is_joined(const Cue& cue, int c) const {
    return std::any_of(cue.joined.begin(), cue.joined.end(), [&](std::string_view p) { return has_case(tree_, c, p); });
  }
  [[nodiscard]] int joined_end(const Cue& cue, int w, int after) const {
    int last = after;
    for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
      if (c > after && is_joined(cue, c)) last = std::max(last, tree_.yield(c).last);
    }
    return last;
  }
  [[nodiscard]] int with_joined(const Cue& cue, int w, int object) const {
    int last = std::max(tree_.yield(object).last, joined_end(cue, w, object));
    if ((cue.frames & kSmall) != 0) {
      const int open = tree_.child(w, Deprel::xcomp);
      if (open > object) last = std::max(last, tree_.yield(open).last);
    }
    return last;
  }

  void add(Saying& s, int first, int last, int head) const {
    const WordRange range = trim(first, last);
    if (range.empty()) return;
    s.content.push_back(range);
    s.heads.push_back(head);
  }

  // ---- nouns, adjectives
  // ---------------------------------------------------------------------------------------------------

  void noun(int w) {
    const auto rows = cues_.find(tree_[w].lemma, CuePart::kNoun);
    if (rows.empty() || tree_[w].relation == Deprel::compound) return;
    int content = -1, owner = -1, by = -1;
    bool to = false;
    for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
      const Deprel r = tree_[c].relation;
      if (r == Deprel::nmod_poss) owner = c;
      if (c > w && r == Deprel::nmod && by < 0 && (has_case(tree_, c, "by") || has_case(tree_, c, "from"))) by = c;
      if (r == Deprel::amod && owner < 0 && c < w && cast_.headed_by(sentence_, c) >= 0) owner = c;
      if (r == Deprel::compound && owner < 0 && tree_[c].upos == Upos::PROPN && cast_.headed_by(sentence_, c) >= 0)
        owner = c;
      if (c > w && content < 0 &&
          (r == Deprel::acl || r == Deprel::ccomp || r == Deprel::acl_relcl || r == Deprel::xcomp)) {
        const int infinitive = to_of(c);
        const bool that = r != Deprel::acl_relcl ? has_case(tree_, c, "that") : false;
        if (infinitive >= 0 || that) content = c, to = infinitive >= 0 && !that;
      }
    }
    int light = -1;
    const int above = tree_.head(w);
    if (above >= 0 && tree_[w].relation == Deprel::obj && !cues_.find(tree_[above].lemma, CuePart::kLight).empty())
      light = above;
    int source = owner >= 0 ? owner : by;
    if (light >= 0 && owner < 0 && by < 0) source = antecedent(subject_of(light));
    for (const Cue& cue : rows) {
      if (content >= 0 && (cue.frames & (to ? kTo : kThat)) != 0) {
        Saying& s = saying(&cue, w, noun_range(w, light));
        s.source = source;
        s.infinitive = to;
        s.negated |= light >= 0 && negated(tree_, light);
        clause(content, w, w, s);
        if (!s.content.empty()) return;
        out_.pop_back();
        continue;
      }
      if (source < 0) continue;
      for (std::string_view preposition : cue.prepositions) {
        const int about = with_preposition(w, preposition);
        if (about < 0 || about == source) continue;
        Saying& s = saying(&cue, w, noun_range(w, light));
        s.source = source;
        s.negated |= light >= 0 && negated(tree_, light);
        add(s, tree_.yield(about).first + 1, tree_.yield(about).last, about);
        if (!s.content.empty()) return;
        out_.pop_back();
      }
    }
  }

  [[nodiscard]] WordRange noun_range(int w, int light) const {
    if (light >= 0 && light < w) return {sentence_, light, w};
    return {sentence_, w, w};
  }

  void adjective(int w) {
    const auto rows = cues_.find(tree_[w].lemma, CuePart::kAdjective);
    if (rows.empty()) return;
    const Kin k = kin_of(tree_, w);
    if (k.copula < 0 || k.subject < 0 || k.expletive) return;
    for (const Cue& cue : rows) {
      const auto start = [&](int last) -> Saying& {
        Saying& s = saying(&cue, w, {sentence_, std::min(k.copula, w), std::max(w, last)});
        s.source = antecedent(k.subject);
        return s;
      };
      if ((cue.frames & kThat) != 0 && k.clause > w) {
        Saying& s = start(w);
        clause(k.clause, w, w, s);
        return;
      }
      const int open = k.open > w ? k.open : following(w, w, Deprel::advcl);
      if ((cue.frames & kTo) != 0 && open > w && to_of(open) >= 0) {
        Saying& s = start(w);
        clause(open, w, w, s);
        s.infinitive = true;
        return;
      }
      if (oblique(cue, w, cue.prepositions, start)) return;
    }
  }

  // ---- "according to X", "in X's words"
  // --------------------------------------------------------------------------------------

  bool phrase(int w) {
    if (taken_ == w) return true;
    const Deprel relation = tree_[w].relation;
    if (relation != Deprel::case_ && relation != Deprel::mark) return false;
    const int noun = tree_.head(w);
    if (noun <= w) return false;
    const auto same = [&](int i, std::string_view word) {
      const std::string_view form = tree_[w + i].form;
      return form.size() == word.size() && std::equal(form.begin(), form.end(), word.begin(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? char(a + 32) : a) == b;
             });
    };
    const int length = cues_.source_phrase(same, tree_.size() - w);
    if (length > 0) {
      int source = noun;
      if (source < w + length) {  // "in the words of X": the source hangs below the phrase's own noun
        for (int c = tree_.first_child(source); c >= 0; c = tree_.next_sibling(c)) {
          if (c >= w + length && tree_[c].relation == Deprel::nmod) {
            source = c;
            break;
          }
        }
        if (source < w + length) return false;
      }
      return beside(w, w + length - 1, noun, source);
    }
    const auto possessed = cues_.find(tree_[noun].lemma, CuePart::kPossessive);
    if (possessed.empty()) return false;
    const int owner = tree_.child(noun, Deprel::nmod_poss);
    if (owner < 0 || owner > noun) return false;
    return beside(w, noun, noun, owner);
  }

  // The clause that the phrase [first … yield of noun] stands beside.
  bool beside(int first, int cue_last, int noun, int source) {
    int top = tree_.head(noun);
    if (top < 0) return false;
    for (int step = 0; step < 2 * kClimb; ++step) {
      const Deprel r = tree_[top].relation;
      const bool own =
          r == Deprel::root || r == Deprel::ccomp || r == Deprel::parataxis || tree_.head(top) < 0 ||
          ((r == Deprel::conj || r == Deprel::advcl || r == Deprel::acl_relcl) && kin_of(tree_, top).subject >= 0);
      if (own) break;
      top = tree_.head(top);
    }
    const WordRange phrase = tree_.yield(noun);
    Saying& s = saying(nullptr, first, {sentence_, first, std::max(first, cue_last)});
    if (source < cue_last) s.range = {sentence_, first, first};
    s.source = source;
    s.voice = true;
    const WordRange who = source_phrase(tree_, sentence_, source, -1);
    clause(top, std::min(phrase.first, first), std::max(who.last, cue_last), s);
    return true;
  }

  const Tree& tree_;
  int sentence_;
  const CueTable& cues_;
  const actors::Cast& cast_;
  std::vector<Saying>& out_;
  int taken_ = -1;
};

}  // namespace

void find_sayings(const Tree& tree, int sentence, const CueTable& cues, const actors::Cast& cast,
                  std::vector<Saying>& out) {
  SentenceScan(tree, sentence, cues, cast, out).run();
}

}  // namespace casus::statements
