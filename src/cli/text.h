// SPDX-License-Identifier: MIT
//
// What the commands' tables, lines and JSON are made with.
#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/timestamp.h"

namespace syndic::cli {

enum class Colour { none, green, yellow, red, grey };

/// Whether what is written to standard output is read on a terminal that wants colours: not where
/// it goes to a file or pipe, not where NO_COLOR is set to anything (no-color.org), not where TERM
/// is missing or "dumb".
[[nodiscard]] bool stdout_wants_colour();

/// `text` between the sequences that begin and end the colour (ECMA-48 §8.3.117).
[[nodiscard]] std::string painted(std::string_view text, Colour colour);

/// Rows of text in columns as wide as their widest cell, two spaces apart; the first row is the
/// heading. Columns named in `right` stand to the right. Every cell is made one printable line, and
/// shown in its colour of `colours`, by row and column, where it has one.
[[nodiscard]] std::string table(
    std::vector<std::vector<std::string>> rows, const std::vector<std::size_t>& right,
    const std::map<std::pair<std::size_t, std::size_t>, Colour>& colours = {});

/// `text` as printable lines of at most `width` characters, broken at blanks where there are any,
/// each after `indent` spaces and with a line break at its end.
[[nodiscard]] std::string paragraph(std::string_view text, std::size_t indent, std::size_t width);

/// "2026-01-31 07:42": what the clocks of `zone` (an IANA name) show at `time`.
[[nodiscard]] std::string local_time(model::Timestamp time, const std::string& zone);

/// Adds `words` to a line, "; " before them where there are some already.
void add_words(const std::string& words, std::string& line);

using Json = nlohmann::ordered_json;

/// The time as RFC 3339 has it, null where there is none.
[[nodiscard]] Json json_of(const std::optional<model::Timestamp>& time);

/// Indented, without a line break at the end; what is no UTF-8 becomes U+FFFD.
[[nodiscard]] std::string dump(const Json& json);

}  // namespace syndic::cli
