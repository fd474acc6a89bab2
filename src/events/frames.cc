#include "events/frames.h"

#include <algorithm>
#include <string>

namespace casus::events {
namespace {

std::vector<std::string_view> split(std::string_view cell, char by) {
  std::vector<std::string_view> out;
  while (!cell.empty()) {
    const std::size_t at = cell.find(by);
    if (at != 0) out.push_back(cell.substr(0, at));
    if (at == std::string_view::npos) break;
    cell = cell.substr(at + 1);
  }
  return out;
}

template <typename Value>
using Named = std::pair<std::string_view, Value>;

using lexicon::Cell;

constexpr lexicon::Columns kVerbs{"verbs",      "lemma",   "with?",   "deed",  "actor?",
                                  "recipient?", "object?", "govern?", "needs?"};
constexpr lexicon::Columns kNouns{"nouns",      "lemma",   "with?",   "deed",  "actor?",
                                  "recipient?", "object?", "govern?", "needs?"};
constexpr lexicon::Columns kLights{"lightverbs", "lemma", "slot", "effect"};

constexpr Named<uint16_t> kTraits[] = {{"party", kPolitical},
                                       {"armed", kArmed},
                                       {"official", kOfficial},
                                       {"org", kOrganization},
                                       {"crowd", kCrowd},
                                       {"person", uint16_t(kHuman | kPolitical | kNamed)},
                                       {"people", uint16_t(kHuman | kCrowd)},
                                       {"place", kPlace}};

constexpr Named<Govern> kGoverns[] = {
    {"", Govern::kNone},         {"agree", Govern::kAgree},       {"request", Govern::kRequest},
    {"reject", Govern::kReject}, {"threaten", Govern::kThreaten}, {"warn", Govern::kWarn},
    {"plan", Govern::kPlan},     {"force", Govern::kForce},       {"concede", Govern::kConcede},
    {"accuse", Govern::kAccuse}, {"fail", Govern::kFail},         {"order", Govern::kOrder},
    {"do", Govern::kDo}};

constexpr Named<uint16_t> kNeeds[] = {{"reciprocal", kNeedReciprocal},
                                      {"alone", kNeedAlone},
                                      {"joint", kNeedJoint},
                                      {"adjective", kNeedAdjective},
                                      {"armed", kNeedArmed},
                                      {"violent", kNeedViolent},
                                      {"police", kNeedPolice},
                                      {"court", kNeedCourt},
                                      {"crowd", kNeedCrowd},
                                      {"labour", kNeedLabour},
                                      {"leader", kNeedLeader},
                                      {"both", kNeedBoth},
                                      {"own", kNeedOwn},
                                      {"person", kNeedPerson},
                                      {"military", kNeedArmed},
                                      {"government", kNeedBoth},
                                      {"party", 0},
                                      {"politicians", kNeedBoth},
                                      {"nuclear", 0}};

constexpr Named<Effect> kEffects[] = {{"do", Effect::kDo},           {"happen", Effect::kHappen},
                                      {"undergo", Effect::kUndergo}, {"announce", Effect::kAnnounce},
                                      {"plan", Effect::kPlan},       {"fail", Effect::kFail},
                                      {"undo", Effect::kUndo},       {"claim", Effect::kClaim},
                                      {"weigh", Effect::kWeigh}};

constexpr Named<SlotId> kFixedSlots[] = {{"subj", kSubj}, {"obj", kObj},    {"iobj", kIobj},
                                         {"comp", kComp}, {"comp2", kComp}, {"poss", kPoss},
                                         {"adj", kAdj},   {"cmp", kCmp},    {"mod", kMod}};

int weight_of(const Test& test) {
  switch (test.kind) {
    case Test::Kind::kTrait:
    case Test::Kind::kInfinitive:
      return 2;
    case Test::Kind::kConcept:
      return 4 + int(std::count(test.text.begin(), test.text.end(), '/'));
    case Test::Kind::kCategory:
      return 4;
    case Test::Kind::kDeed:
      return 5;
    case Test::Kind::kLemma:
      return test.modifier.empty() ? 5 : 6;
  }
  return 0;
}

// The first word of a verb, the last of a noun, is the key; the others are its particles. Hyphens are tokens of their
// own in UD English: "test-fire" is looked up by its last or first part.
void split_lemma(Cell phrase, bool noun, std::string_view& key, std::vector<std::string_view>& others) {
  others.clear();
  for (std::string_view word : split(phrase, ' ')) {
    for (std::string_view part : split(word, '-')) others.push_back(part);
  }
  if (others.empty()) return phrase.fail("which has no word");
  const auto head = noun ? others.end() - 1 : others.begin();
  key = *head;
  others.erase(head);
}

template <typename Row>
std::unordered_map<uint64_t, std::pair<uint32_t, uint32_t>> index_of(const std::vector<Row>& rows,
                                                                     const std::vector<uint64_t>& keys) {
  std::unordered_map<uint64_t, std::pair<uint32_t, uint32_t>> out;
  for (uint32_t i = 0; i < rows.size(); ++i) {
    auto& [first, count] = out.try_emplace(keys[i], i, 0u).first->second;
    ++count;
  }
  return out;
}

// Rows of one key side by side, in the order of the table.
template <typename Row>
void group(std::vector<Row>& rows, std::vector<uint64_t>& keys) {
  std::vector<uint32_t> order(rows.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return keys[a] < keys[b]; });
  std::vector<Row> sorted_rows;
  std::vector<uint64_t> sorted_keys;
  for (uint32_t i : order) sorted_rows.push_back(std::move(rows[i])), sorted_keys.push_back(keys[i]);
  rows = std::move(sorted_rows);
  keys = std::move(sorted_keys);
}

}  // namespace

SlotId Frames::slot(Cell name) {
  for (const auto& [text, slot] : kFixedSlots) {
    if (text == name.text()) return slot;
  }
  const auto [entry, fresh] = slot_ids_.try_emplace(folded_hash(name), SlotId(slot_names_.size()));
  if (!fresh) return entry->second;
  if (slot_names_.size() > kLastSlot)
    return name.fail("one preposition more than the tables of frames may have"), kNoSlot;
  slot_names_.push_back(name);
  return entry->second;
}

SlotId Frames::preposition(std::string_view lemma) const {
  const auto found = slot_ids_.find(folded_hash(lemma));
  return found == slot_ids_.end() ? SlotId(kNoSlot) : found->second;
}

bool Frames::phrasal(std::string_view lemma, std::string_view particle) const {
  for (const Frame& frame : verbs(lemma)) {
    if (frame.particles.size() == 1 && frame.particles.front() == particle) return true;
  }
  return false;
}

std::vector<SlotId> Frames::slots(Cell cell) {
  std::vector<SlotId> out;
  cell.each([&](Cell name) { out.push_back(slot(name)); });
  return out;
}

Condition Frames::condition(Cell cell, const Concepts& concepts) {
  Condition out;
  std::string_view text = out.text = cell;
  if (text.starts_with('!')) out.absent = true, text = text.substr(1);
  const std::size_t equals = text.find('=');
  for (std::string_view name : split(text.substr(0, equals), '/')) out.slots.push_back(slot(cell.part(name)));
  if (out.slots.empty()) cell.fail("a condition on no slot");
  if (equals == std::string_view::npos) return out;
  for (std::string_view part : split(text.substr(equals + 1), ',')) {
    Test test;
    if (part.starts_with('@')) {
      test.kind = Test::Kind::kTrait;
      test.trait = cell.part(part.substr(1)).one_of(kTraits);
    } else if (part.starts_with('~')) {
      test.kind = Test::Kind::kLemma;
      const std::size_t modifier = part.find('=');
      test.text = part.substr(1, modifier == std::string_view::npos ? modifier : modifier - 1);
      if (modifier != std::string_view::npos) test.modifier = part.substr(modifier + 1);
    } else if (part == "inf") {
      test.kind = Test::Kind::kInfinitive;
    } else if (part.starts_with("act/")) {
      test.text = part.substr(4);
      const auto category = parse<Category>(test.text);
      test.kind = category ? Test::Kind::kCategory : Test::Kind::kDeed;
      if (category) test.category = *category;
      if (!category && !concepts.deed(test.text)) cell.part(part).fail("no deed of concepts.tsv and no category");
    } else {
      test.text = part;
    }
    test.weight = weight_of(test);
    out.tests.push_back(test);
  }
  return out;
}

template <typename Row>
Frame Frames::frame(const Row& row, const Concepts& concepts, bool noun) {
  Frame out;
  out.noun = noun;
  out.line = row.line();
  split_lemma(row["lemma"], noun, out.lemma, out.particles);
  row["with"].each([&](Cell cell) {
    Condition one = condition(cell, concepts);
    // The most it can weigh; what it does weigh is that of the test that passes.
    int most = 1;
    for (const Test& test : one.tests) most = std::max(most, test.weight);
    out.weight += one.absent ? 1 : most;
    out.with.push_back(std::move(one));
  });
  if (row["deed"].text() != "-") {
    out.deed = concepts.deed(row["deed"]);
    if (!out.deed) row["deed"].fail("which is no deed of concepts.tsv");
  }
  out.actor = slots(row["actor"]);
  out.recipient = slots(row["recipient"]);
  out.object = slots(row["object"]);
  out.govern = row["govern"].one_of(kGoverns);
  row["needs"].each([&](Cell need) { out.needs = uint16_t(out.needs | need.one_of(kNeeds)); });
  out.base_weight = 4 * int(out.particles.size()) + (out.needs & ~(kNeedReciprocal | kNeedAlone) ? 1 : 0);
  out.weight += out.base_weight;
  return out;
}

Result<Frames> Frames::open(const lexicon::Tables& tables, const Concepts& concepts) {
  Frames out;
  out.slot_names_ = {"", "subj", "obj", "iobj", "comp", "poss", "adj", "cmp", "mod"};
  lexicon::RowReader read(tables);
  read.each<kVerbs>([&](const auto& row) { out.verbs_.push_back(out.frame(row, concepts, false)); });
  read.each<kNouns>([&](const auto& row) { out.nouns_.push_back(out.frame(row, concepts, true)); });
  std::vector<uint64_t> light_keys;
  read.each<kLights>([&](const auto& row) {
    Light light;
    std::string_view key;
    split_lemma(row["lemma"], false, key, light.particles);
    light.slot = out.slot(row["slot"]);
    light.of_object = row["slot"].text() == "comp2";
    light.effect = row["effect"].one_of(kEffects);
    out.lights_.push_back(std::move(light));
    light_keys.push_back(folded_hash(key));
  });
  if (read.failure()) return *read.failure();
  const auto index = [](std::vector<Frame>& rows) {
    std::vector<uint64_t> keys;
    for (const Frame& frame : rows) keys.push_back(folded_hash(frame.lemma));
    group(rows, keys);
    return index_of(rows, keys);
  };
  out.verb_index_ = index(out.verbs_);
  out.noun_index_ = index(out.nouns_);
  group(out.lights_, light_keys);
  out.light_index_ = index_of(out.lights_, light_keys);
  return out;
}

}  // namespace casus::events
