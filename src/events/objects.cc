#include "events/objects.h"

#include "events/parties.h"

namespace casus::events {

using syntax::Upos;

void name_object(Scene& scene, Draft& draft) {
  for (SlotId id : draft.frame->object) {
    const int word = draft.slots.find(id);
    if (word < 0 || scene.tree[word].upos == Upos::VERB || scene.tree[word].upos == Upos::PRON) continue;
    draft.object.word = word;
    draft.object.sentence = scene.sentence;
    draft.object.range = phrase(scene, word);
    draft.object.entity = who_is(scene, word).entity;
    // The concept that the frame asked for, else the most specific one.
    ConceptList concepts = scene.concepts.of(scene.tree, word);
    for (int of = word, steps = 0; steps < 3 && measure(scene, of); ++steps) {  // "this type of missile"
      of = scene.tree.child(of, syntax::Deprel::nmod);
      if (of < 0) break;
      const ConceptList inner = scene.concepts.of(scene.tree, of);
      if (!inner.front().empty()) concepts = inner;
    }
    for (const Condition& condition : draft.frame->with) {
      for (const Test& test : condition.tests) {
        if (test.kind != Test::Kind::kConcept) continue;
        for (std::string_view c : concepts) {
          if (draft.object_concept.empty() && !c.empty() && specialises(c, test.text)) draft.object_concept = c;
        }
      }
    }
    if (draft.object_concept.empty()) draft.object_concept = concepts.front();
    return;
  }
}

}  // namespace casus::events
