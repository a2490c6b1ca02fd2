// SPDX-License-Identifier: MIT
//
// What publishing systems add to a text and nobody wrote: rows of share buttons, and the line that
// says where a post appeared first. Judged by the sanitised output, so that a second time there is
// nothing left to find.
#pragma once

#include <string>
#include <string_view>

namespace syndic::normalize {

/// Whether one of the names in a `class` or `id` attribute's value is one by which known plugins
/// mark their share buttons and lists of related posts.
[[nodiscard]] bool names_share_row(std::string_view names);

/// Whether `html`, sanitised and balanced, shows nothing but links to share pages with separators
/// between them, and a heading such as "Share this:". So does what shows nothing at all.
[[nodiscard]] bool is_share_row(std::string_view html);

/// How much of `html`, sanitised, is left without paragraphs such as "The post … appeared first
/// on …." at its end: where to cut (`begin`) and up to where (`end`). Equal: there is none.
struct Cut {
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] Cut find_origin_line(std::string_view html);

/// Cuts all such lines off the end of what begins at `begin`.
void cut_origin_lines(std::size_t begin, std::string& html);

}  // namespace syndic::normalize
