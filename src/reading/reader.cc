#include "casus/reader.h"

#include "base/sha256.h"
#include "reading/assemble.h"
#include "reading/street.h"
#include "syntax/conllu.h"
#include "text/language.h"
#include "text/segment.h"

namespace casus {

Reader::Reader(std::unique_ptr<const Street> street) : street_(std::move(street)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

const Versions& Reader::versions() const {
  return street_->versions;
}

Result<Reader> Reader::open(const ReaderOptions& options) {
  auto street = Street::open(options);
  if (!street) return street.error();
  return Reader(std::move(*street));
}

Reading Reader::read(const Document& document) const {
  const Street& street = *street_;
  Reading out;
  out.versions = street.versions;
  out.document = document;
  out.language = street.languages.of(document.text);
  out.sha256 = sha256(document.text);
  out.characters = utf8::count(document.text);
  if (out.language != "en") {
    const bool letters = out.language != "und";
    out.notes.push_back(letters ? "not English (" + out.language + "): nothing was read"
                                : "no English words: nothing was read");
    return out;
  }
  if (const std::string_view later = street.languages.later(document.text); later != "en")
    out.notes.push_back("not English (" + std::string(later) + ") from some place on: what was read there is doubtful");
  const syntax::Parsed parsed = street.syntax.parse(document.text);
  if (parsed.capped() > 0)
    out.notes.push_back(std::to_string(parsed.capped()) + " times cut inside a sentence, after " +
                        std::to_string(text::kMaxSentence) + " words");
  const actors::Cast cast = street.actors.resolve(parsed, document);
  const std::vector<time::Expression> times = street.time.find(parsed);
  const auto statements = street.statements.find(parsed, cast, times);
  auto events = street.events.code(parsed, cast, times, statements, document);
  auto commitments = street.commitments.find(parsed, cast, times, statements, events, document);
  commitments::settle(events, commitments);
  reading::assemble({parsed, cast, times, statements, events, commitments}, street.time, out);
  if (out.statements.empty() && out.events.empty() && out.entries.empty())
    out.notes.emplace_back("no statement, event or entry found");
  return out;
}

void Reader::parse(const Document& document, std::string& out) const {
  syntax::write_conllu(street_->syntax.parse(document.text), document.id, out);
}

}  // namespace casus
