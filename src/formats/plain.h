// Lines for people: fmt::format in which each text that comes in as an argument is shown (base/shown.h), so that only
// the template, which is ours, can break a line.
//
//   output.write(formats::plain("{}  {}\n", commitment.id, commitment.action));
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>

#include "base/shown.h"

namespace casus::formats {

template <typename T>
using Shown = std::conditional_t<std::is_convertible_v<const T&, std::string_view>, std::string, const T&>;

template <typename... Args>
std::string plain(fmt::format_string<Shown<Args>...> format, const Args&... args) {
  const auto safe = []<typename T>(const T& arg) -> Shown<T> {
    if constexpr (std::is_convertible_v<const T&, std::string_view>)
      return shown(arg);
    else
      return arg;
  };
  return fmt::format(format, safe(args)...);
}

}  // namespace casus::formats
