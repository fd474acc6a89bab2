// The layers of the street, opened once from one model and one set of tables.
#pragma once

#include "actors/actors.h"
#include "base/model_file.h"
#include "casus/reader.h"
#include "commitments/commitments.h"
#include "events/events.h"
#include "lexicon/table.h"
#include "statements/statements.h"
#include "syntax/syntax.h"
#include "text/language.h"
#include "time/time.h"

namespace casus {

struct Reader::Street {
  static Result<std::unique_ptr<const Street>> open(const ReaderOptions& options);

  // What is known of a document before its words are: whether there is anything to read.
  [[nodiscard]] Reading begun(const Document& document) const;
  // The rest of it, from its trees.
  void fill(const syntax::Parsed& parsed, Reading& reading) const;

  ModelFile model;
  std::unique_ptr<const ModelFile> encoder;  // of the accurate gear
  lexicon::Tables tables;
  text::Languages languages;
  syntax::Syntax syntax;
  actors::Resolver actors;
  time::Finder time;
  statements::Finder statements;
  events::Coder events;
  commitments::Finder commitments;
  Versions versions;
};

}  // namespace casus
