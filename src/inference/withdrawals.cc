// The treaty is the one that the words of the deed name, by its usual name or its letters. Leaving it is lawful by the
// clause; nobody who is no party that day can leave.

#include "inference/withdrawals.h"

#include "inference/reasons.h"

namespace casus::inference {

void apply_withdrawal(const ledger::Deed& deed, std::size_t given, int depth, Date on, const ledger::Register& reg,
                      Answer& answer) {
  if (deed.deed != "leave-treaty" && deed.deed != "leave-organization") return;
  const ledger::Withdrawal* w = reg.withdrawal_named_in(deed.text);
  if (w == nullptr) return;
  const ledger::Treaty& treaty = *w->treaty;
  for (const std::string& doer : deed.doers) {
    if (!reg.is_state(doer)) continue;
    Line line;
    line.given = given;
    line.depth = depth;
    line.treaty = std::string(treaty.id);
    line.article = std::string(w->article);
    line.kind = "withdrawal";
    line.holders = {doer};
    line.duty = std::string(w->duty);
    line.force = std::string(casus::name(treaty.force));
    line.citation = std::string(treaty.name) + ", " + line.article + " (" + std::string(treaty.citation) + ")";
    line.because = {words_of(deed)};
    if (!w->note.empty()) line.notes.emplace_back(w->note);
    const auto* s = reg.suspended(treaty.id, doer, "", on);
    if (!reg.in_force(treaty, on)) {
      line.effect = Effect::kNear;
      line.because = {why_not_in_force(treaty, on)};
    } else if (!reg.covers(treaty.parties, doer, on) || (s != nullptr && !s->contested && s->effect == "outside")) {
      line.effect = Effect::kNear;
      line.because = {doer + " is no party on " + on.iso() + (s != nullptr ? ": " + std::string(s->citation) : "")};
    } else if (s != nullptr) {
      line.certainty = s->contested ? Certainty::kContested : line.certainty;
      line.notes.push_back(std::string(s->effect) + ": " + std::string(s->citation));
    }
    (line.effect == Effect::kNear ? answer.near : answer.lines).push_back(std::move(line));
  }
}

}  // namespace casus::inference
