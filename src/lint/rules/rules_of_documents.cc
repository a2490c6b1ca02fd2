// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "lint/rule.h"
#include "lint/rules/rules_of_contents.h"
#include "lint/rules/rules_of_heads.h"
#include "lint/rules/rules_of_items.h"
#include "lint/rules/rules_of_syntax.h"

namespace syndic::lint {
namespace {

template <std::size_t... kSizes>
constexpr auto joined(const std::array<Rule, kSizes>&... tables) {
  std::array<Rule, (kSizes + ...)> all;
  auto* end = all.begin();
  ((end = std::ranges::copy(tables, end).out), ...);
  return all;
}

constexpr auto kOfDocuments =
    joined(kRulesOfSyntax, kRulesOfHeads, kRulesOfItems, kRulesOfContents);

}  // namespace

std::span<const Rule> rules_of_documents() { return kOfDocuments; }

}  // namespace syndic::lint
