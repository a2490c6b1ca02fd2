// SPDX-License-Identifier: MIT
//
// What a value of JSON can be as a field of a feed. One of a wrong kind is empty, or nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "markup/json_reader.h"
#include "model/feed.h"
#include "model/timestamp.h"

namespace syndic::parse {

/// A string, trimmed.
[[nodiscard]] std::string string_of(const markup::JsonScalar& value);

/// JSON Feed 1.1, "id": one that is no string is made one.
[[nodiscard]] std::string id_of(const markup::JsonScalar& value);

/// A string, or a number as text: some feeds forget the quotes of a title of digits.
[[nodiscard]] std::string words_of(const markup::JsonScalar& value);

/// Decodes the references of HTML in a title or a name that are complete ("&amp;", "&#8217;").
void decode_references(std::string& name);

/// A number from 0 on in digits, without its fraction.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view text);

/// The text of a date: a number, of seconds or milliseconds since 1970, without its fraction.
[[nodiscard]] std::string date_text(const markup::JsonScalar& value);

/// The format of a version, if it is one of JSON Feed's: a URL that ends in "/version/1.1".
[[nodiscard]] std::optional<model::Format> format_of(std::string_view version);

}  // namespace syndic::parse
