// SPDX-License-Identifier: MIT
//
// What `syndic help` and `syndic check --explain` print. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/help/manual.h"

namespace syndic::cli {

/// All commands, and what else there is help on.
[[nodiscard]] std::string overview(const Manual& manual, std::size_t width);

/// What there is on a topic: a command ("store backup"), a section or key of the configuration
/// ("source.page", "interval"), a chapter of config/README.md by words of its heading or
/// their beginnings, or one of
/// special_topics(). Empty if there is nothing.
[[nodiscard]] std::string help_on(const Manual& manual, std::string_view topic, std::size_t width);

/// The names of all topics; those of keys in full ("fetch.interval").
[[nodiscard]] std::vector<std::string> topics_of(const Manual& manual);

/// The topics that are no command, key, section or chapter.
[[nodiscard]] std::vector<std::string> special_topics();

/// The topic that was probably meant by an unknown one; empty if none is near.
[[nodiscard]] std::string meant_topic(const Manual& manual, const std::string& word);

}  // namespace syndic::cli
