// Any bytes as the dictionary of `--actors`, taken in as the program does, and a dispatch read with it.
#include "actors/actors.h"
#include "actors/tabari.h"
#include "base/model_file.h"
#include "small.h"
#include "syntax/syntax.h"

using namespace casus;

namespace {

// What is there before a dictionary comes: the tables, and a dispatch with its trees.
struct Before {
  lexicon::Tables tables;
  ModelFile model;
  syntax::Syntax syntax;
  Document document;
  syntax::Parsed parsed;
};

const Before* before() {
  static const Before* kBefore = []() -> const Before* {
    const std::string path = fuzz::whole_model();
    if (path.empty()) return nullptr;
    const fuzz::ShortTables tables([](const std::string& folder) {
      auto opened = lexicon::Tables::from_folder(folder);
      fuzz::hold(opened.ok(), "the tables are tables");
      const auto resolver = actors::Resolver::open(*opened);
      return resolver ? std::string() : resolver.error().place;
    });
    auto model = ModelFile::open(path);
    fuzz::hold(model.ok(), "the model opens");
    auto syntax = syntax::Syntax::open(*model);
    fuzz::hold(syntax.ok(), "its syntax opens");
    Document document;
    document.id = "fuzz";
    document.date = Date::of(2024, 5, 14);
    document.text = fuzz::kDispatch;
    auto parsed = syntax->parse(fuzz::kDispatch);
    auto opened = lexicon::Tables::from_folder(tables.folder());
    return new Before{std::move(*opened), std::move(*model), std::move(*syntax), std::move(document),
                      std::move(parsed)};
  }();
  return kBefore;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (before() == nullptr) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto& complaint : actors::read_dictionary(bytes).complaints)
    fuzz::hold(complaint.line > 0 && !complaint.message.empty(), "a complaint names line and fault");
  const auto path = fuzz::scratch() / "actors.txt";
  fuzz::write(path, bytes);
  const auto resolver = actors::Resolver::open(before()->tables, path.string());
  if (!resolver) {
    fuzz::hold(!resolver.error().message.empty(), "an error says what");
    return 0;
  }
  const actors::Cast cast = resolver->resolve(before()->parsed, before()->document);
  for (const auto& mention : cast.mentions)
    fuzz::hold(mention.entity >= 0 && std::size_t(mention.entity) < cast.entities.size(), "a mention has its entity");
  return 0;
}
