// SPDX-License-Identifier: MIT
#include "parse/json/values.h"

#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "markup/html/character_references.h"

namespace syndic::parse {

using markup::JsonKind;
using markup::JsonScalar;

std::string string_of(const JsonScalar& value) {
  return value.kind == JsonKind::string ? std::string(base::trim(value.text)) : std::string();
}

std::string id_of(const JsonScalar& value) { return std::string(base::trim(value.text)); }

std::string words_of(const JsonScalar& value) {
  return value.kind == JsonKind::boolean ? std::string() : id_of(value);
}

void decode_references(std::string& name) {
  std::size_t at = name.find('&');
  if (at == std::string::npos) return;
  std::string out = name.substr(0, at);
  while (at < name.size()) {
    const std::string_view rest = std::string_view(name).substr(at);
    std::size_t length =
        rest[0] == '&' ? markup::read_reference(rest, markup::ReferenceContext::text).length : 0;
    if (length > 0 && rest[length - 1] == ';') {
      markup::append_decoded(rest.substr(0, length), markup::ReferenceContext::text, out);
    } else {
      length = 1;
      out.push_back(rest[0]);
    }
    at += length;
  }
  name = std::move(out);
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  constexpr double kMost = 9e15;  // A double is exact to the unit below.
  double number = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || number < 0 || number > kMost) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

std::string date_text(const JsonScalar& value) {
  if (value.kind != JsonKind::number) return std::string(value.text);
  const auto seconds = whole_number(value.text);
  return seconds ? std::to_string(*seconds) : std::string();
}

std::optional<model::Format> format_of(std::string_view version) {
  const std::string name = base::lower(base::trim(version));
  constexpr std::string_view kBefore = "/version/";
  const std::size_t host = name.find("jsonfeed.org");
  if (host == std::string::npos) return std::nullopt;
  const std::size_t before = name.find(kBefore, host);
  if (before == std::string::npos) return model::Format::jsonfeed11;
  std::string_view number = std::string_view(name).substr(before + kBefore.size());
  while (number.ends_with('/')) number.remove_suffix(1);
  return number == "1" || number == "1.0" ? model::Format::jsonfeed10 : model::Format::jsonfeed11;
}

}  // namespace syndic::parse
