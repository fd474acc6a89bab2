#include "events/concepts.h"

#include <algorithm>

#include "base/hash.h"

namespace casus::events {
namespace {

using lexicon::Cell;

constexpr lexicon::Columns kCodes{"cameo", "code",    "category", "mode?",   "context?",
                                  "agree", "request", "reject",   "threaten"};
constexpr lexicon::Columns kConcepts{"concepts", "id", "kind", "cameo?", "category?", "mode?", "words?"};
constexpr std::size_t kMostOfHead =
    1000;  // phrases that end in one word: each noun phrase of a text looks through them

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::vector<std::string_view> words_of(std::string_view phrase) {
  std::vector<std::string_view> out;
  while (!phrase.empty()) {
    const std::size_t space = phrase.find(' ');
    const std::string_view word = phrase.substr(0, space);
    if (!word.empty() && word != "-") out.push_back(word);
    if (space == std::string_view::npos) break;
    phrase = phrase.substr(space + 1);
  }
  return out;
}

}  // namespace

bool specialises(std::string_view id, std::string_view ancestor) {
  return id.starts_with(ancestor) && (id.size() == ancestor.size() || id[ancestor.size()] == '/');
}

uint64_t folded_hash(std::string_view word) {
  uint64_t h = 0xcbf29ce484222325ULL;
  for (char c : word) h = (h ^ static_cast<unsigned char>(lower(c))) * 0x100000001b3ULL;
  return mix(h);
}

bool preceded_by(const syntax::Tree& tree, int head, const std::vector<std::string_view>& left) {
  int word = head - 1;
  for (std::size_t i = left.size(); i-- > 0; --word) {
    while (word >= 0 && tree[word].form == "-") --word;
    if (word < 0 || (!same_word(tree[word].lemma, left[i]) && !same_word(tree[word].form, left[i]))) return false;
  }
  return true;
}

Result<Concepts> Concepts::open(const lexicon::Tables& tables) {
  Concepts out;
  lexicon::RowReader read(tables);
  out.read_codes(read);
  out.read_concepts(read);
  if (read.failure()) return *read.failure();
  std::sort(out.objects_.begin(), out.objects_.end());
  for (auto& [key, phrases] : out.phrases_) {
    std::stable_sort(phrases.begin(), phrases.end(),
                     [](const Phrase& a, const Phrase& b) { return a.left.size() > b.left.size(); });
    for (Phrase& phrase : phrases) {
      std::stable_sort(phrase.concepts.begin(), phrase.concepts.end(), [](std::string_view a, std::string_view b) {
        return std::count(a.begin(), a.end(), '/') - int(a.empty()) >
               std::count(b.begin(), b.end(), '/') - int(b.empty());
      });
    }
  }
  return out;
}

void Concepts::read_codes(lexicon::RowReader& read) {
  read.each<kCodes>([&](const auto& row) {
    const std::string_view code = row["code"];
    if (code.size() < 3 || code.size() > 4 || code.find_first_not_of("0123456789") != std::string_view::npos)
      row["code"].fail("not a code of three or four digits");
    codes_[code] = {code,           row["mode"],   row["context"],  row["agree"],
                    row["request"], row["reject"], row["threaten"], row["category"].template as<Category>()};
  });
  read.each<kCodes>([&](const auto& row) {
    const auto known = [&](Cell code) {
      if (!codes_.contains(code)) code.fail("which is no code of the table");
    };
    known(row["agree"]), known(row["request"]), known(row["reject"]), known(row["threaten"]);
  });
}

void Concepts::read_concepts(lexicon::RowReader& read) {
  constexpr std::pair<std::string_view, bool> kKinds[] = {{"deed", false}, {"object", true}};
  read.each<kConcepts>([&](const auto& row) {
    const std::string_view id = row["id"];
    if (row["kind"].one_of(kKinds)) {
      objects_.push_back(id);
      row["words"].each([&](Cell phrase) { add_phrase(phrase, id); });
      return;
    }
    const CameoCode* code = cameo(row["cameo"]);
    if (!code) return row["cameo"].fail("which is no code of cameo.tsv");
    const Category category = row["category"].empty() ? code->category : row["category"].template as<Category>();
    // The mode of a code belongs to the code's category: another category has it only where the row says so.
    std::string_view mode = row["mode"];
    if (mode.empty() && category == code->category) mode = code->mode;
    const Deed& deed = deeds_[id] = {id, mode, code, category};
    const Deed*& first = by_code_[code->code];
    if (!first || (first->category != code->category && deed.category == code->category)) first = &deed;
  });
}

void Concepts::add_phrase(Cell phrase, std::string_view id) {
  std::vector<std::string_view> words = words_of(phrase);
  if (words.empty()) return phrase.fail("which has no word");
  const uint64_t key = folded_hash(words.back());
  words.pop_back();
  std::vector<Phrase>& known = phrases_[key];
  auto same = std::find_if(known.begin(), known.end(), [&](const Phrase& p) { return p.left == words; });
  if (same == known.end()) {
    if (known.size() == kMostOfHead) return phrase.fail("one phrase too many that ends in this word");
    same = known.insert(known.end(), Phrase{std::move(words), {}});
  }
  auto free = std::find(same->concepts.begin(), same->concepts.end(), std::string_view());
  if (free == same->concepts.end()) return phrase.fail("a phrase of more concepts than four");
  *free = id;
}

const Deed* Concepts::deed(std::string_view id) const {
  const auto found = deeds_.find(id);
  return found == deeds_.end() ? nullptr : &found->second;
}

const CameoCode* Concepts::cameo(std::string_view code) const {
  const auto found = codes_.find(code);
  return found == codes_.end() ? nullptr : &found->second;
}

const Deed* Concepts::deed_of_code(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : found->second;
}

bool Concepts::object(std::string_view id) const {
  return std::binary_search(objects_.begin(), objects_.end(), id);
}

ConceptList Concepts::of(const syntax::Tree& tree, int head) const {
  const syntax::Word& word = tree[head];
  std::array<char, 48> room;
  const auto known = [&](std::string_view stem) { return phrases_.contains(folded_hash(stem)); };
  for (const std::string_view name : {word.lemma, word.form, regular_stem(word.form, room, known)}) {
    if (name.empty()) continue;
    const auto found = phrases_.find(folded_hash(name));
    if (found == phrases_.end()) continue;
    for (const Phrase& phrase : found->second) {
      if (preceded_by(tree, head, phrase.left)) return phrase.concepts;
    }
  }
  return {};
}

}  // namespace casus::events
