#include "actors/phrases.h"

#include <algorithm>

#include "base/hash.h"

namespace casus::actors {

void split_phrase(std::string_view phrase, std::vector<Atom>& out) {
  const auto take = [&](std::string_view word) {
    if (!word.empty()) out.push_back({fold(word), 0});
  };
  std::size_t start = 0;
  for (std::size_t i = 0; i <= phrase.size(); ++i) {
    const char c = i < phrase.size() ? phrase[i] : ' ';
    if (c != ' ' && c != '-' && c != ',') continue;
    std::string_view word = phrase.substr(start, i - start);
    const bool possessive = word.size() > 2 && word.ends_with("'s");
    if (possessive) word.remove_suffix(2);
    take(word);
    if (possessive) take("'s");
    if (c == ',') take(",");
    start = i + 1;
  }
}

uint64_t Phrases::step(uint64_t node, uint64_t word) {
  return mix(node * 0x9e3779b97f4a7c15ULL + word) | 1;
}

void Phrases::add(std::string_view phrase, Name name) {
  name.definite = phrase.starts_with("the ");
  if (name.definite || phrase.starts_with("The ")) phrase.remove_prefix(4);
  std::vector<Atom>& atoms = scratch_;
  atoms.clear();
  split_phrase(phrase, atoms);
  if (atoms.empty() || atoms.size() > 16) return;
  name.words = uint8_t(atoms.size());
  uint64_t key = 0;
  name.shouted = true;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const Folded& f = atoms[i].folded;
    name.shouted &= f.caps;
    if (f.capital && !name.own) name.capitals = uint16_t(name.capitals | (1 << i));
    if (f.caps && (!name.own || atoms.size() == 1) && f.letters >= 2 && (f.letters <= 3 || name.exact))
      name.acronym = uint16_t(name.acronym | (1 << i));
    key = step(key, f.hash);
    nodes_.push_back({key, -1, i + 1 < atoms.size()});
  }
  nodes_.back().name = int32_t(names_.size());
  names_.push_back(name);
}

void Phrases::finish() {
  std::size_t size = 64;
  while (size < nodes_.size() * 3 / 2) size *= 2;  // prefixes that phrases share count more than once: half empty
  slots_.assign(size, Node{});
  mask_ = size - 1;
  for (const Node& node : nodes_) {
    std::size_t i = node.key & mask_;
    while (slots_[i].key != 0 && slots_[i].key != node.key) i = (i + 1) & mask_;
    slots_[i].key = node.key;
    slots_[i].longer |= node.longer;
    if (node.name < 0) continue;
    // Meanings keep the order in which they were added. Until all are in, the top of the first is the last so far.
    if (slots_[i].name < 0) {
      slots_[i].name = node.name;
    } else {
      names_[std::size_t(names_[std::size_t(slots_[i].name)].top)].next = node.name;
      names_[std::size_t(node.name)].top = slots_[i].name;
    }
    names_[std::size_t(slots_[i].name)].top = node.name;
  }
  for (const Node& node : slots_) {
    if (node.name >= 0) names_[std::size_t(node.name)].top = node.name;
  }
  nodes_ = {};
}

int32_t Phrases::lookup(std::string_view phrase) const {
  std::vector<Atom> atoms;
  split_phrase(phrase, atoms);
  const Node* node = nullptr;
  uint64_t key = 0;
  for (const Atom& atom : atoms) {
    key = step(key, atom.folded.hash);
    node = find(key);
    if (node == nullptr) return -1;
  }
  return node == nullptr ? -1 : node->name;
}

}  // namespace casus::actors
