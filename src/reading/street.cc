#include "reading/street.h"

#include <future>

namespace casus {

Result<std::unique_ptr<const Reader::Street>> Reader::Street::open(const ReaderOptions& options) {
  auto model = ModelFile::open(options.model);
  if (!model) return model.error();
  auto tables =
      options.lexicons.empty() ? lexicon::Tables::compiled_in() : lexicon::Tables::from_folder(options.lexicons);
  if (!tables) return tables.error();
  auto languages = text::Languages::open(*tables);
  if (!languages) return languages.error();
  auto syntax = syntax::Syntax::open(*model);
  if (!syntax) return syntax.error();
  // The two largest indexes are built side by side: a short dispatch waits for little else.
  auto actors_ready = std::async(std::launch::async, [&] { return actors::Resolver::open(*tables, options.actors); });
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
  Versions versions{CASUS_VERSION, model->digest(), tables->digest()};
  return std::unique_ptr<const Street>(new Street{
      std::move(*model), std::move(*tables), std::move(*languages), std::move(*syntax), std::move(*actors),
      std::move(*time), std::move(*statements), std::move(*events), std::move(*commitments), std::move(versions)});
}

}  // namespace casus
