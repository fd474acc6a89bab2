// "Said" and its like. The tree proposes, position decides: what stands behind the verb up to the end of its clause is
// the content
// ("she said that …"); where nothing does, it is what stands before the comma ahead of the speaker ("…, she said", "…,
// said the minister"), on both sides of a parenthesis ("the bridge, she said, was lost").
#include <algorithm>

#include "statements/quotes.h"
#include "statements/scan.h"

namespace casus::statements {

using syntax::Deprel;
using syntax::Upos;
using syntax::WordRange;
using syntax::Xpos;

namespace {

// A subordinate clause with these belongs to what is said, not to the saying.
bool argues(std::string_view mark) {
  return mark == "if" || mark == "unless" || mark == "because" || mark == "until" || mark == "once" || mark == "so" ||
         mark == "although" || mark == "though" || mark == "that" || mark == "since" || mark == "whether";
}

}  // namespace

// The speaker behind the verb: a noun phrase after a comma or quotation mark that no verb of its own follows.
int SentenceScan::inverted_subject(int w) const {
  const bool opens = w == 0;  // "Added the mayor: …"
  if (!opens && (tree_[w - 1].upos != Upos::PUNCT || tree_[w - 1].form == ":")) return -1;
  int end = w + 1, noun = -1;
  for (; end < tree_.size(); ++end) {
    const Upos u = tree_[end].upos;
    const bool name = u == Upos::NOUN || u == Upos::PROPN || u == Upos::NUM || u == Upos::X;
    if (name && noun < 0) noun = end;
    const bool inner = name || u == Upos::DET || u == Upos::ADJ || u == Upos::ADP || u == Upos::PART ||
                       u == Upos::SYM || (u == Upos::CCONJ && end > w + 1) || tree_[end].xpos == Xpos::PRPS ||
                       tree_[end].xpos == Xpos::HYPH;
    if (!inner) break;
  }
  if (noun < 0) return -1;
  if (opens) {  // or, behind a question mark, "asked the mayor."
    const bool small = tree_[0].form[0] >= 'a' && tree_[0].form[0] <= 'z';
    if (!small && (end >= tree_.size() || (tree_[end].form != ":" && tree_[end].form != ","))) return -1;
  }
  if (end < tree_.size() &&
      (tree_[end].upos == Upos::VERB || tree_[end].upos == Upos::AUX || tree_[end].upos == Upos::PRON ||
       tree_[end].upos == Upos::ADV || tree_[end].upos == Upos::SCONJ)) {
    const Xpos x = tree_[end].xpos;
    if (x != Xpos::VBG && x != Xpos::VBN && x != Xpos::WP && x != Xpos::WDT) return -1;
  }
  while (tree_.head(noun) > w && tree_.head(noun) < end && tree_[tree_.head(noun)].upos != Upos::VERB)
    noun = tree_.head(noun);
  return noun;
}

// Where the reporter takes over again: ", adding that …", ", but …".
int SentenceScan::said_until(int source, int head, int last) {
  last = cut_tail(source, head, last);
  const int own = tree_.child(head, Deprel::nsubj);
  const bool apart = tree_.child(head, Deprel::aux) >= 0 || tree_[head].xpos != Xpos::VBD ||
                     (own >= 0 && tree_[own].xpos == Xpos::PRP);
  for (int w = head + 1; w + 1 < last; ++w) {
    if (tree_[w].upos != Upos::CCONJ) continue;
    const int joined = tree_.head(w);
    if (joined < w || tree_[joined].relation != Deprel::conj || has_case(joined, "that")) continue;
    const int edge = tree_[w - 1].form == "," ? w - 2 : w - 1;
    const bool closed = w > 0 && quote_mark(tree_[w - 1]) != QuoteMark::kNone && tree_[joined].xpos == Xpos::VBN;
    if (tree_[w].lemma == "but" && edge < w - 1 && tree_.child(joined, Deprel::nsubj) >= 0) return edge;
    // "said that it was ready and announced …": a verb of saying in the past goes on with the reporter.
    const int aux = tree_.child(joined, Deprel::aux);
    const bool past =
        aux < 0 ? tree_[joined].xpos == Xpos::VBD : tree_[aux].xpos == Xpos::VBD && tree_[aux].lemma == "do";
    const bool now = aux < 0 && tree_[joined].xpos == Xpos::VBZ && tree_[joined + 1].lemma == "that";
    if (((apart && (past || now)) || (closed && aux < 0)) && speaks(joined) && tree_.child(joined, Deprel::nsubj) < 0) {
      handed_.emplace_back(joined, source);
      return edge;
    }
  }
  return last;
}

bool SentenceScan::content_behind(const Cue& cue, int w, const Kin& k, Saying& s) {
  if (k.clause <= w) return false;
  const bool addressed = (cue.frames & kAddressee) != 0;
  int first = tree_.yield(k.clause).first, last = tree_.yield(k.clause).last;
  for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
    if (c <= w) continue;
    const WordRange part = tree_.yield(c);
    const Deprel r = tree_[c].relation;
    if (c < k.clause) {  // what the parser took for an object begins the clause
      if ((r == Deprel::obj || r == Deprel::nsubj || r == Deprel::dep || r == Deprel::nsubj_pass) && !addressed &&
          part.first > s.range.last) {
        first = std::min(first, part.first);
      }
      continue;
    }
    const bool joined = part.first <= last + 1;
    const int mark = tree_.child(c, Deprel::mark);
    const bool that = mark >= 0 && tree_[mark].lemma == "that";
    if (r == Deprel::conj && (that || (part.first <= last + 2 && !reports(c)))) {
      last = std::max(last, part.last);
    } else if (r == Deprel::advcl && !speaks(c) &&
               (joined || (mark >= 0 && argues(tree_[mark].lemma)) || tree_[c].xpos == Xpos::VBG)) {
      last = std::max(last, part.last);
    } else if (joined && (r == Deprel::obl || r == Deprel::advmod || r == Deprel::nmod || r == Deprel::acl)) {
      last = std::max(last, part.last);
    }
  }
  // "…, and that …" goes on with the same report, wherever the parser hung it.
  const int joint = last + 1 < tree_.size() && tree_[last + 1].form == "," ? last + 2 : last + 1;
  if (joint + 2 < tree_.size() && tree_[joint].upos == Upos::CCONJ && tree_[joint + 1].lemma == "that" &&
      tree_[joint + 1].relation == Deprel::mark && tree_.head(joint + 1) > joint)
    last = std::max(last, tree_.yield(tree_.head(joint + 1)).last);
  first = std::max({first, w + 1, s.range.last + 1});
  // "said Wednesday that …": what stands before "that" belongs to the saying.
  for (int i = first; i < std::min(first + 6, k.clause) && tree_[i].upos != Upos::VERB && tree_[i].upos != Upos::AUX;
       ++i) {
    if (tree_[i].upos == Upos::SCONJ && tree_[i].lemma == "that") first = i;
  }
  // "that if they left, he would follow": the parser stops at the comma, the clause does not.
  const int opening = tree_[first].lemma == "that" ? first + 1 : first;
  const int subordinate = opening < tree_.size() && tree_[opening].form == "," ? opening + 1 : opening;
  if (subordinate < last && tree_[subordinate].relation == Deprel::mark && tree_[subordinate].lemma != "that" &&
      tree_[subordinate].lemma != "whether" && tree_[subordinate].upos == Upos::SCONJ && last + 1 < tree_.size() &&
      tree_[last + 1].form == "," && tree_.head(subordinate) == k.clause) {
    last = tree_.size() - 1;
  }
  if (k.relative > 0 && tree_[k.relative - 1].form == ",") {  // "…, which officials said had failed, …"
    for (int i = first; i < last; ++i) {
      if (tree_[i].form == ",") last = i - 1;
    }
  }
  add(s, first, said_until(s.source, std::max(first, k.clause), last), k.clause);
  return !s.content.empty();
}

// Where the tree gives "said" no clause though one follows: from "that", or from the word behind, to the end of the
// sentence.
bool SentenceScan::content_by_position(const Cue& cue, int w, Saying& s) {
  constexpr int kNear = 9;
  int first = -1;
  bool verbs = false;
  const int from = s.range.last + 1;
  for (int i = from; i < std::min(from + kNear, tree_.size()); ++i) {
    if (tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX || tree_[i].upos == Upos::PUNCT) break;
    if (tree_[i].lemma == "that" && i + 2 < tree_.size() && tree_[i].upos != Upos::DET) {
      first = i;
      break;
    }
  }
  const bool addressed = (cue.frames & kAddressee) != 0;
  if (first < 0 && !addressed && from < tree_.size()) {
    const Upos u = tree_[from].upos;
    if (u == Upos::DET || u == Upos::NOUN || u == Upos::PROPN || u == Upos::PRON || u == Upos::NUM || u == Upos::ADJ)
      first = from;
  }
  if (first < 0) return false;
  int last = first;
  for (; last < tree_.size() && tree_[last].form != ";" && tree_[last].form != ":"; ++last) {
    verbs |= (tree_[last].upos == Upos::VERB && finite(last)) || tree_[last].upos == Upos::AUX;
    if (tree_[last].form == "," && !verbs) return false;
  }
  if (!verbs || tree_[w].upos != Upos::VERB) return false;
  add(s, first, said_until(s.source, first, last - 1), head_in(first, last - 1));
  return !s.content.empty();
}

bool SentenceScan::content_before(int w, const Kin& k, Saying& s) {
  int begin = s.range.first;
  if (s.source >= 0 && s.source < w) begin = std::min(begin, source_phrase(tree_, sentence_, s.source, w).first);
  int left = begin - 1;
  // An adverb or an adjunct may stand between comma and speaker.
  for (int step = 0;
       step < 6 && left > 0 && tree_.head(left) >= begin && tree_.head(left) <= w && tree_[left].upos != Upos::PUNCT;
       ++step)
    --left;
  if (left < 1 || tree_[left].upos != Upos::PUNCT) return false;
  const bool comma =
      tree_[left].form == "," || tree_[left].form == "—" || tree_[left].form == "–" || tree_[left].form == "--";
  if (!comma) return false;  // quotations come later
  const int before = left - 1;
  int verbs_before = 0;
  for (int i = 0; i <= before; ++i) verbs_before += tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX;
  // Where the phrase of the speaker ends.
  int end = w;
  if (s.source > w) end = std::max(end, tree_.yield(s.source).last);
  for (int c = tree_.first_child(w); c >= 0; c = tree_.next_sibling(c)) {
    const Deprel r = tree_[c].relation;
    if (c > w &&
        (r == Deprel::obl || r == Deprel::advmod || r == Deprel::obl_unmarked || r == Deprel::obj ||
         r == Deprel::iobj) &&
        tree_.yield(c).first <= end + 1) {
      end = std::max(end, tree_.yield(c).last);
    }
  }
  const bool more = end + 2 < tree_.size() && tree_[end + 1].form == "," && tree_[end + 2].xpos != Xpos::VBG;
  int verbs_after = 0;
  if (more) {
    for (int i = end + 2; i < tree_.size(); ++i)
      verbs_after += tree_[i].upos == Upos::VERB || tree_[i].upos == Upos::AUX;
  }
  if (verbs_before == 0 && verbs_after == 0) return false;
  const bool both =
      more && verbs_after > 0 && (verbs_before == 0 || tree_[end + 2].upos == Upos::CCONJ || k.aside > end);
  if (verbs_before == 0 && !both) return false;
  const int from = after_dateline(tree_);
  add(s, from, before, head_in(from, before));
  if (both) add(s, end + 2, cut_tail(s.source, end + 2, tree_.size() - 1), head_in(end + 2, tree_.size() - 1));
  return !s.content.empty();
}

bool SentenceScan::speech(const Cue& cue, int w, Kin k, int until) {
  const bool addressed = (cue.frames & kAddressee) != 0;
  const bool quoted = w > 0 && (quote_mark(tree_[w - 1]) == QuoteMark::kClose || tree_[w - 1].form == "\"");
  const bool behind_comma = w > 0 && k.subject < 0 && (quoted || tree_[w - 1].form == ",");
  if (finite(w) && (!addressed || behind_comma || w == 0) && (k.subject < 0 || quoted || nominal_clause(k.clause))) {
    if (const int behind = inverted_subject(w); behind >= 0) {
      k.subject = behind;
      k.clause = k.clause > w ? -1 : k.clause;
      k.object = k.open = k.recipient = -1;
    } else if (k.clause > w && nominal_clause(k.clause) && k.subject < 0) {
      k.subject = k.clause;
      k.clause = -1;
    }
  }
  const bool gerund = k.clause > w && (k.clause != w + 1 || (cue.frames & kIng) != 0) &&
                      tree_[k.clause].xpos == Xpos::VBG && tree_.child(k.clause, Deprel::mark) < 0 &&
                      tree_.child(k.clause, Deprel::aux) < 0 && tree_.child(k.clause, Deprel::nsubj) < 0;
  if (k.clause < 0 && (k.object >= 0 || k.open >= 0) && (cue.frames & (kNp | kTo | kIng)) != 0) return false;
  Saying& s = saying(&cue, w, verb_range(w, k, until));
  s.voice = true;
  s.source = k.subject > w ? antecedent(k.subject) : speaker_of(w, s.range.first, k);
  s.addressee = k.recipient >= 0 ? k.recipient : addressed ? k.object : -1;
  // "…, she said, but only if …": between commas the words before her are the first part.
  const bool between =
      s.source >= 0 && s.source < w && s.range.last + 1 < tree_.size() && tree_[s.range.last + 1].form == ",";
  if (between && finite(w) && (cue.frames & kThat) != 0 && content_before(w, k, s)) return true;
  if (!gerund && content_behind(cue, w, k, s)) return true;
  if (s.source < 0) return s.voice;
  const bool as = k.as >= 0 && tree_[w].relation == Deprel::advcl;
  if (as && tree_.yield(w).last - tree_.yield(w).first < 14) {  // "as the ministry said"
    const int head = tree_.head(w);
    clause(head, tree_.yield(w).first, tree_.yield(w).last, s);
    return true;
  }
  const bool talks_on = s.range.last + 1 < tree_.size() && tree_[s.range.last + 1].upos != Upos::PUNCT;
  if (talks_on && finite(w) && s.source < w && k.clause < 0 && (cue.frames & kThat) != 0 &&
      content_by_position(cue, w, s))
    return true;
  const bool handles =
      k.object > w && k.clause < 0 && !addressed && tree_[k.object].upos == Upos::NOUN;  // "maintained roads"
  if (finite(w) && !handles && (cue.frames & kThat) != 0 && content_before(w, k, s)) return true;
  if (k.clause >= 0 && k.clause < w) {
    const WordRange own = tree_.yield(k.clause);
    int end = std::min(own.last, s.range.first - 1);
    if (s.source > own.first && s.source <= end)  // a clause that swallowed its speaker
      end = source_phrase(tree_, sentence_, s.source, w).first - 1;
    add(s, own.first, end, k.clause);
  } else if (finite(w) && s.source < w && (cue.frames & kThat) != 0) {
    if (!content_by_position(cue, w, s)) s.content.clear();
  }
  return true;
}

}  // namespace casus::statements
