// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace syndic::test {

/// What an HTML parser of other hands (gumbo) finds wrong with sanitised HTML, one fault a line:
/// elements, attributes and schemes that nobody allowed, or a tree that is not the one written.
/// Empty where it is right. The lists are this judge's own, so that a slip in the rules shows.
[[nodiscard]] std::string faults_of(const std::string& html);

}  // namespace syndic::test
