#include "actors/actors.h"

#include <algorithm>
#include <filesystem>

#include "actors/scene.h"
#include "base/file_bytes.h"

namespace casus::actors {

struct Resolver::Index {
  World world;
};
Resolver::Resolver(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;
Resolver::~Resolver() = default;

namespace {

Result<OwnDictionary> own_dictionary(const std::string& path) {
  std::error_code unknown;
  const auto status = std::filesystem::status(path, unknown);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))  // a pipe or a device may never end
    return Error{Cause::kUnreadable, "is no regular file, as a dictionary must be", path};
  const auto file = FileBytes::open(path);
  if (!file) return file.error();
  OwnDictionary out = read_dictionary(file->view());
  if (out.complaints.empty()) return out;
  std::string message;
  for (const auto& [line, wrong] : out.complaints)
    message += (message.empty() ? "" : "; " + path + ":" + std::to_string(line) + ": ") + wrong;
  if (out.further > 0) message += "; … and " + std::to_string(out.further) + " more";
  return Error{Cause::kMalformed, std::move(message), path + ":" + std::to_string(out.complaints.front().line)};
}

}  // namespace

Result<Resolver> Resolver::open(const lexicon::Tables& tables, const std::string& actors) {
  OwnDictionary own;
  if (!actors.empty()) {
    auto dictionary = own_dictionary(actors);
    if (!dictionary) return dictionary.error();
    own = std::move(*dictionary);
  }
  auto world = World::read(tables, own);
  if (!world) return world.error();
  return Resolver(std::unique_ptr<const Index>(new Index{std::move(*world)}));
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
