// SPDX-License-Identifier: MIT
#include "lint/singles.h"

#include <algorithm>
#include <array>
#include <bitset>

#include "base/ascii.h"

namespace syndic::lint {
namespace {

// RSS 2.0 and RFC 4287 §4.1.1 and §4.1.2. Of "link" Atom has many.
constexpr auto kSingles = std::to_array<std::string_view>(
    {"title", "description", "language", "pubdate", "lastbuilddate", "ttl", "guid", "id", "updated",
     "published", "content", "summary", "subtitle", "rights", "copyright", "link"});

}  // namespace

void judge_singles(const FieldList& element, parse::Ns own, Report& report) {
  std::bitset<kSingles.size()> seen;
  for (const Field& field : element.fields) {
    if (field.space != own) continue;
    const auto single = std::ranges::find_if(kSingles, [&](std::string_view name) {
      return base::equals_ignoring_case(name, field.name);
    });
    if (single == kSingles.end() || (own == parse::Ns::atom && *single == "link")) continue;
    const auto place = static_cast<std::size_t>(single - kSingles.begin());
    if (seen.test(place)) report.add(field.node, "element-twice", field.name);
    seen.set(place);
  }
}

}  // namespace syndic::lint
