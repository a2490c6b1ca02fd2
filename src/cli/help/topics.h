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
/// ("source.page", "interval"), a chapter of config/README.md by words of its heading or their
/// beginnings, one of special_topics(), or a man page ("syndic", "syndic.toml"). In any case;
/// empty if there is nothing.
[[nodiscard]] std::string help_on(const Manual& manual, std::string_view topic, std::size_t width);

/// A topic as help_on() knows it: in lower case, without brackets, and not by the name of the man
/// page syndic.toml.
[[nodiscard]] std::string plain_topic(std::string_view name);

/// The names of all topics; those of keys in full ("fetch.interval").
[[nodiscard]] std::vector<std::string> topics_of(const Manual& manual);

/// The topics that are no command, key, section or chapter.
[[nodiscard]] std::vector<std::string> special_topics();

/// The topic that was probably meant by an unknown one; empty if none is near.
[[nodiscard]] std::string meant_topic(const Manual& manual, const std::string& word);

}  // namespace syndic::cli
