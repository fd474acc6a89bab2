// The closed tag sets of UD English: universal and Penn part-of-speech tags, and dependency relations with the subtypes that
// EWT and GUM use. The order is the order in the model file: append only, and raise kModelFormat when it changes.
#pragma once

#include <cstdint>

#include "casus/vocabulary.h"

namespace casus::syntax {

// Tables, laid out by hand.
// clang-format off

#define CASUS_UPOS(F) F(ADJ) F(ADP) F(ADV) F(AUX) F(CCONJ) F(DET) F(INTJ) F(NOUN) F(NUM) F(PART) F(PRON) F(PROPN) F(PUNCT) \
  F(SCONJ) F(SYM) F(VERB) F(X)
#define CASUS_ID(id) id,
enum class Upos : uint8_t { CASUS_UPOS(CASUS_ID) };
#undef CASUS_ID

#define CASUS_XPOS(X)                                                                                                   \
  X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX") X(FW, "FW") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS")         \
  X(LS, "LS") X(MD, "MD") X(NN, "NN") X(NNP, "NNP") X(NNPS, "NNPS") X(NNS, "NNS") X(PDT, "PDT") X(POS, "POS")             \
  X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB") X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO")             \
  X(UH, "UH") X(VB, "VB") X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT")             \
  X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB") X(ADD, "ADD") X(AFX, "AFX") X(GW, "GW") X(HYPH, "HYPH") X(NFP, "NFP")           \
  X(LRB, "-LRB-") X(RRB, "-RRB-") X(OPEN, "``") X(CLOSE, "''") X(COMMA, ",") X(STOP, ".") X(COLON, ":") X(DOLLAR, "$")
#define CASUS_ID(id, text) id,
enum class Xpos : uint8_t { CASUS_XPOS(CASUS_ID) };
#undef CASUS_ID

#define CASUS_DEPRELS(X)                                                                                                 \
  X(acl, "acl") X(acl_relcl, "acl:relcl") X(advcl, "advcl") X(advcl_relcl, "advcl:relcl") X(advmod, "advmod")              \
  X(amod, "amod") X(appos, "appos") X(aux, "aux") X(aux_pass, "aux:pass") X(case_, "case") X(cc, "cc")                     \
  X(cc_preconj, "cc:preconj") X(ccomp, "ccomp") X(compound, "compound") X(compound_prt, "compound:prt") X(conj, "conj")    \
  X(cop, "cop") X(csubj, "csubj") X(csubj_outer, "csubj:outer") X(csubj_pass, "csubj:pass") X(dep, "dep") X(det, "det")    \
  X(det_predet, "det:predet") X(discourse, "discourse") X(dislocated, "dislocated") X(expl, "expl") X(fixed, "fixed")      \
  X(flat, "flat") X(goeswith, "goeswith") X(iobj, "iobj") X(list, "list") X(mark, "mark") X(nmod, "nmod")                  \
  X(nmod_desc, "nmod:desc") X(nmod_poss, "nmod:poss") X(nmod_unmarked, "nmod:unmarked") X(nsubj, "nsubj")                  \
  X(nsubj_outer, "nsubj:outer") X(nsubj_pass, "nsubj:pass") X(nummod, "nummod") X(obj, "obj") X(obl, "obl")                \
  X(obl_agent, "obl:agent") X(obl_unmarked, "obl:unmarked") X(orphan, "orphan") X(parataxis, "parataxis")                  \
  X(punct, "punct") X(reparandum, "reparandum") X(root, "root") X(vocative, "vocative") X(xcomp, "xcomp")
#define CASUS_ID(id, text) id,
enum class Deprel : uint8_t { CASUS_DEPRELS(CASUS_ID) };
#undef CASUS_ID

constexpr std::string_view name(Upos tag) {
#define CASUS_TEXT(id) #id,
  constexpr std::string_view kNames[] = {CASUS_UPOS(CASUS_TEXT)};
#undef CASUS_TEXT
  return kNames[static_cast<int>(tag)];
}
#define CASUS_TEXT(id, text) text,
inline constexpr std::string_view kXposNames[] = {CASUS_XPOS(CASUS_TEXT)};
inline constexpr std::string_view kDeprelNames[] = {CASUS_DEPRELS(CASUS_TEXT)};
#undef CASUS_TEXT
constexpr std::string_view name(Xpos tag) { return kXposNames[static_cast<int>(tag)]; }
constexpr std::string_view name(Deprel relation) { return kDeprelNames[static_cast<int>(relation)]; }
inline constexpr int kUposCount = 17;
inline constexpr int kXposCount = static_cast<int>(std::size(kXposNames));
inline constexpr int kDeprelCount = static_cast<int>(std::size(kDeprelNames));

// clang-format on

}  // namespace casus::syntax
