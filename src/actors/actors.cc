#include "actors/actors.h"

#include <algorithm>

#include "actors/scene.h"
#include "base/file_bytes.h"

namespace casus::actors {

struct Resolver::Index {
  World world;
  std::vector<std::string> complaints;
};
Resolver::Resolver(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

Result<Resolver> Resolver::open(const lexicon::Tables& tables, const std::string& actors) {
  OwnDictionary own;
  std::vector<std::string> complaints;
  if (!actors.empty()) {
    auto file = FileBytes::open(actors);
    if (!file) return file.error();
    own = read_dictionary(file->view());
    for (const auto& [line, message] : own.complaints) {
      complaints.push_back(actors + ":" + std::to_string(line) + ": " + message);
    }
  }
  auto world = World::read(tables, own);
  if (!world) return world.error();
  return Resolver(std::unique_ptr<const Index>(new Index{std::move(*world), std::move(complaints)}));
}

const std::vector<std::string>& Resolver::complaints() const {
  return index_->complaints;
}

Cast Resolver::resolve(const syntax::Parsed& parsed, const Document& document) const {
  Cast cast;
  Scene(index_->world, parsed, document, cast).run();
  return cast;
}

namespace {

auto of_sentence(const std::vector<Mention>& mentions, int sentence) {
  return std::partition_point(mentions.begin(), mentions.end(),
                              [&](const Mention& m) { return m.range.sentence < sentence; });
}

}  // namespace

int Cast::headed_by(int sentence, int word) const {
  for (auto m = of_sentence(mentions, sentence); m != mentions.end() && m->range.sentence == sentence; ++m) {
    if (m->head == word) return int(m - mentions.begin());
    if (m->range.first > word) break;
  }
  return -1;
}

int Cast::of_phrase(const syntax::Tree& tree, int sentence, int word) const {
  const int own = headed_by(sentence, word);
  if (own >= 0) return own;
  using syntax::Deprel;
  for (auto m = of_sentence(mentions, sentence); m != mentions.end() && m->range.sentence == sentence; ++m) {
    if (m->range.holds(word)) return int(m - mentions.begin());
  }
  for (int c = tree.first_child(word); c >= 0; c = tree.next_sibling(c)) {
    const Deprel relation = tree[c].relation;
    if (relation != Deprel::flat && relation != Deprel::compound && relation != Deprel::appos &&
        relation != Deprel::nmod_desc && relation != Deprel::amod && relation != Deprel::nmod_poss) {
      continue;
    }
    const int mention = headed_by(sentence, c);
    if (mention >= 0) return mention;
  }
  return -1;
}

}  // namespace casus::actors
