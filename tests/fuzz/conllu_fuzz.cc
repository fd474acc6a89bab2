// Any bytes as a treebank: refused with file and line, or sentences whose words lie in order inside their text.
#include "small.h"
#include "training/conllu.h"

using namespace casus;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string path = (fuzz::scratch() / "fuzz.conllu").string();
  fuzz::write(path, {reinterpret_cast<const char*>(data), size});
  const auto sentences = training::read_conllu(path);
  if (!sentences) {
    fuzz::hold(!sentences.error().place.empty(), "an error names its place");
    return 0;
  }
  for (const auto& sentence : *sentences) {
    uint32_t at = 0;
    for (const auto& word : sentence.words) {
      fuzz::hold(word.begin >= at && word.end >= word.begin && word.end <= sentence.text.size(), "words lie in order");
      at = word.begin;
      fuzz::hold(word.head >= -1 && word.head < int(sentence.words.size()), "heads are words of the sentence");
    }
  }
  fuzz::hold(training::raw_text(*sentences).sentence_begin.size() == sentences->size(),
             "each sentence begins somewhere");
  return 0;
}
