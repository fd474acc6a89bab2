// Lines of a stream of bytes, one after the other. Memory is bounded: a line longer than the cap, or than there is
// memory for, is told by its number and passed over without being held.
//
//   casus::text::Lines lines("", [&](std::string& held) { return append_piece(held); });
//   while (auto line = lines.next()) line->too_long ? complain(line->number) : use(line->text);
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace casus::text {

inline constexpr std::size_t kLongestLine = std::size_t{64}
                                            << 20;  // of JSON: bytes; one takes some four times that to read

struct Line {
  std::size_t number = 0;  // from 1
  std::string_view text;   // without its end; valid until the next line is asked for
  bool too_long = false;   // then without text
};

class Lines {
 public:
  // Appends what comes next to its argument, some 64 KiB; false at the end of the stream.
  using Source = std::function<bool(std::string&)>;

  // `held` is what was already read.
  Lines(std::string held, Source more, std::size_t longest = kLongestLine)
      : held_(std::move(held)), more_(std::move(more)), longest_(longest) {}

  // nullopt after the last line, which needs no line break.
  std::optional<Line> next();

 private:
  std::optional<std::size_t> grow();
  std::string held_;  // from `start_` on: what was read and not yet given
  Source more_;
  std::size_t longest_, start_ = 0, number_ = 0;
  bool too_long_ = false;  // what is held goes on such a line
  bool end_ = false;
};

}  // namespace casus::text
