#include "commitments/tables.h"

#include <algorithm>
#include <array>

namespace casus::commitments {
namespace {

using lexicon::Cell;
using lexicon::Columns;

constexpr Columns kCues{"commitment_cues", "lemma", "pos", "kind", "action", "party?", "object?", "detail?"};
constexpr Columns kWords{"binding_words", "lemma", "pos", "classes"};
constexpr Columns kConditions{"conditions", "form", "as", "negated?", "weak?", "kinds?", "needs?"};
constexpr Columns kOrganizations{"organizations", "id", "name", "sector?"};
constexpr Columns kNorms{"norms", "norm", "words"};

constexpr std::pair<std::string_view, syntax::Upos> kParts[] = {
    {"verb", syntax::Upos::VERB}, {"noun", syntax::Upos::NOUN}, {"adj", syntax::Upos::ADJ}};

constexpr std::pair<std::string_view, Place> kSlotPlaces[] = {
    {"to", Place::kInfinitive}, {"that", Place::kClause}, {"obj", Place::kObject}, {"ing", Place::kGerund},
    {"p", Place::kPhrase},      {"self", Place::kSelf},   {"in", Place::kInside},  {"iobj", Place::kIndirect}};

Slot slot(Cell cell) {
  Slot out;
  std::string_view text = cell;
  if (text.starts_with("cond:")) {
    out.condition = true;
    text.remove_prefix(5);
  }
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) out.preposition = text.substr(colon + 1);
  out.place = cell.part(text.substr(0, colon)).one_of(kSlotPlaces);
  return out;
}

std::vector<std::string_view> words_of(std::string_view phrase) {
  std::vector<std::string_view> out;
  while (!phrase.empty()) {
    const std::size_t space = phrase.find(' ');
    out.push_back(phrase.substr(0, space));
    phrase = space == std::string_view::npos ? std::string_view() : phrase.substr(space + 1);
  }
  return out;
}

void read_detail(Cell detail, Cue& cue) {
  const std::size_t equals = std::min(detail.text().find('='), detail.text().size());
  const std::string_view key = detail.text().substr(0, equals);
  const Cell value = detail.part(detail.text().substr(std::min(equals + 1, detail.text().size())));
  if (value.empty()) {
    detail.fail("a detail without '=' and a value");
  } else if (key == "step") {
    cue.step = value.as<AccessionStep>();
  } else if (key == "stance") {
    cue.stance = value.as<Stance>();
  } else if (key == "status") {
    cue.status = value.as<EntryStatus>();
  } else if (key == "polarity") {
    cue.refrain = value.yes("refrain");
  } else if (key == "needs") {
    cue.needs_party = value.yes("party");
  } else if (key == "mood") {
    cue.subjunctive = value.yes("subjunctive");
  } else {
    detail.fail("no detail; those are step, stance, status, polarity, needs and mood");
  }
}

}  // namespace

Result<TablesOfCommitments> TablesOfCommitments::open(const lexicon::Tables& tables) {
  TablesOfCommitments out;
  lexicon::RowReader read(tables);
  out.read_cues(read);
  out.read_words(read);
  out.read_connectives(read);
  out.read_organs(read);
  read.each<kNorms>([&](const auto& row) { out.norms_.push_back({row["norm"], row["words"].list()}); });
  if (read.failure()) return *read.failure();
  return out;
}

void TablesOfCommitments::read_cues(lexicon::RowReader& read) {
  read.each<kCues>([&](const auto& row) {
    Cue cue;
    cue.pos = row["pos"].one_of(kParts);
    cue.kind = row["kind"].template as<EntryKind>();
    cue.action = slot(row["action"]);
    row["party"].each([&](Cell party) { cue.party.push_back(slot(party)); });
    cue.object = row["object"];
    if (const std::size_t plus = cue.object.find('+'); plus != std::string_view::npos) {
      cue.particle = cue.object.substr(0, plus);
      cue.object.remove_prefix(plus + 1);
    }
    if (const auto object = parse<WordClass>(cue.object)) cue.object_class = bit(*object);
    row["detail"].each([&](Cell detail) { read_detail(detail, cue); });
    list(row["lemma"]);
    cues_[row["lemma"]].push_back(std::move(cue));
  });
}

void TablesOfCommitments::read_words(lexicon::RowReader& read) {
  read.each<kWords>([&](const auto& row) {
    const syntax::Upos pos = row["pos"].one_of(kParts);
    auto& map = pos == syntax::Upos::VERB ? verbs_ : pos == syntax::Upos::NOUN ? nouns_ : adjectives_;
    list(row["lemma"]);
    uint64_t& classes = map[row["lemma"]];
    row["classes"].each([&](Cell name) { classes |= bit(name.as<WordClass>()); });
  });
}

void TablesOfCommitments::read_connectives(lexicon::RowReader& read) {
  static_assert(names_of(EntryKind{}).size() <= 32, "kinds are bits of one uint32_t");
  using Flag = bool Connective::*;
  constexpr std::pair<std::string_view, Flag> kAs[] = {{"mark", &Connective::clause},
                                                       {"case", &Connective::phrase},
                                                       {"verb", &Connective::inverted},
                                                       {"turn", &Connective::turn}};
  constexpr std::pair<std::string_view, Flag> kNeeds[] = {{"back", &Connective::needs_back},
                                                          {"negative", &Connective::needs_negative},
                                                          {"present", &Connective::needs_present},
                                                          {"event", &Connective::needs_event},
                                                          {"deed", &Connective::needs_deed}};
  read.each<kConditions>([&](const auto& row) {
    Connective one;
    one.form = row["form"];
    one.words = words_of(one.form);
    if (const Flag as = row["as"].one_of(kAs)) one.*as = true;
    one.negated = row["negated"].yes("negated");
    one.weak = row["weak"].yes("weak");
    row["kinds"].each([&](Cell kind) { one.kinds |= 1U << static_cast<int>(kind.as<EntryKind>()); });
    row["needs"].each([&](Cell need) {
      if (const Flag flag = need.one_of(kNeeds)) one.*flag = true;
    });
    connectives_.push_back(std::move(one));
  });
  std::stable_sort(connectives_.begin(), connectives_.end(),
                   [](const Connective& a, const Connective& b) { return a.words.size() > b.words.size(); });
}

// An organ is a governing body whose name begins with the organization's own, that of the first such row.
void TablesOfCommitments::read_organs(lexicon::RowReader& read) {
  struct Organization {
    std::string_view id, name;
  };
  std::vector<Organization> all, governing;
  read.each<kOrganizations>([&](const auto& row) {
    all.push_back({row["id"], row["name"]});
    if (row["sector"].text() == "GOV") governing.push_back(all.back());
  });
  std::unordered_map<std::string_view, std::size_t> rows;
  for (std::size_t i = 0; i < all.size(); ++i) rows.emplace(all[i].name, i);
  for (const Organization& organ : governing) {
    std::size_t first = all.size();
    for (std::size_t gap = organ.name.find(' '); gap != std::string_view::npos; gap = organ.name.find(' ', gap + 1)) {
      const auto whole = rows.find(organ.name.substr(0, gap));
      if (whole != rows.end()) first = std::min(first, whole->second);
    }
    if (first < all.size()) organs_.emplace(organ.id, all[first].id);
  }
}

namespace {

// Looks a verb up by its lemma, then, should the lemmatiser have erred on a rare form, by what its form may come from.
template <typename Map, typename Listed>
auto find_verb(const Map& map, const syntax::Word& word, const Listed& listed) {
  const auto look = [&](std::string_view form) { return listed(form) ? map.find(form) : map.end(); };
  auto found = look(word.lemma);
  const std::string_view form = word.form;
  const std::size_t n = form.size();
  if (found != map.end() || n < 4) return found;
  if (found = look(form); found != map.end()) return found;
  if (form[n - 1] == 's' || form[n - 1] == 'd') found = look(form.substr(0, n - 1));
  if (found == map.end() && form.ends_with("ed")) found = look(form.substr(0, n - 2));
  if (found == map.end() && form.ends_with("ing") && n < 20) {
    char base[20];
    form.copy(base, n - 3);
    base[n - 3] = 'e';
    found = look(std::string_view(base, n - 2));
    if (found == map.end()) found = look(std::string_view(base, n - 3));
  }
  return found;
}

}  // namespace

const std::vector<Cue>* TablesOfCommitments::cues(const syntax::Word& word) const {
  if (word.upos != syntax::Upos::VERB && !listed(word.lemma)) return nullptr;
  const auto found = word.upos == syntax::Upos::VERB
                         ? find_verb(cues_, word, [&](std::string_view form) { return listed(form); })
                         : cues_.find(word.lemma);
  return found == cues_.end() ? nullptr : &found->second;
}

uint64_t TablesOfCommitments::classes(const syntax::Word& word) const {
  using syntax::Upos;
  const auto* map = word.upos == Upos::VERB || word.upos == Upos::AUX     ? &verbs_
                    : word.upos == Upos::NOUN || word.upos == Upos::PROPN ? &nouns_
                    : word.upos == Upos::ADJ || word.upos == Upos::ADP    ? &adjectives_
                                                                          : nullptr;
  if (map == nullptr || !listed(word.lemma)) return 0;
  const auto found = map->find(word.lemma);
  return found == map->end() ? 0 : found->second;
}

bool TablesOfCommitments::unbinds(const syntax::Word& word) const {
  char folded[24];
  const std::size_t n = word.form.size();
  if (n < 2 || n >= sizeof folded) return false;
  for (std::size_t i = 0; i < n; ++i)
    folded[i] = char(word.form[i] >= 'A' && word.form[i] <= 'Z' ? word.form[i] | 32 : word.form[i]);
  const auto holds = [&](std::string_view form) {
    if (!listed(form)) return false;
    const auto noun = nouns_.find(form);
    if (noun != nouns_.end() && (noun->second & bit(WordClass::k_unbound)) != 0) return true;
    const auto adjective = adjectives_.find(form);
    return adjective != adjectives_.end() && (adjective->second & bit(WordClass::k_unbound)) != 0;
  };
  return holds({folded, n}) || holds(word.lemma) || (folded[n - 1] == 's' && holds({folded, n - 1}));
}

std::string_view TablesOfCommitments::principal(std::string_view organization) const {
  const auto found = organs_.find(organization);
  return found == organs_.end() ? organization : found->second;
}

uint64_t TablesOfCommitments::as_noun(const syntax::Word& word) const {
  if (!listed(word.lemma)) return 0;
  const auto found = nouns_.find(word.lemma);
  return found == nouns_.end() ? 0 : found->second;
}

uint64_t TablesOfCommitments::as_named(const syntax::Word& word) const {
  if (word.upos != syntax::Upos::PROPN || word.form.empty() || word.form.size() > 20) return as_noun(word);
  char folded[20];
  for (std::size_t i = 0; i < word.form.size(); ++i)
    folded[i] = char(word.form[i] >= 'A' && word.form[i] <= 'Z' ? word.form[i] | 32 : word.form[i]);
  const std::string_view form(folded, word.form.size());
  const auto found = listed(form) ? nouns_.find(form) : nouns_.end();
  return found == nouns_.end() ? 0 : found->second;
}

uint64_t TablesOfCommitments::as_adjective(const syntax::Word& word) const {
  if (!listed(word.lemma) && !listed(word.form)) return 0;
  auto found = adjectives_.find(word.lemma);
  if (found == adjectives_.end()) found = adjectives_.find(word.form);  // "prepared", taken for a verb
  return found == adjectives_.end() ? 0 : found->second;
}

uint64_t TablesOfCommitments::as_verb(const syntax::Word& word) const {
  const auto found = find_verb(verbs_, word, [&](std::string_view form) { return listed(form); });
  return found == verbs_.end() ? 0 : found->second;
}

std::string_view TablesOfCommitments::norm(const syntax::Tree& tree, syntax::WordRange range) const {
  const Norm* best = nullptr;
  for (const Norm& norm : norms_) {
    const bool all = std::all_of(norm.words.begin(), norm.words.end(), [&](std::string_view word) {
      for (int w = range.first; w <= range.last; ++w) {
        if (tree[w].lemma == word) return true;
      }
      return false;
    });
    if (all && (best == nullptr || norm.words.size() > best->words.size())) best = &norm;
  }
  return best == nullptr ? std::string_view() : best->name;
}

}  // namespace casus::commitments
