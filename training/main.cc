// casus-train: the whole recipe from treebanks and archive to one model file. See training/README.md.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "base/model_file.h"
#include "training/conllu.h"
#if __has_include("training/segment_trainer.h")
#include "training/segment_trainer.h"
#define CASUS_HAS_SEGMENT_TRAINER
#endif

int main(int argc, char** argv) {
  using namespace casus;
  using namespace casus::training;
  std::string treebank, archive, out;
  CLI::App app("Trains the model of Casus from treebanks and the archive of current events.");
  app.add_option("--treebank", treebank, "folder with ewt-train.conllu and gum-train.conllu")->required();
  app.add_option("--archive", archive, "events.jsonl: unlabelled news")->required();
  app.add_option("--out", out, "model file to write")->required();
  CLI11_PARSE(app, argc, argv);

  std::vector<std::vector<GoldSentence>> corpora;
  for (const char* name : {"ewt-train", "gum-train"}) {
    auto corpus = read_conllu(treebank + "/" + name + ".conllu");
    if (!corpus) return std::fprintf(stderr, "casus-train: %s\n", corpus.error().text().c_str()), 2;
    std::fprintf(stderr, "%s: %zu sentences\n", name, corpus->size());
    corpora.push_back(std::move(*corpus));
  }
  ModelWriter model;
#ifdef CASUS_HAS_SEGMENT_TRAINER
  model.add("segment", train_segmenter(corpora));
#endif
  const auto written = model.write(out);
  if (!written) return std::fprintf(stderr, "casus-train: %s\n", written.error().text().c_str()), 2;
  return 0;
}
