// SPDX-License-Identifier: MIT
//
// One function a type of value: each takes a TOML value, and returns what it says, or adds to the
// errors what is wrong with it and what to write instead, and returns nothing. None shows a URL or
// a secret, which may hold a password.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/config.h"
#include "config/document.h"
#include "config/problems.h"
#include "normalize/options.h"
#include "parse/options.h"
#include "write/options.h"

namespace syndic::config {

/// What is gathered while one file is read.
struct Context {
  std::filesystem::path folder;  ///< The file's; relative paths start there.
  Problems errors;
  Problems notes;  ///< What is no error but worth knowing.
};

/// A value of the file, and the key that it is given for. Borrowed for the call.
struct Given {
  const Value& value;
  std::string_view section;  ///< "site", "source.page".
  std::string_view key;
  Context& context;

  /// The key's full name, "site.title".
  [[nodiscard]] std::string name() const { return std::string(section).append(".").append(key); }
  /// A value inside this one, of the same key.
  [[nodiscard]] Given inner(const Value& part) const { return {part, section, key, context}; }
  /// `complaint` goes on after the key's name: "must be …".
  void wrong(std::string_view complaint) const { wrong_at(value.at, complaint); }
  void wrong_at(Position at, std::string_view complaint) const;
  /// That the value is of another type than `expected` ("a text in quotes").
  void wrong_type(std::string_view expected) const;
};

using MaybeText = std::optional<std::string>;

[[nodiscard]] MaybeText read_text(const Given& in);          ///< One line, which may be empty.
[[nodiscard]] MaybeText read_words(const Given& in);         ///< One line that is not empty.
[[nodiscard]] MaybeText read_header_words(const Given& in);  ///< Printable ASCII.
[[nodiscard]] MaybeText read_email(const Given& in);
[[nodiscard]] MaybeText read_language(const Given& in);  ///< A tag of RFC 5646.
[[nodiscard]] MaybeText read_zone(const Given& in);      ///< An IANA time zone.
[[nodiscard]] MaybeText read_source_id(const Given& in);
[[nodiscard]] MaybeText read_feed_name(const Given& in);
[[nodiscard]] MaybeText read_date_format(const Given& in);  ///< As strptime reads it: "%d.%m.%Y".
[[nodiscard]] MaybeText read_compression(const Given& in);  ///< "gzip" or "br".

/// An absolute http or https URL without a blank in it, percent-encoded where it was not.
[[nodiscard]] MaybeText read_url(const Given& in);

/// The URL of a folder: ends in '/', has neither query nor fragment.
[[nodiscard]] MaybeText read_folder_url(const Given& in);

/// Something that is never shown, or "env:NAME", the variable of the environment that holds it.
[[nodiscard]] MaybeText read_secret(const Given& in);

/// The URL of a proxy, or "env:NAME".
[[nodiscard]] MaybeText read_proxy(const Given& in);

/// An XPath 1.0 expression that gives such; what is wrong is said at its place in the expression.
[[nodiscard]] MaybeText read_xpath(const Given& in,
                                   parse::XPathGives gives = parse::XPathGives::anything);

/// Header fields of a request, by name; their values are secrets. Those that the transport itself
/// answers for are not among them.
[[nodiscard]] std::optional<std::map<std::string, std::string>> read_headers(const Given& in);

/// A path; a relative one is taken from the configuration file's folder.
[[nodiscard]] std::optional<std::filesystem::path> read_path(const Given& in);

/// "sqlite:PATH", as that path.
[[nodiscard]] std::optional<std::filesystem::path> read_store_url(const Given& in);

[[nodiscard]] std::optional<bool> read_flag(const Given& in);

/// A share of a whole, from 0 to 1.
[[nodiscard]] std::optional<double> read_share(const Given& in);

/// A whole number of bytes, or a size in quotes, from 1 byte to 1 GiB.
[[nodiscard]] std::optional<std::uint64_t> read_size(const Given& in);

/// From `least` to `most`.
[[nodiscard]] std::optional<std::int64_t> read_integer(const Given& in, std::int64_t least,
                                                       std::int64_t most);

/// Of at least `least`.
[[nodiscard]] std::optional<std::chrono::milliseconds> read_duration(
    const Given& in, std::chrono::milliseconds least);

/// The same in whole seconds; what is beyond them is cut.
[[nodiscard]] std::optional<std::chrono::seconds> read_seconds(const Given& in,
                                                               std::chrono::seconds least);

/// A time between two fetches: one that is too short counts as the shortest, which is noted.
[[nodiscard]] std::optional<std::chrono::seconds> read_interval(const Given& in);

/// "rss", "atom" or "json".
[[nodiscard]] std::optional<write::Format> read_format(const Given& in);

/// "full", "summary", "link" or "none".
[[nodiscard]] std::optional<Passing> read_passing(const Given& in);

/// A rule of include or exclude.
[[nodiscard]] std::optional<normalize::Rule> read_rule(const Given& in);

/// Says that the value is no list, with the list that a word alone was meant as, where it
/// `is_shown`.
void no_list(const Given& in, bool is_shown);

/// A list of values that `read` takes, in order, each once. What is wrong with one is said at its
/// place. A word alone is told how it is written as a list, where it `is_shown`.
template <class Element>
[[nodiscard]] std::optional<std::vector<Element>> read_list(
    const Given& in, std::optional<Element> (*read)(const Given&), bool is_shown = true) {
  const auto* list = as<List>(&in.value);
  if (list == nullptr) {
    no_list(in, is_shown);
    return std::nullopt;
  }
  std::vector<Element> elements;
  for (const Value& part : *list) {
    auto element = read(in.inner(part));
    if (element && std::find(elements.begin(), elements.end(), *element) == elements.end()) {
      elements.push_back(*std::move(element));
    }
  }
  return elements;
}

}  // namespace syndic::config
