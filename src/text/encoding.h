// Bytes of unknown encoding -> valid UTF-8.
#pragma once

#include <string>
#include <vector>

#include "casus/error.h"

namespace casus::text {

// UTF-16 with a byte-order mark, or with NUL in every other byte at its start, is converted (a mark stays a code
// point); what is not UTF-8 and declares another encoding (`declared`, a name ICU knows, may be empty) is converted
// from that; anything else is taken as UTF-8 and repaired, with a note that names the first bad byte. kMalformed where
// it is no text.
Result<std::string> to_utf8(std::string bytes, const std::string& name, std::vector<std::string>& notes,
                            const std::string& declared = {});

inline constexpr std::size_t kLongestText = std::size_t{1} << 30;  // offsets and counts of tokens are 32 bits wide

}  // namespace casus::text
