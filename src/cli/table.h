// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/colour.h"

namespace syndic::cli {

/// Rows of text in columns as wide as their widest cell, two spaces apart; the first row is the
/// heading. Columns named in `right` stand to the right. Every cell is made one printable line, and
/// shown in its colour of `colours`, by row and column, where it has one.
[[nodiscard]] std::string table(
    std::vector<std::vector<std::string>> rows, const std::vector<std::size_t>& right,
    const std::map<std::pair<std::size_t, std::size_t>, Colour>& colours = {});

/// `text` as printable lines of at most `width` characters, broken at blanks where there are any,
/// each after `indent` spaces and with a line break at its end.
[[nodiscard]] std::string paragraph(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace syndic::cli
