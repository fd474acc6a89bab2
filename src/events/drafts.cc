#include "events/drafts.h"

#include <algorithm>

#include "events/matcher.h"
#include "events/parties.h"
#include "events/repairs.h"
#include "events/slots.h"

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;

constexpr int kMostDepth = 12;

}  // namespace

int draft_of(Scene& scene, int word, Trace* trace, int depth) {
  int& at = scene.draft_at[std::size_t(word)];
  if (at == Scene::kBusy || depth > kMostDepth) return Scene::kNone;
  if (at != Scene::kUnknown) return at;
  const syntax::Word& w = scene.tree[word];
  const bool misread = verb_after_all(scene.tree, word);
  const bool noun = !misread && (w.upos == Upos::NOUN || w.upos == Upos::PROPN);
  const bool verb = misread || w.upos == Upos::VERB || w.upos == Upos::ADJ;
  if (!noun && !verb) return at = Scene::kNone;
  // An attributive participle ("the banned group") describes; it reports nothing.
  if (noun && (w.relation == Deprel::compound || w.relation == Deprel::flat || w.relation == Deprel::nmod_desc))
    return at = Scene::kNone;
  // "the Battle of X", "chief of Naval Operations": a name, unless it opens the sentence.
  if (w.upos == Upos::PROPN && word > 0) return at = Scene::kNone;
  // "UN-backed": half a word.
  if (verb && word > 0 && (scene.tree[word - 1].form == "-" || scene.tree[word - 1].form == "–"))
    return at = Scene::kNone;
  if (verb && (w.relation == Deprel::amod || w.relation == Deprel::compound || w.relation == Deprel::aux ||
               w.relation == Deprel::case_ || w.relation == Deprel::mark))
    return at = Scene::kNone;
  const auto look_up = [&](std::string_view lemma) {
    return noun ? scene.frames.nouns(lemma) : scene.frames.verbs(lemma);
  };
  std::span<const Frame> frames = look_up(w.lemma);
  if (frames.empty()) {
    std::array<char, 48> room;
    frames = look_up(w.form);
    const std::string_view stem =
        frames.empty() ? regular_stem(w.form, room, [&](std::string_view s) { return !look_up(s).empty(); }) : "";
    if (!stem.empty()) frames = look_up(stem);
  }
  if (frames.empty() && verb && modal(scene.tree, word, "must")) frames = look_up("must");
  if (frames.empty()) return at = Scene::kNone;
  at = Scene::kBusy;
  const Slots slots = slots_of(scene, word);
  const Frame* frame = best_frame(scene, word, slots, frames, trace, depth);
  if (!frame && verb && modal(scene.tree, word, "must"))
    frame = best_frame(scene, word, slots, look_up("must"), trace, depth);
  if (!frame || !frame->deed) return scene.draft_at[std::size_t(word)] = Scene::kNone;
  Draft draft;
  draft.word = word;
  draft.frame = frame;
  draft.slots = slots;
  draft.deed = frame->deed;
  draft.category = frame->deed->category;
  draft.mode = frame->deed->mode;
  draft.cameo = frame->deed->cameo->code;
  scene.drafts.push_back(std::move(draft));
  return scene.draft_at[std::size_t(word)] = int(scene.drafts.size()) - 1;
}

namespace {

// Headline style, "Police arrest four people": the tagger may take a present-tense verb for a noun, and the whole
// sentence for a phrase. Where a sentence has no verb, a word that verb frames know, right after a party, is read as
// one, its slots by order.
int chunk_head(const Tree& tree, int from) {
  int head = -1;
  for (int w = from; w < tree.size(); ++w) {
    const Upos kind = tree[w].upos;
    if (kind == Upos::NOUN || kind == Upos::PROPN || kind == Upos::PRON)
      head = w;
    else if (kind == Upos::NUM && head < 0)
      head = w;
    else if (kind != Upos::DET && kind != Upos::ADJ && kind != Upos::NUM && kind != Upos::ADV && tree[w].form != "-" &&
             tree[w].form != "'s" && tree[w].form != "\"" && kind != Upos::PART)
      return head;
  }
  return head;
}

bool party_ends_at(const Scene& scene, int word, int& head) {
  for (const actors::Mention& m : syntax::of_sentence(scene.cast.mentions, scene.sentence, &actors::Mention::range)) {
    if (m.range.last != word) continue;
    head = m.head;
    return true;
  }
  return false;
}

// The noun that a whole sentence hangs on, where it has no finite verb; -1 where it has one.
int root_noun(const Tree& tree) {
  for (int w = 0; w < tree.size(); ++w) {
    if (tree.head(w) >= 0) continue;
    const Upos kind = tree[w].upos;
    if (kind != Upos::NOUN && kind != Upos::PROPN && kind != Upos::NUM) return -1;
    for (int c = tree.first_child(w); c >= 0; c = tree.next_sibling(c)) {
      const Deprel relation = tree[c].relation;
      if (relation == Deprel::cop || relation == Deprel::nsubj || relation == Deprel::aux ||
          (relation == Deprel::parataxis && tree[c].upos == Upos::VERB) ||
          (relation == Deprel::conj && tree[c].upos == Upos::VERB))
        return -1;
    }
    return w;
  }
  return -1;
}

void headline(Scene& scene, Trace* trace) {
  const Tree& tree = scene.tree;
  const int root = root_noun(tree);
  if (root < 0) return;
  bool verbless = true;
  for (int w = 0; w < tree.size(); ++w) verbless &= tree[w].upos != Upos::VERB && tree[w].upos != Upos::AUX;
  for (int w = 1; w + 1 < tree.size(); ++w) {
    const syntax::Word& word = tree[w];
    if (word.upos == Upos::VERB && word.relation != Deprel::amod) return;
    int subject = -1;
    if ((word.upos != Upos::NOUN && word.upos != Upos::ADJ && word.upos != Upos::ADV && word.upos != Upos::ADP) ||
        word.form.front() < 'a' || word.form.front() > 'z' || !party_ends_at(scene, w - 1, subject))
      continue;
    // "Police in Serbia arrest": the place belongs to whom the sentence hangs on.
    if (root < subject && (tree.child(subject, Deprel::case_) >= 0 || tree[subject - 1].upos == Upos::ADP))
      subject = root;
    std::span<const Frame> frames = scene.frames.verbs(word.form);
    if (frames.empty()) {
      std::array<char, 48> room;
      const std::string_view stem =
          regular_stem(word.form, room, [&](std::string_view s) { return !scene.frames.verbs(s).empty(); });
      if (!stem.empty()) frames = scene.frames.verbs(stem);
    }
    if (frames.empty()) continue;
    Slots slots;
    slots.add(kSubj, subject);
    const int object = chunk_head(tree, w + 1);
    if (object >= 0 && tree[w + 1].upos != Upos::ADP) slots.add(kObj, object);
    for (int p = w + 1; p + 1 < tree.size(); ++p) {
      if (tree[p].upos != Upos::ADP) continue;
      const int head = chunk_head(tree, p + 1);
      if (head >= 0 && !scene.temporal[std::size_t(head)]) slots.add(scene.frames.preposition(tree[p].lemma), head);
    }
    const Frame* frame = best_frame(scene, w, slots, frames, trace, 0, true);
    if (!frame || !frame->deed || (!verbless && slots.find(kObj) < 0)) continue;
    Draft draft;
    draft.word = w;
    draft.frame = frame;
    draft.slots = slots;
    draft.deed = frame->deed;
    draft.category = frame->deed->category;
    draft.mode = frame->deed->mode;
    draft.cameo = frame->deed->cameo->code;
    if (const int other = scene.draft_at[std::size_t(w)]; other >= 0)
      scene.drafts[std::size_t(other)] = std::move(draft);
    else
      scene.drafts.push_back(std::move(draft));
    return;
  }
}

}  // namespace

void draft_all(Scene& scene, Trace* trace) {
  for (int word = 0; word < scene.tree.size(); ++word) draft_of(scene, word, trace);
  headline(scene, trace);
  std::sort(scene.drafts.begin(), scene.drafts.end(), [](const Draft& a, const Draft& b) { return a.word < b.word; });
  for (int i = 0; i < int(scene.drafts.size()); ++i) scene.draft_at[std::size_t(scene.drafts[std::size_t(i)].word)] = i;
}

}  // namespace casus::events
