// The order of work: sayings of each sentence from its tree; quotations joined to them by position; then, for each that
// has content, the source as a phrase and an entity, the act, the date, and which statement reports which.
#include "statements/statements.h"

#include <algorithm>

#include "statements/acts.h"
#include "statements/cues.h"
#include "statements/frames.h"
#include "statements/quotations.h"

namespace casus::statements {

using syntax::Tree;
using syntax::WordRange;

struct Finder::Index {
  CueTable cues;
  ActReader acts;
};

Finder::Finder(std::unique_ptr<const Index> index) : index_(std::move(index)) {}
Finder::Finder(Finder&&) noexcept = default;
Finder& Finder::operator=(Finder&&) noexcept = default;
Finder::~Finder() = default;

Result<Finder> Finder::open(const lexicon::Tables& tables) {
  auto cues = CueTable::open(tables);
  if (!cues) return cues.error();
  auto acts = ActReader::open(tables);
  if (!acts) return acts.error();
  return Finder(std::make_unique<Index>(Index{std::move(*cues), std::move(*acts)}));
}

namespace {

// "The director for Asia of the council, Joan Park": the person whom a comma puts beside her office.
int person_in(const Tree& tree, const actors::Cast& cast, const WordRange& source) {
  const auto first = std::lower_bound(cast.mentions.begin(), cast.mentions.end(), source.sentence,
                                      [](const actors::Mention& m, int at) { return m.range.sentence < at; });
  for (auto m = first; m != cast.mentions.end() && m->range.sentence == source.sentence; ++m) {
    const int before = m->range.first - 1;
    if (m->entity >= 0 && m->kind == actors::MentionKind::kName && source.holds(m->head) && before > source.first &&
        tree[before].form == "," && cast.entities[std::size_t(m->entity)].kind == ActorKind::kPerson &&
        (m->range.last == source.last || tree[m->range.last + 1].form == ","))
      return m->entity;
  }
  return -1;
}

// The entity a noun phrase stands for, and the side it speaks for: its own, else that of a name inside the phrase.
void resolve(const syntax::Parsed& parsed, const actors::Cast& cast, int sentence, int head, Statement& s) {
  const Tree tree = parsed.tree(sentence);
  int mention = cast.of_phrase(tree, sentence, head);
  if (mention >= 0) s.speaker = cast.mentions[std::size_t(mention)].entity;
  if (s.speaker >= 0) s.side = cast.entities[std::size_t(s.speaker)].side;
  const int named = s.speaker < 0 || cast.entities[std::size_t(s.speaker)].kind == ActorKind::kOffice
                        ? person_in(tree, cast, s.source)
                        : -1;
  if (named >= 0) {
    s.speaker = named;
    if (s.side.empty()) s.side = cast.entities[std::size_t(named)].side;
  }
  if (!s.side.empty()) return;
  const auto first = std::lower_bound(cast.mentions.begin(), cast.mentions.end(), sentence,
                                      [](const actors::Mention& m, int at) { return m.range.sentence < at; });
  for (auto m = first; m != cast.mentions.end() && m->range.sentence == sentence; ++m) {
    if (!s.source.holds(m->head) || m->entity < 0) continue;
    const actors::Entity& entity = cast.entities[std::size_t(m->entity)];
    if (entity.side.empty()) continue;
    s.side = entity.side;
    return;
  }
}

// "I think", "we demand" and "you know" inside a quotation say no more than the quotation does.
bool speaks_for_himself(const syntax::Parsed& parsed, const actors::Cast& cast, const Found& f) {
  if (f.saying.source < 0) return true;
  const Tree tree = parsed.tree(f.sentence);
  const syntax::Word& source = tree[f.saying.source];
  if (source.upos != syntax::Upos::PRON) return false;
  if (source.lemma == "I" || source.lemma == "we" || source.lemma == "you") return true;
  const int mention = cast.of_phrase(tree, f.sentence, f.saying.source);  // "they say", "anybody who thinks"
  return mention < 0 || cast.mentions[std::size_t(mention)].entity < 0;
}

// The writer's own thoughts are nobody's statement.
bool writer_thinks(const syntax::Parsed& parsed, const Found& f) {
  if (f.saying.source < 0 || f.saying.cue == nullptr || (f.saying.cue->act != SpeechAct::kAssert)) return false;
  const syntax::Word& source = parsed.tree(f.sentence)[f.saying.source];
  return source.xpos == syntax::Xpos::PRP && (source.lemma == "I" || source.lemma == "we" || source.lemma == "you");
}

// "Intends", "is glad": what somebody is told to think, feel or plan is known from who tells it, unless it was said.
bool attitude(const Saying& saying) {
  if (saying.cue == nullptr) return false;
  const bool spoken = (saying.cue->frames & kQuote) != 0;
  switch (saying.cue->act) {
    case SpeechAct::kAssert:
    case SpeechAct::kPraise:
      return !spoken || saying.object;
    case SpeechAct::kAnnounce:
      return !spoken;
    default:
      return false;
  }
}

// "This morning in Oslo, the director said": the date that the parser took into the subject. Returns the head of what
// is left.
int without_date(const syntax::Parsed& parsed, const std::vector<time::Expression>& times, std::size_t from,
                 WordRange& source, int head) {
  for (std::size_t t = from; t < times.size() && times[t].range.sentence == source.sentence; ++t) {
    if (times[t].range.first > source.first || times[t].range.last < source.first) continue;
    const Tree tree = parsed.tree(source.sentence);
    int comma = times[t].range.last + 1;
    while (comma < source.last && tree[comma].form != ",") ++comma;
    if (comma >= source.last) {  // "In July Chad said"
      if (times[t].range.last < head) source.first = times[t].range.last + 1;
      return head;
    }
    source.first = comma + 1;
    for (int w = source.first; w <= source.last; ++w) {
      if (tree[w].upos != syntax::Upos::PUNCT && !source.holds(tree.head(w))) return w;
    }
  }
  return head;
}

// "Praised the accord on Monday": behind an object the date is that of the saying.
void without_date_behind(const syntax::Parsed& parsed, const std::vector<time::Expression>& times, std::size_t from,
                         const Found& f, Statement& s) {
  const Tree tree = parsed.tree(f.sentence);
  if (!f.saying.object || tree[f.saying.word].xpos != syntax::Xpos::VBD || s.content.back().sentence != f.sentence)
    return;
  WordRange& last = s.content.back();
  for (std::size_t t = from; t < times.size() && times[t].range.sentence == f.sentence; ++t) {
    const WordRange& when = times[t].range;
    if (when.last != last.last || times[t].shape != time::Shape::kDay) continue;
    int end = when.first - 1;
    while (end > last.first && (tree[end].upos == syntax::Upos::ADP || tree[end].upos == syntax::Upos::DET)) --end;
    if (end > last.first && (tree[end].upos == syntax::Upos::NOUN || tree[end].upos == syntax::Upos::PROPN))
      last = trimmed(tree, f.sentence, last.first, end);
    return;
  }
}

int when_said(const std::vector<time::Expression>& times, std::size_t from, const Statement& s) {
  for (std::size_t t = from; t < times.size() && times[t].range.sentence == s.sentence; ++t) {
    const time::Expression& e = times[t];
    if (e.shape == time::Shape::kDuration || e.shape == time::Shape::kDeadline) continue;
    if (s.holds(s.sentence, e.head) || s.source.holds(e.head)) continue;
    return int(t);
  }
  return -1;
}

// "A diplomat who asked not to be named": a circumstance of the diplomat's saying. `statements` are in order of their
// sentences.
void drop_circumstances(std::vector<Statement>& statements) {
  for (std::size_t i = 0; i < statements.size(); ++i) {
    Statement& s = statements[i];
    if (s.act != SpeechAct::kRequest || s.addressee >= 0 || s.mode != StatementMode::kIndirect) continue;
    const auto named_with_it = [&](const Statement& other) {
      return !other.content.empty() && &other != &s && other.source.sentence == s.sentence &&
             other.source.holds(s.cue.first);
    };
    bool drop = false;
    for (std::size_t j = i; j > 0 && statements[j - 1].sentence == s.sentence; --j)
      drop |= named_with_it(statements[j - 1]);
    for (std::size_t j = i + 1; j < statements.size() && statements[j].sentence == s.sentence; ++j)
      drop |= named_with_it(statements[j]);
    if (drop) s.content.clear();
  }
  std::erase_if(statements, [](const Statement& s) { return s.content.empty(); });
}

// "PAZ: We waited. Nobody came.": what stands behind the label of a speaker is his up to the end of the line.
void run_on(const syntax::Parsed& parsed, const Layout& layout, Found& f) {
  const Tree tree = parsed.tree(f.sentence);
  if (f.saying.cue != nullptr || f.saying.content.empty() || tree[f.saying.word].form != ":" ||
      !layout.new_line(f.sentence) || f.saying.content.back().last + 2 < tree.size())
    return;
  for (int s = f.sentence + 1; s < parsed.sentences() && !layout.new_line(s); ++s) {
    const WordRange next = trimmed(parsed.tree(s), s, 0, layout.size(s) - 1);
    if (next.empty()) continue;
    f.saying.content.push_back(next);
    f.saying.heads.push_back(parsed.tree(s).root());
  }
}

}  // namespace

Said Finder::find(const syntax::Parsed& parsed, const actors::Cast& cast,
                  const std::vector<time::Expression>& times) const {
  std::vector<Found> found;
  std::vector<Saying> sayings;
  const Layout layout(parsed);
  for (int s = 0; s < parsed.sentences(); ++s) {
    sayings.clear();
    find_sayings(parsed.tree(s), s, index_->cues, cast, sayings);
    for (Saying& saying : sayings) {
      found.push_back({std::move(saying), s, StatementMode::kIndirect, false, -1});
      run_on(parsed, layout, found.back());
    }
  }
  join_quotations(parsed, layout, found);

  std::vector<Statement> all;
  std::vector<std::size_t> first_time(std::size_t(parsed.sentences()) + 1, 0);  // of each sentence
  for (std::size_t t = 0, s = 0; s < first_time.size(); ++s) {
    while (t < times.size() && times[t].range.sentence < int(s)) ++t;
    first_time[s] = t;
  }
  for (const Found& f : found) {
    if (f.saying.content.empty() || (f.mode == StatementMode::kIndirect && writer_thinks(parsed, f)) ||
        (f.quoted && speaks_for_himself(parsed, cast, f)))
      continue;
    Statement s;
    s.sentence = f.sentence;
    s.cue = f.saying.range;
    s.content = f.saying.content;
    s.heads = f.saying.heads;
    s.mode = f.mode;
    s.negated = f.saying.negated;
    s.attitude = attitude(f.saying);
    const Found& voice = f.continues >= 0 ? found[std::size_t(f.continues)] : f;
    if (voice.saying.source >= 0) {
      s.source =
          voice.saying.named.holds(voice.saying.source)
              ? voice.saying.named
              : source_phrase(parsed.tree(voice.sentence), voice.sentence, voice.saying.source, voice.saying.word);
      const int head =
          without_date(parsed, times, first_time[std::size_t(voice.sentence)], s.source, voice.saying.source);
      const WordRange last = s.source;
      const bool swallowed = s.holds(last.sentence, last.first) || s.holds(last.sentence, last.last);
      if (swallowed) s.source = {};
      if (!swallowed) resolve(parsed, cast, voice.sentence, head, s);
    }
    if (f.saying.addressee >= 0) {
      const int mention = cast.of_phrase(parsed.tree(f.sentence), f.sentence, f.saying.addressee);
      if (mention >= 0) s.addressee = cast.mentions[std::size_t(mention)].entity;
    }
    without_date_behind(parsed, times, first_time[std::size_t(f.sentence)], f, s);
    s.act = index_->acts.read(parsed, cast, s, f.saying.act, f.saying.infinitive);
    all.push_back(std::move(s));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Statement& a, const Statement& b) { return a.sentence < b.sentence; });
  drop_circumstances(all);
  Said out(std::move(all));
  // A report of what others feel is the reporter's own claim.
  if (std::erase_if(out.all_, [](const Statement& s) { return s.attitude && s.inside >= 0; }) > 0)
    out = Said(std::move(out.all_));
  for (Statement& s : out.all_) {
    s.when = when_said(times, first_time[std::size_t(s.sentence)], s);
    // A date outside the words that report a saying dates the report.
    const Statement* outer = s.inside >= 0 ? &out[std::size_t(s.inside)] : nullptr;
    if (outer != nullptr && s.when >= 0 && !outer->holds(s.sentence, times[std::size_t(s.when)].head)) s.when = -1;
  }
  return out;
}

}  // namespace casus::statements
