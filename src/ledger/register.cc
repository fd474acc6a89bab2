#include "ledger/register.h"

#include <algorithm>

namespace casus::ledger {
namespace {

bool word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

bool holds_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || !word_character(text[at - 1])) && (end == text.size() || !word_character(text[end]))) return true;
  }
  return false;
}

}  // namespace

bool Register::member(std::string_view body, std::string_view member, Date day) const {
  const auto rows = bodies_.find(body);
  if (rows == bodies_.end()) return false;
  bool found = false;
  for (std::size_t i = rows->second.first; i < rows->second.second; ++i) {
    const Membership& m = memberships_[i];
    if (m.member != member || !m.when.holds(day)) continue;
    if (m.status == "suspended") return false;
    found = true;
  }
  return found;
}

Names Register::members(std::string_view body, Date day) const {
  Names out;
  const auto rows = bodies_.find(body);
  if (rows == bodies_.end()) return out;
  for (std::size_t i = rows->second.first; i < rows->second.second; ++i) {
    const Membership& m = memberships_[i];
    if (m.when.holds(day) && m.status != "suspended") out.push_back(m.member);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  std::erase_if(out, [&](std::string_view m) { return !member(body, m, day); });
  return out;
}

Names Register::sides(const Names& list, Date day) const {
  Names out;
  for (std::string_view id : list) {
    if (id == "*" || id == "any") continue;
    if (!id.starts_with('@')) {
      out.push_back(id);
      continue;
    }
    const Names of_body = members(id.substr(1), day);
    out.insert(out.end(), of_body.begin(), of_body.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool Register::covers(const Names& list, std::string_view side, Date day) const {
  return std::any_of(list.begin(), list.end(), [&](std::string_view id) {
    return id == "*" || id == "any" || id == side || (id.starts_with('@') && member(id.substr(1), side, day));
  });
}

const Suspension* Register::suspended(std::string_view treaty, std::string_view party, std::string_view other,
                                      Date day) const {
  const auto is = [&](std::string_view cell, std::string_view side) {
    return cell == side || (cell.starts_with('@') && member(cell.substr(1), side, day));
  };
  for (const Suspension& s : suspensions_) {
    if (s.treaty != treaty || !s.when.holds(day)) continue;
    if (is(s.party, party) && (s.other.empty() || is(s.other, other))) return &s;
    if (is(s.party, other) && (s.other.empty() || is(s.other, party))) return &s;
  }
  return nullptr;
}

const Area* Register::area_named_in(std::string_view text, Date day) const {
  const Area* best = nullptr;
  std::size_t longest = 0;
  for (const Area& area : areas_) {
    if (!area.when.holds(day)) continue;
    for (std::string_view name : area.names) {
      if (name.size() > longest && holds_words(text, name)) best = &area, longest = name.size();
    }
  }
  return best;
}

const Withdrawal* Register::withdrawal_named_in(std::string_view text) const {
  const Withdrawal* best = nullptr;
  std::size_t longest = 0;
  for (const Withdrawal& one : withdrawals_) {
    for (std::string_view name : one.names) {
      if (name.size() > longest && holds_words(text, name)) best = &one, longest = name.size();
    }
  }
  return best;
}

const War* Register::war(std::string_view aggressor, std::string_view victim, Date day) const {
  for (const War& one : wars_) {
    if (one.aggressor == aggressor && one.victim == victim && one.when.holds(day)) return &one;
  }
  return nullptr;
}

const Trigger* Register::judge(std::string_view trigger, std::string_view deed, std::string_view object) const {
  const Trigger* best = nullptr;
  const auto weight = [](const Trigger& t) { return t.deed.size() * 1000 + t.object.size(); };
  const auto [begin, end] = triggers_.equal_range(trigger);
  for (auto at = begin; at != end; ++at) {
    const Trigger& t = at->second;
    if (!specialises(deed, t.deed) || (!t.object.empty() && !specialises(object, t.object))) continue;
    if (best == nullptr || weight(t) > weight(*best)) best = &t;
  }
  return best;
}

Names Register::entailed(std::string_view deed) const {
  Names out;
  for (const auto& [from, to] : entailments_) {
    if (specialises(deed, from)) out.push_back(to);
  }
  return out;
}

std::string_view Register::protected_kind(std::string_view object, std::string_view words) const {
  for (const auto& [key, kind] : protected_) {
    if (!object.empty() && specialises(object, key)) return kind;
  }
  for (const auto& [key, kind] : protected_) {
    if (holds_words(words, key)) return kind;
  }
  return {};
}

std::string_view Register::connective(std::string_view words) const {
  const auto found = connectives_.find(words);
  return found == connectives_.end() ? std::string_view("condition") : found->second;
}

std::optional<std::string_view> Register::turned(std::string_view deed) const {
  const auto found = turned_.find(deed);
  if (found == turned_.end()) return std::nullopt;
  return found->second;
}

bool Register::recurs(std::string_view deed) const {
  return std::none_of(single_.begin(), single_.end(), [&](std::string_view one) { return specialises(deed, one); });
}

}  // namespace casus::ledger
