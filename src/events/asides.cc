#include "events/asides.h"

#include <algorithm>

#include "events/parties.h"
#include "events/slots.h"

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Upos;

bool is_any(std::string_view lemma, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), lemma) != words.end();
}

// "Due to the strike", "in response to the raid": a noun under a preposition of several words only gives the occasion.
bool occasion(const Scene& scene, int word) {
  const syntax::Tree& tree = scene.tree;
  // "Following a series of clashes": the preposition stands with the measure.
  for (int steps = 0; word >= 0 && steps < 3; ++steps) {
    for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
      // "Following protests": the preposition taken for a participle.
      if (c < word && tree[c].relation == Deprel::amod && tree[c].xpos == syntax::Xpos::VBG &&
          tree.first_child(word) == c && is_any(tree[c].form, {"following", "regarding", "concerning"}))
        return true;
      if (tree[c].relation != Deprel::case_) continue;
      if (is_any(tree[c].lemma, {"about", "since", "before", "despite", "until", "amid", "regarding"})) return true;
      if (tree.child(c, Deprel::fixed) >= 0 || scene.frames.preposition(tree[c].lemma) == kNoSlot) return true;
      if (tree[c].lemma != "of") return false;
    }
    if (tree[word].relation != Deprel::nmod) return false;
    word = tree.head(word);
    if (word < 0 || !measure(scene, word)) return false;
  }
  return false;
}

// "Since protests began": a clause that only dates the news.
bool since_clause(const Scene& scene, int verb) {
  if (scene.tree[verb].relation != Deprel::advcl) return false;
  const int mark = scene.tree.child(verb, Deprel::mark);
  return mark >= 0 && scene.tree[mark].lemma == "since";
}

// "Following protests over a lawyer being held", "agents used in the storming", "a factory making arms": what stands
// inside the phrase of another noun describes it.
bool describes(Scene& scene, const Draft& draft) {
  const syntax::Tree& tree = scene.tree;
  const int word = draft.word, head = tree.head(word);
  if (head < 0) return false;
  // "Recent attacks are part of a strategy": something is said of them, not that they came about.
  if (draft.frame->noun && tree[word].relation == Deprel::nsubj && tree.child(head, Deprel::cop) >= 0) return true;
  if (draft.frame->noun) {
    const Deprel relation = tree[word].relation, above = tree[head].relation;
    if (!draft.light && relation == Deprel::obl && tree[head].upos == Upos::ADJ && tree.head(head) >= 0 &&
        tree.child(head, Deprel::cop) < 0)
      return true;  // "behind the attacks"
    if (since_clause(scene, head)) return true;
    // "Resigned in protest": a reason.
    if (!draft.light && relation == Deprel::obl && draft.category == Category::kProtest) {
      const int mark = tree.child(word, Deprel::case_);
      const int by = scene.draft_at[std::size_t(head)];
      if (mark == word - 1 && tree[mark].lemma == "in" && by >= 0 &&
          scene.drafts[std::size_t(by)].category != Category::kProtest)
        return true;
    }
    // "Is treated as an attack": a name for what was told.
    if (!draft.light && relation == Deprel::obl) {
      const int mark = tree.child(word, Deprel::case_);
      if (mark >= 0 && tree[mark].lemma == "as") return true;
    }
    if (draft.light || (relation != Deprel::obl && relation != Deprel::obj && relation != Deprel::nmod)) return false;
    const bool participle = tree[head].xpos == syntax::Xpos::VBN || tree[head].xpos == syntax::Xpos::VBG;
    if (!participle || (above != Deprel::acl && above != Deprel::advcl) || tree.child(head, Deprel::aux) >= 0 ||
        tree.child(head, Deprel::aux_pass) >= 0)
      return false;
    const int by = scene.draft_at[std::size_t(head)];
    return by < 0 || scene.drafts[std::size_t(by)].category != draft.category;
  }
  // "One of the leaders sentenced to death": not where the whole sentence is such a phrase.
  if (tree[word].relation == Deprel::acl && tree[word].xpos == syntax::Xpos::VBN && draft.governor < 0 &&
      tree[head].relation == Deprel::nmod && scene.draft_at[std::size_t(head)] < 0 && tree.head(head) >= 0 &&
      tree[tree.head(head)].upos != Upos::VERB && !measure(scene, tree.head(head)))
    return true;
  if (tree[word].relation != Deprel::acl || draft.governor >= 0) return false;
  if (tree[head].upos == Upos::NOUN && scene.draft_at[std::size_t(head)] < 0 &&
      occasion(scene, tree.head(head) >= 0 && tree[head].relation == Deprel::nmod ? tree.head(head) : head))
    return true;
  const Who& who = who_is(scene, head);
  return tree[word].xpos == syntax::Xpos::VBG && who.traits == 0 && who.entity < 0 && !measure(scene, head);
}

// "The suspect in the bombing", "organisers of the march": a noun inside the phrase of another is only mentioned.
bool mentioned(const Scene& scene, int word) {
  for (int steps = 0; steps < 4 && scene.tree[word].relation == Deprel::conj && scene.tree.head(word) >= 0; ++steps) {
    if (scene.draft_at[std::size_t(scene.tree.head(word))] >= 0) break;
    word = scene.tree.head(word);
  }
  const int head = scene.tree.head(word);
  if (scene.tree[word].relation != Deprel::nmod || head < 0) return false;
  const int above = scene.draft_at[std::size_t(head)], own = scene.draft_at[std::size_t(word)];
  if (above >= 0 && own >= 0 && scene.drafts[std::size_t(above)].category == scene.drafts[std::size_t(own)].category)
    return false;
  if (scene.tree[head].upos != Upos::NOUN || measure(scene, head)) return false;
  return scene.tree.child(word, Deprel::acl) < 0 && scene.tree.child(word, Deprel::acl_relcl) < 0;
}

// "Jailed for spreading lies", "charged with murdering", "suspected of targeting": what somebody is punished, blamed or
// praised for is not reported.
bool reason_given(const Scene& scene, const Draft& draft) {
  const syntax::Word& w = scene.tree[draft.word];
  if (draft.frame->noun || w.xpos != syntax::Xpos::VBG) return false;
  const int mark = scene.tree.child(draft.word, Deprel::mark), head = scene.tree.head(draft.word);
  if (mark < 0 || head < 0) return false;
  const std::string_view by = scene.tree[mark].lemma;
  if (w.relation == Deprel::acl) return by == "of";
  if (w.relation != Deprel::advcl || (by != "for" && by != "with" && by != "of" && by != "over")) return false;
  if (draft.governor >= 0) return false;
  const int above = scene.draft_at[std::size_t(head)];
  if (above >= 0) return true;
  return scene.tree[head].xpos == syntax::Xpos::VBN && scene.frames.lights(scene.tree[head].lemma).empty();
}

// "Accuses Mali of breaking the deal by supplying arms": what stands inside what an act of speech is about is as little
// reported as that.
bool inside_content(const Scene& scene, const Draft& draft) {
  if (draft.governor >= 0) return false;
  const syntax::Tree& tree = scene.tree;
  int up = draft.frame->noun && draft.verb >= 0 ? draft.verb : draft.word;
  for (int steps = 0; steps < 6 && up >= 0; ++steps) {
    const Deprel relation = tree[up].relation;
    if (relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::parataxis ||
        relation == Deprel::conj || relation == Deprel::acl_relcl)
      return false;
    const int head = tree.head(up);
    if (head < 0) return false;
    const int by = scene.draft_at[std::size_t(head)];
    if (by >= 0 && steps > 0) {
      const Draft& above = scene.drafts[std::size_t(by)];
      const Govern govern = above.frame->govern;
      if (above.governor >= 0 && above.govern == Govern::kAccuse && relation == Deprel::advcl) return true;
      if ((govern == Govern::kAccuse || govern == Govern::kRequest || govern == Govern::kReject ||
           govern == Govern::kThreaten) &&
          !above.frame->noun && relation == Deprel::advcl && tree.child(up, Deprel::mark) >= 0)
        return true;
      if (above.governor < 0) return false;
    }
    if (by >= 0 && steps == 0) {
      const Draft& above = scene.drafts[std::size_t(by)];
      if (draft.frame->noun && draft.light && above.frame->govern != Govern::kNone && relation == Deprel::advcl &&
          tree.child(up, Deprel::mark) >= 0)
        return true;  // "accused of staging an attack"
      if (above.governor >= 0 && above.govern == Govern::kAccuse && relation == Deprel::advcl) return true;
    }
    up = head;
  }
  return false;
}

// "Widens its sanctions, targeting the oil industry": how a measure is meant is no attack.
bool manner(const Scene& scene, const Draft& draft) {
  const syntax::Word& w = scene.tree[draft.word];
  if (draft.deed->id != "attack" || draft.frame->noun || w.xpos != syntax::Xpos::VBG || w.relation != Deprel::advcl)
    return false;
  const int above = scene.draft_at[std::size_t(scene.tree.head(draft.word))];
  if (above < 0) return false;
  const Category category = scene.drafts[std::size_t(above)].category;
  return category == Category::kSanction || category == Category::kAgree || category == Category::kAccuse;
}

// "Vetoed a resolution condemning the wall": what a refused paper says is not said.
bool in_what_is_refused(const Scene& scene, const Draft& draft) {
  const int noun = scene.tree.head(draft.word);
  if (draft.frame->noun || scene.tree[draft.word].relation != Deprel::acl || noun < 0) return false;
  return std::any_of(scene.drafts.begin(), scene.drafts.end(), [&](const Draft& other) {
    return other.deed->category == Category::kReject && other.slots.find(kObj) == noun;
  });
}

bool under_speech(const Scene& scene, int word) {
  // Nouns inside what is praised, blamed or asked are what that is about.
  const syntax::Tree& tree = scene.tree;
  for (int steps = 0, up = word; steps < 4 && up >= 0; ++steps) {
    const Deprel relation = tree[up].relation;
    up = tree.head(up);
    if (up < 0) return false;
    const int by = scene.draft_at[std::size_t(up)];
    if (by >= 0) {
      const Draft& above = scene.drafts[std::size_t(by)];
      const int quad = value_of(above.deed->category).quad;
      if ((quad == 1 || quad == 3) && above.deed->category != Category::kConsult && relation != Deprel::nsubj)
        return true;
      if (above.deed->category == Category::kProtest && !above.frame->noun) return relation != Deprel::nsubj;
      if (above.deed->category == Category::kSanction || above.deed->category == Category::kCoerce)
        return relation != Deprel::nsubj;
    }
    if (tree[up].upos == Upos::VERB) return false;
  }
  return false;
}

// "Sudan conflict: police arrest": what stands before the colon is a label.
bool label(const Scene& scene, int word) {
  for (int w = 0; w < scene.tree.size() && w < 12; ++w) {
    if (scene.tree[w].form == ":") return word < w;
    if (scene.tree[w].upos == Upos::VERB || scene.tree[w].upos == Upos::AUX) return false;
  }
  return false;
}

// A sentence without a verb is a label, a caption or a list.
bool verbless(const Scene& scene) {
  for (int w = 0; w < scene.tree.size(); ++w) {
    if (scene.tree[w].upos == Upos::VERB || scene.tree[w].upos == Upos::AUX) return false;
  }
  return true;
}

}  // namespace

const char* aside_of(Scene& scene, const Draft& draft) {
  if (reason_given(scene, draft)) return "what somebody is punished for";
  if (inside_content(scene, draft)) return "inside what an act of speech is about";
  if (describes(scene, draft)) return "describes something";
  if (manner(scene, draft)) return "how a measure is meant";
  if (in_what_is_refused(scene, draft)) return "what is refused says so";
  if (!draft.frame->noun) return nullptr;
  if (label(scene, draft.word)) return "the label of a storyline";
  if (draft.light) return nullptr;
  if (verbless(scene)) return "no verb in the sentence";
  if (!(draft.frame->needs & kNeedAlone)) return "a noun that reports nothing by itself";
  // "In the context of a meeting with the Kenyan president": a meeting whose other side is named took place.
  const bool met = draft.category == Category::kConsult && draft.slots.find(scene.frames.preposition("with")) >= 0;
  if (!met && mentioned(scene, draft.word)) return "only mentioned";
  if (occasion(scene, draft.word)) return "only the occasion";
  if (under_speech(scene, draft.word)) return "what an act of speech is about";
  return nullptr;
}

}  // namespace casus::events
