// SPDX-License-Identifier: MIT
#include <array>

#include "lint/rule.h"

namespace syndic::lint {
namespace {

constexpr auto kOfDocuments = std::to_array<Rule>({
    {.id = "no-feed",
     .severity = Severity::error,
     .fault = "this is no feed",
     .effect = "nothing of it can be shown",
     .remedy = "name the address of an RSS, Atom or JSON feed; syndic discover URL finds it"},
});

}  // namespace

std::span<const Rule> rules_of_documents() { return kOfDocuments; }

}  // namespace syndic::lint
