#include "reading/street.h"

#include <future>

#include "base/sha256.h"

namespace casus {
namespace {

struct Learned {
  ModelFile model;
  std::unique_ptr<const ModelFile> encoder;
  syntax::Syntax syntax;
};

Result<Learned> open_learned(const ReaderOptions& options) {
  auto model = ModelFile::open(options.model);
  if (!model) return model.error();
  std::unique_ptr<const ModelFile> encoder;
  if (!options.encoder.empty()) {
    auto opened = ModelFile::open(options.encoder);
    if (!opened) return opened.error();
    encoder = std::make_unique<const ModelFile>(std::move(*opened));
  }
  auto syntax = syntax::Syntax::open(*model, encoder.get());
  if (!syntax) return syntax.error();
  return Learned{std::move(*model), std::move(encoder), std::move(*syntax)};
}

}  // namespace

Result<std::unique_ptr<const Reader::Street>> Reader::Street::open(const ReaderOptions& options) {
  // The model and the two largest indexes are opened side by side: a short dispatch waits for little else. Where no
  // thread is to be had for that, one after the other.
  constexpr auto kAside = std::launch::async | std::launch::deferred;
  auto learned_ready = std::async(kAside, [&] { return open_learned(options); });
  auto tables =
      options.lexicons.empty() ? lexicon::Tables::compiled_in() : lexicon::Tables::from_folder(options.lexicons);
  if (!tables) return tables.error();
  auto languages = text::Languages::open(*tables);
  if (!languages) return languages.error();
  auto actors_ready = std::async(kAside, [&] { return actors::Resolver::open(*tables, options.actors); });
  auto time = time::Finder::open(*tables);
  if (!time) return time.error();
  auto statements = statements::Finder::open(*tables);
  if (!statements) return statements.error();
  auto events = events::Coder::open(*tables);
  if (!events) return events.error();
  auto commitments = commitments::Finder::open(*tables);
  if (!commitments) return commitments.error();
  auto actors = actors_ready.get();
  if (!actors) return actors.error();
  auto learned = learned_ready.get();
  if (!learned) return learned.error();
  const bool accurate = learned->encoder != nullptr;
  Versions versions{
      CASUS_VERSION,
      accurate ? sha256(learned->model.digest() + learned->encoder->digest()).substr(0, 12) : learned->model.digest(),
      tables->digest(), accurate ? "accurate" : "fast"};
  return std::unique_ptr<const Street>(new Street{std::move(learned->model), std::move(learned->encoder),
                                                  std::move(*tables), std::move(*languages), std::move(learned->syntax),
                                                  std::move(*actors), std::move(*time), std::move(*statements),
                                                  std::move(*events), std::move(*commitments), std::move(versions)});
}

}  // namespace casus
