// The readable text of an HTML page: scripts, styles, menus and forms dropped, character references decoded, block
// elements set apart by blank lines. No tree is built and nothing is fetched: one pass over the bytes, whatever they
// are.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "casus/date.h"

namespace casus::text {

struct Page {
  std::string text;  // paragraphs separated by one blank line
  std::optional<std::string> title, url;
  std::optional<Date> date;  // of <meta>, of schema.org's datePublished or of <time>, what comes first
};

Page read_html(std::string_view html);  // valid UTF-8

// What the first kilobyte declares the page's bytes to be ("windows-1252"), empty where it says nothing.
std::string declared_charset(std::string_view html);

}  // namespace casus::text
