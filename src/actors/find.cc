// Names and role nouns by longest match, left to right, over the atoms of a sentence (its words, split at hyphens
// inside them; hyphens that are words of their own are passed over).
#include <algorithm>

#include "actors/scene.h"

namespace casus::actors {
namespace {

using syntax::Tree;
using syntax::Upos;

bool is_hyphen(std::string_view form) {
  return form == "-" || form == "–" || form == "‐" || form == "‑";
}

// Length of the hyphen or en dash that stands at i, 0 where none does.
std::size_t dash_at(std::string_view form, std::size_t i) {
  if (form[i] == '-') return 1;
  return form.substr(i).starts_with("–") ? 3 : 0;
}

// "LONDON (Agency) -": the first word of the sentence, and no word goes on after it.
bool opens_dateline(const Tree& tree, int word) {
  return word == 0 && tree.size() > 1 && tree[1].upos == Upos::PUNCT;
}

// Words that a name of one word can never be.
bool closed_class(Upos tag) {
  return tag == Upos::PRON || tag == Upos::DET || tag == Upos::AUX || tag == Upos::CCONJ || tag == Upos::PART;
}

}  // namespace

// Whether the words of the text may be that name, as far as capitals, dates and tags tell.
bool Scene::fits(const Name& name, std::size_t first, std::size_t count, const Tree& tree) const {
  const bool titled = name.kind == NameKind::kSurname && !found_.empty() && found_.back().kind() == NameKind::kOffice &&
                      found_.back().last + 1 == atoms_[first].word;
  if (day_ != 0 && !titled && (day_ < name.from || day_ > name.to)) return false;
  bool capital = false;
  for (std::size_t i = 0; i < count; ++i) {
    const Folded& f = atoms_[first + i].folded;
    if ((name.capitals >> i & 1) != 0 && !f.capital) return false;
    if ((name.acronym >> i & 1) != 0 && !f.caps) return false;
    capital |= f.capital;
  }
  if (name.definite && !after_the(first)) return false;
  const Folded& start = atoms_[first].folded;
  const bool acronym = count == 1 && start.caps && !name.shouted && !all_capitals_ && start.letters > 1;
  if (acronym && !opens_dateline(tree, atoms_[first].word) &&
      (name.kind == NameKind::kPlace || name.kind == NameKind::kSurname || name.kind == NameKind::kPerson)) {
    return false;  // "SWAT" is not the valley
  }
  if (name.own && name.kind != NameKind::kOffice && !capital) return false;  // such dictionaries are all in capitals
  if (name.own && day_ == 0 && (name.from != 0 || name.to != kOpen) && name.next >= 0) return false;
  const Upos tag = tree[atoms_[first].word].upos;
  // "US" is tagged a pronoun now and then; in capitals amid other words it is none.
  const bool shouted = atoms_.size() > 3 && name.acronym != 0 && !all_capitals_;
  if (count == 1 && closed_class(tag) && !shouted) return false;
  if (count == 1 && name.capitals != 0 && (name.kind == NameKind::kSurname || name.kind == NameKind::kPlace)) {
    return tag == Upos::PROPN || tag == Upos::NOUN || tag == Upos::X;
  }
  return true;
}

const Name* Scene::fitting(int32_t names, std::size_t first, std::size_t count, const Tree& tree) const {
  const Name* best = nullptr;
  for (; names >= 0; names = world_.phrases.name(names).next) {
    const Name& name = world_.phrases.name(names);
    if (best != nullptr && best->own && !name.own) break;
    if (!fits(name, first, count, tree)) continue;
    // What could look back is read as a role first: a definite one without a nation tries to look back later on.
    const bool better = best == nullptr || (name.own && !best->own) ||
                        (best->kind == NameKind::kAnaphor && name.kind == NameKind::kOffice);
    if (better) best = &name;
  }
  return best;
}

// Whether "the" stands right before that atom, and no name goes on behind it ("the West", not "the West Coast").
bool Scene::after_the(std::size_t atom) const {
  if (atom == 0 || atoms_[atom - 1].folded.hash != the_) return false;
  return atom + 1 == atoms_.size() || !atoms_[atom + 1].folded.capital;
}

void Scene::find(const Tree& tree) {
  atoms_.clear();
  found_.clear();
  cover_.assign(std::size_t(tree.size()), kNone);
  for (int w = 0; w < tree.size(); ++w) {
    const std::string_view form = tree[w].form;
    if (is_hyphen(form) || form == "'" || form == "’") continue;  // "Workers' Party"
    std::size_t start = 0;
    for (std::size_t i = 0; i < form.size(); ++i) {
      const std::size_t dash = dash_at(form, i);
      if (dash == 0) continue;
      if (i > start) atoms_.push_back({fold(form.substr(start, i - start)), w});
      start = i + dash;
      i = start - 1;
    }
    if (start < form.size()) atoms_.push_back({fold(form.substr(start)), w});
  }
  all_capitals_ = std::none_of(atoms_.begin(), atoms_.end(),
                               [](const Atom& a) { return a.folded.letters > 3 && !a.folded.capital; });
  const Phrases& phrases = world_.phrases;
  for (std::size_t a = 0; a < atoms_.size();) {
    const Name* best = nullptr;
    std::size_t length = 0;
    uint64_t key = 0;
    for (std::size_t i = a; i < atoms_.size(); ++i) {
      key = Phrases::step(key, atoms_[i].folded.hash);
      const Phrases::Node* node = phrases.find(key);
      if (node == nullptr) break;
      if (node->name >= 0) {
        if (const Name* name = fitting(node->name, a, i + 1 - a, tree)) best = name, length = i + 1 - a;
      }
      if (!node->longer) break;
    }
    if (length <= 1 && !aliases_.empty() && atoms_[a].folded.caps) {
      const auto alias = aliases_.find(atoms_[a].folded.hash);
      if (alias != aliases_.end()) best = alias->second, length = 1;
    }
    if (best == nullptr) {
      ++a;
      continue;
    }
    Found found{atoms_[a].word, atoms_[a + length - 1].word, best};
    // "pro-Russian": what stands before the hyphen is no nation itself; "Iran-backed": nor is what stands after it.
    const bool inside = ((a > 0 && atoms_[a - 1].word == found.first) ||
                         (a + length < atoms_.size() && atoms_[a + length].word == found.last)) &&
                        tree[found.first].form.find("–") == std::string_view::npos;
    const bool after = found.first >= 2 && is_hyphen(tree[found.first - 1].form) &&
                       !tree[found.first - 1].space_after && !tree[found.first - 2].space_after &&
                       found_at(found.first - 2) == kNone;
    const bool before = found.last + 2 < tree.size() && is_hyphen(tree[found.last + 1].form) &&
                        !tree[found.last].space_after && !tree[found.last + 1].space_after &&
                        tree[found.last + 2].upos != Upos::PROPN && !fold(tree[found.last + 2].form).capital;
    found.bound = inside || after || before;
    found.length = uint8_t(length);
    found.atom = int(a);
    for (int w = found.first; w <= found.last; ++w) cover_[std::size_t(w)] = int(found_.size());
    found_.push_back(found);
    a += length;
  }
  organizations(tree);
  choose_by_context(tree);
  abbreviations(tree);
}

// "NAIROBI, Kenya (Agency) -": where the dispatch was written, no party to anything. It is proper nouns, numbers and
// brackets up to a dash; after a place alone in capitals, a colon will do.
void Scene::dateline(const Tree& tree) {
  dateline_end_ = 0;
  if (found_.empty() || found_[0].first != 0 || tree.size() < 4) return;
  const NameKind kind = found_[0].kind();
  if (kind != NameKind::kPlace && kind != NameKind::kCapital && kind != NameKind::kSide) return;
  int brackets = 0;
  for (int w = found_[0].last + 1; w < std::min(tree.size(), 14); ++w) {
    const std::string_view form = tree[w].form;
    const bool dash =
        form == "--" || form == "—" || (is_hyphen(form) && (tree[w].space_after || tree[w - 1].space_after));
    const bool colon = form == ":" && w == found_[0].last + 1 && fold(tree[0].form).caps && tree[0].form.size() > 3;
    if (brackets == 0 && (dash || colon)) {
      dateline_end_ = w;
      dateline_side_ = side_of(found_[0]);
      return;
    }
    if (form == "(") ++brackets;
    if (form == ")") --brackets;
    const Folded f = fold(form);
    if (brackets == 0 && !f.capital && form != "," && form != ")" && form != ".") return;
  }
}

void Scene::focus_on_title() {
  if (!document_.title) return;
  std::string title = *document_.title;
  for (std::size_t i = 0; i < title.size(); ++i) {
    if (dash_at(title, i) == 3) title.replace(i, 3, " - ");
    if (std::string_view(":;()\"!?/").find(title[i]) != std::string_view::npos) title[i] = ' ';
  }
  std::vector<Atom> atoms;
  split_phrase(title, atoms);
  for (std::size_t a = 0; a < atoms.size(); ++a) {
    const Name* best = nullptr;
    uint64_t key = 0;
    for (std::size_t i = a; i < atoms.size(); ++i) {
      key = Phrases::step(key, atoms[i].folded.hash);
      const Phrases::Node* node = world_.phrases.find(key);
      if (node == nullptr) break;
      for (int32_t n = node->name; n >= 0; n = world_.phrases.name(n).next) {
        const Name& name = world_.phrases.name(n);
        if (name.capitals != 0 && atoms[a].folded.capital && (name.acronym == 0 || atoms[a].folded.caps)) {
          best = &name;
          break;
        }
      }
      if (!node->longer) break;
    }
    if (best == nullptr) continue;
    title_side_ = side_of({0, 0, best});
    if (title_side_ == kNone) continue;
    const Side& side = side_at(title_side_);
    const bool private_one = side.sector == "BUS" || side.sector == "JRN" || side.code == "MNC" || side.code == "NGO";
    if (side.kind != ActorKind::kOrganization || !private_one) return;
    title_side_ = kNone;  // a company, a bloc or a newspaper is nowhere
  }
}

}  // namespace casus::actors
