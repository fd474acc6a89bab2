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
struct Named {
  std::string_view name;
  Value value;
};

template <typename Value, std::size_t N>
const Value* look_up(const Named<Value> (&list)[N], std::string_view name) {
  for (const auto& entry : list) {
    if (entry.name == name) return &entry.value;
  }
  return nullptr;
}

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

// The first word of a verb, the last of a noun, is the key; the others are its particles.
void split_lemma(std::string_view phrase, bool noun, std::string_view& key, std::vector<std::string_view>& others) {
  others = split(phrase, ' ');
  std::vector<std::string_view> words;
  for (std::string_view word : others) {
    // Hyphens are tokens of their own in UD English: "test-fire" is looked up by its last or first part.
    for (std::string_view part : split(word, '-')) words.push_back(part);
  }
  others = std::move(words);
  if (noun) {
    key = others.back();
    others.pop_back();
  } else {
    key = others.front();
    others.erase(others.begin());
  }
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

SlotId Frames::slot(std::string_view name) {
  if (const SlotId* fixed = look_up(kFixedSlots, name)) return *fixed;
  const auto [entry, fresh] = slot_ids_.try_emplace(folded_hash(name), SlotId(slot_names_.size()));
  if (fresh) slot_names_.push_back(name);
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

std::vector<SlotId> Frames::slots(std::string_view cell) {
  std::vector<SlotId> out;
  for (std::string_view name : split(cell, '|')) out.push_back(slot(name));
  return out;
}

Result<Condition> Frames::condition(std::string_view cell, std::string_view place) {
  Condition out;
  const std::string_view whole = out.text = cell;
  if (cell.starts_with('!')) out.absent = true, cell = cell.substr(1);
  const std::size_t equals = cell.find('=');
  for (std::string_view name : split(cell.substr(0, equals), '/')) out.slots.push_back(slot(name));
  if (equals == std::string_view::npos) return out;
  for (std::string_view part : split(cell.substr(equals + 1), ',')) {
    Test test;
    if (part.starts_with('@')) {
      const uint16_t* trait = look_up(kTraits, part.substr(1));
      if (!trait)
        return Error{Cause::kMalformed, "has an unknown class in '" + std::string(whole) + "'", std::string(place)};
      test.kind = Test::Kind::kTrait;
      test.trait = *trait;
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
    } else {
      test.text = part;
    }
    out.tests.push_back(test);
  }
  return out;
}

Result<std::vector<Frame>> Frames::read(const lexicon::Table& table, const Concepts& concepts, bool nouns) {
  std::vector<Frame> out;
  out.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto malformed = [&](std::string what) {
      return Error{Cause::kMalformed, std::move(what), table.place(row)};
    };
    Frame frame;
    frame.noun = nouns;
    frame.line = table.line(row);
    split_lemma(table.cell(row, 0), nouns, frame.lemma, frame.particles);
    for (std::string_view cell : split(table.cell(row, 1), '|')) {
      auto condition = this->condition(cell, table.place(row));
      if (!condition) return condition.error();
      // The most it can weigh; what it does weigh is that of the test that passes.
      int most = 1;
      for (Test& test : condition->tests) test.weight = weight_of(test), most = std::max(most, test.weight);
      frame.weight += condition->absent ? 1 : most;
      frame.with.push_back(std::move(*condition));
    }
    if (table.cell(row, 2) != "-") {
      frame.deed = concepts.deed(table.cell(row, 2));
      if (!frame.deed) return malformed("names no deed: " + std::string(table.cell(row, 2)));
    }
    frame.actor = slots(table.cell(row, 3));
    frame.recipient = slots(table.cell(row, 4));
    frame.object = slots(table.cell(row, 5));
    const Govern* govern = look_up(kGoverns, table.cell(row, 6));
    if (!govern) return malformed("governs in an unknown way: " + std::string(table.cell(row, 6)));
    frame.govern = *govern;
    for (std::string_view need : split(table.cell(row, 7), '|')) {
      const uint16_t* bit = look_up(kNeeds, need);
      if (!bit) return malformed("has an unknown need: " + std::string(need));
      frame.needs = uint16_t(frame.needs | *bit);
    }
    frame.base_weight = 4 * int(frame.particles.size()) + (frame.needs & ~(kNeedReciprocal | kNeedAlone) ? 1 : 0);
    frame.weight += frame.base_weight;
    out.push_back(std::move(frame));
  }
  return out;
}

Result<Frames> Frames::open(const lexicon::Tables& tables, const Concepts& concepts) {
  Frames out;
  out.slot_names_ = {"", "subj", "obj", "iobj", "comp", "poss", "adj", "cmp", "mod"};
  const auto load = [&](std::string_view name, bool nouns, std::vector<Frame>& rows,
                        Index& index) -> std::optional<Error> {
    auto table = tables.table(name);
    if (!table) return table.error();
    auto frames = out.read(**table, concepts, nouns);
    if (!frames) return frames.error();
    rows = std::move(*frames);
    std::vector<uint64_t> keys;
    for (const Frame& frame : rows) keys.push_back(folded_hash(frame.lemma));
    group(rows, keys);
    index = index_of(rows, keys);
    return std::nullopt;
  };
  if (auto error = load("verbs", false, out.verbs_, out.verb_index_)) return *error;
  if (auto error = load("nouns", true, out.nouns_, out.noun_index_)) return *error;
  auto lights = tables.table("lightverbs");
  if (!lights) return lights.error();
  std::vector<uint64_t> keys;
  for (std::size_t row = 0; row < (*lights)->rows(); ++row) {
    Light light;
    std::string_view key;
    split_lemma((*lights)->cell(row, 0), false, key, light.particles);
    light.slot = out.slot((*lights)->cell(row, 1));
    light.of_object = (*lights)->cell(row, 1) == "comp2";
    const Effect* effect = look_up(kEffects, (*lights)->cell(row, 2));
    if (!effect) return Error{Cause::kMalformed, "has an unknown effect", (*lights)->place(row)};
    light.effect = *effect;
    out.lights_.push_back(std::move(light));
    keys.push_back(folded_hash(key));
  }
  group(out.lights_, keys);
  out.light_index_ = index_of(out.lights_, keys);
  return out;
}

}  // namespace casus::events
