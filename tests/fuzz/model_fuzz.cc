// Any bytes in a model: as the whole file, or inside the sections of a small one whose sizes and digest are right, so
// that they reach the code that opens and uses each. Refused with a message, or a text is parsed into trees.
//
// The first byte names the section (eight: the whole file); the low bits of the second: 0 other bytes are all the
// section, 1 it ends with them (so many bytes in), else patches follow: three bytes of place, one of length, bytes.
#include <algorithm>

#include "base/model_file.h"
#include "small.h"
#include "syntax/conllu.h"
#include "syntax/syntax.h"

using namespace casus;

namespace {

std::size_t place_in(std::string_view bytes, std::size_t size) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < 3 && i < bytes.size(); ++i) at = at << 8 | static_cast<unsigned char>(bytes[i]);
  return at % std::max<std::size_t>(size, 1);
}

void change(std::string& section, unsigned how, std::string_view bytes) {
  if (how == 0) {
    section = bytes;
  } else if (how == 1) {
    section.resize(place_in(bytes, section.size()));
    section += bytes.substr(std::min<std::size_t>(3, bytes.size()));
  } else {
    while (bytes.size() > 4) {
      const std::size_t at = place_in(bytes, section.size());
      std::string_view patch = bytes.substr(4, static_cast<unsigned char>(bytes[3]));
      bytes = bytes.substr(4 + patch.size());
      patch = patch.substr(0, section.size() - at);
      section.replace(at, patch.size(), patch);
    }
  }
}

void check(const syntax::Syntax& syntax) {
  const auto parsed = syntax.parse(fuzz::kDispatch);
  for (int s = 0; s < parsed.sentences(); ++s) {
    const auto tree = parsed.tree(s);
    for (int w = 0; w < tree.size(); ++w)
      fuzz::hold(tree[w].head >= -1 && tree[w].head < tree.size(), "heads are words of the sentence");
  }
  std::string out;
  syntax::write_conllu(parsed, "fuzz", out);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const auto whole = fuzz::small_model();
  if (whole.empty() || size < 2) return 0;
  const std::string path = (fuzz::scratch() / "fuzz.model").string();
  const std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t chosen = data[0] % 8;
  if (chosen == 7) {
    fuzz::write(path, rest);
  } else {
    auto sections = whole;
    change(std::next(sections.begin(), std::ptrdiff_t(chosen))->second, data[1] & 3U, rest);
    ModelWriter out;
    for (const auto& [name, bytes] : sections) out.add(name, bytes);
    fuzz::hold(out.write(path).ok(), "the model is written");
  }
  const auto model = ModelFile::open(path);
  if (!model) {
    fuzz::hold(chosen == 7 && !model.error().message.empty(), "only what is no model is refused here, and told");
    return 0;
  }
  const auto syntax = syntax::Syntax::open(*model);
  if (syntax)
    check(*syntax);
  else
    fuzz::hold(!syntax.error().message.empty(), "an error says what");
  return 0;
}
