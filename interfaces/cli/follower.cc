#include "cli/follower.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "cli/output.h"
#include "formats/json_text.h"
#include "formats/plain.h"

namespace casus::cli {
namespace {

using Json = nlohmann::ordered_json;

// An alert as it is kept and as --json prints it.
std::string alert_of(const ledger::Commitment& c, std::size_t change) {
  const bool without_status = change == ledger::Ledger::kNoChange;
  const std::size_t at = without_status ? 0 : c.changes[change].evidence;
  const ledger::Evidence& e = c.evidence[at];
  const Json line{{"commitment", c.id},
                  {"kind", name(c.kind)},
                  {"holder", c.holder},
                  {"counterparty", c.counterparty},
                  {"made", at == 0},
                  {"rule", without_status ? "made" : c.changes[change].rule},
                  {"status", without_status ? Json() : Json(name(c.changes[change].to))},
                  {"on", e.on ? Json(e.on->iso()) : Json()},
                  {"matter", matter_of(c)},
                  {"document", e.document},
                  {"span", {e.span.start, e.span.end}},
                  {"sentence", e.text}};
  return formats::dumped(line);
}

// An alert as it was kept: an object of texts and lists, or, where something else wrote in the file, its bare text.
Json kept(const std::string& alert) {
  const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= 2; };
  Json out = Json::parse(alert, shallow, false);
  return out.is_object() ? out : Json(alert);
}

// The same for people.
std::string words_of(const Json& a) {
  if (!a.is_object()) return formats::plain("{}\n", a.get<std::string>());
  const auto text = [&](const char* key, const char* otherwise) {
    const auto found = a.find(key);
    return found != a.end() && found->is_string() ? found->get<std::string>() : std::string(otherwise);
  };
  const auto sides = [&](const char* key) {
    std::vector<std::string> out;
    if (const auto found = a.find(key); found != a.end()) {
      for (const Json& side : *found) {
        if (side.is_string()) out.push_back(side.get<std::string>());
      }
    }
    return joined(out);
  };
  const std::string others = sides("counterparty");
  return formats::plain("{}  {}  {} {}{}  {} ({})  {}\n    {}  [{}]\n", text("on", "no date   "),
                        text("commitment", ""), text("kind", ""), sides("holder"), others.empty() ? "" : " > " + others,
                        text("status", "made"), text("rule", ""), text("matter", ""), text("sentence", ""),
                        text("document", ""));
}

}  // namespace

Follower::Follower(const BookOptions& options, Desk desk, store::Store store, Reader reader)
    : options_(options),
      desk_(std::move(desk)),
      store_(std::move(store)),
      reader_(std::move(reader)),
      follow_(store_, *desk_.reg) {}

std::optional<Error> Follower::begin() {
  if (auto done = store_.settle(*desk_.reg); !done) return done.error();
  const auto alerts = store_.untold();
  if (!alerts) return alerts.error();
  return tell(*alerts);
}

std::optional<Error> Follower::take(const Document& document) {
  const auto held = store_.holds(document, sha256(document.text));
  if (!held) return held.error();
  if (*held) return std::nullopt;
  const auto alerts = follow_.take(reader_.read(document), alert_of);
  if (!alerts) return alerts.error();
  return tell(*alerts);
}

std::optional<Error> Follower::tell(const std::vector<store::Alert>& alerts) {
  Output output;
  for (const store::Alert& alert : alerts) {
    const Json line = kept(alert.text);
    output.write(options_.json ? formats::dumped(line) + "\n" : words_of(line));
  }
  if (auto done = output.finish(); !done) return done.error();
  if (auto done = store_.told(alerts); !done) return done.error();
  return std::nullopt;
}

}  // namespace casus::cli
