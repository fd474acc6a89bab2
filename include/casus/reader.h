// The one entry point: opens the model and the lexicons once, then reads documents.
//
//   casus::Result<casus::Reader> reader = casus::Reader::open({.model = "casus.model"});
//   if (!reader) return fail(reader.error().text());
//   casus::Reading r = reader->read({.id = "d1", .date = casus::Date::parse("2024-05-14"), .text = "…"});
//
// A Reader is immutable after open() and safe to share between threads; each call owns its scratch memory. Reading
// never fails: any valid UTF-8 gives a Reading (perhaps an empty one, with notes that say why). Time is linear in the
// text.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "casus/document.h"
#include "casus/error.h"
#include "casus/reading.h"

namespace casus {

struct ReaderOptions {
  std::string model{};     // path of the model file
  std::string encoder{};   // path of the encoder's, for the accurate gear; empty: the fast gear
  std::string lexicons{};  // folder of tables that replaces the ones compiled in; empty: those compiled in
  std::string actors{};    // the user's own actors in TABARI or PETRARCH format, which win over ours; empty: none
};

class Reader {
 public:
  // Fails with kNotFound, kUnreadable or kWrongModel for the model, kMalformed (file and line) for tables
  // and actors.
  static Result<Reader> open(const ReaderOptions& options);

  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  [[nodiscard]] Reading read(const Document& document) const;
  // Several documents, each read as if it were alone: with an encoder, short ones are read faster together.
  [[nodiscard]] std::vector<Reading> read(std::span<const Document* const> documents) const;

  // The trees alone, as CoNLL-U (https://universaldependencies.org/format.html), appended to `out`.
  void parse(const Document& document, std::string& out) const;
  void parse(std::span<const Document* const> documents, std::string& out) const;

  // Why each word was or was not coded: tree, mentions, frames tried and the rule that fired, for people; appended.
  void explain(const Document& document, std::string& out) const;

  [[nodiscard]] const Versions& versions() const;

 private:
  struct Street;
  explicit Reader(std::unique_ptr<const Street> street);
  std::unique_ptr<const Street> street_;
};

}  // namespace casus
