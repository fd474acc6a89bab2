#include "syntax/relations.h"

#include <gmock/gmock.h>

namespace casus::syntax {
namespace {

using R = Deprel;
using testing::ElementsAre;

struct Given {
  Upos upos;
  Xpos xpos;
  int head;
  std::vector<std::pair<R, float>> scores;  // others are 0
};

constexpr R kRelations[] = {R::root, R::nsubj,    R::nsubj_pass, R::obj, R::iobj,  R::obl,
                            R::aux,  R::aux_pass, R::case_,      R::det, R::punct, R::dep};

std::vector<R> chosen(const std::vector<Given>& sentence) {
  std::vector<Word> words;
  std::vector<float> scores;
  for (const Given& given : sentence) {
    Word& word = words.emplace_back();
    word.upos = given.upos;
    word.xpos = given.xpos;
    word.head = given.head;
    for (const R relation : kRelations) {
      float score = 0;
      for (const auto& [known, value] : given.scores) {
        if (known == relation) score = value;
      }
      scores.push_back(score);
    }
  }
  choose_relations(scores, kRelations, words);
  std::vector<R> out;
  for (const Word& word : words) out.push_back(word.relation);
  return out;
}

TEST(ChooseRelations, TakesTheBest) {
  EXPECT_THAT(chosen({{Upos::PROPN, Xpos::NNP, 1, {{R::nsubj, 5}}},
                      {Upos::VERB, Xpos::VBD, -1, {{R::obj, 9}}},
                      {Upos::PROPN, Xpos::NNP, 1, {{R::obj, 4}, {R::nsubj, 3}}}}),
              ElementsAre(R::nsubj, R::root, R::obj));
}

TEST(ChooseRelations, OnlyTheRootIsOne) {
  EXPECT_THAT(chosen({{Upos::VERB, Xpos::VBD, -1, {}}, {Upos::NOUN, Xpos::NN, 0, {{R::root, 9}, {R::obj, 1}}}}),
              ElementsAre(R::root, R::obj));
}

TEST(ChooseRelations, OfTwoSubjectsTheSurerStays) {
  EXPECT_THAT(chosen({{Upos::NOUN, Xpos::NN, 2, {{R::nsubj, 5}, {R::obl, 1}}},
                      {Upos::NOUN, Xpos::NN, 2, {{R::nsubj, 5}, {R::obl, 4}}},
                      {Upos::VERB, Xpos::VBD, -1, {}}}),
              ElementsAre(R::nsubj, R::obl, R::root));
  EXPECT_THAT(chosen({{Upos::NOUN, Xpos::NN, 2, {{R::nsubj, 5}, {R::obl, 4}}},
                      {Upos::NOUN, Xpos::NN, 2, {{R::nsubj, 5}, {R::obl, 1}}},
                      {Upos::VERB, Xpos::VBD, -1, {}}}),
              ElementsAre(R::obl, R::nsubj, R::root));
}

TEST(ChooseRelations, OfTwoObjectsTheSurerStays) {
  EXPECT_THAT(chosen({{Upos::VERB, Xpos::VBD, -1, {}},
                      {Upos::NOUN, Xpos::NN, 0, {{R::obj, 5}, {R::iobj, 4}}},
                      {Upos::NOUN, Xpos::NN, 0, {{R::obj, 5}, {R::iobj, 1}}}}),
              ElementsAre(R::root, R::iobj, R::obj));
}

TEST(ChooseRelations, APassiveSubjectGoesWithAPassiveAuxiliary) {
  const auto sentence = [](float passive_subject, float passive_auxiliary) {
    return chosen({{Upos::NOUN, Xpos::NN, 2, {{R::nsubj, 3}, {R::nsubj_pass, passive_subject}}},
                   {Upos::AUX, Xpos::VBD, 2, {{R::aux, 3}, {R::aux_pass, passive_auxiliary}}},
                   {Upos::VERB, Xpos::VBN, -1, {}}});
  };
  EXPECT_THAT(sentence(6, 2), ElementsAre(R::nsubj_pass, R::aux_pass, R::root));
  EXPECT_THAT(sentence(4, 1), ElementsAre(R::nsubj, R::aux, R::root));
  EXPECT_THAT(sentence(2, 6), ElementsAre(R::nsubj_pass, R::aux_pass, R::root));
}

TEST(ChooseRelations, ARelationFitsItsTag) {
  EXPECT_THAT(chosen({{Upos::NOUN, Xpos::NN, 1, {{R::aux, 9}, {R::case_, 8}, {R::det, 7}, {R::punct, 6}, {R::obl, 1}}},
                      {Upos::VERB, Xpos::VBD, -1, {}}}),
              ElementsAre(R::obl, R::root));
  EXPECT_THAT(chosen({{Upos::PUNCT, Xpos::STOP, 1, {{R::nsubj, 9}, {R::punct, 1}}}, {Upos::VERB, Xpos::VBD, -1, {}}}),
              ElementsAre(R::punct, R::root));
}

TEST(LiftFromServing, HangsDependentsOnWhatIsServed) {
  // "in the harbour": "the" under "in" moves to "harbour".
  std::vector<Word> words(4);
  const auto set = [&](std::size_t w, Upos upos, int head, R relation) {
    words[w].upos = upos;
    words[w].head = head;
    words[w].relation = relation;
  };
  set(0, Upos::VERB, -1, R::root);
  set(1, Upos::ADP, 3, R::case_);
  set(2, Upos::DET, 1, R::det);
  set(3, Upos::NOUN, 0, R::obl);
  EXPECT_TRUE(lift_from_serving(words));
  EXPECT_EQ(words[2].head, 3);
  EXPECT_FALSE(lift_from_serving(words));
  // "because of": the second word of a fixed expression stays.
  set(2, Upos::ADP, 1, R::fixed);
  EXPECT_FALSE(lift_from_serving(words));
  // Not beyond one that moves: the arcs would cross.
  words.resize(5);
  set(2, Upos::DET, 1, R::det);
  set(3, Upos::PUNCT, 1, R::punct);
  set(4, Upos::NOUN, 0, R::obl);
  words[1].head = 4;
  EXPECT_TRUE(lift_from_serving(words));
  EXPECT_EQ(words[2].head, 4);
  EXPECT_EQ(words[3].head, 4);
  // A determiner that stands for a noun may govern.
  set(2, Upos::DET, 0, R::nsubj);
  set(1, Upos::ADV, 2, R::dep);
  EXPECT_FALSE(lift_from_serving(words));
}

}  // namespace
}  // namespace casus::syntax
