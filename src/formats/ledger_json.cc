#include "formats/ledger_json.h"

#include <nlohmann/json.hpp>

#include "formats/json_text.h"

namespace casus::formats {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}
Json date_or_null(const std::optional<Date>& day) {
  return day ? Json(day->iso()) : Json();
}
template <typename E>
Json name_or_null(const std::optional<E>& value) {
  return value ? Json(name(*value)) : Json();
}

Json evidence_json(const ledger::Evidence& e) {
  return {{"document", e.document},   {"span", {e.span.start, e.span.end}}, {"text", e.text},
          {"on", date_or_null(e.on)}, {"known", date_or_null(e.known)},     {"role", e.role}};
}

Json head(const ledger::Commitment& c, const ledger::Standing& s, std::size_t reports, const ledger::AsOf& as_of) {
  Json out;
  out["id"] = c.id;
  out["kind"] = name(c.kind);
  out["holder"] = c.holder;
  out["counterparty"] = ledger::counterparties(c, as_of);
  out["status"] = name_or_null(s.status);
  out["since"] = date_or_null(s.since);
  out["presumed"] = s.presumed;
  out["rule"] = text_or_null(s.rule);
  out["made_on"] = date_or_null(c.made_on());
  out["action"] = text_or_null(c.action);
  out["polarity"] = c.action.empty() ? Json() : Json(name(c.polarity));
  out["condition"] = text_or_null(c.condition);
  out["connective"] = text_or_null(c.connective);
  out["condition_negated"] = c.condition_negated;
  out["deadline"] =
      c.deadline.empty()
          ? Json()
          : Json{{"text", c.deadline}, {"from", date_or_null(c.deadline_from)}, {"to", date_or_null(c.deadline_to)}};
  out["stance"] = name_or_null(c.stance);
  out["step"] = name_or_null(c.step);
  out["body"] = text_or_null(c.body);
  out["withdraws"] = name_or_null(c.withdraws);
  out["norm"] = text_or_null(c.norm);
  out["relation"] = text_or_null(c.relation);
  out["harmed"] = c.harmed;
  out["force"] = name(c.force);
  out["strength"] = name(c.strength);
  out["specificity"] = name(c.specificity);
  out["said_by"] = text_or_null(c.said_by);
  out["split_from"] = text_or_null(c.split_from);
  out["reports"] = reports;
  return out;
}

}  // namespace

std::string listed_json(const ledger::Commitment& c, const ledger::Standing& s, std::size_t reports,
                        const ledger::AsOf& as_of) {
  Json out = head(c, s, reports, as_of);
  out["evidence"] = c.evidence.empty() ? Json() : evidence_json(c.evidence.front());
  return dumped(out);
}

std::string story_json(const ledger::Commitment& c, const ledger::Standing& s, const ledger::AsOf& as_of) {
  Json out = head(c, s, c.evidence.size(), as_of);
  Json evidence = Json::array(), changes = Json::array(), splits = Json::array();
  for (const ledger::Evidence& e : c.evidence) evidence.push_back(evidence_json(e));
  for (const ledger::Change& x : c.changes) {
    changes.push_back({{"on", date_or_null(x.on)},
                       {"known", date_or_null(x.known)},
                       {"from", name_or_null(x.from)},
                       {"to", name(x.to)},
                       {"rule", x.rule},
                       {"evidence", x.evidence}});
  }
  for (const ledger::Split& x : c.splits) {
    splits.push_back({{"counterparty", x.counterparty},
                      {"commitment", x.child},
                      {"on", date_or_null(x.on)},
                      {"known", date_or_null(x.known)}});
  }
  out["evidence"] = std::move(evidence);
  out["changes"] = std::move(changes);
  out["splits"] = std::move(splits);
  return dumped(out);
}

}  // namespace casus::formats
