// SPDX-License-Identifier: MIT
#include "markup/escape.h"

namespace syndic::markup {
namespace {

void append_escaped(std::string_view text, std::string_view specials, std::string& out) {
  for (std::size_t from = 0;;) {
    const std::size_t special = text.find_first_of(specials, from);
    out.append(text.substr(from, special - from));
    if (special == std::string_view::npos) return;
    switch (text[special]) {
      case '&':
        out.append("&amp;");
        break;
      case '<':
        out.append("&lt;");
        break;
      case '>':
        out.append("&gt;");
        break;
      default:
        out.append("&quot;");
        break;
    }
    from = special + 1;
  }
}

}  // namespace

void append_escaped_text(std::string_view text, std::string& out) {
  append_escaped(text, "&<>", out);
}

void append_escaped_attribute(std::string_view text, std::string& out) {
  append_escaped(text, "&<>\"", out);
}

}  // namespace syndic::markup
