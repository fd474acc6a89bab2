// Which language a text is in, by its script and its commonest short words: enough to tell English from what is not.
#pragma once

#include <string_view>

namespace casus::text {

// ISO 639-1 code, "und" where the text is too short or too strange to tell. Short Latin-script text without contrary
// evidence counts as English ("en").
std::string_view language(std::string_view text);

}  // namespace casus::text
