// SPDX-License-Identifier: MIT
#include "parse/lists/list.h"

#include "base/ascii.h"
#include "base/lines.h"
#include "base/printable.h"
#include "markup/charset/encoding.h"
#include "parse/lists/newsboat.h"
#include "parse/lists/opml.h"
#include "parse/lists/planet.h"

namespace syndic::parse {
namespace {

// The first character that is neither blank nor of a comment of INI files; '\0' without one.
char first_of(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = base::trim(base::take_line(text));
    if (!line.empty() && line.front() != '#' && line.front() != ';') return line.front();
  }
  return '\0';
}

bool has_section(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = base::trim(base::take_line(text));
    if (line.starts_with('[') && line.find(']') != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

Result<model::SourceList> read_list(std::string_view bytes, const std::string& name,
                                    std::string_view content_type) {
  if (bytes.size() > kLargestList) {
    return fail(Errc::too_large, "is larger than " + base::size_text(kLargestList));
  }
  const std::string text = markup::decode_text(bytes, content_type).text;
  if (first_of(text) == '<') return read_opml(bytes, content_type, kMostNotes);
  model::SourceList list = has_section(text) ? read_planet(text, name) : read_newsboat(text, name);
  if (!list.sources.empty()) return list;
  return fail(Errc::unknown_format,
              "is no list of sources: neither OPML nor newsboat's urls nor the configuration of "
              "Planet, Venus or Pluto");
}

}  // namespace syndic::parse
