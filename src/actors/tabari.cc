#include "actors/tabari.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "casus/date.h"

namespace casus::actors {
namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kVariants = 64;  // of one name, by its sets

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\f\v");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\f\v") - first + 1);
}

// Words between underscores and spaces, with single spaces.
std::string plain_name(std::string_view text) {
  std::string out;
  for (char c : trim(text)) {
    const bool gap = c == '_' || c == ' ' || c == '\t';
    if (!gap) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// A day from YYMMDD or YYYYMMDD, -1 where it is none.
int day_of(std::string_view digits) {
  int number = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || stop != digits.data() + digits.size()) return -1;
  if (digits.size() == 6) number += number >= 300000 ? 19000000 : 20000000;
  if (digits.size() != 6 && digits.size() != 8) return -1;
  return Date::of(number / 10000, number / 100 % 100, number % 100) ? number : -1;
}

class Lines {
 public:
  explicit Lines(std::string_view bytes) : rest_(bytes) {}

  OwnDictionary read() {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
    while (!rest_.empty()) {
      const std::size_t end = rest_.find('\n');
      ++number_;
      line(rest_.substr(0, end));
      rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    }
    close();
    std::stable_sort(out_.complaints.begin(), out_.complaints.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    return std::move(out_);
  }

 private:
  void complain(std::string message) { out_.complaints.push_back({number_, std::move(message)}); }

  void line(std::string_view text) {
    if (in_comment_ || trim(text).starts_with("<!--")) {
      in_comment_ = text.find("-->") == std::string_view::npos;
      return;
    }
    text = trim(text.substr(0, text.find_first_of(";#")));
    if (text.empty()) return;
    if (text.starts_with('!') && text.find('=') != std::string_view::npos) return set(text);
    if (text.starts_with('[')) {
      if (!open_) return complain("a code without a name before it");
      return codes(text);
    }
    const bool synonym = text.starts_with('+');
    if (synonym) text = trim(text.substr(1));
    if (synonym && !open_) return complain("a synonym without a name before it");
    if (!synonym) {
      close();
      open_ = true;
      current_ = OwnActor{};
      current_.line = number_;
      broken_ = false;
    }
    const std::size_t end = text.find_first_of("[{");
    name(text.substr(0, end), current_.names);
    if (end == std::string_view::npos) return;
    text = text.substr(end);
    if (text.starts_with('{')) {
      const std::size_t brace = text.find('}');
      if (brace == std::string_view::npos) return complain("a plural that is not closed by '}'");
      const std::string_view plural = trim(text.substr(1, brace - 1));
      if (!plural.empty()) name(plural, current_.plurals);
      text = trim(text.substr(brace + 1));
    }
    if (!text.empty()) codes(text);
  }

  void name(std::string_view text, std::vector<std::string>& into) {
    const std::string plain = plain_name(text);
    if (plain.empty()) return broken("no name");
    if (plain.size() > kLongestName) return broken("a name of more than 200 bytes");
    if (plain.find_first_of("]}=~<>") != std::string::npos) return broken("'" + plain + "' is no name");
    std::vector<std::string> variants{plain};
    for (std::size_t i = 0; i < variants.size();) {
      const std::size_t first = variants[i].find('!');
      const std::size_t second = first == std::string::npos ? first : variants[i].find('!', first + 1);
      if (first == std::string::npos) {
        ++i;
        continue;
      }
      const auto known =
          second == std::string::npos ? sets_.end() : sets_.find(variants[i].substr(first, second - first + 1));
      if (known == sets_.end()) return broken("'" + plain + "' names an unknown set");
      const std::string whole = variants[i];
      variants.erase(variants.begin() + std::ptrdiff_t(i));
      if (variants.size() + known->second.size() > kVariants) return broken("too many forms of '" + plain + "'");
      for (const std::string& member : known->second)
        variants.push_back(whole.substr(0, first) + member + whole.substr(second + 1));
    }
    into.insert(into.end(), variants.begin(), variants.end());
  }

  void broken(std::string message) {
    complain(std::move(message));
    broken_ = true;
  }

  void set(std::string_view text) {
    const std::size_t equals = text.find('=');
    const std::string key(trim(text.substr(0, equals)));
    if (key.size() < 3 || key.back() != '!' || key.find('!', 1) != key.size() - 1)
      return complain("a set without a name between '!'");
    std::vector<std::string> members;
    text = text.substr(equals + 1);
    for (;;) {
      const std::size_t comma = text.find(',');
      const std::string member = plain_name(text.substr(0, comma));
      if (!member.empty()) members.push_back(member);
      if (comma == std::string_view::npos) break;
      text = text.substr(comma + 1);
    }
    if (members.empty()) return complain("a set without members");
    sets_[key] = std::move(members);
  }

  void codes(std::string_view text) {
    while (!text.empty()) {
      if (!text.starts_with('[')) return complain("'" + std::string(text.substr(0, 40)) + "' after the codes");
      const std::size_t end = text.find(']');
      if (end == std::string_view::npos) return complain("a code that is not closed by ']'");
      code(trim(text.substr(1, end - 1)));
      text = trim(text.substr(end + 1));
    }
  }

  void code(std::string_view text) {
    const std::size_t gap = text.find_first_of(" \t");
    OwnCode out;
    out.code = text.substr(0, gap);
    const std::string_view when = gap == std::string_view::npos ? std::string_view() : trim(text.substr(gap));
    if (out.code == "---") {
      out.code.clear();
    } else {
      const bool letters = std::all_of(out.code.begin(), out.code.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '~';
      });
      if (out.code.size() < 3 || !letters || std::count(out.code.begin(), out.code.end(), '~') > 1) {
        return complain("'" + out.code + "' is no code");
      }
    }
    if (!when.empty()) {
      const std::size_t dash = when.find('-');
      const char bound = when[0];
      if (bound == '<' || bound == '>') {
        const int day = day_of(trim(when.substr(1)));
        if (day < 0) return complain("'" + std::string(when) + "' is no date");
        (bound == '<' ? out.to : out.from) = day;
      } else if (dash != std::string_view::npos) {
        out.from = day_of(trim(when.substr(0, dash)));
        out.to = day_of(trim(when.substr(dash + 1)));
        if (out.from < 0 || out.to < 0) return complain("'" + std::string(when) + "' is no span of dates");
        if (out.from > out.to) return complain("'" + std::string(when) + "' ends before it begins");
      } else {
        return complain("'" + std::string(when) + "' is no date: expected <D, >D or D-D");
      }
    }
    current_.codes.push_back(std::move(out));
  }

  void close() {
    if (open_ && !broken_ && current_.codes.empty()) {
      out_.complaints.push_back({current_.line, "'" + current_.names.front() + "' has no code"});
    } else if (open_ && !current_.names.empty() && !current_.codes.empty()) {
      out_.actors.push_back(std::move(current_));
    }
    open_ = false;
  }

  std::string_view rest_;
  int number_ = 0;
  bool in_comment_ = false, open_ = false, broken_ = false;
  OwnActor current_;
  std::map<std::string, std::vector<std::string>> sets_;
  OwnDictionary out_;
};

}  // namespace

OwnDictionary read_dictionary(std::string_view bytes) {
  return Lines(bytes).read();
}

}  // namespace casus::actors
