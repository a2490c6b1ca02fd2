// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace syndic::markup {

/// The elements of HTML, obsolete ones too (WHATWG HTML §4 and §16), and the roots of SVG and
/// MathML. All others are `unknown`.
enum class HtmlTag : std::uint8_t {
  unknown,
  // clang-format off
  a, abbr, acronym, address, applet, area, article, aside, audio, b, base, basefont, bdi, bdo,
  bgsound, big, blink, blockquote, body, br, button, canvas, caption, center, cite, code, col,
  colgroup, data, datalist, dd, del, details, dfn, dialog, dir, div, dl, dt, em, embed, fieldset,
  figcaption, figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head, header,
  hgroup, hr, html, i, iframe, image, img, input, ins, kbd, keygen, label, legend, li, link,
  listing, main, map, mark, marquee, math, menu, meta, meter, nav, nobr, noembed, noframes,
  noscript, object, ol, optgroup, option, output, p, param, picture, plaintext, pre, progress, q,
  rb, rp, rt, rtc, ruby, s, samp, script, search, section, select, slot, small, source, spacer,
  span, strike, strong, style, sub, summary, sup, svg, table, tbody, td, template_, textarea, tfoot,
  th, thead, time, title, tr, track, tt, u, ul, var, video, wbr, xmp,
  // clang-format on
};

inline constexpr std::size_t kHtmlTagCount = static_cast<std::size_t>(HtmlTag::xmp) + 1;

inline constexpr std::size_t kLongestHtmlTagName = 10;  ///< blockquote and figcaption.

/// The element of that name, in any case.
[[nodiscard]] HtmlTag html_tag(std::string_view name);

/// The element's name in lower case; empty for `unknown`.
[[nodiscard]] std::string_view html_tag_name(HtmlTag tag);

/// Whether the element has no content and no end tag (WHATWG HTML §13.1.2, and obsolete ones).
[[nodiscard]] bool is_void(HtmlTag tag);

/// Whether `text` holds a tag of an element that HTML knows, and not only mentions of phrases'
/// start tags, which have no attribute and nothing that follows at once: "<p>", "</b>", "<br/>",
/// "<b>bold", but not "a < b", "List<T>" or "use <b> to make bold".
[[nodiscard]] bool holds_markup(std::string_view text);

/// Whether `text` holds a tag of a known element that is used and not spoken of: an end tag, a tag
/// of an element that has none, a start tag with an attribute's value, or one of an element that
/// runs or embeds something which follows at once. "<b>bold</b>", "<br>", "<a href=x>boats" and
/// "<script>run()", but not "how to use the <b> tag".
[[nodiscard]] bool holds_whole_markup(std::string_view text);

}  // namespace syndic::markup
