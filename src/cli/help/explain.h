// SPDX-License-Identifier: MIT
//
// What a key or section of the configuration, or a rule of the lint, means. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/help/manual.h"

namespace syndic::cli {

/// "[[source]]" as "source"; any other name as it is.
[[nodiscard]] std::string without_brackets(std::string_view name);

/// What the key ("fetch.interval"), each key of that name ("interval"), or the section ("source",
/// "[[source]]") means. Empty if there is none of that name.
[[nodiscard]] std::string explanation(const Manual& manual, std::string_view name,
                                      std::size_t width);

/// What a rule of the lint means (lint/rule.h), by its id. Empty if there is none of that name.
[[nodiscard]] std::string explanation_of_rule(std::string_view id, std::size_t width);

/// All sections and keys with their types and meanings, cut to a line each.
[[nodiscard]] std::string explanation_of_all(const Manual& manual, std::size_t width);

/// The full names of the sections and keys of that name.
[[nodiscard]] std::vector<std::string> explained_names(const Manual& manual, std::string_view name);

/// The keys that explanation() explains: not those of other sections that are called as a section.
[[nodiscard]] std::vector<DocumentedKey> explained_keys(const Manual& manual,
                                                        std::string_view name);

/// The keys of that name, in full or without their section; empty if there is none.
[[nodiscard]] std::vector<DocumentedKey> keys_named(const Manual& manual, std::string_view name);

/// The key or section that was probably meant by an unknown name, also one that another program has
/// for it; empty if none is near.
[[nodiscard]] std::string meant_key(const Manual& manual, const std::string& word);

}  // namespace syndic::cli
