// Bytes of unknown encoding -> valid UTF-8.
#pragma once

#include <string>
#include <vector>

#include "casus/error.h"

namespace casus::text {

// UTF-16 with a byte-order mark, or with NUL in every other byte at its start, is converted (a mark stays a code
// point); anything else is taken as UTF-8 and repaired, with a note that names the first bad byte. kMalformed where it
// is no text.
Result<std::string> to_utf8(std::string bytes, const std::string& name, std::vector<std::string>& notes);

}  // namespace casus::text
