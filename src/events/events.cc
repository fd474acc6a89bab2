// The coder's loop: for each sentence draft acts from frames, link them, fill in who and what, judge by the codebook,
// and keep what stands.
#include "events/events.h"

#include "events/drafts.h"
#include "events/fill.h"
#include "events/judge.h"
#include "events/merge.h"
#include "events/parties.h"

namespace casus::events {

struct Coder::Index {
  Concepts concepts;
  Frames frames;
  Topics topics;
};

Coder::Coder(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Coder::Coder(Coder&&) noexcept = default;
Coder& Coder::operator=(Coder&&) noexcept = default;
Coder::~Coder() = default;

Result<Coder> Coder::open(const lexicon::Tables& tables) {
  auto concepts = Concepts::open(tables);
  if (!concepts) return concepts.error();
  auto frames = Frames::open(tables, *concepts);
  if (!frames) return frames.error();
  auto topics = Topics::open(tables);
  if (!topics) return topics.error();
  return Coder(std::make_unique<Index>(Index{std::move(*concepts), std::move(*frames), std::move(*topics)}));
}

void Scene::enter(int number) {
  sentence = number;
  tree = parsed.tree(number);
  const std::size_t size = std::size_t(tree.size());
  drafts.clear();
  draft_at.assign(size, kUnknown);
  who.assign(size, {});
  who_known.assign(size, false);
  temporal.assign(size, false);
  for (const time::Expression& e : syntax::of_sentence(times, number, &time::Expression::range)) {
    if (e.head >= 0 && e.head < tree.size()) temporal[std::size_t(e.head)] = true;
  }
}

namespace {

syntax::WordRange trigger_of(const Scene& scene, const Draft& draft) {
  int first = draft.word, last = draft.word;
  if (draft.frame->noun) {
    for (std::size_t left = draft.frame->particles.size(); left > 0 && first > 0; --first) {
      if (scene.tree[first - 1].form != "-") --left;
    }
  } else {
    const int particle = scene.tree.child(draft.word, syntax::Deprel::compound_prt);
    if (particle == draft.word + 1) last = particle;
  }
  return {scene.sentence, first, last};
}

// The tense of the first sentence that has a finite verb, in a brief: one paragraph of a few sentences. Longer
// dispatches go over to the past whatever their headline or first sentence is told in.
void told_in_present(Scene& scene) {
  using syntax::Xpos;
  constexpr int kBrief = 4;
  if (scene.parsed.sentences() > kBrief || scene.document.text.find("\n\n") != std::string::npos) return;
  for (int s = 0; s < scene.parsed.sentences() && s < 3; ++s) {
    const syntax::Tree tree = scene.parsed.tree(s);
    for (int w = 0; w < tree.size(); ++w) {
      if (tree.head(w) >= 0 || tree[w].upos != syntax::Upos::VERB) continue;
      Xpos form = tree[w].xpos;
      for (int c = tree.first_child(w); c >= 0 && c < w; c = tree.next_sibling(c)) {
        if (tree[c].relation != syntax::Deprel::aux && tree[c].relation != syntax::Deprel::aux_pass) continue;
        form = tree[c].lemma == "have" ? Xpos::VBD : tree[c].xpos;  // "has rejected" tells of the past
        break;
      }
      if (form != Xpos::VBZ && form != Xpos::VBP && form != Xpos::VBD) continue;
      scene.told_in_present = form != Xpos::VBD;
      scene.first_told = s;
      return;
    }
  }
}

std::unordered_set<std::string_view> firms_of(const actors::Cast& cast) {
  std::unordered_set<std::string_view> out;
  for (const actors::Entity& e : cast.entities) {
    if (e.kind == ActorKind::kOrganization && e.sector == "BUS") out.insert(e.id);
  }
  return out;
}

Event finished(const Scene& scene, Draft& draft) {
  Event out;
  out.trigger = trigger_of(scene, draft);
  out.word = draft.word;
  out.statement = statements::innermost(scene.statements, scene.sentence, draft.word);
  out.category = draft.category;
  out.base = draft.deed->category;
  out.mode = draft.mode;
  out.deed = draft.deed->id;
  out.cameo = draft.cameo;
  const CameoCode* code = scene.concepts.cameo(draft.cameo);
  if (code) out.context = lexicon::members(code->context);
  out.actor = std::move(draft.actor);
  out.recipient = std::move(draft.recipient);
  out.object = std::move(draft.object);
  out.object_concept = draft.object_concept;
  out.location = std::move(draft.location);
  out.when = draft.when;
  out.status = draft.dropped && draft.status != EventStatus::kNegated ? EventStatus::kHypothetical : draft.status;
  out.spare = draft.dropped;
  out.rule = draft.frame->noun ? "nouns:" : "verbs:";
  out.rule += std::to_string(draft.frame->line);
  out.rule.append(" ").append(draft.frame->lemma);
  return out;
}

}  // namespace

std::vector<Event> Coder::code(const syntax::Parsed& parsed, const actors::Cast& cast,
                               const std::vector<time::Expression>& times, const statements::Said& statements,
                               const Document& document, Trace* trace) const {
  std::vector<Event> out;
  if (parsed.sentences() == 0) return out;
  Scene scene{parsed,
              cast,
              times,
              statements,
              document,
              index_->concepts,
              index_->frames,
              index_->topics,
              index_->topics.of(parsed),
              firms_of(cast),
              false,
              0,
              -1,
              0,
              parsed.tree(0),
              {},
              {},
              {},
              {},
              {}};
  told_in_present(scene);
  std::vector<int> place;
  for (int s = 0; s < parsed.sentences(); ++s) {
    scene.enter(s);
    draft_all(scene, trace);
    if (scene.drafts.empty()) continue;
    link_all(scene);
    fill_all(scene);
    judge_all(scene, trace);
    drop_retold(scene, out);
    place.assign(scene.drafts.size(), -1);
    const std::size_t first = out.size();
    for (std::size_t i = 0; i < scene.drafts.size(); ++i) {
      if (scene.drafts[i].dropped && !scene.drafts[i].spare) continue;
      if (scene.drafts[i].location.entity >= 0) scene.last_place = scene.drafts[i].location.entity;
      place[i] = int(out.size());
      out.push_back(finished(scene, scene.drafts[i]));
    }
    for (std::size_t i = 0, at = first; i < scene.drafts.size(); ++i) {
      if (scene.drafts[i].dropped && !scene.drafts[i].spare) continue;
      const int governor = scene.drafts[i].governor;
      if (governor >= 0 && !out[at].spare) out[at].part_of = place[std::size_t(governor)];
      ++at;
    }
  }
  return out;
}

}  // namespace casus::events
