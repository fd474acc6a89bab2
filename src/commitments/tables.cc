#include "commitments/tables.h"

#include <algorithm>
#include <array>

namespace casus::commitments {
namespace {

using lexicon::members;

constexpr std::string_view kClassNames[] = {
#define CASUS_CLASS(name) #name,
    CASUS_WORD_CLASSES(CASUS_CLASS)
#undef CASUS_CLASS
};

std::optional<uint64_t> class_bit(std::string_view name) {
  const auto found = std::find(std::begin(kClassNames), std::end(kClassNames), name);
  if (found == std::end(kClassNames)) return std::nullopt;
  return uint64_t{1} << (found - std::begin(kClassNames));
}

std::optional<syntax::Upos> part_of_speech(std::string_view name) {
  if (name == "verb") return syntax::Upos::VERB;
  if (name == "noun") return syntax::Upos::NOUN;
  if (name == "adj") return syntax::Upos::ADJ;
  return std::nullopt;
}

Slot slot(std::string_view cell) {
  Slot out;
  if (cell.starts_with("cond:")) {
    out.condition = true;
    cell.remove_prefix(5);
  }
  const std::size_t colon = cell.find(':');
  const std::string_view place = cell.substr(0, colon);
  if (colon != std::string_view::npos) out.preposition = cell.substr(colon + 1);
  if (place == "to") out.place = Place::kInfinitive;
  if (place == "that") out.place = Place::kClause;
  if (place == "obj") out.place = Place::kObject;
  if (place == "ing") out.place = Place::kGerund;
  if (place == "p") out.place = Place::kPhrase;
  if (place == "self") out.place = Place::kSelf;
  if (place == "in") out.place = Place::kInside;
  if (place == "iobj") out.place = Place::kIndirect;
  return out;
}

Error bad(const lexicon::Table& table, std::size_t row, std::string message) {
  return {Cause::kMalformed, std::move(message), table.place(row)};
}

// Columns of a table by name, in the order asked for.
template <std::size_t N>
Result<std::array<std::size_t, N>> columns(const lexicon::Table& table, const std::array<std::string_view, N>& names) {
  std::array<std::size_t, N> out{};
  for (std::size_t i = 0; i < N; ++i) {
    const auto column = table.column(names[i]);
    if (!column) return column.error();
    out[i] = *column;
  }
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

Result<Done> read_detail(const lexicon::Table& table, std::size_t row, std::string_view cell, Cue& cue) {
  for (std::string_view detail : members(cell)) {
    const std::size_t equals = detail.find('=');
    const std::string_view key = detail.substr(0, equals);
    const std::string_view value = equals == std::string_view::npos ? std::string_view() : detail.substr(equals + 1);
    bool known = true;
    if (key == "step")
      known = (cue.step = parse<AccessionStep>(value)).has_value();
    else if (key == "stance")
      known = (cue.stance = parse<Stance>(value)).has_value();
    else if (key == "status")
      known = (cue.status = parse<EntryStatus>(value)).has_value();
    else if (key == "polarity")
      known = cue.refrain = value == "refrain";
    else if (key == "needs")
      known = cue.needs_party = value == "party";
    else if (key == "mood")
      known = cue.subjunctive = value == "subjunctive";
    else
      known = false;
    if (!known) return bad(table, row, "unknown detail " + std::string(detail));
  }
  return Done{};
}

}  // namespace

Result<TablesOfCommitments> TablesOfCommitments::open(const lexicon::Tables& tables) {
  TablesOfCommitments out;
  const auto cues = tables.table("commitment_cues"), words = tables.table("binding_words");
  const auto connectives = tables.table("conditions"), norms = tables.table("norms");
  for (const auto* table : {&cues, &words, &connectives, &norms}) {
    if (!*table) return table->error();
  }
  const auto c = columns<7>(**cues, {"lemma", "pos", "kind", "action", "party", "object", "detail"});
  if (!c) return c.error();
  for (std::size_t r = 0; r < (*cues)->rows(); ++r) {
    const auto cell = [&](std::size_t i) { return (*cues)->cell(r, (*c)[i]); };
    const auto pos = part_of_speech(cell(1));
    const auto kind = parse<EntryKind>(cell(2));
    if (!pos || !kind) return bad(**cues, r, "unknown part of speech or kind");
    Cue cue;
    cue.pos = *pos;
    cue.kind = *kind;
    cue.action = slot(cell(3));
    for (std::string_view party : members(cell(4))) cue.party.push_back(slot(party));
    cue.object = cell(5);
    if (const std::size_t plus = cue.object.find('+'); plus != std::string_view::npos) {
      cue.particle = cue.object.substr(0, plus);
      cue.object.remove_prefix(plus + 1);
    }
    if (const auto object_class = class_bit(cue.object)) cue.object_class = *object_class;
    if (const auto detail = read_detail(**cues, r, cell(6), cue); !detail) return detail.error();
    out.list(cell(0));
    out.cues_[cell(0)].push_back(std::move(cue));
  }
  const auto w = columns<3>(**words, {"lemma", "pos", "classes"});
  if (!w) return w.error();
  for (std::size_t r = 0; r < (*words)->rows(); ++r) {
    const auto pos = part_of_speech((*words)->cell(r, (*w)[1]));
    if (!pos) return bad(**words, r, "unknown part of speech");
    auto& map = *pos == syntax::Upos::VERB ? out.verbs_ : *pos == syntax::Upos::NOUN ? out.nouns_ : out.adjectives_;
    out.list((*words)->cell(r, (*w)[0]));
    for (std::string_view name : members((*words)->cell(r, (*w)[2]))) {
      const auto one = class_bit(name);
      if (!one) return bad(**words, r, "unknown class " + std::string(name));
      map[(*words)->cell(r, (*w)[0])] |= *one;
    }
  }
  const auto k = columns<6>(**connectives, {"form", "as", "negated", "weak", "kinds", "needs"});
  if (!k) return k.error();
  for (std::size_t r = 0; r < (*connectives)->rows(); ++r) {
    const auto cell = [&](std::size_t i) { return (*connectives)->cell(r, (*k)[i]); };
    Connective one;
    one.form = cell(0);
    one.words = words_of(cell(0));
    one.clause = cell(1) == "mark";
    one.phrase = cell(1) == "case";
    one.inverted = cell(1) == "verb";
    one.turn = cell(1) == "turn";
    one.negated = !cell(2).empty();
    one.weak = !cell(3).empty();
    for (std::string_view name : members(cell(4))) {
      const auto kind = parse<EntryKind>(name);
      if (!kind) return bad(**connectives, r, "unknown kind " + std::string(name));
      one.kinds |= 1U << static_cast<int>(*kind);
    }
    for (std::string_view need : members(cell(5))) {
      if (need != "back" && need != "negative" && need != "present" && need != "event" && need != "deed")
        return bad(**connectives, r, "unknown need " + std::string(need));
      one.needs_back |= need == "back";
      one.needs_negative |= need == "negative";
      one.needs_present |= need == "present";
      one.needs_event |= need == "event";
      one.needs_deed |= need == "deed";
    }
    out.connectives_.push_back(std::move(one));
  }
  std::stable_sort(out.connectives_.begin(), out.connectives_.end(),
                   [](const Connective& a, const Connective& b) { return a.words.size() > b.words.size(); });
  // An organ is a governing body whose name begins with the organization's own.
  const auto organizations = tables.table("organizations");
  if (!organizations) return organizations.error();
  const auto o = columns<3>(**organizations, {"id", "name", "sector"});
  if (!o) return o.error();
  for (std::size_t r = 0; r < (*organizations)->rows(); ++r) {
    if ((*organizations)->cell(r, (*o)[2]) != "GOV") continue;
    const std::string_view organ = (*organizations)->cell(r, (*o)[1]);
    for (std::size_t i = 0; i < (*organizations)->rows(); ++i) {
      const std::string_view whole = (*organizations)->cell(i, (*o)[1]);
      if (organ.size() > whole.size() + 1 && organ.starts_with(whole) && organ[whole.size()] == ' ') {
        out.organs_.emplace((*organizations)->cell(r, (*o)[0]), (*organizations)->cell(i, (*o)[0]));
      }
    }
  }
  const auto n = columns<2>(**norms, {"norm", "words"});
  if (!n) return n.error();
  for (std::size_t r = 0; r < (*norms)->rows(); ++r)
    out.norms_.push_back({(*norms)->cell(r, (*n)[0]), members((*norms)->cell(r, (*n)[1]))});
  return out;
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
