// Speed of the segmenter on news, with its counts checked: tokens cover every byte that is no white space, and one
// thread does it as often as asked.
//
//   segment_benchmark MODEL FILE [times]
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>

#include "base/model_file.h"
#include "text/segment.h"
#include "text/segment_features.h"

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("usage: segment_benchmark MODEL FILE [times]\n", stderr), 2;
  const auto model = casus::ModelFile::open(argv[1]);
  if (!model || !model->section("segmenter")) return std::fputs("no model with a segmenter there\n", stderr), 2;
  const auto segmenter = casus::text::Segmenter::open(*model->section("segmenter"));
  if (!segmenter) return std::fputs("the model is of another version\n", stderr), 2;
  std::ostringstream bytes;
  bytes << std::ifstream(argv[2], std::ios::binary).rdbuf();
  const std::string text = std::move(bytes).str();
  std::size_t words = 0, dark = 0, covered = 0;  // words as wc -w counts them; bytes of no white space
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t space = casus::text::space_at(text, at);
    words += space == 0 && !inside;
    dark += space == 0;
    inside = space == 0;
    at += space == 0 ? 1 : space;
  }
  const int times = argc > 3 ? std::atoi(argv[3]) : 5;
  casus::text::Segments out;
  double best = 1e9;
  for (int i = 0; i < times; ++i) {
    const std::clock_t start = std::clock();
    segmenter->segment(text, out);
    best = std::min(best, double(std::clock() - start) / CLOCKS_PER_SEC);
  }
  for (const auto& token : out.tokens) covered += token.end - token.begin;
  if (covered != dark) return std::fprintf(stderr, "%zu bytes covered of %zu\n", covered, dark), 1;
  std::printf("%zu words, %zu tokens, %d sentences, %d capped: %.3f s of processor time, %.2f M words/s\n", words,
              out.tokens.size(), out.sentences(), out.capped, best, double(words) / best / 1e6);
  return 0;
}
