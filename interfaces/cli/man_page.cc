#include "cli/man_page.h"

#include <cstdio>

#include "base/utf8.h"

namespace casus::cli {
namespace {

// Text of a man page: a leading dot or quote would be a request, a backslash or hyphen an escape, and what is not ASCII
// goes by its number.
std::string roff(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, length, valid] = utf8::decode(text, at);
    at += length;
    if (value >= 0x80) {
      char number[16];
      std::snprintf(number, sizeof number, "\\[u%04X]", unsigned(value));
      out += number;
      continue;
    }
    if (value == '\\' || value == '-') out += '\\';
    if ((value == '.' || value == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    out += char(value);
  }
  return out;
}

std::string arguments(const DescribedCommand& command) {
  std::string out = " [OPTIONS]";
  for (const Option& option : command.options) {
    if (!option.argument()) continue;
    const std::string word = option.name + (option.many ? "..." : "");
    out += option.required ? " " + word : " [" + word + "]";
  }
  return out;
}

void option_as_roff(const Option& option, std::string& out) {
  out += ".TP\n\\fB" + roff(option.name) + "\\fR";
  const Value& value = option.value;
  if (!option.argument() && !value.name.empty()) out += " \\fI" + roff(value.name) + "\\fR";
  out += "\n" + roff(option.text);
  for (const std::string& word : value.words)
    out += (&word == &value.words.front() ? ": \\fB" : ", \\fB") + roff(word) + "\\fR";
  if (value.list) out += "; several with commas between them";
  if (!option.preset.empty()) out += " [" + roff(option.preset) + "]";
  out += "\n";
}

// Sections that no command declares, as pairs of a term and what it is.
struct Term {
  const char *term, *text;
};

constexpr Term kExits[] = {
    {"0", "Done."},
    {"1", "Nothing was found, or not all that was named."},
    {"2", "An error: told on the standard error with its place and the way out. What could be done was done."},
};
constexpr Term kVariables[] = {
    {"CASUS_MODEL", "The model file, where --model names none."},
    {"CASUS_ENCODER", "The model of the encoder, where --encoder names none."},
    {"CASUS_CPU", "The most that the encoder may ask of the processor: AVX2, AVX512_CORE, AVX512_CORE_VNNI …"},
    {"CASUS_LEDGER", "The ledger file, where --ledger names none."},
    {"NO_COLOR", "Set and not empty: no colours."},
    {"TERM", "Where it is \"dumb\": no colours."},
};
constexpr Term kFiles[] = {
    {"casus.ledger", "The ledger in the working folder, where neither --ledger nor $CASUS_LEDGER names one."},
    {CASUS_DATA_FOLDER "/casus.model", "The model, as seen from the folder of the program."},
    {CASUS_DATA_FOLDER "/encoder.model", "That of the encoder, without which --fast reads."},
    {CASUS_DATA_FOLDER "/lexicons", "The tables that are compiled in: change a copy and name it with --lexicons."},
    {CASUS_DATA_FOLDER "/schema", "The JSON Schema of what --format json writes."},
};
constexpr const char* kExamples[] = {
    "casus read --date 2024-05-14 dispatch.txt",
    "casus read archive.jsonl -j 2 --format cameo --dyadic > dyads.tsv",
    "casus explain \"Norway warned that it would close its ports unless Russia releases the crew.\"",
    "casus ingest archive.jsonl && casus ledger --kind threat --holder RUS",
};

template <std::size_t N>
void section(const char* title, const Term (&terms)[N], std::string& out) {
  out += std::string(".SH ") + title + "\n";
  for (const Term& t : terms) out += ".TP\n\\fB" + roff(t.term) + "\\fR\n" + roff(t.text) + "\n";
}

}  // namespace

std::string man_page(const Described& casus) {
  std::string out = ".TH CASUS 1 \"" CASUS_DAY "\" \"casus " CASUS_VERSION
                    "\" \"User Commands\"\n.SH NAME\ncasus \\- " +
                    roff("who said what, who did what to whom, who is bound to what") +
                    "\n.SH SYNOPSIS\n\\fBcasus\\fR COMMAND [OPTIONS]\n.SH DESCRIPTION\n" + roff(casus.program.text) +
                    "\n.SH OPTIONS\n";
  for (const Option& option : casus.program.options) option_as_roff(option, out);
  out += ".SH COMMANDS\n";
  for (const DescribedCommand& command : casus.commands) {
    out += ".SS \"casus " + command.name + roff(arguments(command)) + "\"\n" + roff(command.text) + ".\n";
    for (const Option& option : command.options) {
      if (!option.help) option_as_roff(option, out);
    }
    if (!command.footer.empty()) out += ".PP\n" + roff(command.footer) + "\n";
  }
  section("EXIT STATUS", kExits, out);
  section("ENVIRONMENT", kVariables, out);
  section("FILES", kFiles, out);
  out += ".SH EXAMPLES\n";
  for (const char* example : kExamples)
    out += std::string(example == kExamples[0] ? "" : ".PP\n") + ".RS\n" + roff(example) + "\n.RE\n";
  return out;
}

}  // namespace casus::cli
