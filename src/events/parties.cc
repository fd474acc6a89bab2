#include "events/parties.h"

#include <algorithm>

namespace casus::events {
namespace {

using syntax::Deprel;
using syntax::Upos;

struct SectorTraits {
  std::string_view sector;
  uint16_t traits;
};

// Sectors of PLOVER, and what they can do.
constexpr SectorTraits kSectors[] = {
    {"GOV", kPolitical | kOfficial},
    {"MIL", kPolitical | kArmed},
    {"LEG", kPolitical | kOfficial},
    {"JUD", kPolitical | kOfficial | kCourt | kPolice},
    {"COP", kPolitical | kArmed | kPolice},
    {"PTY", kPolitical | kOfficial},
    {"REB", kPolitical | kArmed},
    {"PRM", kPolitical | kArmed},
    {"SPY", kPolitical | kArmed | kPolice},
    {"UAF", kPolitical | kArmed},
    {"OPP", kPolitical | kCrowd | kOfficial},
    {"PRE", kPolitical | kOfficial},
    {"CRM", kArmed},
    {"CVL", kHuman | kCrowd},
    {"REF", kHuman | kCrowd},
    {"LAB", kHuman | kCrowd},
    {"EDU", kHuman | kCrowd},
    {"REL", kHuman | kCrowd},
    {"MED", kHuman},
    {"JRN", kHuman},
    {"BUS", kHuman},
    {"AGR", kHuman | kCrowd},
    {"ELI", kHuman | kOfficial},
    {"SOC", kHuman | kCrowd},
};

uint16_t sector_traits(std::string_view sector) {
  for (const SectorTraits& row : kSectors) {
    if (row.sector == sector) return row.traits;
  }
  return 0;
}

uint16_t entity_traits(const Scene& scene, int index, const std::optional<std::string>& mention_sector, int depth = 0) {
  const actors::Entity& entity = scene.cast.entities[std::size_t(index)];
  uint16_t traits = 0;
  if (depth < 2) {
    for (int member : entity.members)
      traits = uint16_t(traits | entity_traits(scene, member, mention_sector, depth + 1));
  }
  const std::optional<std::string>& sector = mention_sector ? mention_sector : entity.sector;
  const bool coded = entity.code.has_value() && !entity.code->empty();
  switch (entity.kind) {
    case ActorKind::kState:
      traits |= kPolitical | kArmed | kPlace | kOfficial | kPolice | kCourt;
      break;
    case ActorKind::kOrganization:
      traits |= kOrganization | kNamed;
      break;
    case ActorKind::kPerson:
      traits |= kHuman | kNamed;
      break;
    case ActorKind::kOffice:  // a minister, not a driver
      traits |= kHuman;
      if (!sector || (sector_traits(*sector) & kPolitical)) traits |= kPolitical | kOfficial;
      break;
    case ActorKind::kGroup:
      traits |= coded ? kHuman | kNamed : kHuman;
      break;
  }
  // The chairman of a firm is no official.
  if (entity.kind == ActorKind::kOffice || entity.kind == ActorKind::kPerson) {
    if (scene.firms.contains(entity.side)) return uint16_t(kHuman | kNamed);
  }
  if (sector && !(entity.kind == ActorKind::kState && *sector == "GOV")) {
    const uint16_t own = sector_traits(*sector);
    if (entity.kind == ActorKind::kState)
      traits = uint16_t((mention_sector ? 0 : traits) | own);
    else
      traits |= own;
    // A people ("the Danes agreed") speaks for its state; a firm or a gang of its country does not.
    if (entity.kind == ActorKind::kState && *sector == "CVL")
      traits |= kPolitical;
    else if (*sector == "CVL" || *sector == "BUS" || *sector == "CRM")
      traits = uint16_t(traits & ~kPolitical);
  } else if (entity.kind == ActorKind::kOrganization) {
    traits |= kPolitical | kOfficial;
  }
  return traits;
}

uint16_t concept_traits(const Scene& scene, int word) {
  uint16_t traits = 0;
  for (std::string_view id : scene.concepts.of(scene.tree, word)) {
    if (id.empty()) break;
    if (specialises(id, "troops/police")) traits |= kPolice | kPolitical;
    if (specialises(id, "troops")) traits |= kArmed | kHuman;
    if (specialises(id, "civilian") || specialises(id, "refugee") || specialises(id, "protester") ||
        specialises(id, "labour"))
      traits |= kHuman | kCrowd;
    if (specialises(id, "prisoner") || specialises(id, "hostage") || specialises(id, "suspect") ||
        specialises(id, "journalist"))
      traits |= kHuman;
    if (specialises(id, "person")) traits |= kHuman | kOfficial;
    if (specialises(id, "affiliate")) traits |= kHuman;
    if (specialises(id, "diplomat")) traits |= kHuman | kOfficial | kPolitical;
    if (specialises(id, "government")) traits |= kPolitical | kOfficial;
    if (specialises(id, "territory")) traits |= kPlace;
  }
  return traits;
}

bool preposition_is(const Scene& scene, int word, std::string_view lemma) {
  const int c = scene.tree.child(word, Deprel::case_);
  return c >= 0 && scene.tree[c].lemma == lemma;
}

}  // namespace

bool measure(const Scene& scene, int word) {
  if (scene.tree[word].upos != Upos::NOUN) return true;
  for (std::string_view id : scene.concepts.of(scene.tree, word)) {
    if (id == "measure") return true;
  }
  return false;
}

// "Taliban fighters", "party members": people named by the body they belong to are that body.
bool member_of(const Scene& scene, int word, int entity) {
  if (entity < 0) return false;
  const ActorKind kind = scene.cast.entities[std::size_t(entity)].kind;
  return (kind == ActorKind::kOrganization || kind == ActorKind::kGroup) && (concept_traits(scene, word) & kHuman) != 0;
}

// Depth of recursion: that of nested measures, which a sentence's length bounds.
const Who& who_is(Scene& scene, int word) {
  Who& who = scene.who[std::size_t(word)];
  if (scene.who_known[std::size_t(word)]) return who;
  scene.who_known[std::size_t(word)] = true;
  who = {};
  const syntax::Word& w = scene.tree[word];
  if (w.upos != Upos::NOUN && w.upos != Upos::PROPN && w.upos != Upos::PRON && w.upos != Upos::ADJ &&
      w.upos != Upos::NUM && w.upos != Upos::X && w.upos != Upos::DET && w.upos != Upos::VERB)
    return who;
  // "Pro-Russian", "anti-Soviet": half a word, and not that side.
  if (w.upos == Upos::ADJ && w.form.find('-') != std::string_view::npos && w.form.front() >= 'a' &&
      w.form.front() <= 'z')
    return who;
  if (word > 1 && scene.tree[word - 1].form == "-" && w.upos == Upos::ADJ && scene.tree[word - 2].upos != Upos::PROPN &&
      scene.cast.headed_by(scene.sentence, word - 2) < 0)
    return who;
  if (w.upos != Upos::VERB) who.mention = scene.cast.of_phrase(scene.tree, scene.sentence, word);
  if (who.mention >= 0) {
    const actors::Mention& mention = scene.cast.mentions[std::size_t(who.mention)];
    // A phrase that only contains a name ("a police station") is not that party.
    if (mention.head != word && w.upos == Upos::NOUN && !member_of(scene, word, mention.entity)) {
      who.mention = -1;
    } else {
      who.entity = mention.entity;
      if (who.entity >= 0) who.traits = entity_traits(scene, who.entity, mention.sector);
    }
  }
  if (w.upos == Upos::NOUN) who.traits |= concept_traits(scene, word);
  if (w.upos == Upos::PROPN && who.mention < 0)
    who.traits = uint16_t(who.traits | kNamed | concept_traits(scene, word));
  if (w.upos == Upos::PRON && who.mention < 0 && (w.xpos == syntax::Xpos::PRP || w.xpos == syntax::Xpos::WP)) {
    if (w.lemma != "it") who.traits |= kHuman;
  }
  if (scene.temporal[std::size_t(word)]) return who = {};
  // A measure is what it measures: "tens of thousands of students", "a group of leaders".
  if ((w.upos == Upos::NOUN || w.upos == Upos::NUM || w.upos == Upos::DET) && who.traits == 0 && measure(scene, word)) {
    for (int c = scene.tree.first_child(word); c >= 0; c = scene.tree.next_sibling(c)) {
      if (scene.tree[c].relation != Deprel::nmod || !preposition_is(scene, c, "of")) continue;
      const Who inner = who_is(scene, c);
      if (inner.is(kHuman | kArmed) && !inner.is(kPlace)) return who = inner;
    }
  }
  if (w.upos == Upos::NUM && who.mention < 0 && w.form.find_first_of(":%$.") == std::string_view::npos)
    who.traits |= kHuman | kCrowd;
  return who;
}

int party_within(Scene& scene, int word, int but, Within how) {
  const auto fits = [&](int w) {
    const Who& who = who_is(scene, w);
    return who.is(kPolitical) && (but < 0 || who.entity != but);
  };
  if (fits(word)) return word;
  constexpr int kRanks = 7;
  int best[kRanks] = {-1, -1, -1, -1, -1, -1, -1};
  const auto note = [&](int rank, int child) {
    if (best[rank] < 0 && fits(child)) best[rank] = child;
  };
  int level[2] = {word, -1};
  for (int depth = 0; depth < 2; ++depth) {
    if (level[depth] < 0) break;
    for (int c = scene.tree.first_child(level[depth]); c >= 0; c = scene.tree.next_sibling(c)) {
      switch (scene.tree[c].relation) {
        case Deprel::nmod_poss:
          note(depth ? 5 : 1, c);
          break;
        case Deprel::amod:
        case Deprel::compound:
        case Deprel::nmod_desc:
          note(depth ? 5 : 2, c);
          for (int inner = scene.tree.first_child(c); inner >= 0 && inner < c; inner = scene.tree.next_sibling(inner)) {
            note(5, inner);  // "German border protection office"
            for (int deep = scene.tree.first_child(inner); deep >= 0 && deep < inner;
                 deep = scene.tree.next_sibling(deep))
              note(5, deep);
          }
          break;
        case Deprel::nmod:
        case Deprel::obl:
          if (preposition_is(scene, c, "by"))
            note(0, c);
          else if (preposition_is(scene, c, "of")) {
            note(3, c);
            if (depth == 0 && level[1] < 0) level[1] = c;
          } else if (preposition_is(scene, c, "from"))
            note(4, c);
          else if (how == Within::kOwn)
            break;
          else if (preposition_is(scene, c, "in"))
            note(6, c);
          else if (how == Within::kDoer)
            break;
          else if (preposition_is(scene, c, "against") || preposition_is(scene, c, "on") ||
                   preposition_is(scene, c, "to") || preposition_is(scene, c, "with"))
            note(6, c);
          break;
        default:
          break;
      }
    }
  }
  for (int rank = 0; rank < kRanks - 1; ++rank) {
    if (best[rank] >= 0) return best[rank];
  }
  // Nobody political: whoever did it or owns it, before the place where it is.
  for (int c = scene.tree.first_child(word); c >= 0; c = scene.tree.next_sibling(c)) {
    const bool author = scene.tree[c].relation == Deprel::nmod_poss ||
                        (scene.tree[c].relation == Deprel::nmod && preposition_is(scene, c, "by")) ||
                        (scene.tree[c].relation == Deprel::compound && who_is(scene, c).entity >= 0);
    if (author && how != Within::kOwn && scene.tree[c].upos != Upos::PRON &&
        who_is(scene, c).is(kHuman | kArmed | kNamed) && (but < 0 || who_is(scene, c).entity != but))
      return c;
  }
  return best[kRanks - 1];
}

bool nameless(const Scene& scene, int entity) {
  if (entity < 0) return true;
  const actors::Entity& e = scene.cast.entities[std::size_t(entity)];
  return e.side.empty() && e.members.empty() && (e.kind == ActorKind::kOffice || e.kind == ActorKind::kGroup) &&
         (!e.code || e.code->empty());
}

syntax::WordRange phrase(const Scene& scene, int word) {
  const syntax::Tree& tree = scene.tree;
  int first = word, last = word;
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    const Deprel relation = tree[c].relation;
    const bool before = relation == Deprel::amod || relation == Deprel::compound || relation == Deprel::nummod ||
                        relation == Deprel::nmod_poss || relation == Deprel::nmod_desc || relation == Deprel::flat;
    const bool after = relation == Deprel::flat || relation == Deprel::compound;
    if (before && c < word && first == word) first = std::min(first, tree.yield(c).first);
    if (after && c > word) last = std::max(last, tree.yield(c).last);
  }
  while (first < word && (tree[first].upos == Upos::DET || tree[first].upos == Upos::PUNCT)) ++first;
  return {scene.sentence, first, last};
}

namespace {

// A party is quoted by its last name or noun phrase before the pronoun in the sentence, where it has one.
void named_instead(const Scene& scene, const actors::Mention& pronoun, Argument& out) {
  for (const actors::Mention& m : syntax::of_sentence(scene.cast.mentions, scene.sentence, &actors::Mention::range)) {
    if (m.entity != pronoun.entity || m.kind == actors::MentionKind::kPronoun ||
        m.kind == actors::MentionKind::kAdjective)
      continue;
    if (m.range.first < pronoun.range.first) out.range = m.range;
  }
}

// The end of the phrases that follow a noun and belong to it ("demolition of a village").
int end_of_phrases(const Scene& scene, int word, int last) {
  for (int c = scene.tree.first_child(word); c >= 0; c = scene.tree.next_sibling(c)) {
    if (c < word || scene.tree[c].relation != Deprel::nmod) continue;
    const syntax::WordRange range = scene.tree.yield(c);
    if (range.first != last + 1 || range.last - range.first > 12) break;
    last = range.last;
  }
  return last;
}

}  // namespace

Argument argument(Scene& scene, int word) {
  Argument out;
  out.word = word;
  out.sentence = scene.sentence;
  const Who& who = who_is(scene, word);
  out.entity = who.entity;
  out.range = phrase(scene, word);
  if (who.mention >= 0) {
    const actors::Mention& mention = scene.cast.mentions[std::size_t(who.mention)];
    out.sector = mention.sector;
    if (mention.range.sentence == scene.sentence && !mention.range.empty()) out.range = mention.range;
    if (mention.kind == actors::MentionKind::kPronoun) named_instead(scene, mention, out);
  } else if (scene.tree[word].upos == Upos::NOUN) {
    out.range.last = end_of_phrases(scene, word, out.range.last);
  }
  return out;
}

void add_named_within(Scene& scene, int word, int inner, std::vector<Argument>& out) {
  const std::size_t before = out.size();
  add_parties(scene, inner, out);
  if (out.size() != before + 1) return;
  const syntax::WordRange around = phrase(scene, word);
  syntax::WordRange& range = out.back().range;
  range.first = std::min(range.first, around.first);
  range.last = std::max(range.last, around.last);
}

void add_parties(Scene& scene, int word, std::vector<Argument>& out) {
  const auto add = [&](int w) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Argument& a) {
      return a.word == w ||
             (a.entity >= 0 && a.entity == who_is(scene, w).entity && a.sector == argument(scene, w).sector);
    });
    if (!known) out.push_back(argument(scene, w));
  };
  add(word);
  for (int c = scene.tree.first_child(word); c >= 0; c = scene.tree.next_sibling(c)) {
    // "Chad, Mali and Niger", though the parser hangs Niger on Mali.
    for (int d = c; d >= 0 && scene.tree[d].relation == Deprel::conj && who_is(scene, d).traits != 0;
         d = scene.tree.child(d, Deprel::conj)) {
      add(d);
    }
    // "Chad and Mali, together with Niger": as good as "and".
    if (scene.tree[c].relation != Deprel::nmod && scene.tree[c].relation != Deprel::conj) continue;
    for (int joined = scene.tree[c].relation == Deprel::conj ? scene.tree.first_child(c) : c; joined >= 0;
         joined = scene.tree[c].relation == Deprel::conj ? scene.tree.next_sibling(joined) : -1) {
      const int mark = scene.tree.child(joined, Deprel::case_);
      if (scene.tree[joined].relation != Deprel::nmod || mark < 1 || who_is(scene, joined).traits == 0) continue;
      const std::string_view before = scene.tree[mark - 1].form;
      if (scene.tree[mark].lemma != "alongside" &&
          (scene.tree[mark].lemma != "with" || (before != "together" && before != "along" && before != "jointly")))
        continue;
      add(joined);
      for (int d = scene.tree.first_child(joined); d >= 0; d = scene.tree.next_sibling(d)) {
        if (scene.tree[d].relation == Deprel::conj && who_is(scene, d).traits != 0) add(d);
      }
    }
  }
}

}  // namespace casus::events
