// The accurate gear with an encoder of random weights: what it says is nonsense, that it is trees and the same trees
// whatever else is read is held here. How well the shipped one reads is measured by benchmarks/accuracy.sh.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>

#include "support/small_encoder.h"
#include "syntax/maximum_tree.h"
#include "syntax/syntax.h"

namespace casus::syntax {
namespace {

class WithSmallEncoder : public testing::Test {
 protected:
  void SetUp() override {
    test::SmallEncoder().write(path_);
    auto model = ModelFile::open(CASUS_MODEL), encoder = ModelFile::open(path_);
    ASSERT_TRUE(model && encoder);
    model_.emplace(*std::move(model));
    encoder_.emplace(*std::move(encoder));
    auto syntax = Syntax::open(*model_, &*encoder_);
    ASSERT_TRUE(syntax) << syntax.error().text();
    syntax_.emplace(*std::move(syntax));
  }
  void TearDown() override { std::filesystem::remove(path_); }

  static std::string written(const Parsed& parsed) {
    std::string out;
    for (int s = 0; s < parsed.sentences(); ++s) {
      const Tree tree = parsed.tree(s);
      for (int w = 0; w < tree.size(); ++w) {
        out += std::string(tree[w].form) + "/" + std::string(tree[w].lemma) + "/" + std::string(name(tree[w].xpos)) +
               "/" + std::to_string(tree[w].head) + "/" + std::string(name(tree[w].relation)) + " ";
      }
      out += "\n";
    }
    return out;
  }

  const std::string path_ = testing::TempDir() + "small_encoder_" + std::to_string(getpid()) + ".model";
  std::optional<ModelFile> model_, encoder_;
  std::optional<Syntax> syntax_;
};

TEST_F(WithSmallEncoder, EachSentenceIsATree) {
  std::string text = "Headline of the day\n\nOSLO (AP) - Norway didn't warn anyone. \"We will wait,\" it said; then";
  for (int i = 0; i < 900; ++i) text += " more words";
  const Parsed parsed = syntax_->parse(text);
  ASSERT_GT(parsed.sentences(), 3);
  int words = 0;
  bool paragraph_ends = false;
  for (int s = 0; s < parsed.sentences(); ++s) {
    const Tree tree = parsed.tree(s);
    ASSERT_LE(tree.size(), text::kMaxSentence);
    std::vector<int32_t> heads;
    for (int w = 0; w < tree.size(); ++w) {
      heads.push_back(tree[w].head);
      EXPECT_EQ(tree[w].head < 0, tree[w].relation == Deprel::root);
      EXPECT_FALSE(tree[w].lemma.empty());
    }
    EXPECT_TRUE(is_projective_tree(heads));
    words += tree.size();
    paragraph_ends |= tree[tree.size() - 1].form == "day";
  }
  EXPECT_EQ(words, int(parsed.words().size()));
  EXPECT_TRUE(paragraph_ends) << "whatever the encoder says";
}

TEST_F(WithSmallEncoder, ATextIsReadTheSameInAnyCompany) {
  std::vector<std::string> texts{"", "Norway will wait.", " \n ", "No one knows what will be there, or when.", "\xff"};
  std::string longer;
  for (int i = 0; i < 700; ++i) longer += "Russia and others said no, then " + std::to_string(i) + " times yes. ";
  texts.push_back(longer);
  std::vector<std::string> alone;
  alone.reserve(texts.size());
  for (const std::string& text : texts) alone.push_back(written(syntax_->parse(text)));
  for (const std::vector<std::size_t>& order :
       {std::vector<std::size_t>{0, 1, 2, 3, 4, 5}, {5, 4, 3, 2, 1, 0}, {3, 5, 1, 1}}) {
    std::vector<std::string_view> some;
    for (const std::size_t i : order) some.push_back(texts[i]);
    const std::vector<Parsed> together = syntax_->parse(some);
    ASSERT_EQ(together.size(), order.size());
    for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(written(together[i]), alone[order[i]]) << order[i];
  }
}

TEST_F(WithSmallEncoder, ADamagedEncoderIsNamed) {
  for (const std::string name : {"tags", "relations", "root", "looks", "arcs", "labels"}) {
    test::SmallEncoder broken;
    broken.section(name) = "x";
    if (name == "relations") broken.section(name) = "\xff";
    broken.write(path_);
    auto file = ModelFile::open(path_);
    ASSERT_TRUE(file);
    const auto syntax = Syntax::open(*model_, &*file);
    ASSERT_FALSE(syntax) << name;
    EXPECT_THAT(syntax.error().text(), testing::AllOf(testing::HasSubstr(name), testing::HasSubstr(path_)));
  }
}

}  // namespace
}  // namespace casus::syntax
