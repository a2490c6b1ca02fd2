// SPDX-License-Identifier: MIT
#include "normalize/html/text_token.h"

#include <cstddef>

#include "base/utf8.h"
#include "markup/escape.h"
#include "markup/html/character_references.h"

namespace syndic::normalize {
namespace {

using markup::ReferenceContext;

std::size_t append_reference(std::string_view raw, std::string& out) {
  const markup::Reference reference = markup::read_reference(raw, ReferenceContext::text);
  if (reference.length == 0) {
    out.append("&amp;");
    return 1;
  }
  for (std::size_t i = 0; i < reference.count; ++i) {
    const char32_t c = reference.characters.at(i);
    if (c == U'&' || c == U'<' || c == U'>') {
      const char special = static_cast<char>(c);
      markup::append_escaped_text({&special, 1}, out);
    } else if (c != U'\r') {
      base::append_utf8(c, out);
    }
  }
  return reference.length;
}

// Writes what begins with a special character; gives the bytes that it took.
std::size_t append_special(std::string_view raw, std::string& out) {
  switch (raw[0]) {
    case '<':
      out.append("&lt;");
      return 1;
    case '>':
      out.append("&gt;");
      return 1;
    case '"':
      out.push_back('"');
      return 1;
    case '\r':
      if (!raw.substr(1).starts_with('\n')) out.push_back('\n');
      return 1;
    default:
      return append_reference(raw, out);
  }
}

}  // namespace

void append_text(std::string_view raw, std::string& out) {
  while (!raw.empty()) {
    const std::size_t plain = markup::plain_prefix(raw);
    out.append(raw.substr(0, plain));
    raw.remove_prefix(plain);
    if (!raw.empty()) raw.remove_prefix(append_special(raw, out));
  }
}

}  // namespace syndic::normalize
