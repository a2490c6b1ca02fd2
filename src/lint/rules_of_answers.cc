// SPDX-License-Identifier: MIT
#include <array>

#include "lint/rule.h"

namespace syndic::lint {
namespace {

constexpr auto kOfAnswers = std::to_array<Rule>({
    {.id = "http-status",
     .severity = Severity::error,
     .fault = "the server answers with an error",
     .effect = "no news of it come in until it answers with 200 again",
     .remedy = "have the address answer with the feed, or redirect it by 301 to where the feed is",
     .w3c = "HttpError"},
});

}  // namespace

std::span<const Rule> rules_of_answers() { return kOfAnswers; }

}  // namespace syndic::lint
