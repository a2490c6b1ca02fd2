// SPDX-License-Identifier: MIT
//
// One function per type of value: each takes a TOML value and returns what it means; or it reports
// what is wrong with it and what to write instead, and returns nullopt. No message shows a URL or a
// secret, which may contain a password.
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
#include "store/options.h"
#include "write/options.h"

namespace syndic::config {

/// The state of reading one file.
struct ReadContext {
  std::filesystem::path folder;  ///< The file's; relative paths start there.
  Problems errors;
  Problems notes;     ///< No errors, but worth knowing.
  Problems refusals;  ///< As Config::refusals; errors where no such are wanted.
  bool may_refuse = false;
};

/// A value of the file and its key. Borrowed for the call.
struct GivenValue {
  const Value& value;
  std::string_view section;  ///< "site", "source.page".
  std::string_view key;
  ReadContext& context;

  /// The key's full name, "site.title".
  [[nodiscard]] std::string name() const { return std::string(section).append(".").append(key); }
  /// A value inside this one, of the same key.
  [[nodiscard]] GivenValue inner(const Value& part) const { return {part, section, key, context}; }
  /// Reports `complaint`, which follows the key's name: "must be …".
  void wrong(std::string_view complaint) const { wrong_at(value.at, complaint); }
  void wrong_at(Position at, std::string_view complaint) const;
  /// Reports that the value is not of the type `expected` ("a text in quotes").
  void wrong_type(std::string_view expected) const;
};

using MaybeText = std::optional<std::string>;

[[nodiscard]] MaybeText read_text(const GivenValue& in);          ///< One line, which may be empty.
[[nodiscard]] MaybeText read_words(const GivenValue& in);         ///< One line that is not empty.
[[nodiscard]] MaybeText read_header_words(const GivenValue& in);  ///< Printable ASCII.
[[nodiscard]] MaybeText read_email(const GivenValue& in);
[[nodiscard]] MaybeText read_language(const GivenValue& in);  ///< A tag of RFC 5646.
[[nodiscard]] MaybeText read_zone(const GivenValue& in);      ///< An IANA time zone.
[[nodiscard]] MaybeText read_source_id(const GivenValue& in);
[[nodiscard]] MaybeText read_feed_name(const GivenValue& in);
[[nodiscard]] MaybeText read_set_name(const GivenValue& in);
[[nodiscard]] MaybeText read_date_format(
    const GivenValue& in);  ///< As strptime reads it: "%d.%m.%Y".

/// An absolute http or https URL without a blank in it, percent-encoded if it was not.
[[nodiscard]] MaybeText read_url(const GivenValue& in);

/// The same of a feed, which may be written with webcal in place of https.
[[nodiscard]] MaybeText read_feed_url(const GivenValue& in);

/// The URL of a picture as Apple wants it of a podcast: is_cover().
[[nodiscard]] MaybeText read_cover(const GivenValue& in);

/// One of Apple's categories of podcasts.
[[nodiscard]] MaybeText read_podcast_category(const GivenValue& in);

/// The URL of a folder: ends in '/', has neither query nor fragment.
[[nodiscard]] MaybeText read_folder_url(const GivenValue& in);

/// A text that is never shown, or "env:NAME", the environment variable that contains it.
[[nodiscard]] MaybeText read_secret(const GivenValue& in);

/// The URL of a proxy, or "env:NAME".
[[nodiscard]] MaybeText read_proxy(const GivenValue& in);

/// An XPath 1.0 expression with such a result; a mistake is reported at its place in the
/// expression.
[[nodiscard]] MaybeText read_xpath(const GivenValue& in,
                                   parse::XPathResult gives = parse::XPathResult::anything);

/// Header fields of a request, by name; their values are secrets. Those that the
/// transport itself sets are refused.
[[nodiscard]] std::optional<std::map<std::string, std::string>> read_headers(const GivenValue& in);

/// A path; a relative one is taken from the configuration file's folder.
[[nodiscard]] std::optional<std::filesystem::path> read_path(const GivenValue& in);

/// A program and its arguments, at least the program. One that is named by a relative path, with a
/// '/' in it, is taken from the configuration file's folder.
[[nodiscard]] std::optional<std::vector<std::string>> read_command(const GivenValue& in);

/// "sqlite:PATH", or where a store on PostgreSQL is: "postgresql://…" or "env:NAME".
void read_store_url(const GivenValue& in, store::Options& options);

[[nodiscard]] std::optional<bool> read_flag(const GivenValue& in);

/// A share of a whole, from 0 to 1.
[[nodiscard]] std::optional<double> read_share(const GivenValue& in);

/// A whole number of bytes, or a size in quotes, from `least` to `most`.
[[nodiscard]] std::optional<std::uint64_t> read_size(const GivenValue& in, std::uint64_t least,
                                                     std::uint64_t most);

/// From `least` to `most`.
[[nodiscard]] std::optional<std::int64_t> read_integer(const GivenValue& in, std::int64_t least,
                                                       std::int64_t most);

/// Of at least `least`.
[[nodiscard]] std::optional<std::chrono::milliseconds> read_duration(
    const GivenValue& in, std::chrono::milliseconds least);

/// The same, rounded down to whole seconds.
[[nodiscard]] std::optional<std::chrono::seconds> read_seconds(const GivenValue& in,
                                                               std::chrono::seconds least);

/// A time between two fetches; one that is too short is replaced by the shortest and noted.
[[nodiscard]] std::optional<std::chrono::seconds> read_interval(const GivenValue& in);

/// "rss", "atom" or "json".
[[nodiscard]] std::optional<write::Format> read_format(const GivenValue& in);
[[nodiscard]] std::optional<write::Compression> read_compression(const GivenValue& in);

/// "full", "summary", "link" or "none".
[[nodiscard]] std::optional<Passing> read_passing(const GivenValue& in);

/// "read", "watch" or "listen".
[[nodiscard]] std::optional<model::Kind> read_kind(const GivenValue& in);

/// "source", "group", "tag" or "all-but".
[[nodiscard]] std::optional<Each> read_each_of(const GivenValue& in);

/// A rule of include or exclude.
[[nodiscard]] std::optional<normalize::Rule> read_rule(const GivenValue& in);

/// Reports that the value is no list, and how to write it as a list; a single word is part of that
/// message if `is_shown`.
void report_no_list(const GivenValue& in, bool is_shown);

/// A list of values that `read` accepts, in order, each once. A mistake in one is reported at its
/// position. `is_shown`: see report_no_list().
template <class Element>
[[nodiscard]] std::optional<std::vector<Element>> read_list(
    const GivenValue& in, std::optional<Element> (*read)(const GivenValue&), bool is_shown = true) {
  const auto* list = as<List>(&in.value);
  if (list == nullptr) {
    report_no_list(in, is_shown);
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
