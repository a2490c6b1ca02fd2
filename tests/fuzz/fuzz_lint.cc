// SPDX-License-Identifier: MIT
//
// Any bytes through the lint. The first byte chooses the Content-Type and whether the address is
// known. Findings are of known rules, each once, in order of severity, with a printable example of
// bounded length and a line that the document has; and the same a second time.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>
#include <vector>

#include "base/time_format.h"
#include "base/utf8.h"
#include "lint/lint.h"

namespace {

using namespace syndic;

constexpr std::size_t kLongestExample = 161;  // With its ellipsis.

constexpr std::array<std::string_view, 8> kContentTypes = {
    "",
    "application/rss+xml",
    "application/atom+xml; charset=utf-8",
    "text/xml; charset=iso-8859-1",
    "application/feed+json",
    "application/xml; charset=utf-16",
    "text/xml; charset=gb18030",
    "text/xml; charset=nobody",
};

void require(bool holds) {
  if (!holds) std::abort();
}

void require_sound(const std::vector<lint::Finding>& findings, std::string_view document) {
  std::set<std::string_view> ids;
  for (const lint::Finding& finding : findings) {
    require(finding.rule != nullptr && lint::find_rule(finding.rule->id) == finding.rule);
    require(ids.insert(finding.rule->id).second);
    require(finding.count > 0 && finding.line <= document.size() + 1);
    require(base::is_xml_text(finding.example));
    require(finding.example.find('\n') == std::string::npos);
    require(base::count_utf8(finding.example) <= kLongestExample);
  }
  require(std::ranges::is_sorted(
      findings, {}, [](const lint::Finding& finding) { return finding.rule->severity; }));
}

bool is_same(const lint::Finding& one, const lint::Finding& other) {
  return one.rule == other.rule && one.example == other.example && one.count == other.count &&
         one.line == other.line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const lint::Document document{.bytes = bytes,
                                .content_type = kContentTypes.at(data[0] % kContentTypes.size()),
                                .url = (data[0] & 8) != 0 ? "https://base.example/feed" : "",
                                .now = *base::parse_rfc3339_utc("2026-03-01T12:00:00Z")};
  const std::vector<lint::Finding> findings = lint::lint_document(document);
  require_sound(findings, bytes);
  require(std::ranges::equal(findings, lint::lint_document(document), is_same));
  return 0;
}
