// casus-train: the whole recipe from treebanks and archive to one model file. See training/README.md.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>

#include "base/model_file.h"
#include "training/archive.h"
#include "training/conllu.h"
#include "training/evaluate.h"
#include "training/lemma_trainer.h"
#include "training/pack.h"
#include "training/parser_trainer.h"
#include "training/present.h"
#include "training/segment_trainer.h"
#include "training/tagger_trainer.h"
#include "training/teacher.h"
#include "training/word_list.h"

namespace casus::training {
namespace {

struct Options {
  std::string treebank, archive, out;
  int seeds = 3, parts = 5, tagger_epochs = 8, parser_epochs = 10;
  int students = 2, repeat = 5, tag_repeat = 4, student_epochs = 4;
  float tagger_margin = 30;
  std::size_t self_words = 1500000;
  int tagger_log = 17, moves_log = 17, labels_log = 16;
  std::size_t tagger_rows = 12000, labels_rows = 16000;
};

void say(const std::string& what) {
  static const auto start = std::chrono::steady_clock::now();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::fprintf(stderr, "%7.1f s  %s\n", seconds, what.c_str());
}

Tokens forms_of(const std::vector<GoldSentence>& sentences) {
  Tokens out;
  for (const GoldSentence& sentence : sentences) {
    auto& forms = out.emplace_back();
    for (const GoldWord& word : sentence.words) forms.push_back(word.form);
  }
  return out;
}

// About so many words of whole sentences, evenly from all of the archive.
std::vector<Sample> news(const Tokens& sentences, std::size_t words, const syntax::WordList& list) {
  std::size_t total = 0;
  for (const auto& sentence : sentences) total += sentence.size();
  const double share = std::min(1.0, double(words) / double(total));
  std::vector<Sample> out;
  double due = 0;
  for (const auto& sentence : sentences) {
    due += share;
    if (due < 1 || sentence.size() < 3) continue;
    due -= 1;
    Sample& sample = out.emplace_back();
    for (const std::string& form : sentence) sample.words.push_back(syntax::lexeme(form, list));
  }
  return out;
}

std::vector<const Sample*> pointers_to(const std::vector<Sample>& samples) {
  std::vector<const Sample*> out;
  for (const Sample& sample : samples) out.push_back(&sample);
  return out;
}

std::vector<Sample> all_reversed(const std::vector<Sample>& samples) {
  std::vector<Sample> out;
  for (const Sample& sample : samples) out.push_back(reversed(sample));
  return out;
}

// The treebanks so many times over, and the news.
std::vector<const Sample*> mixed(const std::vector<const Sample*>& treebanks, int times,
                                 const std::vector<Sample>& news) {
  std::vector<const Sample*> out = pointers_to(news);
  for (int i = 0; i < times; ++i) out.insert(out.end(), treebanks.begin(), treebanks.end());
  return out;
}

void report(const char* name, const Packed& packed) {
  say(std::string(name) + ": " + std::to_string(packed.features) + " features, " + std::to_string(packed.kept) +
      " kept, " + std::to_string(packed.section.size()) + " bytes");
}

Result<Done> train(const Options& options) {
  std::vector<std::vector<GoldSentence>> corpora;
  std::vector<GoldSentence> all;
  for (const char* name : {"ewt-train", "gum-train"}) {
    auto corpus = read_conllu(options.treebank + "/" + name + ".conllu");
    if (!corpus) return corpus.error();
    all.insert(all.end(), corpus->begin(), corpus->end());
    corpora.push_back(std::move(*corpus));
  }
  const auto archive = read_archive(options.archive);
  if (!archive) return archive.error();
  say("read");
  ModelWriter model;
  const std::string segment_bytes = train_segmenter(corpora, *archive);
  say("segmenter");
  model.add("segmenter", segment_bytes);
  const auto segmenter = text::Segmenter::open(segment_bytes);
  if (!segmenter) return segmenter.error();
  Tokens tokens = tokenise(*archive, *segmenter);
  const std::size_t archive_sentences = tokens.size();
  const Tokens forms = forms_of(all);
  tokens.insert(tokens.end(), forms.begin(), forms.end());
  const auto cluster_of = clusters(tokens, 4, 6);
  tokens.resize(archive_sentences);
  say("clusters of " + std::to_string(cluster_of.size()) + " forms");

  const auto tags = joint_tags(all, 4);
  const std::string words_bytes = words_section(all, tags, cluster_of);
  const auto words = syntax::WordList::open(words_bytes, int(tags.size()));
  if (!words) return words.error();
  model.add("words", words_bytes);
  model.add("tags", tags_section(tags));
  model.add("lemma", lemma_section(all, tags));
  say("words, lemmas; " + std::to_string(tags.size()) + " tags");

  std::vector<Sample> train_samples = samples(with_present_tense(all), tags, *words);
  const std::vector<const Sample*> pointers = pointers_to(train_samples);
  std::vector<Sample> pupils;
  if (options.self_words > 0) pupils = news(tokens, options.self_words, *words);
  TaggerOptions tagging{int(tags.size()), options.tagger_epochs, 1, options.tagger_margin};
  ClassWeights tagger;
  for (int seed = 1; seed <= options.seeds; ++seed) {
    tagging.seed = uint64_t(seed);
    tagger.merge(train_tagger(pointers, tagging));
    say("tagger " + std::to_string(seed));
  }
  if (!pupils.empty()) {
    // A tagger that reads backwards votes with the forward ones on the news; those that learn from that join the sum.
    const std::vector<Sample> turned = all_reversed(train_samples);
    tagging.seed = 50;
    const ClassWeights back = train_tagger(pointers_to(turned), tagging);
    for (Sample& pupil : pupils) vote_tags(tagger, back, int(tags.size()), pupil);
    say("news tagged: " + std::to_string(pupils.size()) + " sentences");
    const auto lessons = mixed(pointers, options.tag_repeat, pupils);
    tagging.epochs = options.student_epochs;
    for (int seed = 1; seed <= options.students; ++seed) {
      tagging.seed = uint64_t(50 + seed);
      tagger.merge(train_tagger(lessons, tagging));
      say("tagger with news " + std::to_string(seed));
    }
    tagging.epochs = options.tagger_epochs;
  }
  const Packed packed_tagger = pack_classes(tagger, int(tags.size()), options.tagger_log, options.tagger_rows);
  report("tagger", packed_tagger);
  model.add("tagger", packed_tagger.section);

  tagging.seed = 100;
  jackknife(train_samples, options.parts, tagging);
  int wrong = 0, total = 0;
  for (const Sample& s : train_samples) {
    for (std::size_t w = 0; w < s.tags.size(); ++w) ++total, wrong += s.tags[w] != s.gold_tags[w];
  }
  say("jackknifed, " + std::to_string(100.0 * wrong / total) + " % wrong");

  // Parsers of the treebanks; with others that read backwards they vote on the news, and parsers that learn from that
  // join the sum.
  for (Sample& pupil : pupils) tag(tagger, int(tags.size()), pupil, pupil.tags);
  Teacher teacher(pupils);
  ParserWeights parser;
  for (int seed = 1; seed <= options.seeds; ++seed) {
    const ParserWeights forward = train_parser(pointers, {options.parser_epochs, 0.9, uint64_t(seed)});
    teacher.vote(forward, false);
    parser.merge(forward);
    say("parser " + std::to_string(seed));
  }
  if (!pupils.empty()) {
    const std::vector<Sample> turned = all_reversed(train_samples);
    for (int seed = 1; seed <= options.seeds; ++seed) {
      teacher.vote(train_parser(pointers_to(turned), {options.parser_epochs, 0.9, uint64_t(1000 + seed)}), true);
      say("backward parser " + std::to_string(seed));
    }
    teacher.decide();
    say("news parsed");
    const auto lessons = mixed(pointers, options.repeat, pupils);
    for (int seed = 1; seed <= options.students; ++seed) {
      parser.merge(train_parser(lessons, {options.student_epochs, 0.9, uint64_t(50 + seed)}));
      say("parser with news " + std::to_string(seed));
    }
  }
  const Packed moves = pack_moves(parser.moves, options.moves_log);
  const Packed labels = pack_classes(parser.labels, syntax::kDeprelCount, options.labels_log, options.labels_rows);
  report("moves", moves);
  report("labels", labels);
  model.add("moves", moves.section);
  model.add("labels", labels.section);
  return model.write(options.out);
}

Result<Done> evaluate_on(const std::string& path, const std::vector<std::string>& dev) {
  const auto model = ModelFile::open(path);
  if (!model) return model.error();
  for (const std::string& file : dev) {
    const auto corpus = read_conllu(file);
    if (!corpus) return corpus.error();
    const auto line = evaluate(*model, *corpus);
    if (!line) return line.error();
    std::printf("%s  %s\n", file.c_str(), line->c_str());
  }
  return Done{};
}

}  // namespace
}  // namespace casus::training

int main(int argc, char** argv) {
  using namespace casus::training;
  Options options;
  std::vector<std::string> dev;
  bool only_evaluate = false;
  CLI::App app("Trains the model of Casus from treebanks and the archive of current events.");
  app.add_option("--treebank", options.treebank, "folder with ewt-train.conllu and gum-train.conllu");
  app.add_option("--archive", options.archive, "events.jsonl: unlabelled news");
  app.add_option("--out", options.out, "model file to write")->required();
  app.add_option("--seeds", options.seeds, "runs over the treebanks, summed");
  app.add_option("--tagger-epochs", options.tagger_epochs, "");
  app.add_option("--parser-epochs", options.parser_epochs, "");
  app.add_option("--tagger-log", options.tagger_log, "log2 of the lines of the tagger's table");
  app.add_option("--moves-log", options.moves_log, "");
  app.add_option("--labels-log", options.labels_log, "");
  app.add_option("--tagger-rows", options.tagger_rows, "");
  app.add_option("--labels-rows", options.labels_rows, "");
  app.add_option("--self-words", options.self_words, "words of the archive to learn from");
  app.add_option("--students", options.students, "runs that learn from them, summed with the others");
  app.add_option("--repeat", options.repeat, "how often the treebanks stand beside them");
  app.add_option("--student-epochs", options.student_epochs, "");
  app.add_option("--tagger-margin", options.tagger_margin, "a right tag that leads by less is learned from too");
  app.add_option("--parts", options.parts, "parts of the jackknife");
  app.add_option("--dev", dev, "treebank files to evaluate on, from gold tokens");
  app.add_flag("--evaluate", only_evaluate, "do not train, evaluate the model at --out");
  CLI11_PARSE(app, argc, argv);
  auto done = only_evaluate ? casus::Result<casus::Done>(casus::Done{}) : train(options);
  if (done) done = evaluate_on(options.out, dev);
  if (done) return 0;
  std::fprintf(stderr, "casus-train: %s\n", done.error().text().c_str());
  return 2;
}
