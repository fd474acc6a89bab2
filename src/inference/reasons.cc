#include "inference/reasons.h"

namespace casus::inference {

std::string why_not_in_force(const ledger::Treaty& treaty, Date on) {
  std::string why = std::string(treaty.name) + " is not in force on " + on.iso();
  if (treaty.pending) why += ": signed, not in force as far as this register knows";
  if (treaty.in_force.from && on < *treaty.in_force.from) why += ": it is from " + treaty.in_force.from->iso();
  if (treaty.in_force.to && *treaty.in_force.to <= on)
    why += ": it ended on " + treaty.in_force.to->plus_days(-1).iso();
  return why;
}

std::string why_no_member(std::string_view body, std::string_view side, Date on, const ledger::Register& reg) {
  // The last time it belonged, or else the first time it will.
  const ledger::Membership* row = nullptr;
  for (const ledger::Membership& m : reg.memberships()) {
    if (m.body != body || m.member != side || m.status == "suspended") continue;
    if (row == nullptr || (m.when.from && *m.when.from <= on)) row = &m;
  }
  if (row == nullptr) return "";
  std::string why = std::string(side) + " is no member of " + std::string(body) + " on " + on.iso();
  if (row->when.from && on < *row->when.from) why += ": from " + row->when.from->iso();
  if (row->when.to && *row->when.to <= on) why += ": it left on " + row->when.to->iso();
  return why;
}

std::string in_defence(const ledger::War& war) {
  return std::string(war.aggressor) + " is at war with " + std::string(war.victim) + " by its own armed attack since " +
         (war.when.from ? war.when.from->iso() : "then") +
         ": an answer to it is self-defence (UN Charter, Art. 51) where necessary and proportionate [" +
         std::string(war.citation) + "]";
}

Line line_of_clause(const ledger::Clause& clause, Effect effect, std::size_t given, int depth) {
  Line line;
  line.effect = effect;
  line.depth = depth;
  line.given = given;
  line.treaty = std::string(clause.treaty->id);
  line.article = std::string(clause.article);
  line.kind = std::string(clause.type);
  line.duty = std::string(clause.duty);
  line.force = std::string(casus::name(clause.treaty->force));
  line.discretion = std::string(clause.discretion);
  line.citation =
      std::string(clause.treaty->name) + ", " + line.article + " (" + std::string(clause.treaty->citation) + ")";
  if (!clause.note.empty()) line.notes.emplace_back(clause.note);
  if (!clause.treaty->is_public) line.notes.emplace_back("the text is not public");
  return line;
}

}  // namespace casus::inference
