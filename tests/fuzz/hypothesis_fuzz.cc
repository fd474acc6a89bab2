// Any bytes as the sentence of `whatif`, laid over a small ledger and the register. The first byte: low bit --loose,
// the others the year.
#include "base/utf8.h"
#include "formats/whatif_json.h"
#include "inference/whatif.h"
#include "ledger/ledger.h"
#include "small.h"

using namespace casus;

namespace {

struct Desk {
  lexicon::Tables tables;
  ledger::Register reg;
  Reader reader;
  ledger::Ledger book;
};

Desk* desk() {
  static Desk* kDesk = []() -> Desk* {
    ReaderOptions options;
    options.model = fuzz::whole_model();
    if (options.model.empty()) return nullptr;
    auto tables = lexicon::Tables::compiled_in();
    fuzz::hold(tables.ok(), "the tables are there");
    auto reg = ledger::Register::open(*tables);
    auto reader = Reader::open(options);
    fuzz::hold(reg.ok() && reader.ok(), "register and reader open");
    // Views of the register point into the tables, and the ledger to the register: neither may move again.
    auto* out = new Desk{std::move(*tables), std::move(*reg), std::move(*reader), ledger::Ledger(*reg)};
    out->book = ledger::Ledger(out->reg);
    int day = 1;
    for (const char* text :
         {"Russia threatened to take countermeasures if missiles are stationed in Finland, its foreign minister said.",
          "The United States will defend Estonia if Russia attacks it, the president said on Monday.",
          "China said that it would never recognise an independent Taiwan.",
          "Norway warned that it would close its ports unless Russia releases the crew.",
          "Germany promised to deliver tanks to Ukraine before the end of June.",
          "Hungary vetoed the sanctions of the European Union against Russia.",
          "Turkey said that it would approve the accession of Sweden to NATO if Sweden bans the rebels.",
          "Iran refused to withdraw its troops from Syria. Israel demanded that Iran withdraw its troops from Syria.",
          "Russia released the crew on Friday.", "If Germany delivers tanks, Russia will shell Kharkiv, it said."}) {
      Document d;
      d.id = "d" + std::to_string(day);
      d.date = Date::of(2023, 5, day++);
      d.text = text;
      out->book.add(out->reader.read(d));
    }
    fuzz::hold(out->book.commitments().size() >= 5, "the dispatches make commitments");
    return out;
  }();
  return kDesk;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (desk() == nullptr || size == 0 || size > 4000) return 0;
  const bool loose = (data[0] & 1U) != 0;
  const Date on = *Date::of(1900 + data[0], 6, 1);
  const std::string sentence = utf8::repaired({reinterpret_cast<const char*>(data) + 1, size - 1});
  const auto hypothesis = inference::read_hypothesis(desk()->reader, sentence, on, loose, desk()->reg);
  std::vector<inference::Stood> stood;
  for (const ledger::Commitment& c : desk()->book.commitments())
    stood.push_back({&c, ledger::standing(c, {on, std::nullopt})});
  const auto answer = inference::what_if(hypothesis, stood, desk()->reg);
  for (const auto* list : {&answer.lines, &answer.near}) {
    for (const auto& line : *list) {
      fuzz::hold(line.given < answer.given.size(), "a line follows from an act that is given");
      fuzz::hold(!line.treaty.empty() || !line.commitment.empty(), "a line is that of a clause or a commitment");
    }
  }
  for (const std::string& out :
       {formats::answer_json(hypothesis, answer, 10), formats::answer_text(hypothesis, answer, 10)})
    fuzz::hold(utf8::first_invalid(out) == std::string::npos, "the answer is UTF-8");
  return 0;
}
