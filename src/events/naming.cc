#include "events/naming.h"

namespace casus::events {

using syntax::Upos;

// What an act of will or speech is called by what it is about: "promised to send arms" is 0332.
void name_by_content(Scene& scene, Draft& governed) {
  if (governed.governor < 0) return;
  Draft& governor = scene.drafts[std::size_t(governed.governor)];
  const CameoCode* code = governed.deed->cameo;
  std::string_view named;
  switch (governed.govern) {
    case Govern::kAgree:
      named = code->agree;
      break;
    case Govern::kRequest:
    case Govern::kOrder:
      named = code->request;
      break;
    case Govern::kReject:
      named = code->reject;
      break;
    case Govern::kThreaten:
      named = code->threaten;
      break;
    default:
      return;
  }
  // "Asked them to attack" asks for no peace; "called for an end to the attacks" does.
  const bool harm = value_of(governed.deed->category).quad == 4 && !governed.frame->noun;
  if (harm && governed.govern != Govern::kThreaten && governed.govern != Govern::kAgree) return;
  const CameoCode* better = scene.concepts.cameo(named);
  if (!better || better->category != governor.category || governor.cameo == named) return;
  governor.cameo = named;
  governor.mode = better->mode;
  if (const Deed* deed = scene.concepts.deed_of_code(named); deed && deed->category == governor.category)
    governor.deed = deed;
}

namespace {

// What is wanted: CAMEO gives demands, promises, refusals and protests a last digit for it.
char purpose(const Scene& scene, const Draft& draft) {
  const int root = draft.frame->noun && draft.verb >= 0 ? draft.verb : draft.word;
  const int last = scene.tree.yield(root).last;
  for (int w = draft.word + 1; w <= last; ++w) {
    if (scene.tree[w].upos != Upos::NOUN) continue;
    for (std::string_view id : scene.concepts.of(scene.tree, w)) {
      if (specialises(id, "leadership")) return '1';
      if (specialises(id, "policy")) return '2';
      if (specialises(id, "rights")) return '3';
      if (specialises(id, "institutions")) return '4';
    }
  }
  return 0;
}

}  // namespace

void name_by_purpose(Scene& scene, Draft& draft) {
  std::string_view base;
  if (draft.category == Category::kProtest && draft.cameo.size() == 3 && draft.cameo != "140")
    base = draft.cameo;
  else if (draft.cameo == "100")
    base = "104";
  else if (draft.cameo == "120" && draft.deed->id != "reject/defy")
    base = "123";
  else if (draft.cameo == "030")
    base = "034";
  else
    return;
  const char digit = purpose(scene, draft);
  if (digit == 0) return;
  const char code[4] = {base[0], base[1], base[2], digit};
  const CameoCode* better = scene.concepts.cameo(std::string_view(code, 4));
  if (!better || better->category != draft.category) return;
  draft.cameo = better->code;
  if (draft.category != Category::kProtest) draft.mode = better->mode;
  if (const Deed* deed = scene.concepts.deed_of_code(better->code); deed && deed->category == draft.category)
    draft.deed = deed;
}

}  // namespace casus::events
