#include "syntax/conllu.h"

#include <charconv>

#include "base/shown.h"

namespace casus::syntax {
namespace {

void number(int value, std::string& out) {
  char digits[12];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

// A field holds no tab and no line break; a form may hold a strange space.
void field(std::string_view text, std::string& out) {
  if (text.empty()) out += '_';
  show(text, out);
}

void token_row(const Tree& tree, int first, int last, std::string& out) {
  number(first + 1, out);
  out += '-';
  number(last + 1, out);
  out += '\t';
  for (int w = first; w <= last; ++w) field(tree[w].form, out);
  out += tree[last].space_after ? "\t_\t_\t_\t_\t_\t_\t_\t_\n" : "\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n";
}

}  // namespace

void write_conllu(const Parsed& parsed, std::string_view document, std::string& out) {
  if (!document.empty()) {
    out += "# newdoc id = ";
    field(document, out);
    out += '\n';
  }
  for (int s = 0; s < parsed.sentences(); ++s) {
    const Tree tree = parsed.tree(s);
    if (tree.size() == 0) continue;
    out += "# sent_id = ";
    number(s + 1, out);
    out += "\n# text = ";
    field(parsed.slice(parsed.whole(s)), out);
    out += '\n';
    for (int w = 0; w < tree.size(); ++w) {
      const Word& word = tree[w];
      int last = w;
      while (word.first_of_token && last + 1 < tree.size() && !tree[last + 1].first_of_token) ++last;
      if (last > w) token_row(tree, w, last, out);
      const bool alone = word.first_of_token && last == w;
      number(w + 1, out);
      out += '\t';
      field(word.form, out);
      out += '\t';
      field(word.lemma, out);
      out += '\t';
      out += name(word.upos);
      out += '\t';
      out += name(word.xpos);
      out += "\t_\t";
      number(word.head + 1, out);
      out += '\t';
      out += name(word.relation);
      out += alone && !word.space_after ? "\t_\tSpaceAfter=No\n" : "\t_\t_\n";
    }
    out += '\n';
  }
}

}  // namespace casus::syntax
