#include "formats/whatif_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "formats/json_text.h"
#include "formats/plain.h"

namespace casus::formats {
namespace {

using inference::Answer;
using inference::Effect;
using inference::Hypothesis;
using inference::Line;
using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json deed_json(const ledger::Deed& d) {
  return {{"deed", d.deed},
          {"doers", d.doers},
          {"undergoers", d.undergoers},
          {"places", d.places},
          {"object", text_or_null(d.object)}};
}

Json line_json(const Line& l) {
  return {{"effect", name(l.effect)},
          {"certainty", name(l.certainty)},
          {"depth", l.depth},
          {"given", l.given},
          {"treaty", text_or_null(l.treaty)},
          {"article", text_or_null(l.article)},
          {"commitment", text_or_null(l.commitment)},
          {"kind", l.kind},
          {"holder", l.holders},
          {"counterparty", l.towards},
          {"action", text_or_null(l.duty)},
          {"condition", text_or_null(l.condition)},
          {"force", l.force},
          {"discretion", text_or_null(l.discretion)},
          {"derivation", l.because},
          {"notes", l.notes},
          {"citation", l.citation},
          {"document", text_or_null(l.document)},
          {"sentence", text_or_null(l.sentence)}};
}

std::string joined(const std::vector<std::string>& list) {
  return fmt::format("{}", fmt::join(list, ", "));
}

std::string heading(Effect effect) {
  switch (effect) {
    case Effect::kDue:
      return "falls due";
    case Effect::kBreached:
      return "breached";
    case Effect::kLifted:
      return "lifted: what was demanded is done";
    case Effect::kMet:
      return "kept, met, carried out or decided";
    case Effect::kReversed:
      return "contrary to a refusal";
    case Effect::kBlocked:
      return "blocked";
    case Effect::kConflict:
      return "conflicts";
    case Effect::kNear:
      return "does not trip";
  }
  return "";
}

void tell(const Line& l, std::string& out) {
  const std::string indent(2 + 2 * std::size_t(l.depth), ' ');
  const std::string source = l.treaty.empty() ? l.kind + " " + l.commitment : l.treaty + " " + l.article;
  out += plain("{}{}{}{}: {}\n", indent, source,
               l.certainty == inference::Certainty::kClear ? "" : plain(" ({})", name(l.certainty)),
               l.holders.empty() ? "" : "  " + joined(l.holders) + (l.towards.empty() ? "" : " > " + joined(l.towards)),
               l.duty.empty() ? l.sentence : l.duty);
  if (l.effect != Effect::kNear) {
    if (!l.condition.empty()) out += plain("{}    condition: {}\n", indent, l.condition);
    if (!l.discretion.empty() && l.discretion != "none") out += plain("{}    discretion: {}\n", indent, l.discretion);
  }
  for (const std::string& why : l.because) out += plain("{}    since: {}\n", indent, why);
  for (const std::string& note : l.notes) {
    if (l.effect != Effect::kNear) out += plain("{}    note: {}\n", indent, note);
  }
  out += plain("{}    [{}, {}]\n", indent, l.citation, l.force);
}

}  // namespace

std::string answer_json(const Hypothesis& hypothesis, const Answer& answer, std::size_t most_near) {
  Json out;
  out["on"] = hypothesis.on.iso();
  out["loose"] = hypothesis.loose;
  Json given = Json::array(), lines = Json::array(), near = Json::array();
  for (const inference::Given& g : answer.given) {
    Json one = deed_json(g.deed);
    one["depth"] = g.depth;
    one["from"] = text_or_null(g.from);
    given.push_back(std::move(one));
  }
  for (const Line& l : answer.lines) lines.push_back(line_json(l));
  for (std::size_t i = 0; i < answer.near.size() && i < most_near; ++i) near.push_back(line_json(answer.near[i]));
  out["given"] = std::move(given);
  out["lines"] = std::move(lines);
  out["near"] = std::move(near);
  out["near_total"] = answer.near.size();
  out["stops"] = answer.stops;
  return dumped(out);
}

std::string answer_text(const Hypothesis& hypothesis, const Answer& answer, std::size_t most_near) {
  std::string out = plain("On {}, given{}\n", hypothesis.on.iso(), hypothesis.loose ? " (loosely)" : "");
  for (const inference::Given& g : answer.given) {
    out += plain("{}{}{}\n", std::string(2 + 2 * std::size_t(g.depth), ' '), inference::words_of(g.deed),
                 g.from.empty() ? "" : "  (from " + g.from + ")");
  }
  std::vector<Line> lines = answer.lines;
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.effect < b.effect; });
  const Line* before = nullptr;
  for (const Line& l : lines) {
    if (before == nullptr || before->effect != l.effect) out += "\n" + heading(l.effect) + "\n";
    tell(l, out);
    before = &l;
  }
  if (lines.empty()) out += "\nnothing falls due\n";
  if (most_near > 0 && !answer.near.empty()) {
    out += "\n" + heading(Effect::kNear) + "\n";
    for (std::size_t i = 0; i < answer.near.size() && i < most_near; ++i) tell(answer.near[i], out);
    if (answer.near.size() > most_near) out += plain("  … {} more (--near)\n", answer.near.size() - most_near);
  }
  return out;
}

}  // namespace casus::formats
