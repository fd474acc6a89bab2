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
#include "training/tagger_trainer.h"
#include "training/word_list.h"
#if __has_include("training/segment_trainer.h")
#include "training/segment_trainer.h"
#define CASUS_HAS_SEGMENT_TRAINER
#endif

namespace casus::training {
namespace {

struct Options {
  std::string treebank, archive, out;
  int seeds = 3, parts = 5, tagger_epochs = 8, parser_epochs = 10;
  int tagger_log = 17, moves_log = 17, labels_log = 16;
  std::size_t tagger_rows = 24000, labels_rows = 32000;
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

Tokens crude(const std::vector<std::string>& texts) {
  Tokens out;
  for (const std::string& text : texts) {
    auto& forms = out.emplace_back();
    std::string word;
    const auto flush = [&] {
      if (!word.empty()) forms.push_back(word);
      word.clear();
    };
    for (char c : text) {
      if (c == ' ') {
        flush();
      } else if (std::string_view(",;:()\"-!?[]").find(c) != std::string_view::npos) {
        flush();
        forms.emplace_back(1, c);
      } else {
        word += c;
      }
    }
    if (word.size() > 1 && word.back() == '.') word.pop_back(), flush(), forms.emplace_back(".");
    flush();
  }
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
  std::string segment_bytes;
#ifdef CASUS_HAS_SEGMENT_TRAINER
  segment_bytes = train_segmenter(corpora);
  say("segmenter");
#endif
  model.add("segment", segment_bytes);
  const auto segmenter = text::Segmenter::open(segment_bytes);
  Tokens tokens;
  if (segmenter && !segment_bytes.empty()) tokens = tokenise(*archive, *segmenter);
  if (tokens.empty()) tokens = crude(*archive);
  const Tokens forms = forms_of(all);
  tokens.insert(tokens.end(), forms.begin(), forms.end());
  const auto cluster_of = clusters(tokens, 4, 6);
  say("clusters of " + std::to_string(cluster_of.size()) + " forms");

  const auto tags = joint_tags(all, 4);
  const std::string words_bytes = words_section(all, tags, cluster_of);
  const auto words = syntax::WordList::open(words_bytes, int(tags.size()));
  if (!words) return words.error();
  model.add("words", words_bytes);
  model.add("tags", tags_section(tags));
  model.add("lemma", lemma_section(all, tags));
  say("words, lemmas; " + std::to_string(tags.size()) + " tags");

  std::vector<Sample> train_samples = samples(all, tags, *words);
  std::vector<const Sample*> pointers;
  for (const Sample& s : train_samples) pointers.push_back(&s);
  TaggerOptions tagging{int(tags.size()), options.tagger_epochs, 1};
  ClassWeights tagger;
  for (int seed = 1; seed <= options.seeds; ++seed) {
    tagging.seed = uint64_t(seed);
    tagger.merge(train_tagger(pointers, tagging));
    say("tagger " + std::to_string(seed));
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

  ParserWeights parser;
  for (int seed = 1; seed <= options.seeds; ++seed) {
    parser.merge(train_parser(pointers, {options.parser_epochs, 0.9, uint64_t(seed)}));
    say("parser " + std::to_string(seed));
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
  app.add_option("--seeds", options.seeds, "runs whose weights are summed");
  app.add_option("--tagger-epochs", options.tagger_epochs, "");
  app.add_option("--parser-epochs", options.parser_epochs, "");
  app.add_option("--tagger-log", options.tagger_log, "log2 of the lines of the tagger's table");
  app.add_option("--moves-log", options.moves_log, "");
  app.add_option("--labels-log", options.labels_log, "");
  app.add_option("--tagger-rows", options.tagger_rows, "");
  app.add_option("--labels-rows", options.labels_rows, "");
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
