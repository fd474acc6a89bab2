// Three sections, one paragraph a record: a line that says it in words, facts below it, then the sentence as it stands
// in the dispatch with the record's own words marked.
#include "formats/report.h"

#include <unordered_map>

#include "base/shown.h"
#include "formats/rows.h"

namespace casus::formats {
namespace {

constexpr int kIndent = 6;

// What joins "warned", "demanded", "said" to the one it is said to.
std::string_view towards(SpeechAct act) {
  switch (act) {
    case SpeechAct::kAccuse:
    case SpeechAct::kPraise:
    case SpeechAct::kThreaten:
    case SpeechAct::kWarn:
      return " ";
    case SpeechAct::kAsk:
    case SpeechAct::kDemand:
    case SpeechAct::kRequest:
      return " of ";
    default:
      return " to ";
  }
}

std::string_view said(SpeechAct act) {
  switch (act) {
    case SpeechAct::kAssert:
      return "said";
    case SpeechAct::kAccuse:
      return "accused";
    case SpeechAct::kAnnounce:
      return "announced";
    case SpeechAct::kPromise:
      return "promised";
    case SpeechAct::kThreaten:
      return "threatened";
    case SpeechAct::kWarn:
      return "warned";
    case SpeechAct::kRefuse:
      return "refused";
    case SpeechAct::kDemand:
      return "demanded";
    case SpeechAct::kRequest:
      return "requested";
    case SpeechAct::kDeny:
      return "denied";
    case SpeechAct::kPraise:
      return "praised";
    case SpeechAct::kDecline:
      return "declined to say";
    case SpeechAct::kAsk:
      return "asked";
    case SpeechAct::kConcede:
      return "conceded";
  }
  return "said";
}

std::string quoted(std::string_view text) {
  return "\u201c" + shown(text) + "\u201d";
}

std::string days(const std::optional<Date>& from, const std::optional<Date>& to) {
  if (!from && !to) return {};
  if (from && to && *from == *to) return from->iso();
  if (from && to) return from->iso() + " to " + to->iso();
  return from ? "from " + from->iso() : "until " + to->iso();
}

std::string when(const TimeReference& time) {
  const std::string resolved = days(time.from, time.to);
  return resolved.empty() ? shown(time.text) : resolved + " (" + shown(time.text) + ")";
}

class Report {
 public:
  Report(const Reading& reading, const Layout& layout, std::string& out)
      : reading_(reading), sentences_(reading), layout_(layout), out_(out) {
    for (const Actor& actor : reading.actors) actors_.emplace(actor.id, &actor);
  }

  void write() {
    header();
    section("WHO SAID WHAT", reading_.statements, [this](const Statement& s) { statement(s); });
    section("WHO DID WHAT TO WHOM", reading_.events, [this](const Event& e) { event(e); });
    section("WHO IS BOUND TO WHAT", reading_.entries, [this](const Entry& c) { entry(c); });
    if (reading_.statements.empty() && reading_.events.empty() && reading_.entries.empty()) {
      out_ += "\nNothing was found that Casus reads: no statement, no event, no commitment.\n";
    }
  }

 private:
  void header() {
    const Document& d = reading_.document;
    std::string line = styled(shown(d.id), Style::kStrong, layout_);
    line += ", " + (d.date ? d.date->iso() : std::string("without date")) + ", ";
    line += std::to_string(reading_.sentences.size()) + (reading_.sentences.size() == 1 ? " sentence" : " sentences");
    if (reading_.language != "en") line += ", language " + reading_.language;
    out_ += line + "\n";
    if (d.title) lay_out(*d.title, {}, 0, layout_, out_);
  }

  template <typename T, typename Write>
  void section(const char* title, const std::vector<T>& records, Write write) {
    if (records.empty()) return;
    out_ += "\n" + styled(title, Style::kStrong, layout_) + "\n";
    for (const T& record : records) write(record);
  }

  // "Norway", "Anna Berg (spokeswoman, NOR)", "foreign minister (NOR)".
  std::string who(const std::string& id) const {
    const auto found = actors_.find(id);
    if (found == actors_.end()) return id;
    const Actor& actor = *found->second;
    std::string out = shown(actor.name);
    if (actor.kind == ActorKind::kState || actor.kind == ActorKind::kOrganization) return out;
    const std::string side = actor.id.substr(0, actor.id.find('/'));
    std::string more = actor.role && *actor.role != actor.name ? *actor.role : "";
    if (side != actor.id && side != "UNK") more += (more.empty() ? "" : ", ") + side;
    return more.empty() ? out : out + " (" + more + ")";
  }
  std::string who(const std::vector<std::string>& ids) const {
    std::string out;
    for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + who(id);
    return out.empty() ? "somebody" : out;
  }
  std::string who(const std::vector<Party>& parties) const {
    std::string out;
    for (const Party& p : parties) {
      out += out.empty() ? "" : ", ";
      out += p.id ? who(*p.id) : p.quote ? quoted(p.quote->text) : p.code.value_or("somebody");
    }
    return out;
  }

  void heading(const std::string& id, const std::string& text) {
    const std::string label = id.size() + 3 < kIndent ? id + std::string(kIndent - 2 - id.size(), ' ') : id + " ";
    std::string wrapped;
    lay_out(text, {}, kIndent, layout_, wrapped);
    out_ += "\n  " + styled(label, Style::kStrong, layout_);
    out_ += wrapped.substr(std::min<std::size_t>(wrapped.size(), kIndent));
  }

  void fact(const char* label, const std::string& text) {
    std::string wrapped;
    lay_out(std::string(label) + ": " + text, {}, kIndent + 2, layout_, wrapped);
    out_ += wrapped;
  }

  // The sentence of a record with its own words marked. Spans of other sentences leave no mark.
  void sentence(int number, std::vector<Mark> marks) {
    const Span whole = reading_.sentences[std::size_t(number)];
    std::size_t kept = 0;
    for (Mark& mark : marks) {
      if (mark.span.empty() || !mark.span.overlaps(whole)) continue;
      mark.span.start = std::max(mark.span.start, whole.start) - whole.start;
      mark.span.end = std::min(mark.span.end, whole.end) - whole.start;
      marks[kept++] = mark;
    }
    marks.resize(kept);
    std::string lines;
    lay_out(sentences_.slice(whole), marks, kIndent + 2, layout_, lines);
    // A bar in the margin sets the dispatch's words apart from ours.
    std::size_t begin = 0;
    while (begin < lines.size()) {
      const std::size_t end = std::min(lines.find('\n', begin), lines.size() - 1);
      out_ += std::string(kIndent, ' ') + styled("|", Style::kFaint, layout_) + " ";
      out_ += lines.substr(begin + kIndent + 2, end + 1 - begin - kIndent - 2);
      begin = end + 1;
    }
  }

  void statement(const Statement& s) {
    std::string line;
    if (s.speaker && s.speaker->actor)
      line = who(*s.speaker->actor);
    else
      line = s.speaker ? quoted(s.speaker->quote.text) : "Somebody unnamed";
    if (s.speaker && s.speaker->side && s.speaker->side != s.speaker->actor) line += " for " + who(*s.speaker->side);
    line += s.negated ? " did not say" : " " + std::string(said(s.act));
    if (s.addressee) line += std::string(s.negated ? " to " : towards(s.act)) + who(*s.addressee);
    if (s.date) line += ", " + when(*s.date);
    if (s.inside) line += ", as told in " + *s.inside;
    heading(s.id, line + (s.mode == StatementMode::kIndirect ? ""
                          : s.mode == StatementMode::kDirect ? ", word for word"
                                                             : ", partly word for word"));
    std::vector<Mark> marks;
    if (s.cue) marks.push_back({s.cue->span, Style::kCue});
    if (s.speaker) marks.push_back({s.speaker->quote.span, Style::kSpeaker});
    for (const Quote& q : s.content) marks.push_back({q.span, Style::kContent});
    sentence(s.sentence, std::move(marks));
  }

  void event(const Event& e) {
    std::string line(name(e.category));
    if (e.mode) line += "-" + *e.mode;
    const std::string actors = who(e.actor), recipients = who(e.recipient);
    line += ": " + (actors.empty() ? "somebody" : actors);
    if (!recipients.empty()) line += " \u2192 " + recipients;
    if (e.date) line += ", " + when(*e.date);
    if (e.status != EventStatus::kActual) line += ", " + std::string(name(e.status));
    if (e.part_of) line += ", part of " + *e.part_of;
    if (e.statement) line += ", told in " + *e.statement;
    heading(e.id, line);
    std::string codes;
    if (e.deed) codes += *e.deed;
    if (e.object) codes += (codes.empty() ? "" : ", object ") + quoted(e.object->quote.text);
    if (e.location) codes += (codes.empty() ? "" : ", at ") + quoted(e.location->quote.text);
    if (e.cameo) codes += (codes.empty() ? "CAMEO " : ", CAMEO ") + *e.cameo;
    if (!codes.empty()) fact("deed", codes);
    std::vector<Mark> marks{{e.trigger.span, Style::kCue}};
    for (const auto* parties : {&e.actor, &e.recipient}) {
      for (const Party& p : *parties) {
        if (p.quote) marks.push_back({p.quote->span, Style::kSpeaker});
      }
    }
    if (e.object) marks.push_back({e.object->quote.span, Style::kContent});
    sentence(e.sentence, std::move(marks));
  }

  void entry(const Entry& c) {
    std::string line(name(c.kind));
    if (c.stance) line += " (" + std::string(name(*c.stance)) + ")";
    if (c.step) line += " (" + std::string(name(*c.step)) + ")";
    if (c.withdraws) line += " of a " + std::string(name(*c.withdraws));
    line += ": " + who(c.holder);
    if (!c.counterparty.empty()) line += " \u2192 " + who(c.counterparty);
    if (c.status) line += ", " + std::string(name(*c.status));
    if (c.strength == Strength::kImplicit) line += ", implicit";
    heading(c.id, line);
    if (c.action) {
      fact(c.action->polarity == Polarity::kRefrain ? "will not" : "act",
           quoted(c.action->quote.text) + (c.specificity == Specificity::kUnspecified ? ", not said what" : ""));
    }
    if (c.condition) {
      std::string text = quoted(c.condition->quote.text);
      if (c.condition->event)
        text += (c.condition->negated ? ": that it does not come to " : ": that it comes to ") + *c.condition->event;
      fact("condition", text);
    }
    if (c.deadline) fact("by", when(*c.deadline));
    if (c.body) fact("body", who(*c.body));
    if (c.norm) fact("norm", quoted(*c.norm));
    if (c.relation) fact("claim", std::string(name(*c.relation)) + (c.about ? " " + *c.about : ""));
    if (!c.harmed.empty()) fact("harmed", who(c.harmed));
    if (c.said_by) fact("said by", who(*c.said_by) + (c.said_on ? " on " + c.said_on->iso() : ""));
    std::vector<Mark> marks;
    if (c.condition) marks.push_back({c.condition->quote.span, Style::kCondition});
    if (c.action) marks.push_back({c.action->quote.span, Style::kContent});
    sentence(c.sentence, std::move(marks));
  }

  const Reading& reading_;
  SentenceTexts sentences_;
  const Layout& layout_;
  std::string& out_;
  std::unordered_map<std::string_view, const Actor*> actors_;
};

}  // namespace

void write_report(const Reading& reading, const Layout& layout, std::string& out) {
  Report(reading, layout, out).write();
}

}  // namespace casus::formats
