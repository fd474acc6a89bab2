// Text in JSON: exact once it is parsed, and safe to look at before, for what steers a terminal (base/shown.h) is
// written as \u with four digits. What is no UTF-8 becomes U+FFFD; all else stands as it is.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace casus::formats {

// Appends what stands between the quotation marks of a JSON string.
void write_json_text(std::string_view text, std::string& out);

// A whole value, on one line.
std::string dumped(const nlohmann::ordered_json& json);

}  // namespace casus::formats
