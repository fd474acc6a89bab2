#include "actors/tabari.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/quoted.h"
#include "base/utf8.h"
#include "casus/date.h"

namespace casus::actors {
namespace {

constexpr std::size_t kLongestName = 200, kLongestCode = 60;
constexpr std::size_t kVariants = 64;   // of one name or set, by the sets in it
constexpr std::size_t kMost = 1000000;  // names and codes of all actors together

constexpr std::string_view kBlanks = " \t\r\f\v";

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
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
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return -1;
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
    while (!rest_.empty() && count_ <= kMost) {
      const std::size_t end = rest_.find('\n');
      ++number_;
      line(rest_.substr(0, end));
      rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    }
    if (count_ <= kMost)
      close();
    else
      complain("more than " + std::to_string(kMost) + " names and codes, the most there may be");
    if (in_comment_) complain(comment_, "a comment that is not closed by '-->'");
    std::stable_sort(out_.complaints.begin(), out_.complaints.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    return std::move(out_);
  }

 private:
  void complain(std::string message) { complain(number_, std::move(message)); }
  void complain(int line, std::string message) {
    if (out_.complaints.size() < OwnDictionary::kMostComplaints)
      out_.complaints.push_back({line, std::move(message)});
    else
      ++out_.further;
  }

  void line(std::string_view text) {
    if (utf8::first_invalid(text) != std::string_view::npos) return complain("not valid UTF-8");
    const auto control = [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && kBlanks.find(c) == std::string_view::npos) || c == 0x7F;
    };
    if (std::ranges::any_of(text, control)) return complain("a control character");
    if (in_comment_ || trim(text).starts_with("<!--")) {
      if (!in_comment_) comment_ = number_;
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
    if (plain.find_first_of("]}=~<>") != std::string::npos) return broken(quoted(plain) + " is no name");
    if (!spell_out(plain, into)) broken_ = true;
  }

  // Appends the text with each member of the sets in it; false, and told, where that cannot be. A set is spelt out
  // where it is defined, by those above it: none can come to name itself, and what it stands for is counted at once.
  bool spell_out(const std::string& text, std::vector<std::string>& into) {
    std::vector<std::string> forms{{}};
    for (std::string_view rest = text;;) {
      const std::size_t first = rest.find('!');
      for (std::string& form : forms) form += rest.substr(0, first);
      if (std::ranges::any_of(forms, [](const std::string& form) { return form.size() > kLongestName; }))
        return complain("a form of more than 200 bytes of " + quoted(text)), false;
      if (first == std::string_view::npos) break;
      const std::size_t second = rest.find('!', first + 1);
      const auto known = second == std::string_view::npos
                             ? sets_.end()
                             : sets_.find(std::string(rest.substr(first, second - first + 1)));
      if (known == sets_.end()) return complain(quoted(text) + " names a set that no line above it defines"), false;
      if (forms.size() * known->second.size() > kVariants)
        return complain("more than 64 forms of " + quoted(text)), false;
      std::vector<std::string> longer;
      for (const std::string& form : forms) {
        for (const std::string& member : known->second) longer.push_back(form + member);
      }
      forms = std::move(longer);
      rest = rest.substr(second + 1);
    }
    count_ += forms.size();
    into.insert(into.end(), forms.begin(), forms.end());
    return true;
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
      if (member.size() > kLongestName) return complain("a member of more than 200 bytes");
      if (member.find(key) != std::string::npos) return complain("the set " + quoted(key) + " names itself");
      if (!member.empty() && !spell_out(member, members)) return;
      if (members.size() > kVariants) return complain("a set of more than 64 members");
      if (comma == std::string_view::npos) break;
      text = text.substr(comma + 1);
    }
    if (members.empty()) return complain("a set without members");
    sets_[key] = std::move(members);
  }

  void codes(std::string_view text) {
    for (; !text.empty() && count_ <= kMost; ++count_) {
      if (!text.starts_with('[')) return complain(quoted(text) + " after the codes");
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
      if (out.code.size() < 3 || out.code.size() > kLongestCode || !letters ||
          std::count(out.code.begin(), out.code.end(), '~') > 1) {
        return complain(quoted(out.code) + " is no code");
      }
    }
    if (!when.empty()) {
      const std::size_t dash = when.find('-');
      const char bound = when[0];
      if (bound == '<' || bound == '>') {
        const int day = day_of(trim(when.substr(1)));
        if (day < 0) return complain(quoted(when) + " is no date");
        (bound == '<' ? out.to : out.from) = day;
      } else if (dash != std::string_view::npos) {
        out.from = day_of(trim(when.substr(0, dash)));
        out.to = day_of(trim(when.substr(dash + 1)));
        if (out.from < 0 || out.to < 0) return complain(quoted(when) + " is no span of dates");
        if (out.from > out.to) return complain(quoted(when) + " ends before it begins");
      } else {
        return complain(quoted(when) + " is no date: expected <D, >D or D-D");
      }
    }
    current_.codes.push_back(std::move(out));
  }

  void close() {
    const bool said = std::exchange(open_, false) && !broken_;
    if (!said) return;
    const auto agent = [](const OwnCode& code) { return code.code.find('~') != std::string::npos; };
    const std::string name = quoted(current_.names.front());
    if (current_.codes.empty()) return complain(current_.line, name + " has no code");
    if (std::ranges::any_of(current_.codes, agent) && !std::ranges::all_of(current_.codes, agent))
      return complain(current_.line, name + " has codes with and without '~'");
    out_.actors.push_back(std::move(current_));
  }

  std::string_view rest_;
  int number_ = 0, comment_ = 0;  // this line; the one where the comment began
  std::size_t count_ = 0;
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
