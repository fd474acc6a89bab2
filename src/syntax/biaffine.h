// Tags and scores of heads and relations over the vectors of an encoder: a linear tagger, biaffine
// scores of heads (Dozat and Manning 2017), and relations from what dependent and head are, each alone and number by
// number together. What it scores, maximum_tree.h and relations.h decide.
//
// Sections: "tags" (u32 count, then u8 upos, u8 xpos each), "relations" (u8 each), "looks" (a product,
// encoder/product.h, from a word's vector to: a score a tag, one for an end of sentence, which is not asked, then the
// word as dependent and as head of an arc, 256 numbers each, and of a relation, 128 each), "root" (f32: the root as
// head of both), "arcs" (a product: a dependent to what it asks of a head), "labels" (a product: dependent, head and
// their product number by number to a score a relation).
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/model_file.h"
#include "casus/error.h"
#include "encoder/apply.h"
#include "syntax/tagger.h"
#include "syntax/tags.h"

namespace casus::syntax {

class Biaffine {
 public:
  // What is known of each word of a text, filled by look(). Moves, never copies.
  struct Looks {
    std::vector<uint8_t> tags;  // number of the best joint tag
    std::vector<float> sides;   // each word as dependent and head, of arcs and relations
    std::vector<float> asked;   // what each word asks of a head
    std::vector<float> pairs, row;
  };

  // kWrongModel where a section is missing or damaged. `width` is that of the encoder.
  static Result<Biaffine> open(const ModelFile& model, int width);
  Biaffine(Biaffine&&) noexcept;
  Biaffine& operator=(Biaffine&&) noexcept;
  ~Biaffine();

  [[nodiscard]] JointTag joint(int tag) const;
  [[nodiscard]] std::span<const Deprel> relations() const;

  // `vectors`: width floats a word.
  void look(std::span<const float> vectors, encoder::Scratch& scratch, Looks& out) const;

  // Of the sentence of words [first, first + n): out[w * (n + 1) + h], h = 0 the root, h - 1 a word (maximum_tree.h).
  void arcs(const Looks& looks, std::size_t first, std::size_t n, std::vector<float>& out) const;

  // out[w * relations().size() + r] for each word of the sentence under its head (-1: the root).
  void labels(Looks& looks, std::size_t first, std::span<const int32_t> heads, encoder::Scratch& scratch,
              std::vector<float>& out) const;

 private:
  struct Parts;
  explicit Biaffine(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::syntax
