#include "text/html.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace casus::text {
namespace {

template <std::size_t N>
bool among(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// HTML Living Standard: what is no flow of reading text, and what breaks the line.
constexpr std::array<std::string_view, 14> kDropped{"script", "style",    "nav",      "footer", "aside",
                                                    "form",   "noscript", "template", "svg",    "button",
                                                    "select", "textarea", "iframe",   "figure"};
constexpr std::array<std::string_view, 27> kBlocks{
    "p",  "div", "section", "article",    "main", "h1", "h2",   "h3",     "h4",
    "h5", "h6",  "ul",      "ol",         "li",   "dl", "dt",   "dd",     "table",
    "tr", "td",  "th",      "blockquote", "pre",  "hr", "body", "header", "figcaption"};

struct Named {
  std::string_view name;
  char32_t value;
};
// The character references that text is full of; others stay as they are written.
constexpr std::array kNamed{
    Named{"amp", '&'},       Named{"lt", '<'},       Named{"gt", '>'},       Named{"quot", '"'},
    Named{"apos", '\''},     Named{"nbsp", 0xA0},    Named{"ldquo", 0x201C}, Named{"rdquo", 0x201D},
    Named{"lsquo", 0x2018},  Named{"rsquo", 0x2019}, Named{"ndash", 0x2013}, Named{"mdash", 0x2014},
    Named{"hellip", 0x2026}, Named{"laquo", 0xAB},   Named{"raquo", 0xBB},   Named{"euro", 0x20AC},
    Named{"pound", 0xA3},    Named{"yen", 0xA5},     Named{"cent", 0xA2},    Named{"copy", 0xA9},
    Named{"reg", 0xAE},      Named{"trade", 0x2122}, Named{"deg", 0xB0},     Named{"middot", 0xB7},
    Named{"bull", 0x2022},   Named{"times", 0xD7},   Named{"frac12", 0xBD},  Named{"eacute", 0xE9},
    Named{"egrave", 0xE8},   Named{"ecirc", 0xEA},   Named{"euml", 0xEB},    Named{"aacute", 0xE1},
    Named{"agrave", 0xE0},   Named{"acirc", 0xE2},   Named{"auml", 0xE4},    Named{"aring", 0xE5},
    Named{"atilde", 0xE3},   Named{"ccedil", 0xE7},  Named{"iacute", 0xED},  Named{"icirc", 0xEE},
    Named{"iuml", 0xEF},     Named{"ntilde", 0xF1},  Named{"oacute", 0xF3},  Named{"ocirc", 0xF4},
    Named{"ouml", 0xF6},     Named{"oslash", 0xF8},  Named{"otilde", 0xF5},  Named{"uacute", 0xFA},
    Named{"ucirc", 0xFB},    Named{"uuml", 0xFC},    Named{"szlig", 0xDF},   Named{"aelig", 0xE6},
    Named{"scaron", 0x161},  Named{"Eacute", 0xC9},  Named{"Ouml", 0xD6},    Named{"Uuml", 0xDC},
    Named{"Auml", 0xC4}};

// Numbers 128 to 159 mean windows-1252 (HTML Living Standard, numeric character reference end state).
constexpr std::array<char32_t, 32> kWindows{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                            0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// Appends what stands at `at`: a reference decoded, or its ampersand. Gives the bytes used.
std::size_t append_reference(std::string_view html, std::size_t at, std::string& out) {
  const std::size_t end = html.substr(at, 12).find(';');
  if (end != std::string_view::npos && end > 1) {
    const std::string_view name = html.substr(at + 1, end - 1);
    if (name[0] == '#') {
      char32_t value = 0;
      const bool hex = name.size() > 2 && (name[1] | 32) == 'x';
      bool fine = name.size() > (hex ? 2U : 1U);
      for (char c : name.substr(hex ? 2 : 1)) {
        const int digit = c >= '0' && c <= '9'                        ? c - '0'
                          : hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                                      : -1;
        if (digit < 0 || value > 0x10FFFF) fine = false;
        if (fine) value = value * (hex ? 16 : 10) + char32_t(digit);
      }
      value = value == '\t' || value == '\n' || value == '\r' ? ' '
              : value >= 0x80 && value < 0xA0                 ? kWindows[value - 0x80]
                                                              : value;
      if (fine && value >= 32 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF)) {
        utf8::append(out, value);
        return end + 1;
      }
    }
    for (const Named& named : kNamed) {
      if (named.name == name) {
        utf8::append(out, named.value);
        return end + 1;
      }
    }
  }
  out += '&';
  return 1;
}

struct Tag {
  std::string name;
  std::string_view attributes;
  bool closing = false;
};

std::optional<std::string> attribute(std::string_view attributes, std::string_view name) {
  for (std::size_t at = attributes.find(name); at != std::string_view::npos; at = attributes.find(name, at + 1)) {
    std::size_t i = at + name.size();
    if (i >= attributes.size() || attributes[i] != '=' ||
        (at > 0 && attributes[at - 1] != ' ' && attributes[at - 1] != '\n'))
      continue;
    ++i;
    const char quote = i < attributes.size() && (attributes[i] == '"' || attributes[i] == '\'') ? attributes[i++] : ' ';
    const std::size_t end = std::min(attributes.find(quote, i), attributes.size());
    std::string value;
    for (std::size_t k = i; k < end;) {
      if (attributes[k] == '&')
        k += append_reference(attributes, k, value);
      else
        value += attributes[k++];
    }
    return value;
  }
  return std::nullopt;
}

class Extraction {
 public:
  explicit Extraction(std::string_view html) : html_(html) {}

  Page run() {
    while (at_ < html_.size()) {
      if (html_[at_] == '<' && markup()) continue;
      if (html_[at_] == '&') {
        std::string decoded;
        at_ += append_reference(html_, at_, decoded);
        for (char c : decoded) put(c);
      } else {
        put(html_[at_++]);
      }
    }
    return std::move(page_);
  }

 private:
  void put(char c) {
    if (dropped_ > 0) return;
    std::string& out = in_title_ ? title_ : page_.text;
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
      space_ = true;
      return;
    }
    if (!in_title_ && break_ > 0 && !out.empty())
      out.append(std::size_t(break_), '\n');
    else if (space_ && !out.empty())
      out += ' ';
    break_ = in_title_ ? break_ : 0;
    space_ = false;
    out += c;
  }

  // Comment, declaration or tag; false where the '<' is only a character.
  bool markup() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      at_ = std::min(html_.find("-->", at_ + 4), html_.size() - 3) + 3;
      return true;
    }
    if (rest.size() < 2) return false;
    const char second = rest[1];
    if (second == '!' || second == '?') {
      at_ = std::min(html_.find('>', at_), html_.size() - 1) + 1;
      return true;
    }
    const bool closing = second == '/';
    std::size_t i = at_ + (closing ? 2 : 1);
    Tag tag;
    tag.closing = closing;
    for (; i < html_.size(); ++i) {
      const char c = html_[i], low = char(c | 32);
      if (low >= 'a' && low <= 'z')
        tag.name += low;
      else if (c >= '0' && c <= '9' && !tag.name.empty())
        tag.name += c;
      else
        break;
    }
    if (tag.name.empty()) return false;
    const std::size_t begin = i;
    char quote = 0;
    while (i < html_.size() && (quote != 0 || html_[i] != '>')) {
      if (quote == 0 && !astray_ && (html_[i] == '"' || html_[i] == '\''))
        quote = html_[i];
      else if (html_[i] == quote)
        quote = 0;
      ++i;
    }
    if (i >= html_.size() && quote != 0) {  // a lone quotation mark: never again look so far for its fellow
      astray_ = true;
      i = std::min(html_.find('>', begin), html_.size());
    }
    tag.attributes = html_.substr(begin, i - begin);
    at_ = std::min(i + 1, html_.size());
    act(tag);
    return true;
  }

  void act(const Tag& tag) {
    if (!tag.closing && (tag.name == "script" || tag.name == "style")) {
      skip_raw(tag.name);
      return;
    }
    if (tag.name == "title") {
      if (tag.closing && in_title_ && !page_.title && !title_.empty()) page_.title = title_;
      in_title_ = !tag.closing;
      space_ = false;
      return;
    }
    if (tag.name == "meta" && !page_.date) meta(tag.attributes);
    if (tag.name == "time" && !tag.closing && !page_.date) {
      if (const auto day = attribute(tag.attributes, "datetime")) page_.date = Date::parse(*day);
    }
    if (tag.name == "link" && !page_.url && attribute(tag.attributes, "rel") == "canonical")
      page_.url = attribute(tag.attributes, "href");
    if (among(tag.name, kDropped)) dropped_ = std::max(0, dropped_ + (tag.closing ? -1 : 1));
    if (tag.name == "body" && tag.closing) dropped_ = 0;
    if (tag.name == "br") break_ = std::max(break_, 1);
    if (tag.name == "h1") heading(tag.closing);
    if (among(tag.name, kBlocks)) {
      break_ = 2;
      in_title_ = false;  // a title that nobody closed must not swallow the page
    }
    if (tag.name == "article" && !tag.closing) dropped_ = 0;  // an unclosed menu must not swallow the page
  }

  // A first heading that the page's title repeats ("Heading | Newspaper") is the title, and no part of the text.
  void heading(bool closing) {
    if (!closing) {
      heading_ = page_.text.size();
      return;
    }
    if (heading_ > page_.text.size()) return;
    const std::size_t begin = page_.text.find_first_not_of('\n', heading_);
    if (begin != std::string::npos && page_.title &&
        page_.title->starts_with(std::string_view(page_.text).substr(begin))) {
      page_.title = page_.text.substr(begin);
      page_.text.resize(heading_);
    }
    heading_ = std::string::npos;
  }

  void meta(std::string_view attributes) {
    auto key = attribute(attributes, "property");
    if (!key) key = attribute(attributes, "name");
    if (!key) key = attribute(attributes, "itemprop");
    if (!key) return;
    if (*key == "article:published_time" || *key == "datePublished" || *key == "date" || *key == "pubdate" ||
        *key == "DC.date.issued") {
      if (const auto content = attribute(attributes, "content")) page_.date = Date::parse(*content);
    }
  }

  void skip_raw(std::string_view name) {
    for (std::size_t close = html_.find("</", at_); close != std::string_view::npos;
         close = html_.find("</", close + 2)) {
      std::size_t same = 0;
      while (same < name.size() && close + 2 + same < html_.size() && (html_[close + 2 + same] | 32) == name[same])
        ++same;
      if (same == name.size()) {
        if (!page_.date) published(html_.substr(at_, close - at_));
        at_ = std::min(html_.find('>', close), html_.size() - 1) + 1;
        return;
      }
    }
    at_ = html_.size();
  }

  // The day in the page's own description of itself (https://schema.org/datePublished), which is a script.
  void published(std::string_view script) {
    const std::size_t key = script.find("\"datePublished\"");
    if (key == std::string_view::npos) return;
    const std::size_t begin = script.find('"', std::min(script.find(':', key), script.size()));
    if (begin != std::string_view::npos) page_.date = Date::parse(script.substr(begin + 1, 10));
  }

  std::string_view html_;
  std::size_t at_ = 0;
  Page page_;
  std::string title_;
  std::size_t heading_ = std::string::npos;  // where the open heading begins in the text
  bool in_title_ = false, space_ = false, astray_ = false;
  int dropped_ = 0, break_ = 0;
};

}  // namespace

std::string declared_charset(std::string_view html) {
  const std::string_view head = html.substr(0, 1024);
  std::size_t at = head.find("charset=");
  if (at == std::string_view::npos) return {};
  std::string out;
  for (at += 8; at < head.size() && out.size() < 32; ++at) {
    const char c = head[at], low = char(c | 32);
    if ((low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')
      out += c;
    else if (!out.empty() || (c != '"' && c != '\''))
      break;
  }
  return out;
}

Page read_html(std::string_view html) {
  return Extraction(html).run();
}

}  // namespace casus::text
