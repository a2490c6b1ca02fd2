// SPDX-License-Identifier: MIT
#include "text/mail_address.h"

#include "base/ascii.h"
#include "base/utf8.h"

namespace syndic::text {

std::string_view mail_address(std::string_view text) {
  constexpr std::string_view kScheme = "mailto:";
  text = base::trim(text);
  if (base::starts_with_ignoring_case(text, kScheme)) text.remove_prefix(kScheme.size());
  text = base::trim(text.substr(0, text.find('?')));
  const std::size_t at = text.find('@');
  const bool fits = at != base::kNotFound && at > 0 && at + 1 < text.size() &&
                    text.find('@', at + 1) == base::kNotFound &&
                    text.find_first_of("\"<>()[],;:\\ \t\r\n\f\x7F") == base::kNotFound &&
                    base::is_xml_text(text);
  return fits ? text : std::string_view();
}

}  // namespace syndic::text
