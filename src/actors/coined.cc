// Organizations that no lexicon knows: a capitalised name around a noun that tells what bears it ("the Oryx Freedom
// Party", "Front for the Defence of Example"). One name is one party:
//
//   left    capitals before the noun, "and" among them after "the"
//   right   "of" and "for" with capitals behind them
//   nation  the state inside the name, else the one that possesses it; of a rebel group or party, else the one in focus
//
// An office of state (a ministry, an agency) stands for its state, as bodies do; all others are parties of their own.
// Known names keep what they are, and a name that goes on behind the noun ("Front Street") is none of these.
#include <algorithm>

#include "actors/scene.h"

namespace casus::actors {
namespace {

using syntax::Tree;
using syntax::Upos;
using syntax::Xpos;

bool is_closed(Upos tag) {
  return tag == Upos::DET || tag == Upos::PRON || tag == Upos::ADP || tag == Upos::CCONJ || tag == Upos::SCONJ ||
         tag == Upos::AUX || tag == Upos::ADV || tag == Upos::INTJ || tag == Upos::PART || tag == Upos::PUNCT;
}

// A word of a name; the first of a sentence has its capital anyway.
bool in_name(const Tree& tree, int w) {
  const syntax::Word& word = tree[w];
  if (is_closed(word.upos) || !fold(word.form).capital) return false;
  return w > 0 || word.upos == Upos::PROPN || word.upos == Upos::ADJ || word.upos == Upos::NOUN;
}

bool joins_right(std::string_view lemma) {
  return lemma == "of" || lemma == "for" || lemma == "against";
}

bool is_fighters(std::string_view sector) {
  return sector == "REB" || sector == "PTY";
}

// Whether a word before the head may change what the head tells: a press association is of the press, but a workers'
// party stays a party and a health ministry a ministry.
bool may_change(std::string_view head, std::string_view modifier) {
  if (head == "SOC") return true;
  if (head == "GOV") return modifier == "REL" || modifier == "SOC";
  if (head == "BUS") return modifier == "JRN";
  return head == "LAB" && (modifier == "JRN" || modifier == "BUS" || modifier == "REL");
}

}  // namespace

// Headlines with a capital on every word tell no names apart.
void Scene::organizations(const Tree& tree) {
  if (std::all_of(atoms_.begin(), atoms_.end(), [](const Atom& a) { return a.folded.capital || a.folded.letters < 5; }))
    return;
  std::vector<Found> coined;
  for (int w = 0; w < tree.size(); ++w) {
    if (!coined.empty() && w <= coined.back().last) continue;
    if (in_name(tree, w)) organization(tree, w, coined);
  }
  if (coined.empty()) return;
  std::erase_if(found_, [&](const Found& f) {
    return std::any_of(coined.begin(), coined.end(),
                       [&](const Found& c) { return f.last >= c.first && f.first <= c.last; });
  });
  found_.insert(found_.end(), coined.begin(), coined.end());
  std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.first < b.first; });
  cover_.assign(std::size_t(tree.size()), kNone);
  for (std::size_t i = 0; i < found_.size(); ++i) {
    for (int w = found_[i].first; w <= found_[i].last; ++w) cover_[std::size_t(w)] = int(i);
  }
}

bool Scene::organization(const Tree& tree, int head, std::vector<Found>& coined) {
  const NameWord* noun = world_.name_word(fold(tree[head].form).hash);
  if (noun == nullptr || (noun->kind != NameWordKind::kHead && noun->kind != NameWordKind::kUnit)) return false;
  const auto found = [&](int w) { return found_at(w) == kNone ? nullptr : &found_[std::size_t(found_at(w))]; };
  const auto nation_at = [&](int w) {
    const Found* f = found(w);
    if (f == nullptr || f->bound || !names_a_nation(f->kind()) || f->kind() == NameKind::kBody) return kNone;
    const int side = side_of(*f);
    if (side == kNone || side_at(side).kind == ActorKind::kState) return side;
    const Side& s = side_at(side);
    if (s.kind == ActorKind::kGroup) return s.sector == "CVL" ? home(side) : kNone;
    return s.code == "IGO" || s.code == "UNO" || s.code == "EUR" ? side : kNone;
  };
  // A name that the tables hold is that name.
  if (const Found* known = found(head)) {
    const bool role = known->kind() == NameKind::kOffice || known->kind() == NameKind::kAnaphor;
    if (!role && known->last > known->first) return false;
  }
  int first = head, last = head;
  while (first > 0) {
    const int w = first - 1;
    const Found* left = found(w);
    if (left != nullptr && (left->kind() == NameKind::kPerson || left->kind() == NameKind::kSeat)) break;
    if (in_name(tree, w) && !opener(tree, w)) {
      if (left != nullptr && left->kind() == NameKind::kOffice &&
          world_.offices[left->name->row].kind == OfficeKind::kOffice && !world_.offices[left->name->row].plural &&
          first == head) {
        break;
      }
      first = left == nullptr ? w : left->first;
    } else if (tree[w].xpos == Xpos::POS && tree[w].form.size() <= 3 && tree[w].form.find('s') == std::string::npos &&
               w > 0 && in_name(tree, w - 1)) {
      first = w - 1;  // "Workers' Party"
    } else if (const Found* owner = w > 0 && tree[w].xpos == Xpos::POS && in_name(tree, w - 1) ? found(w - 1) : nullptr;
               owner != nullptr && owner->kind() == NameKind::kOffice &&
               world_.offices[owner->name->row].kind == OfficeKind::kPeople) {
      first = w - 1;  // "People's Party"
    } else if ((tree[w].form == "&" || tree[w].lemma == "and" || tree[w].form == "-") && w > 0 && first < head + 1 &&
               in_name(tree, w - 1) && nation_at(w - 1) == kNone) {
      int q = w - 1;  // "the Bread and Water Party", but not "Hamas and the Water Party"
      while (q > 0 && in_name(tree, q - 1)) --q;
      const bool whole = tree[w].lemma != "and" || (q > 0 && tree[q - 1].lemma == "the");
      if (!whole || found(w - 1) != nullptr) break;
      first = w - 1;
    } else {
      break;
    }
  }
  if (tree[first].form.size() == 4 && tree[first].form.find_first_not_of("0123456789") == std::string_view::npos &&
      first < head)
    ++first;  // a year
  const auto after = [&](int w) { return w + 1 < tree.size() && tree[w + 1].lemma == "the" ? w + 2 : w + 1; };
  if (last + 2 < tree.size() && joins_right(tree[last + 1].lemma)) {
    int w = after(last + 1);
    const Found* right = w < tree.size() ? found(w) : nullptr;
    const bool titled = right != nullptr && (right->kind() == NameKind::kPerson || right->kind() == NameKind::kOffice);
    while (w < tree.size() && !titled && in_name(tree, w)) {
      last = w;
      const Found* whole = found(w);
      if (whole != nullptr) last = whole->last;
      if (last + 1 >= tree.size()) break;
      w = last + 1;
      bool joint =
          tree[w].lemma == "and" && nation_at(last) == kNone && w + 1 < tree.size() && nation_at(w + 1) == kNone;
      for (int v = w + 1; joint && v < tree.size() && in_name(tree, v);
           ++v) {  // "and the Example College": another one
        const NameWord* other = world_.name_word(fold(tree[v].form).hash);
        joint = other == nullptr || (other->kind != NameWordKind::kHead && other->kind != NameWordKind::kUnit);
      }
      if (joins_right(tree[w].lemma)) {
        w = after(w);
      } else if (joint || (tree[w].form == "-" && !tree[w].space_after)) {
        ++w;
      }
    }
  }
  if (last == head && head + 1 < tree.size() && tree[head].space_after && in_name(tree, head + 1)) {
    const Found* next = found(head + 1);
    if (next == nullptr || (next->kind() != NameKind::kOffice && next->kind() != NameKind::kPerson)) return false;
  }
  // What the words between tell: one must be neither a nation nor a role.
  int nation = kNone, own = 0;
  std::string_view sector = noun->sector;
  bool armed = false, party = true;
  for (int w = first; w <= last; ++w) {
    if (w == head || !in_name(tree, w)) continue;
    const int side = nation_at(w);
    if (side != kNone && nation == kNone) nation = side;
    const Found* f = found(w);
    if (f != nullptr && f->kind() == NameKind::kBody &&
        body_at(f->name->row).sector == "MIL") {  // "US Army Example Force"
      armed = true;
      if (nation == kNone) nation = home(side_of(*f));
    }
    const bool role = f != nullptr && (f->kind() == NameKind::kOffice || f->kind() == NameKind::kAnaphor);
    const bool state = side != kNone && side_at(side).kind == ActorKind::kState && f->kind() != NameKind::kSide;
    if (!role && !state &&
        !(f != nullptr && f->kind() == NameKind::kSide && side_at(side_of(*f)).kind == ActorKind::kState))
      ++own;
    const Folded folded = fold(tree[w].form);
    armed |= tree[w].form[0] >= '0' && tree[w].form[0] <= '9';
    const NameWord* told = world_.name_word(folded.hash);
    if (told == nullptr || told->kind != NameWordKind::kModifier || w > head) continue;
    if (told->sector == "MIL") {
      armed = true;
    } else if (told->sector.empty()) {
      party &= w + 1 != head;
    } else if (may_change(noun->sector, told->sector)) {
      sector = told->sector;
    }
  }
  if (noun->kind == NameWordKind::kUnit && armed) sector = "MIL";
  if (armed && sector == "PTY") return false;  // "the 40th Congress"
  if (is_fighters(sector) && last + 1 < tree.size() && tree[last + 1].lemma == "party") sector = "PTY";
  if (own == 0 || !party || sector.empty()) return false;
  if (nation == kNone && first > 1 && tree[first - 1].xpos == Xpos::POS) {  // "Chad's", or a body's: its state
    nation = nation_at(first - 2);
    const Found* owner = found(first - 2);
    if (nation == kNone && owner != nullptr && owner->kind() == NameKind::kBody) nation = home(side_of(*owner));
  }
  if (last > head && nation == kNone && !is_fighters(sector) && own < 2 && found(head) != nullptr) return false;
  Name name;
  if (is_public(sector)) {
    if (nation == kNone) return false;
    name.kind = NameKind::kBody;
    name.row = uint32_t(world_.bodies.size() + coined_bodies_.size());
    coined_texts_.emplace_back(parsed_.slice({sentence_, first, last}));
    coined_bodies_.push_back({coined_texts_.back(), sector, nation});
  } else {
    name.row = uint32_t(coin_side(first, last, sector, nation, fold(tree[head].form).hash));
  }
  coined_names_.push_back(name);
  Found whole{first, last, &coined_names_.back()};
  for (const Atom& atom : atoms_) {
    if (atom.word < first) ++whole.atom;
    if (atom.word >= first && atom.word <= last) ++whole.length;
  }
  --whole.length;
  // Its initials stand for it later on, whether or not the text says so.
  std::string initials;
  for (int w = first; w <= last; ++w) {
    if (in_name(tree, w)) initials += tree[w].form[0];
  }
  if (initials.size() >= 3) aliases_.try_emplace(fold(initials).hash, &coined_names_.back());
  while (!coined.empty() && coined.back().last >= first) coined.pop_back();
  coined.push_back(whole);
  return true;
}

// The side of that name: the one there is, else a new one.
int Scene::coin_side(int first, int last, std::string_view sector, int nation, uint64_t noun) {
  std::string name(parsed_.slice({sentence_, first, last}));
  std::replace(name.begin(), name.end(), '\n', ' ');
  std::string id = slug(name);
  std::transform(id.begin(), id.end(), id.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
  const int known = world_.side(id);
  if (known != kNone) return known;
  if (const auto coined = side_of_coined_id_.find(id); coined != side_of_coined_id_.end()) return coined->second;
  Side side;
  coined_texts_.push_back(std::move(id));
  side.id = coined_texts_.back();
  coined_texts_.push_back(std::move(name));
  side.name = coined_texts_.back();
  side.sector = sector;
  side.kind = is_fighters(sector) ? ActorKind::kGroup : ActorKind::kOrganization;
  if (nation != kNone) side.code = side_at(nation).code;
  side.nouns = {Phrases::step(0, noun)};
  const auto number = int(world_.sides.size() + coined_sides_.size());
  side_of_coined_id_.emplace(side.id, number);
  coined_sides_.push_back(std::move(side));
  entity_of_side_.push_back(kNone);
  return number;
}

}  // namespace casus::actors
