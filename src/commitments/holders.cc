// Whom a noun phrase binds. A state is bound by its government and forces, an organization by its organs; a person or
// body that only belongs to it (an opposition politician, a court, a town, a company) binds nobody, and neither does
// the state's name beside it ("the Irish coach").
#include <algorithm>

#include "commitments/grammar.h"
#include "syntax/sentences.h"

namespace casus::commitments {

using syntax::Deprel;
using syntax::Tree;
using syntax::Upos;
using syntax::WordRange;

namespace {

// Sectors that speak for no side; courts and police do for none that is meant abroad.
bool binds_nobody(std::string_view sector) {
  static constexpr std::string_view kBindNobody[] = {"BUS", "JRN", "CVL", "EDU", "MED", "OPP",
                                                     "LAB", "REF", "CRM", "SOC", "AGR"};
  return std::find(std::begin(kBindNobody), std::end(kBindNobody), sector) != std::end(kBindNobody);
}

// A state's courts, police and parties, named by a common noun, are matters of its own house.
bool domestic_body(std::string_view sector) {
  return sector == "JUD" || sector == "COP" || sector == "PTY" || sector == "REL";
}

// A group without a name that bears arms against the state it is counted to: "Malian rebels".
bool armed(const actors::Entity& entity) {
  return entity.kind == ActorKind::kGroup && entity.id.find('/') != std::string::npos && entity.sector && entity.code &&
         *entity.code == entity.side && (*entity.sector == "REB" || *entity.sector == "UAF");
}

void add_entity(const Scene& scene, int index, Sides& out) {
  if (index < 0) return;
  const actors::Entity& entity = scene.cast.entities[std::size_t(scene.named[std::size_t(index)])];
  if (!entity.members.empty()) {
    for (int member : entity.members) add_entity(scene, member, out);
    return;
  }
  const bool bank = entity.code && *entity.code == "IGO";  // banks of states bind them
  if (entity.side.empty() || (entity.sector && binds_nobody(*entity.sector) && !bank)) return;
  if (armed(entity)) {
    add(out, {entity.id});  // not the state that it fights
    return;
  }
  add(out, {std::string(scene.tables.principal(entity.side))});
}

bool unbinds(const Scene& scene, const actors::Mention& mention) {
  if (mention.entity < 0) return false;
  const actors::Entity& entity = scene.cast.entities[std::size_t(mention.entity)];
  if (scene.unbound[std::size_t(mention.entity)] != 0) return true;
  if (entity.kind != ActorKind::kState) return false;
  if (mention.kind == actors::MentionKind::kPronoun) {  // as what it was last called
    const actors::Mention* last = nullptr;
    for (const actors::Mention& other :
         syntax::of_sentence(scene.cast.mentions, scene.sentence, &actors::Mention::range)) {
      if (mention.range.sentence == scene.sentence && other.range.first >= mention.range.first) break;
      if (other.entity == mention.entity && other.kind != actors::MentionKind::kPronoun &&
          other.kind != actors::MentionKind::kAdjective)
        last = &other;
    }
    return last != nullptr && unbinds(scene, *last);
  }
  if (mention.sector && (binds_nobody(*mention.sector) || domestic_body(*mention.sector))) return true;
  return mention.kind != actors::MentionKind::kName && mention.kind != actors::MentionKind::kPronoun &&
         scene.tables.unbinds(scene.tree[mention.head]);
}

}  // namespace

KindsOfSides kinds_of_sides(const actors::Cast& cast) {
  KindsOfSides out;
  for (const actors::Entity& e : cast.entities) {
    if (e.kind == ActorKind::kGroup) out.groups.insert(e.id);
    if (e.sector == "JUD") out.courts.insert(e.id);
    if (e.code && *e.code == e.side) out.states.insert(e.side);
    if (e.id == e.side && (e.code == "NGO" || e.code == "MNC")) out.private_bodies.insert(e.id);
  }
  return out;
}

std::vector<char> unbound_entities(const syntax::Parsed& parsed, const actors::Cast& cast,
                                   const TablesOfCommitments& tables) {
  std::vector<char> out(cast.entities.size(), 0);
  for (const actors::Mention& mention : cast.mentions) {
    if (mention.entity < 0 || mention.range.empty()) continue;
    const actors::Entity& entity = cast.entities[std::size_t(mention.entity)];
    const bool one = entity.kind == ActorKind::kPerson || entity.kind == ActorKind::kOffice;
    if (!one || mention.kind == actors::MentionKind::kPronoun) continue;
    const Tree tree = parsed.tree(mention.range.sentence);
    const int first = std::max(0, mention.range.first - 1);  // "former" often stands before what the name takes in
    for (int w = first; w <= mention.range.last && w < tree.size(); ++w) {
      if (w > mention.range.first && tree[w].upos == Upos::ADP) break;  // "leader of the Church"
      if ((w >= mention.range.first || tree[w].upos == Upos::ADJ) && tables.unbinds(tree[w]))
        out[std::size_t(mention.entity)] = 1;
    }
    const int governor = tree.head(mention.head);  // "manager Giovanni Bianchi", where the name alone is the mention
    if (governor >= 0 && tree[mention.head].relation == Deprel::appos && tables.unbinds(tree[governor]))
      out[std::size_t(mention.entity)] = 1;
  }
  return out;
}

std::vector<int> named_groups(const syntax::Parsed& parsed, const actors::Cast& cast,
                              const TablesOfCommitments& tables) {
  std::vector<int> out(cast.entities.size());
  for (std::size_t e = 0; e < out.size(); ++e) out[e] = int(e);
  int last = -1, where = -1;
  for (const actors::Mention& mention : cast.mentions) {
    if (mention.entity < 0 || mention.range.empty()) continue;
    const actors::Entity& entity = cast.entities[std::size_t(mention.entity)];
    if (entity.kind != ActorKind::kGroup || !entity.sector || (*entity.sector != "REB" && *entity.sector != "UAF"))
      continue;
    if (!armed(entity)) {
      last = mention.entity;
      where = mention.range.sentence;
    } else if (last >= 0 && mention.range.sentence <= where + 2 && mention.range.first == mention.range.last) {
      const Tree tree = parsed.tree(mention.range.sentence);
      const int head = mention.head;
      const bool bare = head > 0 && tree[head - 1].lemma == "the" && tree.child(head, Deprel::nmod) < 0;
      if (bare && tables.is(tree[head], WordClass::k_band)) out[std::size_t(mention.entity)] = last;
    }
  }
  return out;
}

void add(Sides& to, const Sides& what) {
  for (const std::string& side : what) {
    if (std::find(to.begin(), to.end(), side) == to.end()) to.push_back(side);
  }
}

void subtract(Sides& from, const Sides& what) {
  std::erase_if(from, [&](const std::string& side) { return std::find(what.begin(), what.end(), side) != what.end(); });
}

Sides sides(const Scene& scene, int word) {
  Sides out;
  const Tree& tree = scene.tree;
  if (word < 0) return out;
  const int mention = scene.cast.of_phrase(tree, scene.sentence, word);
  if (mention >= 0) add_entity(scene, scene.cast.mentions[std::size_t(mention)].entity, out);
  if (out.empty() && tree[word].upos == Upos::PRON &&
      (tree[word].lemma == "we" || tree[word].lemma == "I" || tree[word].form == "our" || tree[word].form == "my")) {
    const int statement = statement_of(scene, word);
    if (statement >= 0 && !scene.statements[std::size_t(statement)].side.empty())
      out.push_back(scene.statements[std::size_t(statement)].side);
  }
  if (out.empty()) {  // "the Iranian warning", "forces of Syria": the side inside the phrase
    for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
      const Deprel r = tree[c].relation;
      if (r != Deprel::amod && r != Deprel::compound && r != Deprel::nmod_poss && r != Deprel::appos &&
          r != Deprel::flat)
        continue;
      const int inner = scene.cast.headed_by(scene.sentence, c);
      if (inner >= 0) add_entity(scene, scene.cast.mentions[std::size_t(inner)].entity, out);
      if (!out.empty()) break;
    }
  }
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    if (tree[c].relation == Deprel::conj && tree[c].upos != Upos::VERB) add(out, sides(scene, c));
  }
  return out;
}

// The names listed before a mention by commas and "and", where the list opens the clause: "A, B and C will …".
static Sides listed_before(const Scene& scene, const actors::Mention& last) {
  const Tree& tree = scene.tree;
  const auto before = [&](int at) {
    while (at >= 0 && tree[at].upos == Upos::DET) --at;
    return at;
  };
  int at = before(last.range.first - 1);
  if (at < 1 || tree[at].lemma != "and") return {};
  --at;
  Sides out;
  for (bool more = true; more;) {
    if (at >= 0 && tree[at].form == ",") --at;
    more = false;
    for (const actors::Mention& mention :
         syntax::of_sentence(scene.cast.mentions, scene.sentence, &actors::Mention::range)) {
      if (mention.range.last != at || mention.kind != actors::MentionKind::kName || mention.entity < 0 ||
          unbinds(scene, mention))
        continue;
      add_entity(scene, mention.entity, out);
      at = before(mention.range.first - 1);
      more = at >= 0 && tree[at].form == ",";
      break;
    }
  }
  const bool opens = at < 0 || tree[at].upos == Upos::PUNCT || tree[at].lemma == "that";
  return opens ? out : Sides{};
}

// Of the word alone, without what is coordinated with it.
static Sides sides_of(const Scene& scene, int word) {
  Sides out;
  if (const int mention = scene.cast.of_phrase(scene.tree, scene.sentence, word); mention >= 0)
    add_entity(scene, scene.cast.mentions[std::size_t(mention)].entity, out);
  return out;
}

// "The group", "the militants", unknown to the cast: the armed group named last, in this sentence or the two before it.
static Sides last_group(const Scene& scene, int word) {
  const Tree& tree = scene.tree;
  const int the = tree.child(word, Deprel::det);
  if (tree[word].upos != Upos::NOUN || the < 0 || tree[the].lemma != "the" || tree.child(word, Deprel::amod) >= 0 ||
      tree.child(word, Deprel::nmod) >= 0 || tree.child(word, Deprel::compound) >= 0 ||
      !scene.tables.is(tree[word], WordClass::k_band))
    return {};
  int found = -1;
  for (const actors::Mention& mention :
       syntax::of_sentences(scene.cast.mentions, scene.sentence - 2, scene.sentence, &actors::Mention::range)) {
    if (mention.range.sentence == scene.sentence && mention.range.first >= word) break;
    if (mention.entity < 0) continue;
    const actors::Entity& entity = scene.cast.entities[std::size_t(mention.entity)];
    if (entity.kind == ActorKind::kGroup && entity.sector && (*entity.sector == "REB" || *entity.sector == "UAF"))
      found = mention.entity;
  }
  Sides out;
  add_entity(scene, found, out);
  return out;
}

Sides bound_by(const Scene& scene, int word) {
  const Tree& tree = scene.tree;
  if (word < 0) return {};
  const int mention = scene.cast.of_phrase(tree, scene.sentence, word);
  if (mention >= 0 && unbinds(scene, scene.cast.mentions[std::size_t(mention)])) return {};
  if (mention >= 0 && tree.child(word, Deprel::nummod) >= 0 && tree.child(word, Deprel::nummod) < word) {
    const int entity = scene.cast.mentions[std::size_t(mention)].entity;  // "50,000 Chileans", "twenty American states"
    const bool bare = scene.tables.is(tree[word], WordClass::k_addressee) && tree.child(word, Deprel::amod) < 0 &&
                      tree.child(word, Deprel::compound) < 0;  // "five countries"
    if (!bare && entity >= 0 && scene.cast.entities[std::size_t(entity)].kind == ActorKind::kState) return {};
  }
  if (mention < 0) {
    if (Sides group = last_group(scene, word); !group.empty()) return group;
  }
  const bool names = mention >= 0 &&
                     (scene.cast.mentions[std::size_t(mention)].head == word || tree[word].upos == Upos::PROPN) &&
                     scene.cast.mentions[std::size_t(mention)].kind == actors::MentionKind::kName;
  if (!names && tree[word].upos != Upos::PRON) {
    // A phrase that we know nobody by, headed by a noun that stands for no side ("the Irish coach", "an Iraqi bloc").
    if (scene.tables.unbinds(tree[word])) return {};
    for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
      const Deprel r = tree[c].relation;
      if ((r == Deprel::amod || r == Deprel::compound) && c < word && scene.tables.unbinds(tree[c])) return {};
    }
    if (mention < 0 && tree[word].upos == Upos::NOUN && !scene.tables.is(tree[word], WordClass::k_standing)) return {};
  }
  if (tree[word].upos == Upos::NOUN) {  // "its allies A and B", "the trading bloc X"
    const int named = tree.child(word, Deprel::appos);
    const int inner = named > word ? scene.cast.headed_by(scene.sentence, named) : -1;
    if (inner >= 0 && scene.cast.mentions[std::size_t(inner)].kind == actors::MentionKind::kName &&
        !unbinds(scene, scene.cast.mentions[std::size_t(inner)])) {
      if (const Sides of_name = sides(scene, named); !of_name.empty()) return of_name;
    }
  }
  Sides out = sides(scene, word);
  if (tree[word].xpos == syntax::Xpos::NNS && scene.tables.is(tree[word], WordClass::k_standing)) {
    const int of = phrase_with(tree, word, "of");  // "the presidents of A and B"
    if (of > word && tree.child(of, Deprel::conj) >= 0 && (out.empty() || out == sides_of(scene, of)))
      add(out, sides(scene, of));
  }
  if (mention >= 0 && !out.empty()) add(out, listed_before(scene, scene.cast.mentions[std::size_t(mention)]));
  if (tree[word].relation == Deprel::nsubj && tree.head(word) >= 0) {  // joint subjects that the tree set side by side
    const int verb = tree.head(word);
    for (int c = tree.first_child(verb); c >= 0 && c < verb; c = tree.next_sibling(c)) {
      if (c < word && tree[c].relation == Deprel::nsubj && tree.child(verb, Deprel::cc) > c &&
          tree.child(verb, Deprel::cc) < word)
        add(out, sides(scene, c));
    }
  }
  return out;
}

bool private_voice(const Scene& scene, int statement) {
  const statements::Statement& one = scene.statements[std::size_t(statement)];
  if (one.source.empty() || one.source.sentence != scene.sentence) return false;
  int head = one.source.first;
  while (scene.tree.head(head) >= 0 && one.source.holds(scene.tree.head(head))) head = scene.tree.head(head);
  if (scene.tree[head].upos == Upos::PRON) return false;
  if (!bound_by(scene, head).empty()) return false;
  const int who = scene.tree[head].upos == Upos::NOUN ? doer(scene, head) : -1;  // "A issued a statement saying"
  return who < 0 || scene.tree.under(who, head) || bound_by(scene, who).empty();
}

std::string spoken_for(const Scene& scene, int statement) {
  const std::string& side = scene.statements[std::size_t(statement)].side;
  if (side.empty()) {
    const statements::Statement& one = scene.statements[std::size_t(statement)];
    if (one.source.empty() || one.source.sentence != scene.sentence) return {};
    const Sides group = last_group(scene, one.source.last);
    return group.empty() ? std::string() : group.front();
  }
  if (private_voice(scene, statement)) return {};
  const int speaker = scene.statements[std::size_t(statement)].speaker;
  if (speaker >= 0 && armed(scene.cast.entities[std::size_t(speaker)]))
    return scene.cast.entities[std::size_t(scene.named[std::size_t(speaker)])].id;
  return std::string(scene.tables.principal(side));
}

Sides sides_within(const Scene& scene, WordRange range) {
  Sides out;
  if (range.empty()) return out;
  for (int w = range.first; w <= range.last; ++w) {
    const int mention = scene.cast.headed_by(scene.sentence, w);
    if (mention >= 0) add_entity(scene, scene.cast.mentions[std::size_t(mention)].entity, out);
  }
  return out;
}

}  // namespace casus::commitments
