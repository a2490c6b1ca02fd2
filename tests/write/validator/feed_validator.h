// SPDX-License-Identifier: MIT
//
// A judge of what src/write publishes, strict where src/parse is liberal, and independent of both.
// It holds the rules of RFC 4287, of RSS 2.0 with the RSS Advisory Board's Best Practices Profile,
// of JSON Feed 1.1 and of the namespaces used, as far as the W3C Feed Validation Service has an
// error or a warning for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace syndic::test {

/// A broken rule: "RFC 4287 §4.2.6 id: …" with what was found.
using Findings = std::vector<std::string>;

/// `self_url`: where the document will be served.
[[nodiscard]] Findings validate_rss(const std::string& bytes, std::string_view self_url);
[[nodiscard]] Findings validate_atom(const std::string& bytes, std::string_view self_url);
[[nodiscard]] Findings validate_json(const std::string& bytes, std::string_view self_url);

}  // namespace syndic::test
