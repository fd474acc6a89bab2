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

}  // namespace casus::inference
