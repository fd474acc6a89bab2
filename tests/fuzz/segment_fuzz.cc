// Any bytes through the segmenter: tokens lie in order inside the text, hold no white space at their ends, leave
// nothing but white space between them, and sentences share them out within their cap.
#include <cstdlib>
#include <memory>

#include "base/model_file.h"
#include "text/segment.h"
#include "text/segment_features.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

const casus::text::Segmenter* segmenter() {
  static const auto model = casus::ModelFile::open(CASUS_MODEL);
  if (!model) return nullptr;
  static const auto section = model->section("segmenter");
  if (!section) return nullptr;
  static const auto opened = casus::text::Segmenter::open(*section);
  return opened ? &*opened : nullptr;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  const auto* with = segmenter();
  if (with == nullptr) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  casus::text::Segments out;
  with->segment(text, out);
  uint32_t at = 0;
  for (const auto& token : out.tokens) {
    check(token.begin >= at && token.end > token.begin && token.end <= size);
    check(casus::text::space_at(text, token.begin) == 0);
    while (at < token.begin) {
      const std::size_t space = casus::text::space_at(text, at);
      check(space != 0);
      at += uint32_t(space);
    }
    at = token.end;
  }
  check(out.tokens.empty() == (out.sentences() == 0));
  for (int i = 0; i < out.sentences(); ++i) {
    const uint32_t begin = out.sentence_start[std::size_t(i)], end = out.sentence_start[std::size_t(i) + 1];
    check(begin < end && end - begin <= uint32_t(casus::text::kMaxSentence));
  }
  if (!out.tokens.empty()) check(out.sentence_start.front() == 0 && out.sentence_start.back() == out.tokens.size());
  return 0;
}
