#include "syntax/graph_parser.h"

#include "encoder/encoder.h"
#include "syntax/biaffine.h"
#include "syntax/maximum_tree.h"
#include "syntax/relations.h"

namespace casus::syntax {
namespace {

constexpr std::size_t kTogether =
    1024;  // pieces read at a time: enough to fill the kernels, little enough to stay near

}  // namespace

struct GraphParser::Parts {
  encoder::Encoder encoder;
  Biaffine biaffine;
};

GraphParser::GraphParser(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
GraphParser::GraphParser(GraphParser&&) noexcept = default;
GraphParser& GraphParser::operator=(GraphParser&&) noexcept = default;
GraphParser::~GraphParser() = default;

Result<GraphParser> GraphParser::open(const ModelFile& model) {
  const auto placed = [&](Error error) {
    if (error.place.empty()) error.place = model.path();
    return error;
  };
  auto encoder = encoder::Encoder::open(model);
  if (!encoder) return placed(encoder.error());
  auto biaffine = Biaffine::open(model, encoder->width());
  if (!biaffine) return placed(biaffine.error());
  return GraphParser(std::make_unique<Parts>(Parts{*std::move(encoder), *std::move(biaffine)}));
}

// One call of parse(): sentences are gathered from the drafts, and read when there are enough.
class GraphParser::Run {
 public:
  explicit Run(const Parts& parts) : parts_(parts), windows_(parts.encoder.vocabulary()) {}

  void add(Draft& draft) {
    const std::vector<uint32_t>& starts = draft.segments.sentence_start;
    for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
      const std::span<Word> words = std::span(draft.words).subspan(starts[s], starts[s + 1] - starts[s]);
      const bool spaced = starts[s] == 0 || draft.words[starts[s] - 1].space_after;
      windows_.begin();
      for (std::size_t w = 0; w < words.size(); ++w) {
        windows_.word(words[w].form, w == 0 ? spaced : words[w - 1].space_after);
      }
      windows_.end();
      pending_.push_back(words);
      if (windows_.pieces() >= kTogether) finish();
    }
  }

  void finish() {
    if (pending_.empty()) return;
    parts_.encoder.encode(windows_, scratch_, vectors_);
    parts_.biaffine.look(vectors_, scratch_, looks_);
    std::size_t at = 0;
    for (const std::span<Word> words : pending_) {
      tree(words, at);
      at += words.size();
    }
    pending_.clear();
    windows_.clear();
  }

 private:
  // `at`: the number of the sentence's first word among the looks.
  void tree(std::span<Word> words, std::size_t at) {
    heads_.resize(words.size());
    parts_.biaffine.arcs(looks_, at, words.size(), scores_);
    maximum_.find(scores_, heads_);
    for (std::size_t w = 0; w < words.size(); ++w) {
      const JointTag tag = parts_.biaffine.joint(looks_.tags[at + w]);
      words[w].upos = tag.upos;
      words[w].xpos = tag.xpos;
      words[w].head = heads_[w];
    }
    label(words, at);
    if (!lift_from_serving(words)) return;
    for (std::size_t w = 0; w < words.size(); ++w) heads_[w] = words[w].head;
    label(words, at);
  }

  void label(std::span<Word> words, std::size_t at) {
    parts_.biaffine.labels(looks_, at, heads_, scratch_, scores_);
    choose_relations(scores_, parts_.biaffine.relations(), words);
  }

  const Parts& parts_;
  encoder::Windows windows_;
  encoder::Scratch scratch_;
  std::vector<std::span<Word>> pending_;  // the sentence in each window
  std::vector<float> vectors_, scores_;
  std::vector<int32_t> heads_;
  Biaffine::Looks looks_;
  MaximumTree maximum_;
};

void GraphParser::parse(std::span<Draft> drafts) const {
  Run run(*parts_);
  for (Draft& draft : drafts) run.add(draft);
  run.finish();
}

}  // namespace casus::syntax
