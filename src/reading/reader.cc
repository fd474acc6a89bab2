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

Reading Reader::Street::begun(const Document& document) const {
  Reading out;
  out.versions = versions;
  out.document = document;
  out.language = languages.of(document.text);
  out.sha256 = sha256(document.text);
  out.characters = utf8::count(document.text);
  if (out.language != "en") {
    const bool letters = out.language != "und";
    out.notes.push_back(letters ? "not English (" + out.language + "): nothing was read"
                                : "no English words: nothing was read");
  } else if (const std::string_view later = languages.later(document.text); later != "en") {
    out.notes.push_back("not English (" + std::string(later) + ") from some place on: what was read there is doubtful");
  }
  return out;
}

void Reader::Street::fill(const syntax::Parsed& parsed, Reading& out) const {
  if (parsed.capped() > 0)
    out.notes.push_back(std::to_string(parsed.capped()) + " times cut inside a sentence, after " +
                        std::to_string(text::kMaxSentence) + " words");
  const actors::Cast cast = actors.resolve(parsed, out.document);
  const std::vector<time::Expression> days = time.find(parsed);
  const auto said = statements.find(parsed, cast, days);
  auto deeds = events.code(parsed, cast, days, said, out.document);
  auto bound = commitments.find(parsed, cast, days, said, deeds, out.document);
  commitments::settle(deeds, bound);
  reading::assemble({parsed, cast, days, said, deeds, bound}, time, out);
  if (out.statements.empty() && out.events.empty() && out.entries.empty())
    out.notes.emplace_back("no statement, event or entry found");
}

Reading Reader::read(const Document& document) const {
  const Document* const one = &document;
  return std::move(read(std::span(&one, 1)).front());
}

std::vector<Reading> Reader::read(std::span<const Document* const> documents) const {
  std::vector<Reading> out;
  std::vector<std::string_view> texts;
  std::vector<std::size_t> english;
  out.reserve(documents.size());
  for (const Document* document : documents) {
    out.push_back(street_->begun(*document));
    if (out.back().language != "en") continue;
    english.push_back(out.size() - 1);
    texts.emplace_back(document->text);
  }
  const std::vector<syntax::Parsed> parsed = street_->syntax.parse(texts);
  for (std::size_t i = 0; i < english.size(); ++i) street_->fill(parsed[i], out[english[i]]);
  return out;
}

void Reader::parse(const Document& document, std::string& out) const {
  syntax::write_conllu(street_->syntax.parse(document.text), document.id, out);
}

void Reader::parse(std::span<const Document* const> documents, std::string& out) const {
  std::vector<std::string_view> texts;
  texts.reserve(documents.size());
  for (const Document* document : documents) texts.emplace_back(document->text);
  const std::vector<syntax::Parsed> parsed = street_->syntax.parse(texts);
  for (std::size_t i = 0; i < parsed.size(); ++i) syntax::write_conllu(parsed[i], documents[i]->id, out);
}

}  // namespace casus
