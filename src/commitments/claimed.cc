// Claims, always somebody's: that a commitment is a wrong, that it harms a security, that two matters are tied, that a
// norm is broken. Other blame is a statement or an event, not a claim.
#include "commitments/rules.h"

namespace casus::commitments {
namespace {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;

constexpr uint64_t kMatters = bit(WordClass::k_guarantee) | bit(WordClass::k_accession) | bit(WordClass::k_promise) |
                              bit(WordClass::k_aid) | bit(WordClass::k_measure) | bit(WordClass::k_threat) |
                              bit(WordClass::k_proposal);

bool holds_class(const Scene& scene, WordRange range, uint64_t classes) {
  for (int w = range.first; w <= range.last; ++w) {
    if ((scene.tables.as_noun(scene.tree[w]) & classes) != 0) return true;
  }
  return false;
}

Commitment claim_of(const Scene& scene, int statement, int word) {
  Commitment entry;
  entry.kind = EntryKind::kClaim;
  const std::string& side = scene.statements[std::size_t(statement)].side;
  if (!side.empty()) entry.holder = {side};
  entry.action = act_range(scene, word, {});
  return entry;
}

void against(const Scene& scene, int subject, Commitment& entry) {
  if (subject < 0) return;
  entry.counterparty = sides(scene, subject);
  if (entry.counterparty.empty()) entry.counterparty = sides_within(scene, scene.tree.yield(subject));
  subtract(entry.counterparty, entry.holder);
}

void finish_claim(Scene& scene, Commitment entry, int word, const char* rule) {
  finish(scene, std::move(entry), word, {}, rule);
}

// The doer of an adverbial's clause counts too: "by providing guarantees, they undermine …".
void look(Scene& scene, int w) {
  const Tree& tree = scene.tree;
  const int s =
      statements::innermost(scene.statements, scene.sentence, w);  // whose claim it is, not what its verb says
  if (s < 0 || scene.statements[std::size_t(s)].side.empty() || scene.statements[std::size_t(s)].negated) return;
  if (negated(tree, w) || unreal(scene, w)) return;
  if (tree[w].relation == Deprel::acl && tree[w].xpos == syntax::Xpos::VBN) return;
  const uint64_t classes = scene.tables.classes(tree[w]);
  const int object = undergoer(scene, w), subject = doer(scene, w);
  if (tree[w].upos == Upos::VERB && object >= 0) {
    const uint64_t of = scene.tables.classes(tree[object]);
    if ((classes & bit(WordClass::k_equate)) != 0 && (of & bit(WordClass::k_wrong)) != 0 &&
        holds_class(scene, {scene.sentence, 0, w - 1}, kMatters)) {
      Commitment entry = claim_of(scene, s, w);
      entry.relation = ClaimRelation::kCharacterises;
      against(scene, subject, entry);
      if (entry.counterparty.empty()) add(entry.counterparty, sides_within(scene, {scene.sentence, 0, w - 1}));
      subtract(entry.counterparty, entry.holder);
      return finish_claim(scene, std::move(entry), w, "characterises");
    }
    if ((classes & bit(WordClass::k_breach)) != 0 && (of & bit(WordClass::k_principle)) != 0) {
      const std::string_view norm = scene.tables.norm(tree, tree.yield(object));
      Commitment entry = claim_of(scene, s, w);
      entry.relation = ClaimRelation::kCharacterises;
      entry.norm = norm.empty() ? std::string(scene.parsed.slice(noun_range(scene, object, {}))) : std::string(norm);
      against(scene, subject, entry);
      if (!entry.counterparty.empty()) return finish_claim(scene, std::move(entry), w, "norm");
    }
    if ((classes & bit(WordClass::k_damage)) != 0 && (of & bit(WordClass::k_security)) != 0) {
      Commitment entry = claim_of(scene, s, w);
      entry.relation = ClaimRelation::kHarms;
      entry.harmed = sides_within(scene, tree.yield(object));
      if (entry.harmed.empty())
        entry.harmed = sides(scene, phrase_with(tree, w, "of"));  // trees often tie it to the verb
      against(scene, subject, entry);
      subtract(entry.counterparty, entry.harmed);
      if (!entry.harmed.empty()) return finish_claim(scene, std::move(entry), w, "harms");
    }
  }
  if (tree.child(w, Deprel::cop) >= 0 && (classes & bit(WordClass::k_wrong)) != 0 && subject >= 0 &&
      holds_class(scene, tree.yield(subject), kMatters)) {
    Commitment entry = claim_of(scene, s, w);
    entry.relation = ClaimRelation::kCharacterises;
    against(scene, subject, entry);
    return finish_claim(scene, std::move(entry), w, "characterises");
  }
  if ((classes & bit(WordClass::k_tie)) != 0 && (tree.child(w, Deprel::cop) >= 0 || passive(tree, w))) {
    const int to = phrase_with(tree, w, "to") >= 0 ? phrase_with(tree, w, "to") : phrase_with(tree, w, "with");
    const int tied =
        tree.child(w, Deprel::nsubj) >= 0 ? tree.child(w, Deprel::nsubj) : tree.child(w, Deprel::nsubj_pass);
    if (to < 0 || tied < 0) return;
    constexpr uint64_t kTied = kMatters | bit(WordClass::k_askable);
    if (!holds_class(scene, tree.yield(tied), kTied) && !holds_class(scene, tree.yield(to), kTied)) return;
    Commitment entry = claim_of(scene, s, w);
    entry.relation = ClaimRelation::kTied;
    entry.counterparty = sides_within(scene, scene.parsed.whole(scene.sentence));
    subtract(entry.counterparty, entry.holder);
    finish_claim(scene, std::move(entry), w, "tied");
  }
}

}  // namespace

void claimed(Scene& scene) {
  for (int w = 0; w < scene.tree.size(); ++w) look(scene, w);
}

}  // namespace casus::commitments
