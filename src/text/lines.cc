#include "text/lines.h"

#include <new>
#include <utility>

namespace casus::text {

// Makes room and puts one more piece behind what is held: where it begins, nullopt at the end of the stream.
std::optional<std::size_t> Lines::grow() {
  if (end_) return std::nullopt;
  held_.erase(0, std::exchange(start_, 0));
  too_long_ |= held_.size() > longest_;
  if (too_long_) std::string().swap(held_);
  const std::size_t begin = held_.size();
  try {
    end_ = !more_(held_);
  } catch (const std::bad_alloc&) {
    if ((end_ = held_.empty())) throw;
    too_long_ = true;
    std::string().swap(held_);
    return 0;
  }
  return begin;
}

std::optional<Line> Lines::next() {
  std::size_t stop = held_.find('\n', start_);
  while (stop == std::string::npos) {
    const auto begin = grow();
    if (!begin) break;
    stop = held_.find('\n', *begin);
  }
  const bool last = stop == std::string::npos;
  if (last && start_ == held_.size() && !too_long_) return std::nullopt;
  const std::size_t size = (last ? held_.size() : stop) - start_;
  const bool too_long = std::exchange(too_long_, false) || size > longest_;
  const std::string_view text = too_long ? std::string_view() : std::string_view(held_).substr(start_, size);
  start_ += size + (last ? 0 : 1);
  return Line{++number_, text, too_long};
}

}  // namespace casus::text
