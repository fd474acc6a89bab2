// The fixed point: a queue of acts taken as given. Each is laid over the commitments, then over the clauses; what a
// commitment then makes certain and specific joins the queue, once.

#include "inference/whatif.h"

#include <algorithm>
#include <cctype>

#include "inference/clauses.h"

namespace casus::inference {
namespace {

using ledger::Commitment;
using ledger::Deed;
using ledger::Fit;
using ledger::FitRules;
using ledger::Register;
using ledger::Slot;

constexpr std::size_t kMostGiven = 64;  // acts in one answer: a ledger of any size gives an answer of a readable one
constexpr std::size_t kMostNear = 200;

bool within(const std::vector<std::string>& inner, const std::vector<std::string>& outer) {
  return !inner.empty() && std::all_of(inner.begin(), inner.end(), [&](const std::string& one) {
    return std::find(outer.begin(), outer.end(), one) != outer.end();
  });
}

bool same(const Deed& a, const Deed& b) {
  return a.deed == b.deed && a.doers == b.doers && a.undergoers == b.undergoers && a.object == b.object;
}

// A sentence, and the same with "will" before each word that may be its verb: "X attacks Y" is "X will attack Y", where
// no parser can take the verb for a noun.
std::vector<std::string> wordings_of(std::string sentence) {
  while (!sentence.empty() && (sentence.back() == '.' || sentence.back() == ' ' || sentence.back() == '?'))
    sentence.pop_back();
  std::vector<std::string> out{sentence + "."};
  // What will be done is supposed here, where a dispatch would only announce it.
  for (std::string_view future : {" will ", " shall ", " is going to ", " are going to "}) {
    if (const std::size_t at = sentence.find(future); at != std::string::npos)
      out.push_back(std::string(sentence).replace(at, future.size(), " would ") + ".");
  }
  constexpr std::size_t kMost = 8;
  for (std::size_t end = sentence.find(' '); end != std::string::npos && out.size() < kMost;) {
    const std::size_t begin = end + 1;
    end = sentence.find(' ', begin);
    std::string word = sentence.substr(begin, end == std::string::npos ? end : end - begin);
    if (word.size() < 4 || !word.ends_with('s') || word.ends_with("ss") ||
        std::islower(static_cast<unsigned char>(word[0])) == 0)
      continue;
    word.pop_back();
    if (word.ends_with("ie")) {
      word.replace(word.size() - 2, 2, "y");
    } else if (word.ends_with("che") || word.ends_with("she") || word.ends_with("xe") || word.ends_with("sse")) {
      word.pop_back();
    }
    out.push_back(sentence.substr(0, begin) + "will " + word + (end == std::string::npos ? "" : sentence.substr(end)) +
                  ".");
  }
  return out;
}

class Derivation {
 public:
  Derivation(const Hypothesis& hypothesis, const std::vector<Stood>& stood, const Register& reg)
      : hypothesis_(hypothesis), stood_(stood), reg_(reg) {}

  Answer run() {
    for (const Deed& deed : hypothesis_.given) answer_.given.push_back({deed, 0, ""});
    for (std::size_t at = 0; at < answer_.given.size(); ++at) {
      const Deed deed = answer_.given[at].deed;
      const int depth = answer_.given[at].depth;
      for (const Stood& one : stood_) lay_over(one, deed, at, depth);
      // Acts that follow from threats and promises trip commitments; that they trip clauses as well is said of the
      // first act only where it is no defence against the hypothesis.
      apply_clauses(deed, at, depth, hypothesis_, reg_, answer_);
    }
    order();
    return std::move(answer_);
  }

 private:
  [[nodiscard]] FitRules rules() const { return {reg_, hypothesis_.on, hypothesis_.loose}; }

  [[nodiscard]] Line line_of(const Commitment& c, Effect effect, std::size_t given, int depth) const {
    Line line;
    line.effect = effect;
    line.depth = depth;
    line.given = given;
    line.commitment = c.id;
    line.kind = casus::name(c.kind);
    line.holders = c.holder;
    line.towards = ledger::counterparties(c, {hypothesis_.on, std::nullopt});
    line.duty = c.action;
    line.condition = c.condition;
    line.force = casus::name(c.force);
    line.discretion = c.specificity == Specificity::kUnspecified ? "unspecified: what it will do is left open"
                      : c.strength == Strength::kImplicit        ? "implicit: it was not said in so many words"
                                                                 : "";
    if (!c.evidence.empty()) {
      const ledger::Evidence& e = c.evidence.front();
      line.document = e.document;
      line.sentence = e.text;
      line.citation = e.document + (e.on ? ", " + e.on->iso() : "");
    }
    return line;
  }

  void near(const Commitment& c, std::string why, std::size_t given, int depth) {
    if (answer_.near.size() >= kMostNear) return;
    Line line = line_of(c, Effect::kNear, given, depth);
    line.because = {std::move(why)};
    answer_.near.push_back(std::move(line));
  }

  void lay_over(const Stood& one, const Deed& deed, std::size_t given, int depth) {
    const Commitment& c = *one.commitment;
    if (!one.standing.exists || !one.standing.status || ledger::is_over(*one.standing.status)) return;
    if (answer_.given[given].from == c.id) return;
    if (!c.trigger.empty() && ledger::in_force(one.standing)) trip(one, deed, given, depth);
    if (!c.act.empty()) touch(one, deed, given, depth);
    if (c.kind == EntryKind::kVeto) block(c, deed, given, depth);
  }

  void trip(const Stood& one, const Deed& deed, std::size_t given, int depth) {
    const Commitment& c = *one.commitment;
    const Fit fit = ledger::fit(deed, c.trigger, rules());
    if (!fit.fits) {
      if (fit.failed != Slot::kDeed) near(c, fit.why, given, depth);
      return;
    }
    if (c.trigger.doers.empty() && within(deed.doers, c.holder))
      return near(c, "nobody trips his own threat", given, depth);
    if (*one.standing.status == EntryStatus::kDetached) {
      Line line = line_of(c, Effect::kDue, given, depth);
      line.notes.emplace_back("its condition was reported already: it is due as it stands");
      line.because.push_back(words_of(deed) + " satisfies: " + c.condition);
      answer_.lines.push_back(std::move(line));
      return;
    }
    Line line = line_of(c, c.condition_negated ? Effect::kLifted : Effect::kDue, given, depth);
    line.because.push_back(words_of(deed) + " satisfies: " + c.condition);
    if (fit.loosely) {
      line.certainty = Certainty::kOpen;
      line.notes.push_back("only loosely: " + fit.why);
    }
    const std::string_view how = reg_.connective(c.connective);
    if (how == "scalar" || how == "occasion") {
      line.certainty = Certainty::kOpen;
      line.notes.push_back(how == "scalar" ? "how much, not whether, is the condition: it trips by interpretation"
                                           : "an occasion more than a condition: it trips by interpretation");
    }
    const bool due = line.effect == Effect::kDue;
    answer_.lines.push_back(std::move(line));
    if (due) follow(c, depth, answer_.lines.back());
  }

  // The action as the next act, where nothing is left to its holder.
  void follow(const Commitment& c, int depth, Line& line) {
    const auto stop = [&](const std::string& why) {
      line.notes.push_back("the chain stops here: " + why);
      answer_.stops.push_back(c.id + ": " + why);
    };
    if (c.kind == EntryKind::kOffer || c.kind == EntryKind::kDemand || c.kind == EntryKind::kVeto ||
        c.kind == EntryKind::kRefusal)
      return;
    if (c.act.empty() || c.polarity == Polarity::kRefrain) return stop("the action is no act that could be matched");
    if (c.specificity == Specificity::kUnspecified) return stop("the action is unspecified, its holder has discretion");
    if (line.certainty != Certainty::kClear) return stop("it trips by interpretation only");
    if (c.strength == Strength::kImplicit) return stop("it was said implicitly, its holder has discretion");
    Deed next = c.act;
    if (next.doers.empty()) next.doers = c.holder;
    if (next.undergoers.empty() && next.places.empty()) next.undergoers = c.counterparty;
    for (const Given& g : answer_.given) {
      if (same(g.deed, next)) return stop("a cycle: " + words_of(next) + " is given already");
    }
    if (answer_.given.size() >= kMostGiven) return stop("too many acts in one answer");
    answer_.given.push_back({std::move(next), depth + 1, c.id});
  }

  void touch(const Stood& one, const Deed& deed, std::size_t given, int depth) {
    const Commitment& c = *one.commitment;
    Deed act = c.act;
    if (act.doers.empty()) act.doers = c.act_by_counterparty ? c.counterparty : c.holder;
    if (act.undergoers.empty() && act.places.empty() && act.object.empty() && !c.act_by_counterparty)
      act.undergoers = c.counterparty;
    const Fit fit = ledger::fit(deed, act, rules());
    if (!fit.fits) return;
    const auto say = [&](Effect effect, const char* note) {
      Line line = line_of(c, effect, given, depth);
      line.because.push_back(words_of(deed) + " is the act: " + c.action);
      if (fit.loosely) line.certainty = Certainty::kOpen, line.notes.push_back("only loosely: " + fit.why);
      line.notes.emplace_back(note);
      answer_.lines.push_back(std::move(line));
    };
    const bool promised = c.kind == EntryKind::kPromise || c.kind == EntryKind::kGuarantee;
    if (c.kind == EntryKind::kRefusal) return say(Effect::kReversed, "a refusal binds nobody: it would be given up");
    if (promised && c.polarity == Polarity::kRefrain)
      return say(Effect::kBreached, "the holder said that it would not");
    if (c.polarity == Polarity::kRefrain) return;
    if (promised) return say(Effect::kMet, "the promise would be kept");
    if (c.kind == EntryKind::kThreat) return say(Effect::kMet, "the threat would be carried out");
    if (c.kind == EntryKind::kDemand) return say(Effect::kMet, "the demand would be met");
    if (c.kind == EntryKind::kDecision) return say(Effect::kMet, "the open decision would be taken");
  }

  // A veto in a body stands against its counterparty's coming in.
  void block(const Commitment& c, const Deed& deed, std::size_t given, int depth) {
    if (c.body.empty() || !ledger::specialises(deed.deed, "join-organization")) return;
    if (std::find(deed.undergoers.begin(), deed.undergoers.end(), c.body) == deed.undergoers.end()) return;
    if (c.holder.empty() || !within(deed.doers, c.counterparty)) return;
    Line line = line_of(c, Effect::kBlocked, given, depth);
    line.because.push_back(c.body + " needs the consent of " + c.holder.front());
    answer_.lines.push_back(std::move(line));
  }

  void order() {
    std::stable_sort(answer_.lines.begin(), answer_.lines.end(), [](const Line& a, const Line& b) {
      if (a.depth != b.depth) return a.depth < b.depth;
      return a.effect < b.effect;
    });
  }

  const Hypothesis& hypothesis_;
  const std::vector<Stood>& stood_;
  const Register& reg_;
  Answer answer_;
};

}  // namespace

std::string_view name(Effect effect) {
  constexpr std::string_view kNames[] = {"due", "breached", "lifted", "met", "reversed", "blocked", "conflict", "near"};
  return kNames[std::size_t(effect)];
}

std::string_view name(Certainty certainty) {
  constexpr std::string_view kNames[] = {"clear", "open", "contested"};
  return kNames[std::size_t(certainty)];
}

std::string words_of(const Deed& deed) {
  std::string out;
  const auto add = [&](const std::vector<std::string>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) out.append(out.empty() ? "" : i == 0 ? " " : ", ").append(list[i]);
  };
  add(deed.doers);
  out.append(out.empty() ? "" : " ").append(deed.deed);
  if (!deed.object.empty()) out.append(" ").append(deed.object);
  add(deed.undergoers);
  if (deed.undergoers.empty()) add(deed.places);
  return out;
}

Hypothesis hypothesis_of(const Reading& reading, Date on, bool loose, const Register& reg) {
  Hypothesis out{{}, on, loose};
  for (const Event& e : reading.events) {
    if (e.part_of || !e.deed || e.status == EventStatus::kNegated) continue;
    Deed deed = ledger::deed_of(e, reading, reg);
    // A hypothesis is short: whom it names besides the doers, if only by an adjective ("a Philippine ship"), it is done
    // to.
    if (deed.undergoers.empty() && deed.places.empty()) {
      for (const Actor& a : reading.actors) {
        const bool side =
            a.kind == ActorKind::kState || a.kind == ActorKind::kOrganization || a.kind == ActorKind::kGroup;
        if (side && !a.mentions.empty() && std::find(deed.doers.begin(), deed.doers.end(), a.id) == deed.doers.end()) {
          deed.undergoers.push_back(a.id);
        }
      }
    }
    // The place it names may stand anywhere in it.
    deed.text = reading.document.text;
    out.given.push_back(std::move(deed));
  }
  return out;
}

Hypothesis read_hypothesis(const Reader& reader, const std::string& sentence, Date on, bool loose,
                           const Register& reg) {
  Hypothesis best{{}, on, loose};
  std::size_t most = 0;
  for (const std::string& wording : wordings_of(sentence)) {
    Document document;
    document.id = "what if";
    document.date = on;
    document.text = wording;
    Hypothesis read = hypothesis_of(reader.read(document), on, loose, reg);
    std::size_t understood = 0;
    for (Deed& deed : read.given) {
      understood =
          std::max(understood, 1 + 2 * std::size_t(!deed.doers.empty()) + 2 * std::size_t(!deed.undergoers.empty()) +
                                   std::size_t(!deed.object.empty()));
      deed.text = sentence;
    }
    if (understood > most) most = understood, best = std::move(read);
  }
  return best;
}

Answer what_if(const Hypothesis& hypothesis, const std::vector<Stood>& commitments, const Register& reg) {
  return Derivation(hypothesis, commitments, reg).run();
}

}  // namespace casus::inference
