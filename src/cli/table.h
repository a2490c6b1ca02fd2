// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace syndic::cli {

/// Rows of text in columns as wide as their widest cell, two spaces apart; the first row is the
/// heading. Columns named in `right` stand to the right. Every cell is made one printable line.
[[nodiscard]] std::string table(std::vector<std::vector<std::string>> rows,
                                const std::vector<std::size_t>& right);

}  // namespace syndic::cli
