// SPDX-License-Identifier: MIT
//
// What the commands write on stdout: tables, paragraphs and JSON.
#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time_zone.h"
#include "model/timestamp.h"

namespace syndic::cli {

enum class Colour { none, green, yellow, red, grey };

/// Whether an open file, such as STDOUT_FILENO, is a terminal that wants colours: NO_COLOR is empty
/// or not set (no-color.org), and TERM is neither missing nor "dumb".
[[nodiscard]] bool wants_colour(int file);

/// `text` between the sequences that begin and end the colour (ECMA-48 §8.3.117).
[[nodiscard]] std::string painted(std::string_view text, Colour colour);

/// Rows of text in columns as wide as their widest cell, two spaces apart; the first row is the
/// heading. Columns listed in `right` are aligned to the right. Every cell becomes one printable
/// line, in its colour of `colours`, by row and column, if it has one.
[[nodiscard]] std::string table(
    std::vector<std::vector<std::string>> rows, const std::vector<std::size_t>& right,
    const std::map<std::pair<std::size_t, std::size_t>, Colour>& colours = {});

/// Whether the rows fit into 80 columns as they are.
[[nodiscard]] bool fits(const std::vector<std::vector<std::string>>& rows);

/// The same table in 80 columns, for which the first one, of ids, is cut as short as it must be;
/// below the line of each row but the heading, if it has any, its paragraph of `remarks`, which are
/// in the order of these rows and may be fewer.
[[nodiscard]] std::string narrow_table(
    std::vector<std::vector<std::string>> rows, const std::vector<std::size_t>& right,
    const std::vector<std::string>& remarks = {},
    const std::map<std::pair<std::size_t, std::size_t>, Colour>& colours = {});

/// `text`, which is printable and without line breaks, as lines of at most `width` characters,
/// broken at blanks if there are any, each after `indent` spaces and with a line break at its end.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

/// The same of any text, which becomes printable, and at most 300 characters.
[[nodiscard]] std::string paragraph(std::string_view text, std::size_t indent, std::size_t width);

/// `lines` with those broken at blanks that have more than `width` characters, what follows set in
/// by four more spaces. A longer word, such as a URL, stays whole.
[[nodiscard]] std::string fitted(std::string_view lines, std::size_t width);

/// "read, watch or listen".
[[nodiscard]] std::string either_of(const std::vector<std::string>& words);

/// How many columns standard output has: those of the terminal, 40 at least; 80 if it is none.
[[nodiscard]] std::size_t width_of_stdout();

using base::local_time;

/// Adds `words` to a line, after "; " unless the line is empty.
void add_words(const std::string& words, std::string& line);

using Json = nlohmann::ordered_json;

/// The time in the form of RFC 3339; null if there is none.
[[nodiscard]] Json json_of(const std::optional<model::Timestamp>& time);

/// Indented, without a line break at the end; what is not UTF-8 becomes U+FFFD.
[[nodiscard]] std::string dump(const Json& json);

}  // namespace syndic::cli
