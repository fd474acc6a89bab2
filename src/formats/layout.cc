// One pass over the characters: a word is collected with its styles, and put on this line or the next when it ends.
#include "formats/layout.h"

#include <array>

#include "base/shown.h"
#include "base/utf8.h"

namespace casus::formats {
namespace {

constexpr std::array<std::string_view, 7> kCodes = {"\033[0m",  "\033[1m",  "\033[1;36m", "\033[33m",
                                                    "\033[32m", "\033[35m", "\033[2m"};

std::string_view code(Style style) {
  return kCodes[static_cast<std::size_t>(style)];
}

class Lines {
 public:
  Lines(int indent, const Layout& layout, std::string& out)
      : indent_(std::size_t(indent)), layout_(layout), out_(out) {}

  void character(std::string_view bytes, Style style) {
    if (word_width_ == 0)
      first_ = last_ = style;  // the style a word begins in is put with the word, when its place is known
    else
      change(last_, style, word_);
    word_ += bytes;
    ++word_width_;
  }
  void end_word() {
    if (word_width_ == 0) return;
    if (column_ > 0 && column_ + 1 + word_width_ <= std::size_t(layout_.width)) {
      if (first_ != line_) change(line_, Style::kPlain, out_);
      out_ += ' ';
      ++column_;
    } else {
      change(line_, Style::kPlain, out_);
      if (column_ > 0) out_ += '\n';
      out_.append(indent_, ' ');
      column_ = indent_;
    }
    change(line_, first_, out_);
    out_ += word_;
    line_ = last_;
    column_ += word_width_;
    word_.clear();
    word_width_ = 0;
  }
  void finish() {
    end_word();
    change(line_, Style::kPlain, out_);
    if (column_ > 0) out_ += '\n';
  }

 private:
  void change(Style& from, Style to, std::string& out) const {
    if (from == to) return;
    if (layout_.colours) {
      if (from != Style::kPlain) out += code(Style::kPlain);
      if (to != Style::kPlain) out += code(to);
    }
    from = to;
  }

  std::size_t indent_;
  const Layout& layout_;
  std::string& out_;
  std::string word_;
  std::size_t word_width_ = 0, column_ = 0;
  Style first_ = Style::kPlain, last_ = Style::kPlain, line_ = Style::kPlain;
};

}  // namespace

void lay_out(std::string_view text, const std::vector<Mark>& marks, int indent, const Layout& layout,
             std::string& out) {
  Lines lines(indent, layout, out);
  uint32_t at = 0;
  for (std::size_t byte = 0; byte < text.size(); ++at) {
    const utf8::Decoded c = utf8::decode(text, byte);
    const std::string_view bytes = text.substr(byte, c.length);
    byte += c.length;
    if (c.value == ' ' || (c.value >= '\t' && c.value <= '\r')) {
      lines.end_word();
      continue;
    }
    Style style = Style::kPlain;
    for (const Mark& mark : marks) {
      if (mark.span.start <= at && at < mark.span.end) {
        style = mark.style;
        break;
      }
    }
    lines.character(steers(c.value) || !c.valid ? std::string_view("\uFFFD") : bytes, style);
  }
  lines.finish();
}

std::string styled(std::string_view text, Style style, const Layout& layout) {
  if (!layout.colours || style == Style::kPlain) return std::string(text);
  return std::string(code(style)) + std::string(text) + std::string(code(Style::kPlain));
}

}  // namespace casus::formats
