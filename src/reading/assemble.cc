#include "reading/assemble.h"

#include <algorithm>

namespace casus::reading {
namespace {

template <typename Text>
std::optional<std::string> unless_empty(const Text& text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

std::string numbered(char letter, int index) {
  return letter + std::to_string(index + 1);
}

std::optional<std::string> reference_to(char letter, int index) {
  if (index < 0) return std::nullopt;
  return numbered(letter, index);
}

class Assembly {
 public:
  Assembly(const Findings& found, const time::Finder& clock, Reading& out) : found_(found), clock_(clock), out_(out) {}

  void run() {
    for (int s = 0; s < found_.parsed.sentences(); ++s)
      out_.sentences.push_back(found_.parsed.span(found_.parsed.whole(s)));
    actors();
    for (const statements::Statement& s : found_.statements) statement(s);
    for (const events::Event& e : found_.events) event(e);
    for (const commitments::Commitment& c : found_.commitments) entry(c);
  }

 private:
  [[nodiscard]] Quote quote(syntax::WordRange range) const { return found_.parsed.quote(range); }

  [[nodiscard]] std::optional<TimeReference> when(int index, time::Direction direction) const {
    if (index < 0) return std::nullopt;
    const time::Expression& expression = found_.times[std::size_t(index)];
    return time::reference(found_.parsed, expression, clock_.resolve(expression, out_.document.date, direction));
  }

  void actors() {
    out_.actors.reserve(found_.cast.entities.size());
    for (const actors::Entity& e : found_.cast.entities)
      out_.actors.push_back({e.id, e.name, e.kind, e.code, e.sector, e.role, {}});
    for (const actors::Mention& m : found_.cast.mentions) {
      if (m.entity >= 0) out_.actors[std::size_t(m.entity)].mentions.push_back(quote(m.range));
    }
    // Groups of others ("both countries") stand for their members, who have rows of their own.
    std::erase_if(out_.actors, [](const Actor& a) { return a.id.empty(); });
  }

  [[nodiscard]] std::optional<std::string> actor_id(int entity) const {
    return entity < 0 ? std::nullopt : unless_empty(found_.cast.entities[std::size_t(entity)].id);
  }

  void statement(const statements::Statement& s) {
    Statement r;
    r.id = numbered('s', int(out_.statements.size()));
    r.sentence = s.sentence;
    if (!s.source.empty()) r.speaker = Statement::Speaker{actor_id(s.speaker), unless_empty(s.side), quote(s.source)};
    r.addressee = actor_id(s.addressee);
    if (!s.cue.empty()) r.cue = quote(s.cue);
    for (const syntax::WordRange& range : s.content) r.content.push_back(quote(range));
    r.mode = s.mode;
    r.act = s.act;
    r.negated = s.negated;
    r.inside = reference_to('s', s.inside);
    r.date = when(s.when, time::Direction::kPast);
    out_.statements.push_back(std::move(r));
  }

  // One party a side: a phrase that stands for several ("both countries") gives each of them.
  void parties(const std::vector<events::Argument>& arguments, std::vector<Party>& out) const {
    for (const events::Argument& a : arguments) {
      Party party;
      party.basis = a.basis;
      party.sector = a.sector;
      if (!a.range.empty() && a.basis == Basis::kText) party.quote = quote(a.range);
      if (a.entity < 0) {
        out.push_back(std::move(party));
        continue;
      }
      const actors::Entity& entity = found_.cast.entities[std::size_t(a.entity)];
      const auto add = [&](const actors::Entity& e) {
        Party one = party;
        one.id = unless_empty(e.id);
        one.code = e.code;
        if (!one.sector) one.sector = e.sector;
        out.push_back(std::move(one));
      };
      if (entity.members.empty()) add(entity);
      for (int member : entity.members) add(found_.cast.entities[std::size_t(member)]);
    }
  }

  void event(const events::Event& e) {
    Event r;
    r.id = numbered('e', int(out_.events.size()));
    r.sentence = e.trigger.sentence;
    r.statement = reference_to('s', e.statement);
    r.part_of = reference_to('e', e.part_of);
    r.category = e.category;
    r.base = e.base;
    r.mode = unless_empty(e.mode);
    r.context.assign(e.context.begin(), e.context.end());
    r.deed = unless_empty(e.deed);
    r.cameo = unless_empty(e.cameo);
    parties(e.actor, r.actor);
    parties(e.recipient, r.recipient);
    if (e.object.word >= 0) r.object = Event::Object{quote(e.object.range), unless_empty(e.object_concept)};
    if (e.location.word >= 0) {
      r.location = Event::Location{quote(e.location.range), std::nullopt};
      if (e.location.entity >= 0) r.location->code = found_.cast.entities[std::size_t(e.location.entity)].code;
    }
    const bool ahead = e.status == EventStatus::kFuture || e.status == EventStatus::kHypothetical;
    r.date = when(e.when, ahead ? time::Direction::kFuture : time::Direction::kPast);
    r.status = e.status;
    r.trigger = quote(e.trigger);
    out_.events.push_back(std::move(r));
  }

  // Whether the act of an entry is what the sentence reports: its category already codes the saying ("will send aid" is
  // AGREE, "will not" REJECT), or the step is taken (a veto cast, sanctions lifted). Else it is only a part of the
  // entry.
  [[nodiscard]] bool codes_itself(const commitments::Commitment& c) const {
    if (c.action_event < 0) return false;
    const Event& act = out_.events[std::size_t(c.action_event)];
    if (act.category != act.base) return true;
    const bool step = c.kind == EntryKind::kWithdrawal || c.kind == EntryKind::kVeto ||
                      c.kind == EntryKind::kAccession || c.kind == EntryKind::kDecision;
    return step && act.status == EventStatus::kActual;
  }

  void entry(const commitments::Commitment& c) {
    Entry r;
    r.id = numbered('c', int(out_.entries.size()));
    r.sentence = c.sentence;
    r.kind = c.kind;
    r.holder = c.holder;
    r.counterparty = c.counterparty;
    const auto link = [&](int event, bool coded) -> std::optional<std::string> {
      if (event < 0) return std::nullopt;
      Event& part = out_.events[std::size_t(event)];
      if (!part.part_of && !coded) part.part_of = r.id;
      return part.id;
    };
    if (!c.action.empty()) {
      r.action = Entry::Action{quote(c.action), link(c.action_event, codes_itself(c)), c.polarity};
    }
    if (!c.condition.empty()) {
      r.condition =
          Entry::Condition{quote(c.condition), link(c.condition_event, false), c.connective, c.condition_negated};
    }
    r.deadline = when(c.deadline, time::Direction::kFuture);
    r.stance = c.stance;
    r.step = c.step;
    r.body = c.body;
    r.withdraws = c.withdraws;
    r.norm = unless_empty(c.norm);
    r.about = reference_to('c', c.about);
    r.harmed = c.harmed;
    r.relation = c.relation;
    r.force = c.force;
    r.strength = c.strength;
    r.specificity = c.specificity;
    r.status = c.status;
    r.said_on = out_.document.date;
    if (c.statement >= 0) {
      const statements::Statement& s = found_.statements[std::size_t(c.statement)];
      r.said_by = actor_id(s.speaker);
      r.statement = numbered('s', c.statement);
      const auto& date = out_.statements[std::size_t(c.statement)].date;
      if (date && date->from) r.said_on = date->from;
    }
    for (int s : c.evidence) r.evidence.push_back(quote(found_.parsed.whole(s)));
    out_.entries.push_back(std::move(r));
  }

  const Findings& found_;
  const time::Finder& clock_;
  Reading& out_;
};

}  // namespace

void assemble(const Findings& found, const time::Finder& clock, Reading& out) {
  Assembly(found, clock, out).run();
}

}  // namespace casus::reading
