// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace syndic::base {

/// `text` as one line that is safe to show on a terminal or a page: runs of blanks become one
/// space, bytes that are no UTF-8 become "?", and control characters and those that turn the
/// direction of writing go. At most `max_characters`, the last of which is "…" where text was cut.
[[nodiscard]] std::string printable_line(std::string_view text, std::size_t max_characters = 300);

/// "1 item", "2 items": a number of what is called `unit`, with an s where it is not one.
[[nodiscard]] std::string counted(long long number, std::string_view unit);

/// "16 MiB", "300 bytes": in the largest unit that keeps the number whole.
[[nodiscard]] std::string size_text(std::size_t bytes);

/// "0.4", "12": seconds of that many milliseconds, with a tenth below ten of them, and never less
/// than one tenth; `point` stands before it.
[[nodiscard]] std::string seconds_text(std::int64_t milliseconds, std::string_view point = ".");

}  // namespace syndic::base
