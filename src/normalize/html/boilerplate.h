// SPDX-License-Identifier: MIT
//
// What publishing systems add to a text: rows of share buttons, and the line that says where a post
// appeared first. It is searched for in the sanitised output, so that sanitising again finds none.
#pragma once

#include <string>
#include <string_view>

namespace syndic::normalize {

/// Whether a `class` or `id` attribute's value has a name that known plugins use for their share
/// buttons and lists of related posts.
[[nodiscard]] bool names_share_row(std::string_view names);

/// Whether `html`, sanitised and balanced, shows nothing but links to share pages with separators
/// between them, and a heading such as "Share this:". True if it shows nothing at all.
[[nodiscard]] bool is_share_row(std::string_view html);

/// The last paragraph of `html`, sanitised, if it is one such as "The post … appeared first on ….";
/// `begin` and `end` are equal if there is none.
struct Cut {
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] Cut find_origin_line(std::string_view html);

/// Removes all such paragraphs from the end of `html`, not before `begin`.
void cut_origin_lines(std::size_t begin, std::string& html);

}  // namespace syndic::normalize
