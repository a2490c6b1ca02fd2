// SPDX-License-Identifier: MIT
//
// Any bytes as a list of sources. What it names must be bounded, in UTF-8 of XML characters, with
// addresses of http and https, each text but a value of ours on one line, and the same a second
// time.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/url.h"
#include "base/utf8.h"
#include "parse/lists/list.h"
#include "parse/lists/opml.h"

namespace {

using namespace syndic;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_clean(std::string_view text) {
  require(base::is_xml_text(text) && text.find_first_of("\t\r\n") == std::string_view::npos);
}

void require_right(const model::ListedSource& source) {
  require(source.url.empty() || base::is_http_url(source.url));
  require(!source.url.empty() || !source.settings.empty());
  require_clean(source.url);
  require_clean(source.name);
  require(source.name.size() <= 2'000);
  for (const std::string& group : source.groups) require_clean(group);
  for (const auto& [key, text] : source.settings) require(!key.empty() && base::is_xml_text(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto list = parse::read_list(bytes, "list");
  const auto again = parse::read_list(bytes, "list");
  require(list.has_value() == again.has_value());
  if (!list) return 0;
  require(!list->sources.empty() && list->sources.size() <= parse::kMostListed);
  require(list->notes == again->notes && list->notes.size() <= parse::kMostNotes);
  for (const std::string& note : list->notes) require_clean(note);
  for (const model::ListedSource& source : list->sources) require_right(source);
  return 0;
}
