// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace syndic::test {

/// A line of test data with \n, \t, \r, \f, \0, \xHH and \\ for what a line cannot hold, and
/// \*N*text* for N times that text.
[[nodiscard]] std::string unescaped(std::string_view line);

}  // namespace syndic::test
