// The street once more, with every layer telling what it found: a tree, its mentions, the frames tried at each word
// with their verdicts, and which rule made each record.

#include "base/shown.h"
#include "casus/reader.h"
#include "reading/street.h"

namespace casus {
namespace {

// Depth first with a stack of our own: a chain of a hundred thousand words must not overflow that of the machine.
void draw(const syntax::Tree& tree, std::string& out) {
  struct Step {
    int word, depth;
  };
  constexpr int kDeepest = 40;
  std::vector<Step> stack{{tree.root(), 0}};
  while (!stack.empty()) {
    const Step at = stack.back();
    stack.pop_back();
    const syntax::Word& word = tree[at.word];
    out.append(std::size_t(std::min(at.depth, kDeepest)) * 2 + 2, ' ');
    out += std::to_string(at.word) + " " + shown(word.form) + "  (" + std::string(name(word.relation)) + ", " +
           std::string(name(word.upos)) + ", " + shown(word.lemma) + ")\n";
    std::vector<int> children;
    for (int c = tree.first_child(at.word); c >= 0; c = tree.next_sibling(c)) children.push_back(c);
    for (auto c = children.rbegin(); c != children.rend(); ++c) stack.push_back({*c, at.depth + 1});
  }
}

std::string parties(const std::vector<events::Argument>& list, const actors::Cast& cast, const syntax::Parsed& parsed) {
  std::string out;
  for (const events::Argument& one : list) {
    out += out.empty() ? "" : ", ";
    if (one.entity >= 0)
      out += shown(cast.entities[std::size_t(one.entity)].id);
    else
      out += one.range.empty() ? "?" : "\"" + shown(parsed.slice(one.range)) + "\"";
  }
  return out.empty() ? "-" : out;
}

std::string days(const time::Resolved& resolved) {
  if (!resolved.from && !resolved.to) return "no day known";
  const std::string from = resolved.from ? resolved.from->iso() : "", to = resolved.to ? resolved.to->iso() : "";
  return from == to ? from : from + " to " + to;
}

std::string sides(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& side : list) out += (out.empty() ? "" : ", ") + shown(side);
  return out.empty() ? "-" : out;
}

}  // namespace

void Reader::explain(const Document& document, std::string& out) const {
  const Street& street = *street_;
  const std::string_view language = street.languages.of(document.text);
  if (language != "en") {
    out += "not English (" + std::string(language) + "): nothing is read\n";
    return;
  }
  const syntax::Parsed parsed = street.syntax.parse(document.text);
  const actors::Cast cast = street.actors.resolve(parsed, document);
  const std::vector<time::Expression> times = street.time.find(parsed);
  const auto statements = street.statements.find(parsed, cast, times);
  events::Trace trace;
  auto events = street.events.code(parsed, cast, times, statements, document, &trace);
  auto commitments = street.commitments.find(parsed, cast, times, statements, events, document);
  commitments::settle(events, commitments);
  for (int s = 0; s < parsed.sentences(); ++s) {
    const syntax::Tree tree = parsed.tree(s);
    out += "SENTENCE " + std::to_string(s) + ": " + shown(parsed.slice(parsed.whole(s))) + "\n\ntree\n";
    draw(tree, out);
    out += "\nmentions\n";
    for (const actors::Mention& m : cast.mentions) {
      if (m.range.sentence != s) continue;
      const actors::Entity& entity = cast.entities[std::size_t(m.entity)];
      out += "  " + shown(parsed.slice(m.range)) + " = " + shown(entity.id) + " (" + std::string(name(entity.kind));
      if (m.sector) out += ", " + shown(*m.sector);
      out += m.place ? ", as a place)\n" : ")\n";
    }
    out += "\ntimes\n";
    for (const time::Expression& t : times) {
      if (t.range.sentence != s) continue;
      out += "  " + shown(parsed.slice(t.range)) + " = ";
      const time::Resolved past = street.time.resolve(t, document.date, time::Direction::kPast);
      const time::Resolved ahead = street.time.resolve(t, document.date, time::Direction::kFuture);
      out += days(past) + (days(past) == days(ahead) ? "" : ", ahead " + days(ahead)) + "\n";
    }
    out += "\nframes tried\n";
    for (const events::TraceLine& line : trace) {
      if (line.sentence != s) continue;
      out += "  " + std::to_string(line.word) + " " + shown(tree[line.word].form) + ": " + shown(line.frame) + ": " +
             shown(line.verdict) + "\n";
    }
    out += "\nfound\n";
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const statements::Statement& one = statements[i];
      if (one.sentence != s) continue;
      out += "  statement s" + std::to_string(i + 1) + " " + std::string(name(one.act)) + " by " +
             (one.speaker >= 0 ? shown(cast.entities[std::size_t(one.speaker)].id) : "?") + "\n";
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
      const events::Event& one = events[i];
      if (one.trigger.sentence != s) continue;
      out += "  event e" + std::to_string(i + 1) + " " + std::string(name(one.category)) + " " +
             parties(one.actor, cast, parsed) + " -> " + parties(one.recipient, cast, parsed) + ", " +
             std::string(name(one.status)) + (one.part_of >= 0 ? ", part of e" + std::to_string(one.part_of + 1) : "") +
             ": " + shown(one.rule) + "\n";
    }
    for (std::size_t i = 0; i < commitments.size(); ++i) {
      const commitments::Commitment& one = commitments[i];
      if (one.sentence != s) continue;
      out += "  entry c" + std::to_string(i + 1) + " " + std::string(name(one.kind)) + " " + sides(one.holder) +
             " -> " + sides(one.counterparty) + ": " + shown(one.rule) + "\n";
    }
    out += "\n";
  }
}

}  // namespace casus
